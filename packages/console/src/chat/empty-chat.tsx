import { nicknameOf } from '../live/look-up.js'
import { useApp } from '../page/app-context.js'
import { usePage } from '../page/use-page.js'
import { ChatAvatar } from '../people/chat-avatar.js'

/** Placeholder for a chat without messages. */
export function EmptyChat({ chat, me }: { readonly chat: string; readonly me: number }) {
  const { say } = useApp()
  const name = usePage((state) => nicknameOf(state, me))
  return (
    <div class="empty-chat">
      <ChatAvatar chat={chat} me={me} />
      <strong>{say('no_messages')}</strong>
      <p class="dim">{say('no_messages_hint', { name })}</p>
    </div>
  )
}
