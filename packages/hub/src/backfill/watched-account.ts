import type { Alarm } from '@rookery/transport'
import type { AccountUpstream } from '../accounts/accounts.js'
import { type Chat, chatKey } from './chat.js'
import { MessageKeys } from './known-chats.js'
import type { MessageKey } from './message-members.js'
import type { Sighting } from './sighting.js'
import type { Since } from './since.js'

/** Takes a live message while a run is under way. */
export type Observe = (message: Sighting, postType: string) => void

/** Notes about an account, between its losses and runs. */
export interface WatchedAccount {
  /** The connection that served it at the last look; undefined while none did. */
  link: AccountUpstream | undefined
  /** Moment from which on messages may be missing; undefined while none are. */
  since: Since | undefined
  /** True if the account was lost since this hub first heard of it. */
  wasLost: boolean
  /** Unix seconds of that moment. */
  lostAt: number
  /** Runs in a row that got no answer. */
  tries: number
  /** Starts the next run. */
  settling: Alarm | undefined
  /** Ends the run under way. */
  run: AbortController | undefined
  observe: Observe | undefined
  /** Messages of each chat that were fetched lately. */
  readonly fetched: Map<string, MessageKeys>
  fetchedCount: number
  /** The newest message of each chat that was too old for clients, where nothing outlives the process. */
  readonly passed: Map<string, Sighting>
  forgetFetched: Alarm | undefined
}

/** An account at its first sight. */
export const newlyWatched = (since: Since, lostAt: number): WatchedAccount => ({
  link: undefined,
  since,
  wasLost: false,
  lostAt,
  tries: 0,
  settling: undefined,
  run: undefined,
  observe: undefined,
  fetched: new Map(),
  fetchedCount: 0,
  passed: new Map(),
  forgetFetched: undefined,
})

/** Remembers that a message was fetched. */
export function rememberFetched(watched: WatchedAccount, chat: Chat, message: MessageKey): void {
  const key = chatKey(chat)
  const keys = watched.fetched.get(key) ?? new MessageKeys()
  keys.add(message)
  watched.fetched.set(key, keys)
  watched.fetchedCount++
}

/** Forgets which messages were fetched. */
export function forgetFetched(watched: WatchedAccount): void {
  watched.fetched.clear()
  watched.fetchedCount = 0
}
