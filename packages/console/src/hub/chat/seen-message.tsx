import type { PageMessage } from '@rookery/sandbox'
import { SegmentView } from '../../chat/segment.js'
import { messageExcerpt } from '../../message/plain-text.js'
import { type AnySegment, messageSegments, textAt } from '../../message/segment-data.js'
import { useApp } from '../../page/app-context.js'
import { Avatar } from '../../parts/avatar.js'
import { useHub } from '../page/hub-context.js'
import { Name, plainName } from '../parts/name.js'
import { dateText } from '../words/spans.js'
import type { SeenChat } from './chat-book.js'

/** Segments of a message that are shown; some bots send thousands. */
const MOST_SEGMENTS = 200
/** Characters of a text that are shown. */
const MOST_CHARS = 20_000

interface SeenMessageProps {
  readonly message: PageMessage
  readonly isFirst: boolean
  readonly name: string | undefined
  readonly me: number
  readonly chat: SeenChat
  readonly onGoTo: (message_id: number) => void
}

/** Message as the chat page shows it, without its menus. */
export function SeenMessage(props: SeenMessageProps) {
  const { message, isFirst, name, me } = props
  const { say } = useHub()
  const { sender_id, recalled_by } = message
  const isMine = sender_id === me
  return (
    <article class={`message ${isMine ? 'message-mine' : ''} ${isFirst ? 'message-first' : ''}`}>
      {isFirst ? (
        <Avatar
          id={sender_id}
          name={plainName(name, String(sender_id))}
          {...(isMine ? { kind: 'bot' as const } : {})}
        />
      ) : (
        <span class="avatar-gap" />
      )}
      <div class="message-body">
        {isFirst && !isMine ? (
          <div class="sender">
            <span class="sender-name">
              <Name text={name} otherwise={String(sender_id)} />
            </span>
          </div>
        ) : null}
        <div class="bubble-line">
          <Bubble {...props} />
        </div>
        {recalled_by === undefined ? null : <span class="badge badge-muted">{say('chat_recalled')}</span>}
      </div>
    </article>
  )
}

function Bubble({ message, me, chat, onGoTo }: SeenMessageProps) {
  const { language, say } = useHub()
  const segments = messageSegments(message.message).slice(0, MOST_SEGMENTS)
  return (
    <div class="bubble" title={dateText(message.time * 1000, language)}>
      {segments.map((segment, at) =>
        segment.type === 'reply' ? (
          <Quote key={at} id={Number(textAt(segment, 'id'))} chat={chat} onGoTo={onGoTo} />
        ) : (
          <SegmentView
            key={at}
            segment={shownSegment(segment, `[${say('chat_history')}]`)}
            chat={chat.key}
            me={me}
            onOpenImage={nothing}
            onOpenForward={nothing}
          />
        ),
      )}
    </div>
  )
}

const nothing = (): void => undefined

/** A long text is shortened; a merged forward is named, since it is opened by asking the implementation. */
function shownSegment(segment: AnySegment, forwardName: string): AnySegment {
  if (segment.type === 'forward' || segment.type === 'node')
    return { type: 'text', data: { text: forwardName } }
  const text = textAt(segment, 'text')
  if (segment.type !== 'text' || text.length <= MOST_CHARS) return segment
  return { type: 'text', data: { text: `${text.slice(0, MOST_CHARS)}…` } }
}

function Quote(props: Pick<SeenMessageProps, 'chat' | 'onGoTo'> & { readonly id: number }) {
  const { id, chat, onGoTo } = props
  const { say } = useHub()
  const { store } = useApp()
  const quoted = chat.messages.find(({ message_id }) => message_id === id)
  return (
    <button type="button" class="quote" disabled={!quoted} onClick={() => onGoTo(id)}>
      <span>{quoted ? messageExcerpt(store.state, say, quoted) : say('unknown_message')}</span>
    </button>
  )
}
