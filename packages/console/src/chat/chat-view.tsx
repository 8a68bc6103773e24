import type { PageMessage } from '@rookery/sandbox'
import { useEffect, useMemo, useRef, useState } from 'preact/hooks'
import { useApp } from '../app/app-context.js'
import { MessageList } from '../list/message-list.js'
import { type Row, rowsOf } from '../list/rows.js'
import { groupOf, nameIn } from '../live/look-up.js'
import type { MenuAnchor } from '../parts/menu.js'
import { MemberList } from '../people/member-list.js'
import { notePhrase } from '../words/note-phrases.js'
import { timeText } from '../words/times.js'
import { blockedReason } from './blocked.js'
import { ChatHead } from './chat-head.js'
import { ChatOverlays, type Overlay } from './chat-overlays.js'
import { Composer } from './composer.js'
import type { Mention } from './draft.js'
import { EmptyChat } from './empty-chat.js'
import { JoinLine } from './join-line.js'
import { Message } from './message.js'
import { NewMessages } from './new-messages.js'
import { Note } from './note.js'
import { usePictures } from './pictures.js'
import type { AnySegment } from './segment-data.js'

export interface ChatViewProps {
  readonly chat: string
  readonly me: number
  readonly showMembers: boolean
  readonly onMembers: (show: boolean) => void
  readonly onBack: () => void
  readonly onOpenChat: (chat: string) => void
  readonly onSwitch: (user_id: number) => void
}

/** Up to here the member list lies over the chat. */
const NARROW_PX = 700
const NO_NOTES = [] as const
const NO_MESSAGES = [] as const

/** One chat: what was said, and where something is said. */
export function ChatView(props: ChatViewProps) {
  const { chat, me, showMembers, onMembers } = props
  const { state, store, say } = useApp()
  const timeline = state.timelines.get(chat)
  const rows = useRows(chat, me)
  const pictures = usePictures()
  const blocked = blockedReason(state, say, chat, me)
  const [replyTo, setReplyTo] = useState<PageMessage>()
  const [called, setCalled] = useState<Mention>()
  const [overlay, setOverlay] = useState<Overlay>()
  const [isAtEnd, setAtEnd] = useState(true)
  const [goTo, setGoTo] = useState<{ times: number; key?: string }>({ times: 0 })
  const [isOver, setOver] = useState(false)
  const view = useRef<HTMLElement>(null)
  useEffect(() => {
    if (!timeline && state.ready) void store.loadHistory(chat)
  }, [chat, timeline === undefined, state.ready])

  const toEnd = () => setGoTo(({ times }) => ({ times: times + 1 }))
  const reply = (message: PageMessage) => {
    setReplyTo(message)
    focusComposer(view.current)
  }
  const draw = (row: Row) => {
    if (row.is === 'note') return <Note note={row.note} />
    if (row.is === 'time') return <TimeLine timeMs={row.timeMs} />
    return (
      <Message
        message={row.message}
        isFirst={row.isFirst}
        chat={chat}
        me={me}
        onReply={reply}
        onMenu={(message, at) => setOverlay({ is: 'message', message, at })}
        onPerson={(user_id, at) => setOverlay({ is: 'person', user_id, at })}
        onGoTo={(id) => setGoTo(({ times }) => ({ times: times + 1, key: `m${id}` }))}
        onOpenImage={(path) => setOverlay({ is: 'image', path })}
        onOpenForward={(segment: AnySegment) => setOverlay({ is: 'forward', segment })}
      />
    )
  }
  const openMenu = (at: MenuAnchor) => setOverlay({ is: 'chat', at })
  return (
    <section
      ref={view}
      class={isOver ? 'chat chat-over' : 'chat'}
      aria-label={say('messages_label')}
      onDragOver={(event) => {
        if (![...(event.dataTransfer?.types ?? [])].includes('Files')) return
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        setOver(false)
        event.preventDefault()
        if (event.dataTransfer) pictures.add(event.dataTransfer.files)
      }}
    >
      <ChatHead {...props} onMenu={openMenu} />
      <div class="chat-middle">
        <div class="chat-main">
          <div class="list-frame">
            <MessageList
              rows={rows}
              label={say('messages_label')}
              more={timeline?.more ?? false}
              draw={draw}
              onOlder={() => void store.loadHistory(chat)}
              onPlace={setAtEnd}
              goTo={goTo}
            />
            {timeline && rows.length === 0 && !blocked ? <EmptyChat chat={chat} me={me} /> : null}
            <NewMessages chat={chat} me={me} isAtEnd={isAtEnd} onClick={toEnd} />
          </div>
          <JoinLine chat={chat} me={me} />
          <Composer
            key={`${chat}|${me}`}
            chat={chat}
            me={me}
            blocked={blocked}
            replyTo={replyTo?.chat === chat ? replyTo : undefined}
            pictures={pictures}
            called={called}
            onReplyDone={() => setReplyTo(undefined)}
            onSent={toEnd}
          />
        </div>
        {showMembers ? (
          <MemberList
            chat={chat}
            me={me}
            onClose={() => onMembers(false)}
            onPerson={(user_id, at) => setOverlay({ is: 'person', user_id, at })}
          />
        ) : null}
      </div>
      {isOver ? <div class="drop-hint">{say('drop_here')}</div> : null}
      <ChatOverlays
        {...props}
        overlay={overlay}
        onOverlay={setOverlay}
        onReply={reply}
        onMention={(user_id) => {
          if (window.innerWidth <= NARROW_PX) onMembers(false)
          setCalled({ name: nameIn(state, chat, user_id), qq: String(user_id) })
        }}
      />
    </section>
  )
}

/** The rows of a chat, for somebody who is in it. What there is no phrase for is not told. */
function useRows(chat: string, me: number): readonly Row[] {
  const { state, language } = useApp()
  const isIn = groupOf(state, chat)?.members.has(me) ?? true
  const messages = (isIn ? state.timelines.get(chat)?.messages : undefined) ?? NO_MESSAGES
  const notes = (isIn ? state.notes.get(chat) : undefined) ?? NO_NOTES
  const told = useMemo(
    () => notes.filter((note) => notePhrase(note.do, note.args, language) !== undefined),
    [notes, language],
  )
  return useMemo(() => rowsOf(messages, told), [messages, told])
}

function TimeLine({ timeMs }: { readonly timeMs: number }) {
  const { language, say, state } = useApp()
  return (
    <p class="time-line">
      <time dateTime={new Date(timeMs).toISOString()}>
        {timeText(timeMs, Date.now() + state.aheadMs, language, say)}
      </time>
    </p>
  )
}

function focusComposer(view: HTMLElement | null): void {
  view?.querySelector<HTMLTextAreaElement>('[data-composer]')?.focus()
}
