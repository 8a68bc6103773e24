import type { PageMessage } from '@rookery/sandbox'
import { useCallback, useRef, useState } from 'preact/hooks'
import { groupOfChat, nameIn } from '../live/look-up.js'
import { useApp } from '../page/app-context.js'
import { usePage } from '../page/use-page.js'
import { GroupPanel } from '../people/group-panel.js'
import { ChatHead } from './chat-head.js'
import { ChatMain } from './chat-main.js'
import { ChatOverlays, type Overlay } from './chat-overlays.js'
import type { Mention } from './draft.js'
import { useDrop } from './use-drop.js'
import { useSelection } from './use-selection.js'

export interface ChatViewProps {
  readonly chat: string
  readonly me: number
  readonly showMembers: boolean
  readonly onMembers: (show: boolean) => void
  readonly onBack: () => void
  readonly onOpenChat: (chat: string) => void
  readonly onSwitch: (user_id: number) => void
}

/** One chat: its messages and the composer. */
export function ChatView(props: ChatViewProps) {
  const { chat, me, showMembers, onMembers } = props
  const { store, say } = useApp()
  const view = useRef<HTMLElement>(null)
  const [dropped, setDropped] = useState<FileList>()
  const { isOver, handlers } = useDrop(setDropped)
  const { selection, begin, end } = useSelection()
  const [replyTo, setReplyTo] = useState<PageMessage>()
  const [called, setCalled] = useState<Mention>()
  const [overlay, setOverlay] = useState<Overlay>()
  const isGroup = usePage((state) => groupOfChat(state, chat) !== undefined)
  const reply = useCallback((message: PageMessage | undefined) => {
    setReplyTo(message)
    if (message) view.current?.querySelector<HTMLTextAreaElement>('[data-composer]')?.focus()
  }, [])
  const call = (user_id: number) => {
    if (isCovered(view.current)) onMembers(false)
    setCalled({ name: nameIn(store.state, chat, user_id), qq: String(user_id) })
  }
  return (
    <section
      ref={view}
      class={isOver ? 'chat chat-over' : 'chat'}
      aria-label={say('messages_label')}
      {...handlers}
    >
      <ChatHead {...props} onMenu={(at) => setOverlay({ is: 'chat', at })} />
      <div class="chat-middle">
        <ChatMain
          {...{ chat, me, selection, replyTo, dropped, called }}
          onReply={reply}
          onOverlay={setOverlay}
          onSelected={end}
        />
        {showMembers && isGroup ? (
          <GroupPanel
            chat={chat}
            me={me}
            onClose={() => onMembers(false)}
            onPerson={(user_id, at) => setOverlay({ is: 'person', user_id, at })}
            onAsk={(question) => setOverlay({ is: 'question', question })}
          />
        ) : null}
      </div>
      {isOver ? <div class="drop-hint">{say('drop_here')}</div> : null}
      <ChatOverlays
        {...props}
        overlay={overlay}
        onOverlay={setOverlay}
        onReply={reply}
        onMention={call}
        onSelect={begin}
        onForwarded={end}
      />
    </section>
  )
}

/** Whether the side panel covers the messages: the style sheet decides, by the available width. */
function isCovered(view: HTMLElement | null): boolean {
  const panel = view?.querySelector('.group-panel')
  return panel !== null && panel !== undefined && getComputedStyle(panel).position === 'absolute'
}
