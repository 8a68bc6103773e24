import {
  type DroppedRun,
  type EventId,
  type EventLog,
  type HistoryEvent,
  type ReadRequest,
  SLICE_BYTES,
  type Slice,
  StoreError,
} from '@rookery/hub/history'
import type { FoundRow } from '../engine/engine.js'
import { continued, newestOf } from './kept-events.js'
import type { LiveEngine } from './live-engine.js'
import { rowRequest, sliceOf, unpack, unpackInSlices } from './slice.js'
import type { Writer } from './writer.js'

/** The log of events of a store on disk. */
export class DiskLog implements EventLog {
  readonly #engine: LiveEngine
  readonly #writer: Writer

  constructor(engine: LiveEngine, writer: Writer) {
    this.#engine = engine
    this.#writer = writer
  }

  begin(account: string): Promise<number> {
    return this.#writer.begin(account)
  }

  write(events: readonly HistoryEvent[]): void {
    this.#writer.write(events)
  }

  onSafe(listener: (upTo: readonly EventId[]) => void): () => void {
    return this.#writer.safe.subscribe(listener)
  }

  onDropped(listener: (run: DroppedRun) => void): () => void {
    return this.#writer.dropped.subscribe(listener)
  }

  async read(request: ReadRequest): Promise<Slice> {
    // Taken before the file is asked: what is saved meanwhile is in both, and lost from neither.
    const { kept } = this.#writer
    const rows = await readable(this.#engine, (engine) => engine.rows(rowRequest(request)))
    const large = rows.rows.filter(({ pack }) => pack.length > SLICE_BYTES)
    const unpacked = new Map<FoundRow, readonly HistoryEvent[] | undefined>()
    for (const row of large) unpacked.set(row, await unpackInSlices(row))
    const slice = sliceOf(request, rows, (row) => (unpacked.has(row) ? unpacked.get(row) : unpack(row)))
    const { reachesTime = false } = rows
    return slice.isEnd ? continued({ slice, reachesTime }, request, kept) : slice
  }

  async last(accounts: readonly string[]): Promise<ReadonlyMap<string, EventId>> {
    const { kept } = this.#writer
    const found = await readable(this.#engine, (engine) => engine.last(accounts))
    const saved = new Map(
      found.map(({ account, epoch, last }) => [account, { account, epoch, number: last }]),
    )
    return newestOf(saved, kept, accounts)
  }
}

/** Asks the engine, and notes its failure. @throws StoreError */
export async function readable<Result>(
  engine: LiveEngine,
  ask: (current: LiveEngine['current']) => Promise<Result>,
): Promise<Result> {
  try {
    return await ask(engine.current)
  } catch (cause) {
    engine.failed(cause)
    throw new StoreError('unreadable', 'the history cannot be read', { cause })
  }
}
