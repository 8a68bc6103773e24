import type { PageMessage } from '@rookery/sandbox'
import { faceOf } from '../faces/faces.js'
import { groupOfChat, isAdmin, nameIn, readKey } from '../live/look-up.js'
import type { PageState } from '../live/page-state.js'
import { messageById } from '../live/timeline.js'
import { messageExcerpt } from '../message/plain-text.js'
import { messageSegments, textAt } from '../message/segment-data.js'
import { useApp } from '../page/app-context.js'
import { memo } from '../page/memo.js'
import { usePage } from '../page/use-page.js'
import { IconButton } from '../parts/icon.js'
import { PersonAvatar } from '../people/person-avatar.js'
import type { Say } from '../words/words.js'
import { type SegmentProps, SegmentView } from './segment.js'
import { Unanswered } from './unanswered.js'
import type { Selection } from './use-selection.js'

/** Callbacks for clicks on the parts of a message. */
export interface MessageHandlers extends Pick<SegmentProps, 'onOpenImage' | 'onOpenForward'> {
  readonly onReply: (message: PageMessage) => void
  readonly onMenu: (message: PageMessage, at: HTMLElement | MouseEvent) => void
  readonly onPerson: (user_id: number, at: HTMLElement) => void
  readonly onGoTo: (message_id: number) => void
}

export interface MessageProps extends MessageHandlers, Omit<SegmentProps, 'segment'> {
  readonly message: PageMessage
  readonly isFirst: boolean
  readonly selection: Selection | undefined
}

/** One message of a chat: own messages on the right, others on the left with avatar and name. */
export const MessageView = memo(function MessageView(props: MessageProps) {
  const { message, isFirst, me, onMenu, selection } = props
  const { recalled_by } = message
  if (recalled_by !== undefined) return <Recalled message={message} by={recalled_by} />
  const isMine = message.sender_id === me
  return (
    <article
      class={`message ${isMine ? 'message-mine' : ''} ${isFirst ? 'message-first' : ''}`}
      onClickCapture={(event) => selectInstead(event, message, selection)}
      onContextMenu={(event) => {
        if (window.getSelection()?.toString()) return
        event.preventDefault()
        onMenu(message, event)
      }}
    >
      {selection ? <Choice message={message} selection={selection} /> : null}
      {isFirst ? <Sender {...props} /> : <span class="avatar-gap" />}
      <MessageBody {...props} isMine={isMine} />
    </article>
  )
})

/** In selection mode, a click anywhere on a message toggles it. */
function selectInstead(event: Event, { message_id }: PageMessage, selection: Selection | undefined): void {
  if (!selection || (event.target as Element).closest('.choice')) return
  event.preventDefault()
  event.stopPropagation()
  selection.toggle(message_id)
}

function MessageBody(props: MessageProps & { readonly isMine: boolean }) {
  const { message, isFirst, isMine, me, selection } = props
  const { say } = useApp()
  const isEssence = usePage(
    (state) => groupOfChat(state, message.chat)?.essence.has(message.message_id) ?? false,
  )
  return (
    <div class="message-body">
      {isFirst && !isMine ? <SenderName {...props} /> : null}
      <div class="bubble-line">
        <Bubble {...props} />
        {selection ? null : <Actions {...props} />}
      </div>
      {isEssence ? <span class="badge badge-essence">{say('essence')}</span> : null}
      <Reactions message={message} me={me} />
      <Unanswered message={message} />
    </div>
  )
}

/** Checkbox that selects a message. */
function Choice({ message, selection }: { readonly message: PageMessage; readonly selection: Selection }) {
  const { say } = useApp()
  const text = usePage((state) => messageExcerpt(state, say, message).slice(0, 40))
  const { message_id } = message
  return (
    <label class="choice">
      <input
        type="checkbox"
        checked={selection.ids.has(message_id)}
        aria-label={say('select_message', { text })}
        onChange={() => selection.toggle(message_id)}
      />
    </label>
  )
}

/** Name of a message's sender at that time. */
const useSenderName = ({ anonymous, chat, sender_id }: PageMessage): string =>
  usePage((state) => anonymous ?? nameIn(state, chat, sender_id))

function Sender({ message, onPerson, me }: MessageProps) {
  const { act } = useApp()
  const { sender_id, chat } = message
  const name = useSenderName(message)
  const ref = readKey(chat)
  const poke = () =>
    act(me, { do: 'poke', user_id: sender_id, ...(ref?.is === 'group' ? { group_id: ref.group_id } : {}) })
  return (
    <button
      type="button"
      class="face-button"
      aria-label={name}
      onClick={(event) => onPerson(sender_id, event.currentTarget)}
      onDblClick={poke}
    >
      <PersonAvatar id={sender_id} name={name} />
    </button>
  )
}

function SenderName({ message }: MessageProps) {
  const { say } = useApp()
  const { sender_id, chat } = message
  const name = useSenderName(message)
  const member = usePage((state) => groupOfChat(state, chat)?.members.get(sender_id))
  const isBot = usePage(({ accounts }) => accounts.has(sender_id))
  return (
    <div class="sender">
      <span class="sender-name">{name}</span>
      {isBot ? <span class="badge badge-bot">{say('bot')}</span> : null}
      {isAdmin(member) ? (
        <span class={`badge badge-${member?.role}`}>{say(member?.role === 'owner' ? 'owner' : 'admin')}</span>
      ) : null}
      {member?.title ? <span class="badge badge-title">{member.title}</span> : null}
    </div>
  )
}

/** Whether a message consists only of a picture or a few faces, and needs no bubble. */
function isBare(message: PageMessage): boolean {
  const segments = messageSegments(message.message)
  return segments.length === 1 && ['image', 'forward', 'video'].includes(segments[0]?.type ?? '')
}

function Bubble(props: MessageProps) {
  const { message } = props
  const segments = messageSegments(message.message)
  const time = new Date(message.time * 1000 + 0).toLocaleString()
  return (
    <div class={isBare(message) ? 'bubble bubble-bare' : 'bubble'} title={time} data-id={message.message_id}>
      {segments.map((segment, at) =>
        segment.type === 'reply' ? (
          <Quote key={at} {...props} id={Number(textAt(segment, 'id'))} />
        ) : (
          <SegmentView key={at} {...props} segment={segment} />
        ),
      )}
    </div>
  )
}

function Quote({ message: { chat }, id, onGoTo }: MessageProps & { readonly id: number }) {
  const { say } = useApp()
  const quoted = usePage(({ timelines }) => messageById(timelines.get(chat)?.messages ?? [], id))
  const name = usePage((state) => quoted && (quoted.anonymous ?? nameIn(state, chat, quoted.sender_id)))
  const text = usePage((state) => quotedText(state, say, quoted))
  return (
    <button type="button" class="quote" onClick={() => onGoTo(id)}>
      {quoted ? <strong>{name}</strong> : null}
      <span>{text}</span>
    </button>
  )
}

function quotedText(state: PageState, say: Say, quoted: PageMessage | undefined): string {
  if (!quoted) return say('unknown_message')
  return quoted.recalled_by === undefined ? messageExcerpt(state, say, quoted) : say('recalled_message')
}

function Actions({ message, onReply, onMenu }: MessageProps) {
  const { say } = useApp()
  return (
    <div class="message-actions">
      <IconButton name="reply" label={say('reply')} onClick={() => onReply(message)} />
      <IconButton
        name="more"
        label={say('message_actions')}
        onClick={(event) => onMenu(message, event.currentTarget as HTMLElement)}
      />
    </div>
  )
}

interface ReactionsProps {
  readonly message: PageMessage
  readonly me: number
}

function Reactions({ message, me }: ReactionsProps) {
  const given = message.reactions.filter(({ user_ids }) => user_ids.length > 0)
  if (given.length === 0) return null
  return (
    <div class="reactions">
      {given.map((reaction) => (
        <Reaction key={reaction.emoji} message={message} me={me} reaction={reaction} />
      ))}
    </div>
  )
}

function Reaction(props: ReactionsProps & { readonly reaction: PageMessage['reactions'][number] }) {
  const { act } = useApp()
  const { me } = props
  const { message_id, chat } = props.message
  const { emoji, user_ids } = props.reaction
  const isMine = user_ids.includes(me)
  const names = usePage((state) => user_ids.map((user_id) => nameIn(state, chat, user_id)).join(', '))
  const toggle = () => act(me, { do: 'react', message_id, emoji_id: emoji, set: !isMine })
  return (
    <button type="button" class="reaction" aria-pressed={isMine} title={names} onClick={toggle}>
      <span>{faceOf(emoji) ?? emoji}</span> {user_ids.length}
    </button>
  )
}

function Recalled({ message, by }: { readonly message: PageMessage; readonly by: number }) {
  const { say } = useApp()
  const name = usePage((state) => nameIn(state, message.chat, by))
  const whose = useSenderName(message)
  const text = by === message.sender_id ? say('recalled_by', { name }) : say('recalled_of', { name, whose })
  return <p class="note">{text}</p>
}
