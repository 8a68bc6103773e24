import { useRef } from 'preact/hooks'
import { nameIn } from '../live/look-up.js'
import { plainText } from '../message/plain-text.js'
import { useApp } from '../page/app-context.js'
import { Icon } from '../parts/icon.js'

/** The way back to the end, with how much has come since; and the newest message for screen readers. */
export function NewMessages(props: {
  readonly chat: string
  readonly me: number
  readonly isAtEnd: boolean
  readonly onClick: () => void
}) {
  const { chat, isAtEnd, onClick, me } = props
  const { state, say } = useApp()
  const { last, last_seq = 0 } = state.chats.get(chat) ?? {}
  const seen = useRef(last_seq)
  if (isAtEnd) seen.current = last_seq
  const n = last_seq - seen.current
  return (
    <>
      <span class="only-heard" aria-live="polite">
        {last && last.sender_id !== me
          ? `${nameIn(state, chat, last.sender_id)}: ${plainText(state, say, last)}`
          : ''}
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
