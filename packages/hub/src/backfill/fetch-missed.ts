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
import { KnownChats } from './known-chats.js'
import { type PastEvent, PastReading } from './past-reading.js'
import { type RunOutcome, runBackfill } from './run.js'
import { type Sighting, sightingOf } from './sighting.js'
import { isBefore, type Since } from './since.js'
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

/** One run for one account. */
export interface Missed extends FetchMissedContext {
  readonly account: Account
  readonly link: AccountUpstream
  readonly since: Since
  /** Whether it was lost since this hub first heard of it. */
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

/** Seconds by which QQ's clock may be ahead of ours. */
const CLOCK_SLACK_S = 60

const NOBODY: Version = { dialect: 'unknown', name: '' }

/** The implementation of an account, as it last named itself; its connection asks for that when it opens. */
export function versionKept({ answers }: Account): Version {
  const reply = answers.get('get_version_info')
  return reply ? versionOf(reply) : NOBODY
}

/** Fetches what an account missed. Returns whether it came to an end, so that nothing is missing any more, or clients were told. */
export async function fetchMissed(missed: Missed): Promise<boolean> {
  const { account, clock, signal, link, limits } = missed
  const { dialect } = versionKept(account)
  const past = await readKnown(missed, dialect)
  if (signal.aborted) return false
  const source = new HistorySource({
    clock,
    now: steadyOf(clock),
    lacking: missed.lacking,
    signal,
    call: (call, settings) => link.upstream.call(call, settings),
    ...(limits && { limits }),
  })
  const outcome = await runBackfill({
    selfId: account.selfId,
    dialect,
    source,
    known: past.known,
    knownFrom: past.knownFrom,
    wasLost: missed.wasLost,
    signal,
    tellsOwn: () => past.tellsOwn,
    take: (chat, message) => take(chat, message, missed),
  })
  tell(outcome, source.calls, missed)
  return outcome.isComplete
}

/** What is known of an account's chats. */
interface Past {
  readonly known: KnownChats
  /** Whether the implementation tells the account's own messages. */
  tellsOwn: boolean
  /** Unix seconds from which on every message that came is known; 0 if all since the loss are. */
  knownFrom: number
}

async function readKnown(missed: Missed, dialect: Version['dialect']): Promise<Past> {
  const { account, since, store, signal, log } = missed
  const { selfId } = account
  const past: Past = { known: new KnownChats(), tellsOwn: false, knownFrom: 0 }
  // Before memory is read: what comes meanwhile is in neither otherwise.
  missed.observe((message, postType) => {
    past.known.since(message)
    past.tellsOwn ||= postType === 'message_sent'
  })
  const note = (event: PastEvent): void => {
    const sighting = sightingOf(event.payload, selfId, dialect)
    past.tellsOwn ||= event.isSelfMessage === true && event.isLate !== true
    if (!sighting) return
    if (isBefore(since, event, missed.last(selfId)?.epoch)) past.known.before(sighting)
    else past.known.since(sighting)
  }
  for (const each of missed.passed.values()) past.known.before(each)
  const reading = new PastReading(selfId, { ...missed, log: store.keepsEvents ? store.log : undefined }, note)
  try {
    await reading.read()
  } catch (error) {
    if (signal.aborted) return past
    const why = error instanceof Error ? error.message : String(error)
    log.warn({ account: selfId, why }, 'history not read: missed messages are fetched of recent chats alone')
  }
  const knownFrom = Math.ceil(reading.knownFromMs / 1000)
  if (knownFrom > missed.lostAt) past.knownFrom = knownFrom + CLOCK_SLACK_S
  return past
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
