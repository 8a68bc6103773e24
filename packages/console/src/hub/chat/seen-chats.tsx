import { messageExcerpt } from '../../message/plain-text.js'
import { useApp } from '../../page/app-context.js'
import { Avatar } from '../../parts/avatar.js'
import { shortTime } from '../../words/times.js'
import { useHub } from '../page/hub-context.js'
import { Name, plainName } from '../parts/name.js'
import type { ChatBook, SeenChat } from './chat-book.js'

/** The chats of an account, the latest first. */
export function SeenChats(props: {
  readonly book: ChatBook
  readonly open: string | undefined
  readonly onOpen: (key: string) => void
}) {
  const { book, open, onOpen } = props
  return (
    <ul class="seen-chats">
      {book.chats.map((chat) => (
        <li key={chat.key}>
          <button
            type="button"
            class="seen-chat"
            aria-current={chat.key === open}
            onClick={() => onOpen(chat.key)}
          >
            <Avatar
              id={chat.id}
              name={plainName(chat.name, String(chat.id))}
              kind={chat.kind === 'group' ? 'group' : 'user'}
            />
            <LastMessage chat={chat} />
          </button>
        </li>
      ))}
    </ul>
  )
}

function LastMessage({ chat }: { readonly chat: SeenChat }) {
  const { say, language } = useHub()
  const { store } = useApp()
  const last = chat.messages.at(-1)
  return (
    <span class="seen-chat-text">
      <span class="seen-chat-head">
        <strong>
          <Name text={chat.name} otherwise={String(chat.id)} />
        </strong>
        <span class="dim">{last ? shortTime(last.time * 1000, Date.now(), language, say) : ''}</span>
      </span>
      <span class="dim seen-chat-last">
        <bdi>{last ? messageExcerpt(store.state, say, last).slice(0, 120) : ''}</bdi>
      </span>
    </span>
  )
}
