import type { PageMessage } from '@rookery/sandbox'
import type { ComponentChildren } from 'preact'
import { faceOf } from '../faces/faces.js'
import { groupOf, isAdmin, nameIn } from '../live/look-up.js'
import { messageById } from '../live/timeline.js'
import { plainText } from '../message/plain-text.js'
import { segmentsOf, textAt } from '../message/segment-data.js'
import { useApp } from '../page/app-context.js'
import { Avatar } from '../parts/avatar.js'
import { IconButton } from '../parts/icon.js'
import { Segment, type SegmentProps } from './segment.js'
import type { Selection } from './selection-bar.js'
import { Unanswered } from './unanswered.js'

export interface MessageProps extends Omit<SegmentProps, 'segment'> {
  readonly message: PageMessage
  readonly isFirst: boolean
  readonly selection: Selection | undefined
  readonly onReply: (message: PageMessage) => void
  readonly onMenu: (message: PageMessage, at: HTMLElement | MouseEvent) => void
  readonly onPerson: (user_id: number, at: HTMLElement) => void
  readonly onGoTo: (message_id: number) => void
}

/** A message as a chat shows it: mine on the right, everybody else's on the left with a face and a name. */
export function Message(props: MessageProps) {
  const { message, isFirst, me, onMenu, selection } = props
  const { say, state } = useApp()
  const { recalled_by } = message
  if (recalled_by !== undefined) return <Recalled message={message} by={recalled_by} />
  const isMine = message.sender_id === me
  const isEssence = groupOf(state, message.chat)?.essence.has(message.message_id) ?? false
  return (
    <article
      class={`message ${isMine ? 'message-mine' : ''} ${isFirst ? 'message-first' : ''}`}
      onClickCapture={(event) => {
        if (!selection || (event.target as Element).closest('.choice')) return
        event.preventDefault()
        event.stopPropagation()
        selection.toggle(message.message_id)
      }}
      onContextMenu={(event) => {
        if (window.getSelection()?.toString()) return
        event.preventDefault()
        onMenu(message, event)
      }}
    >
      {selection ? <Choice message={message} selection={selection} /> : null}
      {isFirst ? <Sender {...props} /> : <span class="avatar-gap" />}
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
    </article>
  )
}

/** Takes a message into the selection, or out of it. */
function Choice({ message, selection }: { readonly message: PageMessage; readonly selection: Selection }) {
  const { state, say } = useApp()
  const { message_id } = message
  return (
    <label class="choice">
      <input
        type="checkbox"
        checked={selection.ids.has(message_id)}
        aria-label={say('select_message', { text: plainText(state, say, message).slice(0, 40) })}
        onChange={() => selection.toggle(message_id)}
      />
    </label>
  )
}

function Sender({ message, onPerson, me }: MessageProps) {
  const { state, act } = useApp()
  const { sender_id, chat, anonymous } = message
  const name = anonymous ?? nameIn(state, chat, sender_id)
  const group = groupOf(state, chat)
  const poke = () =>
    act(me, { do: 'poke', user_id: sender_id, ...(group ? { group_id: group.group_id } : {}) })
  return (
    <button
      type="button"
      class="face-button"
      aria-label={name}
      onClick={(event) => onPerson(sender_id, event.currentTarget)}
      onDblClick={poke}
    >
      <Avatar
        id={sender_id}
        name={name}
        kind={state.accounts.has(sender_id) ? 'bot' : 'user'}
        picture={state.users.get(sender_id)?.avatar}
      />
    </button>
  )
}

function SenderName({ message }: MessageProps) {
  const { state, say } = useApp()
  const { sender_id, chat, anonymous } = message
  const member = groupOf(state, chat)?.members.get(sender_id)
  return (
    <div class="sender">
      <span class="sender-name">{anonymous ?? nameIn(state, chat, sender_id)}</span>
      {state.accounts.has(sender_id) ? <span class="badge badge-bot">{say('bot')}</span> : null}
      {isAdmin(member) ? (
        <span class={`badge badge-${member?.role}`}>{say(member?.role === 'owner' ? 'owner' : 'admin')}</span>
      ) : null}
      {member?.title ? <span class="badge badge-title">{member.title}</span> : null}
    </div>
  )
}

/** A message that is nothing but a picture or a few faces needs no bubble. */
function isBare(message: PageMessage): boolean {
  const segments = segmentsOf(message.message)
  return segments.length === 1 && ['image', 'forward', 'video'].includes(segments[0]?.type ?? '')
}

function Bubble(props: MessageProps) {
  const { message } = props
  const { state } = useApp()
  const segments = segmentsOf(message.message)
  const time = new Date(message.time * 1000 + 0).toLocaleString()
  return (
    <div class={isBare(message) ? 'bubble bubble-bare' : 'bubble'} title={time} data-id={message.message_id}>
      {segments.map((segment, at) =>
        segment.type === 'reply' ? (
          <Quote key={at} {...props} id={Number(textAt(segment, 'id'))} messages={state.timelines} />
        ) : (
          <Segment key={at} {...props} segment={segment} />
        ),
      )}
    </div>
  )
}

function Quote(
  props: MessageProps & {
    readonly id: number
    readonly messages: ReturnType<typeof useApp>['state']['timelines']
  },
) {
  const { message, id, messages, onGoTo } = props
  const { state, say } = useApp()
  const quoted = messageById(messages.get(message.chat)?.messages ?? [], id)
  let text: ComponentChildren = say('unknown_message')
  if (quoted?.recalled_by !== undefined) text = say('recalled_message')
  else if (quoted) text = plainText(state, say, quoted)
  return (
    <button type="button" class="quote" onClick={() => onGoTo(id)}>
      {quoted ? <strong>{quoted.anonymous ?? nameIn(state, message.chat, quoted.sender_id)}</strong> : null}
      <span>{text}</span>
    </button>
  )
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

function Reactions({ message, me }: { readonly message: PageMessage; readonly me: number }) {
  const { state, act } = useApp()
  if (message.reactions.every(({ user_ids }) => user_ids.length === 0)) return null
  return (
    <div class="reactions">
      {message.reactions.map(({ emoji, user_ids }) => {
        const isMine = user_ids.includes(me)
        const names = user_ids.map((user_id) => nameIn(state, message.chat, user_id)).join(', ')
        const toggle = () =>
          act(me, { do: 'react', message_id: message.message_id, emoji_id: emoji, set: !isMine })
        return user_ids.length === 0 ? null : (
          <button
            key={emoji}
            type="button"
            class="reaction"
            aria-pressed={isMine}
            title={names}
            onClick={toggle}
          >
            <span>{faceOf(emoji) ?? emoji}</span> {user_ids.length}
          </button>
        )
      })}
    </div>
  )
}

function Recalled({ message, by }: { readonly message: PageMessage; readonly by: number }) {
  const { state, say } = useApp()
  const name = nameIn(state, message.chat, by)
  const whose = message.anonymous ?? nameIn(state, message.chat, message.sender_id)
  const text = by === message.sender_id ? say('recalled_by', { name }) : say('recalled_of', { name, whose })
  return <p class="note">{text}</p>
}
