import type { Request } from '@rookery/sandbox'
import { groupKey, groupOf, isAdmin, nicknameOf } from '../live/look-up.js'
import type { PageState } from '../live/page-state.js'
import { type App, useApp } from '../page/app-context.js'
import { Avatar } from '../parts/avatar.js'

/** What waits for this person's yes or no. */
export function Requests({ me }: { readonly me: number }) {
  const { state, say, act } = useApp()
  const waiting = requestsFor(state, me)
  if (waiting.length === 0) return null
  return (
    <section class="requests" aria-label={say('requests')}>
      {waiting.map((request) => {
        const answer = (approve: boolean) => act(me, { do: 'answer_request', flag: request.flag, approve })
        return (
          <div class="request" key={request.flag}>
            <Avatar id={request.user_id} name={nicknameOf(state, request.user_id)} size="small" />
            <span class="request-text">
              {requestText({ state, say }, request)}
              {request.comment ? <span class="dim"> {request.comment}</span> : null}
            </span>
            <span class="request-buttons">
              <button type="button" class="button button-main button-small" onClick={() => answer(true)}>
                {say('approve')}
              </button>
              <button type="button" class="button button-small" onClick={() => answer(false)}>
                {say('refuse')}
              </button>
            </span>
          </div>
        )
      })}
    </section>
  )
}

export const requestsFor = (state: PageState, me: number): readonly Request[] =>
  [...state.requests.values()].filter((request) => {
    if (request.kind === 'friend') return request.target_id === me
    if (request.state !== 'waiting') return false
    if (request.sub_type === 'invite') return request.user_id === me
    return isAdmin(groupOf(state, groupKey(request.group_id))?.members.get(me))
  })

function requestText({ state, say }: Pick<App, 'state' | 'say'>, request: Request): string {
  const name = nicknameOf(state, request.user_id)
  if (request.kind === 'friend') return say('friend_request', { name })
  const group = state.groups.get(request.group_id)?.group_name ?? request.group_id
  if (request.sub_type === 'add') return say('join_request', { name, group })
  return say('invite_request', { name: nicknameOf(state, request.invitor_id ?? 0), group })
}
