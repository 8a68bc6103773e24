import type { PageMessage } from '@rookery/sandbox'
import { useApp } from '../app/app-context.js'
import { chatsOf } from '../live/chats-of.js'
import { placeOf } from '../live/look-up.js'
import { Dialog } from '../parts/dialog.js'
import { ChatAvatar } from '../people/chat-avatar.js'

/** Picks the chat that a message is said in once more. */
export function ForwardTo(props: {
  readonly message: PageMessage
  readonly me: number
  readonly onClose: () => void
}) {
  const { message, me, onClose } = props
  const { state, say, act } = useApp()
  const { message_id } = message
  return (
    <Dialog title={say('forward_to')} onClose={onClose}>
      <ul class="people">
        {chatsOf(state, me)
          .filter(({ isOwn }) => isOwn)
          .map(({ key, name }) => (
            <li key={key}>
              <button
                type="button"
                class="person"
                onClick={() => {
                  onClose()
                  void act(me, { do: 'forward', message_id, ...placeOf(key, me) })
                }}
              >
                <ChatAvatar chat={key} me={me} size="small" />
                <span class="person-name">{name}</span>
              </button>
            </li>
          ))}
      </ul>
    </Dialog>
  )
}
