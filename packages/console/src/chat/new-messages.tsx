import { useRef } from 'preact/hooks'
import { nameIn } from '../live/look-up.js'
import type { PageState } from '../live/page-state.js'
import { messageExcerpt } from '../message/plain-text.js'
import { useApp } from '../page/app-context.js'
import { usePage } from '../page/use-page.js'
import { Icon } from '../parts/icon.js'
import type { Say } from '../words/words.js'

/** Button that leads to the end and counts new messages; also announces the newest one to screen readers. */
export function NewMessages(props: {
  readonly chat: string
  readonly me: number
  readonly isAtEnd: boolean
  readonly onClick: () => void
}) {
  const { chat, isAtEnd, onClick, me } = props
  const { say } = useApp()
  const last_seq = usePage(({ chats }) => chats.get(chat)?.last_seq ?? 0)
  const heard = usePage((state) => heardText(state, say, chat, me))
  const seen = useRef(last_seq)
  if (isAtEnd) seen.current = last_seq
  const n = last_seq - seen.current
  return (
    <>
      <span class="only-heard" aria-live="polite">
        {heard}
      </span>
      {isAtEnd ? null : (
        <button type="button" class="new-messages" onClick={onClick} aria-label={say('to_bottom')}>
          <Icon name="down" />
          {n > 0 ? say('new_messages', { n }) : say('to_bottom')}
        </button>
      )}
    </>
  )
}

/** The newest message of another user, with its sender. */
function heardText(state: PageState, say: Say, chat: string, me: number): string {
  const last = state.chats.get(chat)?.last
  if (!last || last.sender_id === me) return ''
  return `${nameIn(state, chat, last.sender_id)}: ${messageExcerpt(state, say, last)}`
}
