import { useMemo, useState } from 'preact/hooks'
import { TimeLine } from '../../chat/time-line.js'
import { MessageList } from '../../list/message-list.js'
import { rowsOf } from '../../list/rows.js'
import { IconButton } from '../../parts/icon.js'
import { useHub } from '../page/hub-context.js'
import { Name } from '../parts/name.js'
import type { SeenChat } from './chat-book.js'
import { SeenMessage } from './seen-message.js'

export interface SeenMessagesProps {
  readonly chat: SeenChat
  readonly names: ReadonlyMap<number, string>
  readonly me: number
  /** Reads older events, where there may be some. */
  readonly older: (() => void) | undefined
  readonly onBack: () => void
}

/** The messages of a chat, to look at. */
export function SeenMessages(props: SeenMessagesProps) {
  const { chat, names, me, older, onBack } = props
  const { say } = useHub()
  const rows = useMemo(() => rowsOf(chat.messages, []), [chat])
  const [goTo, setGoTo] = useState<{ readonly times: number; readonly key?: string }>({ times: 0 })
  return (
    <section class="seen-messages">
      <header class="chat-head">
        <IconButton name="back" class="only-narrow" label={say('back')} onClick={onBack} />
        <div class="chat-title">
          <h2>
            <Name text={chat.name} otherwise={String(chat.id)} />
          </h2>
          <span class="dim">{say('chat_read_only')}</span>
        </div>
        {older ? (
          <button type="button" class="button button-small" onClick={older}>
            {say('chat_older')}
          </button>
        ) : (
          <span class="dim">{say('chat_start')}</span>
        )}
      </header>
      <div class="list-frame">
        <MessageList
          rows={rows}
          label={say('messages_label')}
          more={false}
          onOlder={() => undefined}
          onPlace={() => undefined}
          goTo={goTo}
          draw={(row) => {
            if (row.is !== 'message') return row.is === 'time' ? <TimeLine timeMs={row.timeMs} /> : null
            const { message, isFirst } = row
            return (
              <SeenMessage
                message={message}
                isFirst={isFirst}
                name={names.get(message.sender_id)}
                me={me}
                chat={chat}
                onGoTo={(id) => setGoTo(({ times }) => ({ times: times + 1, key: `m${id}` }))}
              />
            )
          }}
        />
      </div>
    </section>
  )
}
