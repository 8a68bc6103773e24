import { useState } from 'preact/hooks'
import { ChatView } from '../chat/chat-view.js'
import { chatsOf } from '../live/chats-of.js'
import { nicknameOf, readKey } from '../live/look-up.js'
import type { PageState } from '../live/page-state.js'
import { useApp } from '../page/app-context.js'
import { usePage } from '../page/use-page.js'
import { ChatList } from '../people/chat-list.js'
import type { Side } from './sides.js'

/** One user's view: the chat list and the open chat. On a narrow screen, one of the two. */
export function SideView(props: {
  readonly side: Side
  readonly isActive: boolean
  readonly onSide: (side: Side) => void
  readonly onActive: () => void
}) {
  const { side, isActive, onSide, onActive } = props
  const { store, say } = useApp()
  const [showMembers, setShowMembers] = useState(false)
  const { me } = side
  const name = usePage((state) => nicknameOf(state, me))
  const chat = usePage((state) => (isKnown(state, side.chat, me) ? side.chat : undefined))
  const open = (key: string) => onSide({ me, chat: key })
  const become = (user_id: number) => onSide(sideOf(store.state, user_id, chat))
  return (
    <main
      class={chat ? 'side side-chat' : 'side'}
      aria-label={say('side', { name })}
      data-active={isActive}
      onFocusCapture={onActive}
      onPointerDown={onActive}
    >
      <ChatList me={me} chat={chat} onOpen={open} onWho={become} />
      {chat ? (
        <ChatView
          key={chat}
          chat={chat}
          me={me}
          showMembers={showMembers}
          onMembers={setShowMembers}
          onBack={() => onSide({ me })}
          onOpenChat={open}
          onSwitch={become}
        />
      ) : (
        <div class="no-chat">
          <h2>{say('pick_chat')}</h2>
          <p class="dim">{say('pick_chat_hint')}</p>
        </div>
      )}
    </main>
  )
}

function isKnown(state: PageState, chat: string | undefined, me: number): boolean {
  const ref = readKey(chat ?? '')
  return ref?.is === 'private' ? ref.user_ids.includes(me) : state.groups.has(ref?.group_id ?? 0)
}

/** The side of another acting user: keeps the open chat if it is theirs, else opens their most recent. */
function sideOf(state: PageState, me: number, chat: string | undefined): Side {
  const own = chatsOf(state, me).filter(({ isOwn }) => isOwn)
  const keeps = chat !== undefined && own.some(({ key }) => key === chat)
  const next = keeps ? chat : own[0]?.key
  return next === undefined ? { me } : { me, chat: next }
}
