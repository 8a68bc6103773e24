import { type Clock, Subscribable, systemClock } from '@rookery/transport'
import { memoryLedger } from '../call-ledger/memory-ledger.js'
import type { CursorChange, CursorStore, StoredCursor } from './cursor-store.js'
import type { EventId } from './event-id.js'
import type { EventLog, ReadRequest, Slice } from './event-log.js'
import type { HubStore, StoreState } from './hub-store.js'
import type { HistoryEvent } from './pack.js'

/**
 * A store that keeps no events. Its epochs come from the clock, so that ids of an earlier process are not given again.
 * Cursors, first times and calls with a key are kept for as long as the process runs.
 */
export function noStore(clock: Clock = systemClock): HubStore {
  const ledger = memoryLedger(clock)
  const state: StoreState = { isUp: true, behind: 0, since: clock.now() }
  return {
    log: new NoLog(clock),
    cursors: new CursorsInMemory(clock),
    ledger,
    state,
    keepsEvents: false,
    showsOnlySafe: false,
    onState: () => () => {},
    close: () => ledger.close(),
  }
}

/** The next epoch of an account: later than the last one, and than those of other stores before now. */
export const nextEpoch = (last: number, clock: Clock): number =>
  Math.max(last + 1, Math.floor(clock.now() / 1000))

class NoLog implements EventLog {
  readonly #clock: Clock
  readonly #safe = new Subscribable<[upTo: readonly EventId[]]>()
  readonly #last = new Map<string, EventId>()

  constructor(clock: Clock) {
    this.#clock = clock
  }

  begin(account: string): number {
    const epoch = nextEpoch(this.#last.get(account)?.epoch ?? 0, this.#clock)
    this.#last.set(account, { account, epoch, number: 0 })
    return epoch
  }

  write(events: readonly HistoryEvent[]): void {
    const upTo = new Map(events.map(({ id }) => [id.account, id]))
    for (const id of upTo.values()) this.#last.set(id.account, id)
    // Nothing can be safer here than it is.
    if (upTo.size > 0) queueMicrotask(() => this.#safe.emit([...upTo.values()]))
  }

  onSafe(listener: (upTo: readonly EventId[]) => void): () => void {
    return this.#safe.subscribe(listener)
  }

  onDropped(): () => void {
    return () => {}
  }

  async read({ after }: ReadRequest): Promise<Slice> {
    return { events: [], missing: [], mark: after, isEnd: true }
  }

  async last(accounts: readonly string[]): Promise<ReadonlyMap<string, EventId>> {
    const known = accounts.flatMap((account) => this.#last.get(account) ?? [])
    return new Map(known.filter(({ number }) => number > 0).map((id) => [id.account, id]))
  }
}

/** Most clients whose first time is kept in memory. */
const MOST_SEEN = 100_000

class CursorsInMemory implements CursorStore {
  readonly #clock: Clock
  readonly #cursors = new Map<string, StoredCursor>()
  readonly #seen = new Map<string, number>()

  constructor(clock: Clock) {
    this.#clock = clock
  }

  saveCursors(changes: readonly CursorChange[]): void {
    for (const { client, place, cursor } of changes) {
      if (cursor) this.#cursors.set(keyOf(client, place), cursor)
      else this.#cursors.delete(keyOf(client, place))
    }
  }

  async cursorOf(client: string, place: string): Promise<StoredCursor | undefined> {
    return this.#cursors.get(keyOf(client, place))
  }

  async firstSeen(client: string): Promise<number> {
    const seen = this.#seen.get(client) ?? this.#clock.now()
    this.#seen.set(client, seen)
    const [oldest] = this.#seen.keys()
    if (this.#seen.size > MOST_SEEN && oldest !== undefined) this.#seen.delete(oldest)
    return seen
  }
}

const keyOf = (client: string, place: string): string => JSON.stringify([client, place])
