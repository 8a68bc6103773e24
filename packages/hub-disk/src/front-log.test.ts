import {
  appendFileSync,
  copyFileSync,
  mkdirSync,
  readFileSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { crc32 } from 'node:zlib'
import type { HistoryEvent, Mark, StoredCursor } from '@rookery/hub/history'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { eventOf } from '../../hub/src/history/history.fixture.js'
import { readAll, written } from '../../hub/src/history/hub-store.conformance.js'
import { ioTurns, TestClock } from '../../transport/src/time/clock.fixture.js'
import type { FrontLog } from './file/front-log.js'
import { frontRecord, readRecords } from './file/front-record.js'
import { inline } from './inline-engine.fixture.js'
import { type DiskStore, diskStoreOver } from './open-store.js'
import { packRows } from './store/batch.js'
import { FOREVER, temporaryFolder } from './temporary-folder.fixture.js'

const ACCOUNTS = ['1', '2']

type Step =
  | { readonly does: 'write'; readonly account: string; readonly sizes: readonly number[] }
  | { readonly does: 'begin'; readonly account: string }
  | { readonly does: 'confirm' | 'commit' }

const account = fc.constantFrom(...ACCOUNTS)
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      does: fc.constant('write' as const),
      account,
      sizes: fc.array(fc.nat(400), { minLength: 1, maxLength: 4 }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ does: fc.constant('confirm' as const) }) },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('commit' as const) }) },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('begin' as const), account }) },
)

/** What was told as safe at a moment, and the front log then. */
interface Moment {
  readonly generation: number
  readonly bytes: number
  readonly events: readonly HistoryEvent[]
  readonly cursor: StoredCursor | undefined
}

/** A store that takes steps. */
class Steps {
  readonly moments: Moment[] = []
  /** The front log as it was before the last commit. */
  covered = Buffer.alloc(0)
  readonly #clock = new TestClock()
  readonly #orders = new Map(ACCOUNTS.map((each) => [each, { epoch: 5, number: 0 }]))
  readonly #folder: string
  readonly #events: HistoryEvent[] = []
  #front: FrontLog | undefined
  #store: DiskStore | undefined
  #cursor: StoredCursor | undefined

  constructor(folder: string) {
    this.#folder = folder
  }

  async take(steps: readonly Step[]): Promise<void> {
    const start = inline(this.#folder)
    this.#store = await diskStoreOver(
      async (isSuspect) => {
        const opened = await start(isSuspect)
        this.#front = opened.front
        return opened
      },
      { clock: this.#clock, history: FOREVER },
    )
    await this.#note()
    for (const each of steps) {
      await this.#take(each, this.#store)
      await this.#note()
    }
  }

  /** The store as a process leaves it that is killed now. */
  left(folder: string): string {
    mkdirSync(folder, { recursive: true })
    for (const name of ['log.db', 'log.db-wal', 'front.log'])
      copyFileSync(join(this.#folder, name), join(folder, name))
    return folder
  }

  async close(): Promise<void> {
    await this.#store?.close()
  }

  async #take(each: Step, store: DiskStore): Promise<void> {
    if (each.does === 'write') store.log.write(this.#next(each.account, each.sizes))
    if (each.does === 'begin') {
      const epoch = await store.log.begin(each.account)
      this.#orders.set(each.account, { epoch, number: 0 })
    }
    if (each.does === 'confirm') {
      const mark: Mark = { accounts: new Map(this.#events.map(({ id }) => [id.account, orderOf(id)])) }
      this.#cursor = { mark, time: this.moments.length }
      store.cursors.saveCursors([{ client: 'bot', place: 'all', cursor: this.#cursor }])
    }
    await ioTurns()
    await this.#clock.advance(each.does === 'commit' ? 1_100 : 30)
    await ioTurns()
    expect(store.state.behind).toBe(0)
  }

  #next(of: string, sizes: readonly number[]): HistoryEvent[] {
    const { epoch, number } = this.#orders.get(of) ?? { epoch: 5, number: 0 }
    const events = sizes.map((size, at) => eventOf(of, epoch, number + at + 1, 'x'.repeat(size)))
    this.#orders.set(of, { epoch, number: number + sizes.length })
    this.#events.push(...events)
    return events
  }

  async #note(): Promise<void> {
    const { generation = 0, bytes = 0 } = this.#front ?? {}
    if (bytes > 0) this.covered = readFileSync(join(this.#folder, 'front.log'))
    this.moments.push({ generation, bytes, events: [...this.#events], cursor: this.#cursor })
  }
}

const orderOf = ({ epoch, number }: HistoryEvent['id']) => ({ epoch, number })

/** Events and cursor that a store has. */
async function found(folder: string) {
  const store = await diskStoreOver(inline(folder), { history: FOREVER })
  const { events } = await readAll(store)
  const cursor = await store.cursors.cursorOf('bot', 'all')
  await store.close()
  return { events: byAccount(events), cursor }
}

const byAccount = (events: readonly HistoryEvent[]) =>
  ACCOUNTS.map((each) => events.filter(({ id }) => id.account === each))

describe('a front log', () => {
  it('cut at any byte after any steps keeps all before the cut: whole, in order, once, and no cursor without its events', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 14 }), fc.nat(), async (steps, place) => {
        const folder = await temporaryFolder()
        const stage = new Steps(folder)
        await stage.take(steps)
        const left = stage.left(`${folder}-left`)
        await stage.close()
        const path = join(left, 'front.log')
        const cut = place % (statSync(path).size + 1)
        truncateSync(path, cut)
        const { generation } = stage.moments.at(-1) ?? { generation: 0 }
        const kept = stage.moments.findLast((each) => each.generation === generation && each.bytes <= cut)
        expect(await found(left)).toEqual({ events: byAccount(kept?.events ?? []), cursor: kept?.cursor })
        // Nothing of it is replayed again.
        expect(await found(left)).toEqual({ events: byAccount(kept?.events ?? []), cursor: kept?.cursor })
      }),
      { numRuns: 60 },
    )
  }, 60_000)

  it('that a commit has covered, and that a kill kept from being emptied, is not replayed', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 8 }), async (steps) => {
        const folder = await temporaryFolder()
        const stage = new Steps(folder)
        await stage.take([...steps, { does: 'write', account: '1', sizes: [7] }, { does: 'commit' }])
        const left = stage.left(`${folder}-left`)
        await stage.close()
        expect(stage.covered.length).toBeGreaterThan(0)
        writeFileSync(join(left, 'front.log'), stage.covered)
        const { events = [], cursor } = stage.moments.at(-1) ?? {}
        expect(await found(left)).toEqual({ events: byAccount(events), cursor })
      }),
      { numRuns: 30 },
    )
  }, 60_000)

  it('whose predecessor a power failure took is left out: what lies between is missing', async () => {
    const folder = await temporaryFolder()
    const store = await diskStoreOver(inline(folder), { history: FOREVER })
    await written(store, [eventOf('2', 5, 1)])
    await store.close()
    writeFileSync(join(folder, 'front.log'), recordOf(7, eventOf('1', 5, 9)))
    const again = await diskStoreOver(inline(folder), { history: FOREVER })
    await again.close()
    expect(again.report.lostBytes).toBeGreaterThan(0)
    expect((await found(folder)).events).toEqual([[], [eventOf('2', 5, 1)]])
  })

  it('is taken over by a file that was begun anew, and tells the end that was cut', async () => {
    const folder = await temporaryFolder()
    mkdirSync(folder)
    writeFileSync(join(folder, 'front.log'), recordOf(7, eventOf('1', 5, 9)))
    appendFileSync(join(folder, 'front.log'), recordOf(7, eventOf('1', 5, 10)).subarray(0, 40))
    const store = await diskStoreOver(inline(folder), { history: FOREVER })
    expect(store.report.lostBytes).toBe(40)
    expect((await readAll(store)).events).toEqual([eventOf('1', 5, 9)])
    await store.close()
  })

  it('of a newer version is refused and left as it is', async () => {
    const folder = await temporaryFolder()
    mkdirSync(folder)
    const record = recordOf(1, eventOf('1', 5, 1), 2)
    writeFileSync(join(folder, 'front.log'), record)
    await expect(diskStoreOver(inline(folder), {})).rejects.toMatchObject({ code: 'newer_format' })
    expect(readFileSync(join(folder, 'front.log'))).toEqual(record)
  })

  it('with any bytes flipped gives whole records before them, and nothing else', () => {
    const records = [1, 2, 3].map((number) => recordOf(1, eventOf('1', 5, number)))
    const whole = Buffer.concat(records)
    fc.assert(
      fc.property(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 255 }), (at, flip) => {
        const bytes = Buffer.from(whole)
        bytes[at] = (bytes[at] ?? 0) ^ flip
        const { records: read } = readRecords(bytes)
        const damaged = records.findIndex((_, n) => at < Buffer.concat(records.slice(0, n + 1)).length)
        expect(read.map(({ packs }) => packs[0]?.first)).toEqual([1, 2, 3].slice(0, damaged))
      }),
      { numRuns: 500 },
    )
  })
})

/** A record with one event, of that version. */
function recordOf(generation: number, event: HistoryEvent, version = 1): Buffer {
  const record = frontRecord({ packs: packRows([event]), cursors: [], now: 1 }, generation)
  record.writeUInt8(version, 8)
  record.writeUInt32LE(crc32(record.subarray(4)), 0)
  return record
}
