import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { type HistoryEvent, StoreError } from '@rookery/hub/history'
import { expect } from 'vitest'
import { eventOf } from '../../hub/src/history/history.fixture.js'
import { written } from '../../hub/src/history/hub-store.conformance.js'
import { TestClock } from '../../transport/src/time/clock.fixture.js'
import { StoreFileError } from './file/store-file-error.js'
import { inline } from './inline-engine.fixture.js'
import { type DiskStore, diskStoreOver } from './open-store.js'
import { FOREVER } from './temporary-folder.fixture.js'

/** Epoch that no clock has begun yet. */
const EPOCH = 5
const FILES = ['log.db', 'log.db-wal'] as const
const FRONT = 'front.log'

/** A store with events, whose files are copied as a power failure or a full disk leaves them. */
export interface Original {
  readonly events: readonly HistoryEvent[]
  readonly folder: string
  close(): Promise<void>
}

/** Batches at the end that only the front log has. */
const KEPT = 10

/**
 * Writes events of two accounts; some lie in the file, later ones only in the log beside it, and the last ones in the front
 * log.
 */
export async function original(folder: string): Promise<Original> {
  const clock = new TestClock()
  const store = await diskStoreOver(inline(folder), { history: FOREVER, clock })
  const events: HistoryEvent[] = []
  for (let number = 1; number <= 150; number++) {
    const batch = ['1', '2'].map((account) =>
      eventOf(account, EPOCH, number, 'x'.repeat((number * 37) % 3_000)),
    )
    events.push(...batch)
    await written(store, batch)
    if (number <= 150 - KEPT) await clock.advance(1_000)
  }
  return { events, folder, close: () => store.close() }
}

/** Random numbers below 1, the same for the same seed. */
function randomOf(seed: number): () => number {
  let state = seed * 2_654_435_761
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** Copies the files as they are at this moment. */
export function copy({ folder }: Original, target: string): void {
  mkdirSync(target, { recursive: true })
  for (const name of [...FILES, FRONT]) copyFileSync(join(folder, name), join(target, name))
}

/** Damages a copy of the files by a seed: one of them is cut, or some bytes of it are flipped. */
export function tear(
  whole: Original,
  target: string,
  seed: number,
): { readonly file: string; readonly isCut: boolean } {
  const random = randomOf(seed)
  copy(whole, target)
  const file = FILES[seed % 2] ?? 'log.db'
  const path = join(target, file)
  const isCut = seed % 4 < 2
  const { size } = statSync(path)
  if (isCut) truncateSync(path, Math.floor(random() * size))
  else {
    const bytes = readFileSync(path)
    for (let flips = 1 + Math.floor(random() * 8); flips > 0; flips--) {
      const at = Math.floor(random() * size)
      bytes[at] = (bytes[at] ?? 0) ^ (1 << Math.floor(random() * 8))
    }
    writeFileSync(path, bytes)
  }
  return { file, isCut }
}

/** Opens a torn copy and checks what must hold of any. Returns how many of the events are left. */
export async function surviving(events: readonly HistoryEvent[], folder: string): Promise<number | string> {
  const opened = await diskStoreOver(inline(folder), { history: FOREVER }).catch((error: unknown) => error)
  // A flipped byte may make the file one of a newer format, or of another program.
  if (opened instanceof StoreFileError) return opened.code
  const store = opened as DiskStore
  if (store.report.setAside !== undefined) expect(existsSync(store.report.setAside)).toBe(true)
  const epoch = await store.log.begin('1')
  expect(epoch).toBeGreaterThan(EPOCH)
  const found = await readWhatCanBeRead(store)
  const known = new Map(events.map((event) => [`${event.id.account}.${event.id.number}`, event]))
  expect(
    found.filter((event) => !isEqual(event, known.get(`${event.id.account}.${event.id.number}`))),
  ).toEqual([])
  for (const account of ['1', '2']) {
    const numbers = found.filter(({ id }) => id.account === account).map(({ id }) => id.number)
    expect(numbers).toEqual([...new Set(numbers)].sort((a, b) => a - b))
  }
  await goesOn(store, epoch)
  await store.close()
  return found.length
}

/** As `toEqual`, which takes long for bytes. */
const isEqual = ({ payload, ...rest }: HistoryEvent, other: HistoryEvent | undefined): boolean =>
  other !== undefined &&
  Buffer.compare(payload, other.payload) === 0 &&
  isDeepStrictEqual({ ...rest, payload: 0 }, { ...other, payload: 0 })

async function readWhatCanBeRead(store: DiskStore): Promise<HistoryEvent[]> {
  const events: HistoryEvent[] = []
  let request: Parameters<DiskStore['log']['read']>[0] = {
    after: { accounts: new Map() },
    accounts: 'all',
    limit: 50,
  }
  try {
    for (;;) {
      const slice = await store.log.read(request)
      events.push(...slice.events)
      if (slice.isEnd) return events
      request = {
        after: slice.mark,
        accounts: 'all',
        limit: 50,
        ...(slice.hint !== undefined && { hint: slice.hint }),
      }
    }
  } catch (error) {
    if (error instanceof StoreError && error.code === 'unreadable') return events
    throw error
  }
}

/** A store that was opened takes events, whatever its file was. */
async function goesOn(store: DiskStore, epoch: number): Promise<void> {
  await written(store, [eventOf('1', epoch, 1, 'after the damage')])
  expect(store.state.isUp).toBe(true)
}
