import type { EventFrame } from '@rookery/protocol'
import { type Clock, type Log, steadyOf } from '@rookery/transport'
import type { Account, AccountUpstream } from '../accounts/accounts.js'
import type { EventOrder, HubStore } from '../history/index.js'
import { unixSeconds } from '../journal/cursor.js'
import type { JournalView } from '../journal/journal.js'
import type { RunLimits } from './budget.js'
import { type Chat, chatKey } from './chat.js'
import { type Version, versionOf } from './dialect.js'
import type { FetchedMessage } from './fetched-message.js'
import type { FoundGap } from './gap-sum.js'
import { HistorySource } from './history-source.js'
import { PastChats } from './past-chats.js'
import { type RunOutcome, runBackfill } from './run.js'
import type { Sighting } from './sighting.js'
import type { Since } from './since.js'
import type { Observe } from './watched-account.js'

/** Parts of the hub that a run uses. */
export interface FetchMissedContext {
  readonly log: Log
  readonly clock: Clock
  /** Milliseconds of the clock by which the age of events is told. */
  readonly now: () => number
  readonly store: HubStore
  /** All that memory holds. */
  readonly view: JournalView
  /** Milliseconds after which a message is too old for clients. */
  readonly maxAgeMs: number
  readonly limits?: RunLimits
  /** Actions that the implementation lacks. */
  readonly lacking: Set<string>
  /** The order of an account's newest event; undefined before the first of this hub. */
  last(account: string): EventOrder | undefined
  /** Records a message that was fetched; it is for the history alone if it is not delivered. */
  late(event: EventFrame, account: Account, isDelivered: boolean): void
  /** Tells the clients of an account what they will not get. */
  gap(account: Account, gap: FoundGap): void
}

/** Settings of a run, which fetches what one account missed. */
export interface Missed extends FetchMissedContext {
  readonly account: Account
  readonly link: AccountUpstream
  readonly since: Since
  /** True if the account was lost since this hub first heard of it. */
  readonly wasLost: boolean
  /** Unix seconds of the loss. */
  readonly lostAt: number
  readonly signal: AbortSignal
  /** Subscribes to the live messages of the account. */
  observe(observe: Observe): void
  /** The newest message of each chat that was too old for clients, where nothing outlives the process. */
  readonly passed: Map<string, Sighting>
  /** A message was fetched. */
  fetched(chat: Chat, message: FetchedMessage): void
}

const NOBODY: Version = { dialect: 'unknown', name: '' }

/** The implementation of an account, as it last named itself; its connection asks for that when it opens. */
export function versionKept({ answers }: Account): Version {
  const reply = answers.get('get_version_info')
  return reply ? versionOf(reply) : NOBODY
}

/** Fetches what an account missed. Returns whether the run came to its end, and need not be made again. */
export async function fetchMissed(missed: Missed): Promise<boolean> {
  const { account, signal } = missed
  const { dialect } = versionKept(account)
  const past = new PastChats(missed, dialect)
  // Before memory is read: what comes meanwhile is in neither otherwise.
  missed.observe((message, postType) => past.live(message, postType))
  await past.read()
  if (signal.aborted) return false
  const source = sourceOf(missed)
  const { known, knownFrom } = past
  const outcome = await runBackfill({
    ...{ selfId: account.selfId, dialect, source, known, knownFrom, signal, wasLost: missed.wasLost },
    tellsOwn: () => past.tellsOwn,
    take: (chat, message) => take(chat, message, missed),
  })
  tell(outcome, source.calls, missed)
  return outcome.isComplete && past.isRead
}

function sourceOf({ clock, lacking, signal, link, limits }: Missed): HistorySource {
  return new HistorySource({
    ...{ clock, lacking, signal, now: steadyOf(clock) },
    call: (call, settings) => link.upstream.call(call, settings),
    ...(limits && { limits }),
  })
}

function take(chat: Chat, message: FetchedMessage, missed: Missed): boolean {
  const { account, now, maxAgeMs, late, fetched, passed, store } = missed
  const isFresh = message.time * 1000 >= now() - maxAgeMs
  fetched(chat, message)
  // Nothing else would know of it at the next loss.
  if (!isFresh && !store.keepsEvents) passed.set(chatKey(chat), { chat, time: message.time, key: message })
  late(message.event, account, isFresh)
  return isFresh
}

function tell(
  { isComplete, chats, messages, left, gaps }: RunOutcome,
  calls: number,
  { account, lostAt, clock, log, gap, link }: Missed,
): void {
  const found = isComplete ? gaps.all(lostAt, unixSeconds(clock)) : gaps.final
  for (const each of found) gap(account, each)
  if (messages === 0 && found.length === 0) return
  const fields = { account: account.selfId, upstream: link.name, messages, chats, calls, gaps: found.length }
  log.info({ ...fields, ...(left > 0 && { left }) }, 'fetched what was missed while the account was away')
}
