import type { PageMessage } from '@rookery/sandbox'
import { useRef, useState } from 'preact/hooks'
import type { ChatEntry } from '../live/chats-of.js'
import { nameIn, partnerOf, readKey } from '../live/look-up.js'
import type { PageState } from '../live/page-state.js'
import { messageExcerpt } from '../message/plain-text.js'
import { useApp } from '../page/app-context.js'
import { focusComposer, isByMouse } from '../page/focus.js'
import { memo } from '../page/memo.js'
import { useChats } from '../page/use-chats.js'
import { usePage } from '../page/use-page.js'
import { shortTime } from '../words/times.js'
import type { Say } from '../words/words.js'
import { ChatAvatar } from './chat-avatar.js'
import { Requests } from './requests.js'
import { WhoPicker } from './who-picker.js'

/** Number of listed chats; more are found by searching. */
const MOST_SHOWN = 150

export interface ChatListProps {
  readonly me: number
  readonly chat: string | undefined
  readonly onOpen: (chat: string) => void
  readonly onWho: (user_id: number) => void
}

/** The acting user, and that user's chats. */
export function ChatList(props: ChatListProps) {
  const { me, onOpen } = props
  const { say } = useApp()
  const [query, setQuery] = useState('')
  const found = matching(useChats(me), query)
  return (
    <nav class="chat-list" aria-label={say('chats')}>
      <WhoPicker me={me} onWho={props.onWho} />
      <input
        class="search-field"
        type="search"
        data-search=""
        placeholder={say('search_chats')}
        aria-label={say('search_chats')}
        value={query}
        onInput={(event) => setQuery(event.currentTarget.value)}
        onKeyDown={(event) => {
          const [first] = found
          if (event.key !== 'Enter' || event.isComposing || !first) return
          setQuery('')
          onOpen(first.key)
        }}
      />
      <ChatRows {...props} found={found} isSearching={query.trim() !== ''} />
    </nav>
  )
}

/** Chats whose name or key contains the search text. */
function matching(all: readonly ChatEntry[], query: string): readonly ChatEntry[] {
  const wanted = query.trim().toLowerCase()
  return all.filter(
    ({ name, key }) => name.toLowerCase().includes(wanted) || (wanted !== '' && key.includes(wanted)),
  )
}

function ChatRows(
  props: ChatListProps & { readonly found: readonly ChatEntry[]; readonly isSearching: boolean },
) {
  const { me, chat, onOpen, found, isSearching } = props
  const { say } = useApp()
  const unread = useUnread(me, chat)
  const [own, others] = [found.filter(({ isOwn }) => isOwn), found.filter(({ isOwn }) => !isOwn)]
  const draw = ({ key, name, isOwn }: ChatEntry) => (
    <ChatRow
      key={key}
      chat={key}
      name={name}
      isOwn={isOwn}
      me={me}
      isOpen={key === chat}
      unread={unread(key)}
      onOpen={onOpen}
    />
  )
  return (
    <div class="chat-rows">
      <Requests me={me} />
      <ul data-chats="">{own.slice(0, MOST_SHOWN).map(draw)}</ul>
      {others.length > 0 ? (
        <details open={isSearching || own.length === 0}>
          <summary>{say('others')}</summary>
          <ul>{others.slice(0, MOST_SHOWN).map(draw)}</ul>
        </details>
      ) : null}
      {found.length === 0 ? <p class="empty">{say('no_chats')}</p> : null}
    </div>
  )
}

interface ChatRowProps {
  readonly chat: string
  readonly name: string
  readonly isOwn: boolean
  readonly me: number
  readonly isOpen: boolean
  readonly unread: number
  readonly onOpen: (chat: string) => void
}

const ChatRow = memo(function ChatRow({ chat, me, isOpen, onOpen, ...shown }: ChatRowProps) {
  return (
    <li>
      <button
        type="button"
        class={isOpen ? 'chat-row chat-row-open' : 'chat-row'}
        aria-current={isOpen}
        data-chat={chat}
        onClick={(event) => {
          onOpen(chat)
          if (isByMouse(event)) setTimeout(focusComposer)
        }}
      >
        <ChatAvatar chat={chat} me={me} />
        <ChatRowText chat={chat} me={me} {...shown} />
      </button>
    </li>
  )
})

function ChatRowText(props: Pick<ChatRowProps, 'chat' | 'name' | 'isOwn' | 'me' | 'unread'>) {
  const { chat, name, isOwn, me, unread } = props
  const { say, language } = useApp()
  const isSeen = chat.startsWith('group:') ? isOwn : true
  const last = usePage(({ chats }) => (isSeen ? chats.get(chat)?.last : undefined))
  const text = usePage((state) => (last ? lastText(state, say, last) : String(idOf(chat, me) ?? '')))
  const time = usePage(
    ({ aheadMs }) => last && shortTime(last.time * 1000, Date.now() + aheadMs, language, say),
  )
  return (
    <span class="chat-row-text">
      <span class="chat-row-line">
        <span class="chat-row-name">{name}</span>
        {last ? <time class="dim">{time}</time> : null}
      </span>
      <span class="chat-row-line">
        <span class="chat-row-last">{text}</span>
        {unread > 0 && isSeen ? (
          <span class="unread" title={say('new_messages', { n: unread })}>
            {unread > 99 ? '99+' : unread}
          </span>
        ) : null}
      </span>
    </span>
  )
}

/** The last message of a chat in one line; in a group, with its sender. */
function lastText(state: PageState, say: Say, last: PageMessage): string {
  const { chat, anonymous, sender_id, recalled_by } = last
  const who = chat.startsWith('group:') ? `${anonymous ?? nameIn(state, chat, sender_id)}: ` : ''
  return who + (recalled_by === undefined ? messageExcerpt(state, say, last) : say('recalled_message'))
}

/** Id of the group, or of the other user. */
function idOf(key: string, me: number): number | undefined {
  const ref = readKey(key)
  return ref?.is === 'group' ? ref.group_id : partnerOf(key, me)
}

/** Number of unread messages per chat since the page was opened. */
function useUnread(me: number, open: string | undefined): (chat: string) => number {
  const chats = usePage((state) => state.chats)
  const seen = useRef(new Map<string, number>()).current
  const atFirst = useRef<PageState['chats']>(undefined)
  atFirst.current ??= chats
  const lastOf = (chat: string): number => chats.get(chat)?.last_seq ?? 0
  if (open) seen.set(`${me}|${open}`, lastOf(open))
  return (chat) => {
    const before = seen.get(`${me}|${chat}`) ?? atFirst.current?.get(chat)?.last_seq ?? 0
    return Math.max(0, lastOf(chat) - before)
  }
}
