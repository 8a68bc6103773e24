import { useMemo, useRef, useState } from 'preact/hooks'
import { type ChatEntry, chatsOf } from '../live/chats-of.js'
import { nameIn, partnerOf, readKey } from '../live/look-up.js'
import type { PageState } from '../live/page-state.js'
import { plainText } from '../message/plain-text.js'
import { useApp } from '../page/app-context.js'
import { focusComposer, isByMouse } from '../page/focus.js'
import { shortTime } from '../words/times.js'
import { ChatAvatar } from './chat-avatar.js'
import { Requests } from './requests.js'
import { WhoPicker } from './who-picker.js'

/** More are found by searching. */
const MOST_SHOWN = 150

export interface ChatListProps {
  readonly me: number
  readonly chat: string | undefined
  readonly onOpen: (chat: string) => void
  readonly onWho: (user_id: number) => void
}

/** Who one is, and the chats of that person. */
export function ChatList(props: ChatListProps) {
  const { me, chat, onOpen } = props
  const { state, say } = useApp()
  const [query, setQuery] = useState('')
  const wanted = query.trim().toLowerCase()
  const { users, groups, friends, chats } = state
  const all = useMemo(() => chatsOf(state, me), [users, groups, friends, chats, me])
  const found = all.filter(
    ({ name, key }) => name.toLowerCase().includes(wanted) || (wanted !== '' && key.includes(wanted)),
  )
  const [own, others] = [found.filter(({ isOwn }) => isOwn), found.filter(({ isOwn }) => !isOwn)]
  const unread = useUnread(me, chat)
  const draw = (entry: ChatEntry) => (
    <ChatRow
      key={entry.key}
      entry={entry}
      me={me}
      isOpen={entry.key === chat}
      unread={unread(entry.key)}
      onOpen={onOpen}
    />
  )
  return (
    <nav class="chat-list" aria-label={say('chats')}>
      <WhoPicker {...props} />
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
      <div class="chat-rows">
        <Requests me={me} />
        <ul data-chats="">{own.slice(0, MOST_SHOWN).map(draw)}</ul>
        {others.length > 0 ? (
          <details open={wanted !== '' || own.length === 0}>
            <summary>{say('others')}</summary>
            <ul>{others.slice(0, MOST_SHOWN).map(draw)}</ul>
          </details>
        ) : null}
        {found.length === 0 ? <p class="empty">{say('no_chats')}</p> : null}
      </div>
    </nav>
  )
}

function ChatRow(props: {
  readonly entry: ChatEntry
  readonly me: number
  readonly isOpen: boolean
  readonly unread: number
  readonly onOpen: (chat: string) => void
}) {
  const { entry, me, isOpen, unread, onOpen } = props
  const { state, say, language } = useApp()
  const last = state.chats.get(entry.key)?.last
  const isGroup = entry.key.startsWith('group:')
  const isSeen = isGroup ? entry.isOwn : true
  const who = last && isGroup ? `${last.anonymous ?? nameIn(state, entry.key, last.sender_id)}: ` : ''
  const text = last?.recalled_by === undefined ? last && plainText(state, say, last) : say('recalled_message')
  const now = Date.now() + state.aheadMs
  return (
    <li>
      <button
        type="button"
        class={isOpen ? 'chat-row chat-row-open' : 'chat-row'}
        aria-current={isOpen}
        data-chat={entry.key}
        onClick={(event) => {
          onOpen(entry.key)
          if (isByMouse(event)) setTimeout(focusComposer)
        }}
      >
        <ChatAvatar chat={entry.key} me={me} />
        <span class="chat-row-text">
          <span class="chat-row-line">
            <span class="chat-row-name">{entry.name}</span>
            {last && isSeen ? (
              <time class="dim">{shortTime(last.time * 1000, now, language, say)}</time>
            ) : null}
          </span>
          <span class="chat-row-line">
            <span class="chat-row-last">{last && isSeen ? who + text : idOf(entry.key, me)}</span>
            {unread > 0 && isSeen ? (
              <span class="unread" title={say('new_messages', { n: unread })}>
                {unread > 99 ? '99+' : unread}
              </span>
            ) : null}
          </span>
        </span>
      </button>
    </li>
  )
}

/** The number of the group, or of whom one speaks with. */
function idOf(key: string, me: number): number | undefined {
  const ref = readKey(key)
  return ref?.is === 'group' ? ref.group_id : partnerOf(key, me)
}

/** How many messages of a chat this person has not looked at, since the page was opened. */
function useUnread(me: number, open: string | undefined): (chat: string) => number {
  const { state } = useApp()
  const seen = useRef(new Map<string, number>()).current
  const atFirst = useRef<PageState['chats']>(undefined)
  atFirst.current ??= state.chats
  const lastOf = (chat: string): number => state.chats.get(chat)?.last_seq ?? 0
  if (open) seen.set(`${me}|${open}`, lastOf(open))
  return (chat) => {
    const before = seen.get(`${me}|${chat}`) ?? atFirst.current?.get(chat)?.last_seq ?? 0
    return Math.max(0, lastOf(chat) - before)
  }
}
