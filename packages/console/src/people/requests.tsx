import type { Request } from '@rookery/sandbox'
import { groupKey, groupOfChat, isAdmin, nicknameOf } from '../live/look-up.js'
import type { PageState } from '../live/page-state.js'
import { useApp } from '../page/app-context.js'
import { memo } from '../page/memo.js'
import { usePage } from '../page/use-page.js'
import { Avatar } from '../parts/avatar.js'
import type { Say } from '../words/words.js'

/** Pending requests for the user to approve or refuse. */
export const Requests = memo(function Requests({ me }: { readonly me: number }) {
  const { say, act } = useApp()
  const users = usePage((state) => state.users)
  const groups = usePage((state) => state.groups)
  const requests = usePage((state) => state.requests)
  const waiting = requestsFor({ groups, requests }, me)
  if (waiting.length === 0) return null
  return (
    <section class="requests" aria-label={say('requests')}>
      {waiting.map((request) => {
        const answer = (approve: boolean) => act(me, { do: 'answer_request', flag: request.flag, approve })
        return (
          <div class="request" key={request.flag}>
            <Avatar id={request.user_id} name={nicknameOf({ users }, request.user_id)} size="small" />
            <span class="request-text">
              {requestText({ users, groups }, say, request)}
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
})

const requestsFor = (state: Pick<PageState, 'groups' | 'requests'>, me: number): readonly Request[] =>
  [...state.requests.values()].filter((request) => {
    if (request.kind === 'friend') return request.target_id === me
    if (request.state !== 'waiting') return false
    if (request.sub_type === 'invite') return request.user_id === me
    return isAdmin(groupOfChat(state, groupKey(request.group_id))?.members.get(me))
  })

function requestText(state: Pick<PageState, 'users' | 'groups'>, say: Say, request: Request): string {
  const name = nicknameOf(state, request.user_id)
  if (request.kind === 'friend') return say('friend_request', { name })
  const group = state.groups.get(request.group_id)?.group_name ?? request.group_id
  if (request.sub_type === 'add') return say('join_request', { name, group })
  return say('invite_request', { name: nicknameOf(state, request.invitor_id ?? 0), group })
}
