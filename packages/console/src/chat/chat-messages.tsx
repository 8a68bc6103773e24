import type { PageMessage } from '@rookery/sandbox'
import type { ComponentChildren } from 'preact'
import { useEffect, useMemo, useState } from 'preact/hooks'
import { MessageList } from '../list/message-list.js'
import type { Row } from '../list/rows.js'
import { useApp } from '../page/app-context.js'
import { usePage } from '../page/use-page.js'
import { blockedReason } from './blocked.js'
import type { Overlay } from './chat-overlays.js'
import { EmptyChat } from './empty-chat.js'
import { type MessageHandlers, MessageView } from './message.js'
import { NewMessages } from './new-messages.js'
import { Note } from './note.js'
import { TimeLine } from './time-line.js'
import { useRows } from './use-rows.js'
import type { Selection } from './use-selection.js'

/** Scroll target: a row, or, without a key, the end. Each new number scrolls there again. */
export interface GoTo {
  readonly times: number
  readonly key?: string
}

export interface ChatMessagesProps {
  readonly chat: string
  readonly me: number
  readonly goTo: GoTo
  /** Scrolls to a row, or to the end. */
  readonly onGoTo: (key?: string) => void
  readonly onOverlay: (overlay: Overlay) => void
  readonly onReply: (message: PageMessage) => void
  /** The selected messages, in selection mode. */
  readonly selection: Selection | undefined
}

/** The messages and notes of a chat, with a button that leads to the newest. */
export function ChatMessages(props: ChatMessagesProps) {
  const { chat, me, goTo, onGoTo } = props
  const { say } = useApp()
  const rows = useRows(chat, me)
  const loadOlder = useHistory(chat)
  const hasOlder = usePage(({ timelines }) => timelines.get(chat)?.more ?? false)
  const [isAtEnd, setAtEnd] = useState(true)
  const draw = useRowDrawing(props)
  return (
    <div class="list-frame">
      <MessageList
        rows={rows}
        label={say('messages_label')}
        more={hasOlder}
        draw={draw}
        onOlder={loadOlder}
        onPlace={setAtEnd}
        goTo={goTo}
      />
      {rows.length === 0 ? <EmptyLine chat={chat} me={me} /> : null}
      <NewMessages chat={chat} me={me} isAtEnd={isAtEnd} onClick={() => onGoTo()} />
    </div>
  )
}

/**
 * Requests the newest messages of a chat once the page knows the world. Returns a function that requests older ones.
 */
function useHistory(chat: string): () => void {
  const { store } = useApp()
  const isLoaded = usePage(({ timelines }) => timelines.has(chat))
  const isReady = usePage(({ ready }) => ready)
  const load = () => void store.loadHistory(chat)
  useEffect(() => {
    if (!isLoaded && isReady) load()
  }, [chat, isLoaded, isReady])
  return load
}

/** Renders rows with stable handlers, so that unchanged rows are not rendered again. */
function useRowDrawing(props: ChatMessagesProps): (row: Row) => ComponentChildren {
  const { chat, me, selection, onGoTo, onOverlay, onReply } = props
  return useMemo(() => {
    const handlers: MessageHandlers = {
      onReply,
      onMenu: (message, at) => onOverlay({ is: 'message', message, at }),
      onPerson: (user_id, at) => onOverlay({ is: 'person', user_id, at }),
      onGoTo: (id) => onGoTo(`m${id}`),
      onOpenImage: (path) => onOverlay({ is: 'image', path }),
      onOpenForward: (segment) => onOverlay({ is: 'forward', segment }),
    }
    return (row) => {
      if (row.is === 'note') return <Note note={row.note} />
      if (row.is === 'time') return <TimeLine timeMs={row.timeMs} />
      return (
        <MessageView
          {...handlers}
          message={row.message}
          isFirst={row.isFirst}
          chat={chat}
          me={me}
          selection={selection}
        />
      )
    }
  }, [chat, me, selection, onGoTo, onOverlay, onReply])
}

/** Line for an empty chat, shown to a user who may send. */
function EmptyLine({ chat, me }: { readonly chat: string; readonly me: number }) {
  const { say } = useApp()
  const isEmpty = usePage(
    (state) => state.timelines.has(chat) && blockedReason(state, say, chat, me) === undefined,
  )
  return isEmpty ? <EmptyChat chat={chat} me={me} /> : null
}
