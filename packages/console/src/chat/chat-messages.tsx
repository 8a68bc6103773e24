import type { PageMessage } from '@rookery/sandbox'
import { useEffect, useState } from 'preact/hooks'
import { MessageList } from '../list/message-list.js'
import type { Row } from '../list/rows.js'
import { useApp } from '../page/app-context.js'
import { blockedReason } from './blocked.js'
import type { Overlay } from './chat-overlays.js'
import { EmptyChat } from './empty-chat.js'
import { Message } from './message.js'
import { NewMessages } from './new-messages.js'
import { Note } from './note.js'
import type { Selection } from './selection-bar.js'
import { TimeLine } from './time-line.js'
import { useRows } from './use-rows.js'

/** Where the list is to go: to the end, or to a row. Each new number goes there once more. */
export interface GoTo {
  readonly times: number
  readonly key?: string
}

export interface ChatMessagesProps {
  readonly chat: string
  readonly me: number
  readonly goTo: GoTo
  /** Goes to a row, or to the end. */
  readonly onGoTo: (key?: string) => void
  readonly onOverlay: (overlay: Overlay) => void
  readonly onReply: (message: PageMessage) => void
  /** The messages that are selected, while one selects. */
  readonly selection: Selection | undefined
}

/** What was said and done in a chat. */
export function ChatMessages(props: ChatMessagesProps) {
  const { chat, me, goTo, onGoTo } = props
  const { state, store, say } = useApp()
  const timeline = state.timelines.get(chat)
  const rows = useRows(chat, me)
  const blocked = blockedReason(state, say, chat, me)
  const [isAtEnd, setAtEnd] = useState(true)
  useEffect(() => {
    if (!timeline && state.ready) void store.loadHistory(chat)
  }, [chat, timeline === undefined, state.ready])
  return (
    <div class="list-frame">
      <MessageList
        rows={rows}
        label={say('messages_label')}
        more={timeline?.more ?? false}
        draw={(row) => <ChatRow {...props} row={row} />}
        onOlder={() => void store.loadHistory(chat)}
        onPlace={setAtEnd}
        goTo={goTo}
      />
      {timeline && rows.length === 0 && blocked === undefined ? <EmptyChat chat={chat} me={me} /> : null}
      <NewMessages chat={chat} me={me} isAtEnd={isAtEnd} onClick={() => onGoTo()} />
    </div>
  )
}

function ChatRow({
  row,
  chat,
  me,
  onGoTo,
  onOverlay,
  onReply,
  selection,
}: ChatMessagesProps & { readonly row: Row }) {
  if (row.is === 'note') return <Note note={row.note} />
  if (row.is === 'time') return <TimeLine timeMs={row.timeMs} />
  return (
    <Message
      message={row.message}
      isFirst={row.isFirst}
      chat={chat}
      me={me}
      selection={selection}
      onReply={onReply}
      onMenu={(message, at) => onOverlay({ is: 'message', message, at })}
      onPerson={(user_id, at) => onOverlay({ is: 'person', user_id, at })}
      onGoTo={(id) => onGoTo(`m${id}`)}
      onOpenImage={(path) => onOverlay({ is: 'image', path })}
      onOpenForward={(segment) => onOverlay({ is: 'forward', segment })}
    />
  )
}
