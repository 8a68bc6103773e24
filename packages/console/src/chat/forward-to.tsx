import type { PageMessage } from '@rookery/sandbox'
import { messageTargetOfChat } from '../live/look-up.js'
import { type PageContext, useApp } from '../page/app-context.js'
import { useChats } from '../page/use-chats.js'
import { Dialog } from '../parts/dialog.js'
import { ChatAvatar } from '../people/chat-avatar.js'

/** Picks the chat to forward messages to: one by one, or as one merged forward. */
export function ForwardTo(props: {
  readonly messages: readonly PageMessage[]
  readonly isMerged: boolean
  readonly me: number
  readonly onClose: () => void
  readonly onForwarded?: () => void
}) {
  const { messages, isMerged, me, onClose, onForwarded } = props
  const app = useApp()
  const { say } = app
  const chats = useChats(me).filter(({ isOwn }) => isOwn)
  const send = async (chat: string): Promise<void> => {
    onClose()
    const sent = isMerged
      ? await forwardMerged(app, messages, me, chat)
      : await forwardEach(app, messages, me, chat)
    if (sent) onForwarded?.()
  }
  return (
    <Dialog title={say(isMerged ? 'forward_merged_to' : 'forward_to')} onClose={onClose}>
      <ul class="people">
        {chats.map(({ key, name }) => (
          <li key={key}>
            <button type="button" class="person" onClick={() => void send(key)}>
              <ChatAvatar chat={key} me={me} size="small" />
              <span class="person-name">{name}</span>
            </button>
          </li>
        ))}
      </ul>
    </Dialog>
  )
}

type Messages = readonly PageMessage[]

function forwardMerged({ act }: PageContext, messages: Messages, me: number, chat: string): Promise<boolean> {
  const message = messages.map(({ message_id }) => ({ type: 'node', data: { id: String(message_id) } }))
  return act(me, { do: 'say', ...messageTargetOfChat(chat, me), message: message as never })
}

async function forwardEach(
  { act }: PageContext,
  messages: Messages,
  me: number,
  chat: string,
): Promise<boolean> {
  for (const { message_id } of messages) {
    if (!(await act(me, { do: 'forward', message_id, ...messageTargetOfChat(chat, me) }))) return false
  }
  return true
}
