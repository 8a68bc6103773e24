import { Subscribable } from '@rookery/transport'
import { memoryLedger } from '../call-ledger/memory-ledger.js'
import type { CursorChange, StoredCursor } from './cursor-store.js'
import { StoreError } from './errors.js'
import { compareOrder, type EventId, type EventOrder } from './event-id.js'
import {
  type DroppedRun,
  type EventLog,
  type MissingEvents,
  type ReadRequest,
  SLICE_BYTES,
  type Slice,
} from './event-log.js'
import type { HubStore, StoreState } from './hub-store.js'
import type { Mark } from './mark.js'
import type { HistoryEvent } from './pack.js'

/** What a store of a test holds; it stays when the store is closed, and another one goes on with it. */
export class Kept {
  events: HistoryEvent[] = []
  readonly cursors = new Map<string, StoredCursor>()
  readonly seen = new Map<string, number>()
  /** The clock by which clients are seen. */
  now = () => Date.now()
  readonly epochs = new Map<string, number>()
  /** How often it was read, and how often it was asked for a cursor. */
  reads = 0
  loads = 0
  /** While true, what is written waits. */
  isSlow = false
  /** Whether clients see only what is safe. */
  showsOnlySafe = false
  /** While true, neither events nor cursors can be read. */
  isUnreadable = false
  /** Calls with a key; those under way stay so across a restart. */
  readonly ledger = memoryLedger()
  /** While true, a cursor that is forgotten is taken for a mistake. */
  breaks = false
  /** While true, nobody who reads gets an answer. */
  isStuck = false
  readonly dropped = new Subscribable<[run: DroppedRun]>()
  readonly stateChanged = new Subscribable<[state: StoreState]>()

  /** The store that was opened last. */
  last: KeptStore | undefined

  store(): KeptStore {
    this.last = new KeptStore(this)
    return this.last
  }
}

/** A store in the memory of a test, with all that one on disk promises. */
export class KeptStore implements HubStore {
  readonly keepsEvents = true
  readonly showsOnlySafe: boolean
  readonly #kept: Kept
  readonly #safe = new Subscribable<[upTo: readonly EventId[]]>()
  /** Written, and not saved yet. */
  waiting: HistoryEvent[] = []
  isClosed = false

  constructor(kept: Kept) {
    this.#kept = kept
    this.showsOnlySafe = kept.showsOnlySafe
  }

  get ledger() {
    return this.#kept.ledger
  }

  get state() {
    return { isUp: true, behind: this.waiting.length, since: 0 }
  }

  readonly log: { -readonly [Name in keyof EventLog]: EventLog[Name] } = {
    begin: async (account) => {
      const epoch = (this.#kept.epochs.get(account) ?? 0) + 1
      this.#kept.epochs.set(account, epoch)
      return epoch
    },
    write: (events) => {
      if (events.length === 0) return
      this.waiting.push(...events)
      if (!this.#kept.isSlow) setImmediate(() => this.save())
    },
    onSafe: (listener) => this.#safe.subscribe(listener),
    onDropped: (listener) => this.#kept.dropped.subscribe(listener),
    read: async (request) => {
      this.#kept.reads++
      await this.#readable()
      await new Promise((resolve) => setImmediate(resolve))
      return sliceOf(this.#kept.events, request)
    },
    last: async (accounts) => {
      await this.#readable()
      return new Map(
        accounts.flatMap((account) => {
          const id = this.#kept.events.findLast((event) => event.id.account === account)?.id
          return id ? [[account, id] as const] : []
        }),
      )
    },
  }

  readonly cursors = {
    saveCursors: (changes: readonly CursorChange[]): void => {
      for (const { client, place, cursor } of changes) {
        if (cursor) this.#kept.cursors.set(`${client} ${place}`, cursor)
        else if (this.#kept.breaks) throw new TypeError('a cursor is missing')
        else this.#kept.cursors.delete(`${client} ${place}`)
      }
    },
    cursorOf: async (client: string, place: string): Promise<StoredCursor | undefined> => {
      this.#kept.loads++
      await this.#readable()
      await new Promise((resolve) => setImmediate(resolve))
      return this.#kept.cursors.get(`${client} ${place}`)
    },
    firstSeen: async (client: string): Promise<number> => {
      const seen = this.#kept.seen.get(client) ?? this.#kept.now()
      this.#kept.seen.set(client, seen)
      return seen
    },
  }

  async #readable(): Promise<void> {
    if (this.#kept.isStuck) await new Promise(() => {})
    if (this.#kept.isUnreadable) throw new StoreError('unreadable', 'the history cannot be read')
  }

  /** Saves what waits. */
  save(): void {
    this.#kept.events.push(...this.waiting)
    this.tellSafe()
  }

  /** Tells that what waits is saved. */
  tellSafe(): void {
    const events = this.waiting
    this.waiting = []
    if (events.length === 0) return
    this.#safe.emit([...new Map(events.map(({ id }) => [id.account, id])).values()])
  }

  onState(listener: (state: StoreState) => void): () => void {
    return this.#kept.stateChanged.subscribe(listener)
  }

  async close(): Promise<void> {
    this.isClosed = true
    this.save()
  }
}

function sliceOf(
  events: readonly HistoryEvent[],
  { after, until, accounts, limit, bytes = SLICE_BYTES }: ReadRequest,
): Slice {
  const marks = new Map<string, EventOrder>(after.accounts)
  const found: HistoryEvent[] = []
  const missing: MissingEvents[] = []
  const { othersFrom } = after
  const fromTime = othersFrom === undefined ? 0 : firstOfTime(events, othersFrom)
  let size = 0
  let isEnd = true
  for (const [at, event] of events.entries()) {
    const { account } = event.id
    if (accounts !== 'all' && !accounts.includes(account)) continue
    if (until !== undefined && event.admittedAt >= until) continue
    const had = marks.get(account)
    if (had ? compareOrder(event.id, had) <= 0 : at < fromTime) continue
    size += event.payload.length
    if (found.length === limit || (found.length > 0 && size > bytes)) {
      isEnd = false
      break
    }
    const count = event.id.number - 1 - (had?.epoch === event.id.epoch ? had.number : 0)
    if (count > 0 && (had || othersFrom === undefined)) missing.push({ account, reason: 'absent', count })
    found.push(event)
    marks.delete(account)
    marks.set(account, event.id)
  }
  const mark: Mark = { accounts: marks, ...(othersFrom !== undefined && { othersFrom }) }
  return { events: found, missing, mark, isEnd }
}

function firstOfTime(events: readonly HistoryEvent[], time: number): number {
  const at = events.findIndex(({ admittedAt }) => admittedAt >= time)
  return at < 0 ? events.length : at
}
