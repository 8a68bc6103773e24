import { useState } from 'preact/hooks'
import { groupOfChat, partnerOf } from '../live/look-up.js'
import { useApp } from '../page/app-context.js'
import { usePage } from '../page/use-page.js'
import { Prompt, type PromptQuestion } from '../parts/prompt.js'

/** Actions for a chat that the user is not part of: join, request or befriend. */
export function JoinLine({ chat, me }: { readonly chat: string; readonly me: number }) {
  const { say, act } = useApp()
  const [question, setQuestion] = useState<PromptQuestion>()
  const group = usePage((state) => groupOfChat(state, chat))
  const partner = partnerOf(chat, me)
  const isFriend = usePage(({ friends }) => friends.get(me)?.has(partner ?? 0))
  const isIn = group ? group.members.has(me) : partner === me || isFriend
  if (isIn) return null
  const ask = (title: string, onAnswer: (comment: string) => void) =>
    setQuestion({ title, field: say('comment'), onAnswer })
  const group_id = group?.group_id ?? 0
  const user_id = partner ?? 0
  const [request, enter] = group
    ? [
        () => ask(say('request_join'), (comment) => void act(me, { do: 'request_join', group_id, comment })),
        () => void act(me, { do: 'join', group_id }),
      ]
    : [
        () => ask(say('add_friend'), (comment) => void act(me, { do: 'request_friend', user_id, comment })),
        () => void act(me, { do: 'befriend', user_id }),
      ]
  return (
    <div class="join-line">
      <button type="button" class="button button-main" onClick={request}>
        {say(group ? 'request_join' : 'add_friend')}
      </button>
      <button type="button" class="button" onClick={enter}>
        {say(group ? 'join' : 'befriend')}
      </button>
      {question ? <Prompt question={question} onClose={() => setQuestion(undefined)} /> : null}
    </div>
  )
}
