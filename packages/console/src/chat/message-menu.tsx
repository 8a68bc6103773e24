import type { PageMessage } from '@rookery/sandbox'
import { faceOf, REACTION_IDS } from '../faces/faces.js'
import { groupOfChat, isAdmin } from '../live/look-up.js'
import { messageExcerpt } from '../message/plain-text.js'
import { useApp } from '../page/app-context.js'
import { usePage } from '../page/use-page.js'
import { Menu, type MenuAnchor, type MenuItem } from '../parts/menu.js'

export interface MessageMenuProps {
  readonly message: PageMessage
  readonly me: number
  readonly at: MenuAnchor
  readonly onClose: () => void
  readonly onReply: () => void
  readonly onForward: () => void
  readonly onSelect: () => void
  readonly onTranscript: () => void
  /** Copies the last `count` messages as a test. */
  readonly onTest: (count: number) => void
}

/** The menu of a message. */
export function MessageMenu(props: MessageMenuProps) {
  const { message, me, at, onClose, onReply, onForward, onSelect, onTranscript, onTest } = props
  const { store, say, act, copy } = useApp()
  const { message_id, chat } = message
  const group = usePage((state) => groupOfChat(state, chat))
  const own = group?.members.get(me)
  const lastSeq = usePage(({ chats }) => chats.get(chat)?.last_seq)
  const count = (lastSeq ?? message.seq) - message.seq + 1
  const isEssence = group?.essence.has(message_id) ?? false
  const react = (emoji_id: string) => void act(me, { do: 'react', message_id, emoji_id })
  const essence: MenuItem = {
    label: say(isEssence ? 'unset_essence' : 'set_essence'),
    onPick: () => void act(me, { do: 'essence', message_id, set: !isEssence }),
  }
  const recall: MenuItem = {
    label: say('recall'),
    isDanger: true,
    onPick: () => void act(me, { do: 'recall', message_id }),
  }
  const mayRecall = message.sender_id === me || isAdmin(own)
  return (
    <Menu
      at={at}
      label={say('message_actions')}
      onClose={onClose}
      head={
        group && own ? (
          <ReactionPicker
            onPick={(id) => {
              onClose()
              react(id)
            }}
          />
        ) : undefined
      }
      groups={[
        [
          { label: say('reply'), onPick: onReply },
          { label: say('forward'), onPick: onForward },
          { label: say('select_messages'), onPick: onSelect },
          ...(isAdmin(own) ? [essence] : []),
        ],
        [
          { label: say('copy_text'), onPick: () => copy(messageExcerpt(store.state, say, message)) },
          { label: say('copy_transcript'), onPick: onTranscript },
          { label: say('copy_last_as_test', { n: count }), onPick: () => onTest(count) },
          { label: `${say('copy_id')} ${message_id}`, onPick: () => copy(String(message_id)) },
        ],
        mayRecall ? [recall] : [],
      ]}
    />
  )
}

function ReactionPicker({ onPick }: { readonly onPick: (id: string) => void }) {
  const { say } = useApp()
  return (
    <fieldset class="reaction-picker" aria-label={say('react')}>
      {REACTION_IDS.map((id) => (
        <button key={id} type="button" class="reaction-choice" onClick={() => onPick(id)}>
          {faceOf(id)}
        </button>
      ))}
    </fieldset>
  )
}
