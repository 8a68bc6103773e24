import type { PageMessage } from '@rookery/sandbox'
import { useRef, useState } from 'preact/hooks'
import { groupOf, nameIn } from '../live/look-up.js'
import { useApp } from '../page/app-context.js'
import { GroupPanel } from '../people/group-panel.js'
import { TroubleLines } from '../trouble/trouble-lines.js'
import { blockedReason } from './blocked.js'
import { ChatHead } from './chat-head.js'
import { ChatMessages, type GoTo } from './chat-messages.js'
import { ChatOverlays, type Overlay } from './chat-overlays.js'
import { Composer } from './composer.js'
import type { Mention } from './draft.js'
import { JoinLine } from './join-line.js'
import { SelectionBar } from './selection-bar.js'
import { useDrop } from './use-drop.js'

export interface ChatViewProps {
  readonly chat: string
  readonly me: number
  readonly showMembers: boolean
  readonly onMembers: (show: boolean) => void
  readonly onBack: () => void
  readonly onOpenChat: (chat: string) => void
  readonly onSwitch: (user_id: number) => void
}

/** One chat: what was said, and where something is said. */
export function ChatView(props: ChatViewProps) {
  const { chat, me, showMembers, onMembers } = props
  const { state, say } = useApp()
  const view = useRef<HTMLElement>(null)
  const [dropped, setDropped] = useState<FileList>()
  const { isOver, handlers } = useDrop(setDropped)
  const [selected, setSelected] = useState<ReadonlySet<number>>()
  const [replyTo, setReplyTo] = useState<PageMessage>()
  const [called, setCalled] = useState<Mention>()
  const [overlay, setOverlay] = useState<Overlay>()
  const [goTo, setGoTo] = useState<GoTo>({ times: 0 })
  const go = (key?: string) =>
    setGoTo(({ times }) => ({ times: times + 1, ...(key === undefined ? {} : { key }) }))
  const reply = (message: PageMessage) => {
    setReplyTo(message)
    view.current?.querySelector<HTMLTextAreaElement>('[data-composer]')?.focus()
  }
  const call = (user_id: number) => {
    if (isCovered(view.current)) onMembers(false)
    setCalled({ name: nameIn(state, chat, user_id), qq: String(user_id) })
  }
  const selection = selected && {
    ids: selected,
    toggle: (message_id: number) => setSelected(toggled(selected, message_id)),
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
        <div class="chat-main">
          <ChatMessages
            chat={chat}
            me={me}
            goTo={goTo}
            onGoTo={go}
            onOverlay={setOverlay}
            onReply={reply}
            selection={selection}
          />
          <TroubleLines chat={chat} />
          <JoinLine chat={chat} me={me} />
          {selection ? (
            <SelectionBar
              chat={chat}
              selection={selection}
              onForward={(messages, isMerged) => setOverlay({ is: 'forward_to', messages, isMerged })}
              onDone={() => setSelected(undefined)}
            />
          ) : null}
          <div hidden={selection !== undefined}>
            <Composer
              key={me}
              chat={chat}
              me={me}
              blocked={blockedReason(state, say, chat, me)}
              replyTo={replyTo}
              dropped={dropped}
              called={called}
              onReplyDone={() => setReplyTo(undefined)}
              onSent={() => go()}
            />
          </div>
        </div>
        {showMembers && groupOf(state, chat) ? (
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
        onSelect={(message_id) => setSelected(new Set([message_id]))}
        onForwarded={() => setSelected(undefined)}
      />
    </section>
  )
}

/** Whether the panel beside the messages lies over them: the style sheet decides by the width that there is. */
function isCovered(view: HTMLElement | null): boolean {
  const panel = view?.querySelector('.group-panel')
  return panel !== null && panel !== undefined && getComputedStyle(panel).position === 'absolute'
}

/** The set with an id that was missing, or without one that was there. */
function toggled(ids: ReadonlySet<number>, id: number): ReadonlySet<number> {
  const next = new Set(ids)
  if (!next.delete(id)) next.add(id)
  return next
}
