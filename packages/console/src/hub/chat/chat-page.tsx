import { useMemo } from 'preact/hooks'
import { emptyState } from '../../live/page-state.js'
import { AppContext, type PageContext, useApp } from '../../page/app-context.js'
import { IconButton } from '../../parts/icon.js'
import { useHub, useHubState } from '../page/hub-context.js'
import { goTo, type Route } from '../page/route.js'
import { AccountPick } from '../parts/account-pick.js'
import type { ChatBook } from './chat-book.js'
import { SeenChats } from './seen-chats.js'
import { SeenMessages } from './seen-messages.js'
import { useHistory } from './use-history.js'

/** Shows an account as it sees QQ: its chats and their messages, from the journal. */
export function ChatPage({ query }: { readonly query: Route['query'] }) {
  const { say } = useHub()
  const first = useHubState(({ hub }) => hub?.accounts[0]?.self_id) ?? ''
  const account = query.account ?? first
  const { book, older, isLoading, reload } = useHistory(account)
  const chat = book?.chats.find(({ key }) => key === query.chat)
  return (
    <Named book={book ?? NO_CHATS}>
      <div class={chat ? 'two-panes two-panes-open' : 'two-panes'}>
        <div class="pane-list">
          <h1 class="only-heard">{say('page_chat')}</h1>
          <div class="tools-strip">
            <AccountPick value={account} onPick={(each) => goTo('chat', { account: each })} />
            <IconButton name="reload" label={say('reload')} disabled={isLoading} onClick={reload} />
          </div>
          {book && book.chats.length > 0 ? (
            <SeenChats book={book} open={chat?.key} onOpen={(key) => goTo('chat', { account, chat: key })} />
          ) : (
            <p class="empty page-pad">{say(isLoading || !book ? 'loading_short' : 'chat_empty')}</p>
          )}
        </div>
        <div class="pane-open pane-chat">
          {book && chat ? (
            <SeenMessages
              key={chat.key}
              chat={chat}
              names={book.names}
              me={Number(account)}
              older={older}
              onBack={() => goTo('chat', { account })}
            />
          ) : (
            <p class="empty page-pad">{say('chat_pick')}</p>
          )}
        </div>
      </div>
    </Named>
  )
}

const NO_CHATS: ChatBook = { chats: [], names: new Map() }

/** Gives the parts of the chat page the names of people. */
function Named({ book, children }: { readonly book: ChatBook; readonly children: preact.ComponentChildren }) {
  const app = useApp()
  const named = useMemo((): PageContext => {
    const users = new Map([...book.names].map(([user_id, nickname]) => [user_id, { user_id, nickname }]))
    return { ...app, store: { ...app.store, state: { ...emptyState, users } } }
  }, [app, book])
  return <AppContext.Provider value={named}>{children}</AppContext.Provider>
}
