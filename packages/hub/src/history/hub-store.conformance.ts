import fc from 'fast-check'
import { afterEach, describe, expect, it } from 'vitest'
import type { MissingEvents } from './event-log.js'
import { eventOf } from './history.fixture.js'
import type { HubStore } from './hub-store.js'
import { beginning, type Mark, markOfTime, marks } from './mark.js'
import type { HistoryEvent } from './pack.js'

/** A store under test. */
export interface OpenedStore {
  readonly store: HubStore
  /** Closes it and opens it again, as a restart of the hub does. */
  reopen(): Promise<HubStore>
  /** Takes away what was opened. */
  end(): Promise<void>
}

/** Abilities that an engine may lack, each with the reason. */
export interface Lacks {
  /** It keeps nothing: only what holds for every engine is tested. */
  readonly history?: string
}

/** Tests that every store passes. */
export function describeHubStore(name: string, open: () => Promise<OpenedStore>, lacks: Lacks = {}): void {
  describe(`the store ${name}`, () => {
    let opened: OpenedStore | undefined
    const opening = async (): Promise<OpenedStore> => {
      opened = await open()
      return opened
    }
    afterEach(() => opened?.end())

    testEveryStore(opening)
    if (lacks.history === undefined) testKeptHistory(opening)
    else
      it(`keeps no history: ${lacks.history}`, async () => expect(await keptBy(await opening())).toEqual([]))
  })
}

function testEveryStore(open: () => Promise<OpenedStore>): void {
  it('begins each epoch later than the one before', async () => {
    const { store, reopen } = await open()
    const epochs = [await store.log.begin('1'), await store.log.begin('1')]
    const again = await reopen()
    epochs.push(...(await Promise.all([again.log.begin('1'), again.log.begin('1')])))
    expect([...new Set(epochs)].sort((a, b) => a - b)).toEqual(epochs)
    expect(epochs[0]).toBeGreaterThan(0)
  })

  it('says of each account up to where its events are safe, in order', async () => {
    const { store } = await open()
    const safe: string[] = []
    store.log.onSafe((upTo) => safe.push(...upTo.map(({ account, number }) => `${account} ${number}`)))
    await written(store, [eventOf('1', 1, 1), eventOf('2', 1, 1), eventOf('1', 1, 2)])
    await written(store, [eventOf('1', 1, 3)])
    const numbers = safe.filter((each) => each.startsWith('1')).map((each) => Number(each.slice(2)))
    expect(numbers).toEqual([...numbers].sort((a, b) => a - b))
    expect(numbers.at(-1)).toBe(3)
    expect(safe.filter((each) => each.startsWith('2'))).toEqual(['2 1'])
  })

  it('knows the newest id of an account, and none of one that wrote nothing', async () => {
    const { store } = await open()
    await written(store, [eventOf('1', 4, 1), eventOf('1', 5, 1)])
    const last = await store.log.last(['1', '2'])
    expect([...last]).toEqual([['1', { account: '1', epoch: 5, number: 1 }]])
  })

  it('takes no events at all', async () => {
    const { store } = await open()
    expect(() => store.log.write([])).not.toThrow()
  })

  it('gives a cursor back that was just saved, and none that was forgotten', async () => {
    const { store } = await open()
    const cursor = { mark: beginning, time: 7 }
    expect(await store.cursors.cursorOf('echo', 'all')).toBeUndefined()
    store.cursors.saveCursors([{ client: 'echo', place: 'all', cursor: { ...cursor, time: 6 } }])
    store.cursors.saveCursors([{ client: 'echo', place: 'all', cursor }])
    expect(await store.cursors.cursorOf('echo', 'all')).toEqual(cursor)
    expect(await store.cursors.cursorOf('echo', '1')).toBeUndefined()
    store.cursors.saveCursors([{ client: 'echo', place: 'all' }])
    expect(await store.cursors.cursorOf('echo', 'all')).toBeUndefined()
  })

  it('knows since when it knows a client', async () => {
    const { store } = await open()
    const first = await store.cursors.firstSeen('echo')
    expect(first).toBeGreaterThan(1_600_000_000_000)
    expect(await store.cursors.firstSeen('echo')).toBe(first)
  })

  it('reads nothing before anything was written', async () => {
    const { store } = await open()
    expect(await store.log.read({ after: beginning, accounts: 'all', limit: 10 })).toMatchObject({
      events: [],
      missing: [],
      isEnd: true,
    })
  })

  it('leaves nobody waiting when it is closed', async () => {
    const { store, end } = await open()
    const begun = store.log.begin('1')
    await store.close()
    expect(await begun).toBeGreaterThan(0)
    expect(await store.log.begin('1')).toBeGreaterThan(await begun)
    expect(() => store.log.write([eventOf('1', 1, 1)])).not.toThrow()
    await end()
  })

  it('is up, and behind with nothing once all is safe', async () => {
    const { store } = await open()
    await written(store, [eventOf('1', 1, 1)])
    expect(store.state).toMatchObject({ isUp: true, behind: 0 })
  })
}

function testKeptHistory(open: () => Promise<OpenedStore>): void {
  it('gives events back as they were written, across a restart', async () => {
    const { store, reopen } = await open()
    const events: HistoryEvent[] = [
      eventOf('1', 3, 1),
      { ...eventOf('1', 3, 2, '汉🐧'), isMessage: false, isLate: true, member: 'echo', otherFlags: 16 },
      { ...eventOf('1', 3, 3), isSelfMessage: true, time: -5, admittedAt: 0 },
    ]
    await written(store, events)
    const again = await reopen()
    expect(await readAll(again)).toEqual({ events, missing: [] })
  })

  it('saves what was written and at once closed', async () => {
    const { store, reopen } = await open()
    const cursor = { mark: beginning, time: 7 }
    store.log.write([eventOf('1', 1, 1)])
    store.cursors.saveCursors([{ client: 'echo', place: 'all', cursor }])
    const again = await reopen()
    expect((await readAll(again)).events).toEqual([eventOf('1', 1, 1)])
    expect(await again.cursors.cursorOf('echo', 'all')).toEqual(cursor)
  })

  it('remembers across a restart since when it knows a client, and the newest ids', async () => {
    const { store, reopen } = await open()
    const first = await store.cursors.firstSeen('echo')
    await written(store, [eventOf('1', 1, 1), eventOf('1', 1, 2)])
    const again = await reopen()
    expect(await again.cursors.firstSeen('echo')).toBe(first)
    expect((await again.log.last(['1'])).get('1')).toEqual({ account: '1', epoch: 1, number: 2 })
  })

  it('goes on with the next epoch behind a mark beyond the last event of its own', async () => {
    const { store } = await open()
    await written(store, [eventOf('1', 1, 1), eventOf('1', 2, 1)])
    const after: Mark = { accounts: new Map([['1', { epoch: 1, number: 99 }]]) }
    expect(await readAll(store, after)).toEqual({ events: [eventOf('1', 2, 1)], missing: [] })
  })

  it('reads from a time on, and up to one', async () => {
    const { store } = await open()
    const events = Array.from({ length: 6 }, (_, n) => eventOf('1', 1, n + 1))
    for (const event of events) await written(store, [event])
    const { log } = store
    const [from = 0, until = 0] = [events[2]?.admittedAt, events[4]?.admittedAt]
    const slice = await log.read({ after: markOfTime(from), until, accounts: 'all', limit: 10 })
    expect(slice.events).toEqual(events.slice(2, 4))
    // The mark lies before what came later.
    expect((await readAll(store, slice.mark)).events).toEqual(events.slice(4))
    await written(
      store,
      [7, 8, 9].map((number) => eventOf('1', 1, number)),
    )
    const part = await log.read({
      after: slice.mark,
      until: eventOf('1', 1, 8).admittedAt,
      accounts: 'all',
      limit: 10,
    })
    expect(part.events.map(({ id }) => id.number)).toEqual([5, 6, 7])
    expect((await readAll(store, part.mark)).events.map(({ id }) => id.number)).toEqual([8, 9])
  })

  it('gives an event larger than a slice alone', async () => {
    const { store } = await open()
    const large = eventOf('1', 1, 2, 'x'.repeat(3_000_000))
    await written(store, [eventOf('1', 1, 1), large, eventOf('1', 1, 3)])
    const slices: number[][] = []
    await readAll(store, beginning, 'all', (events) => slices.push(events.map(({ id }) => id.number)))
    expect(slices.filter((numbers) => numbers.includes(2))).toEqual([[2]])
  })

  it('tells what is missing where numbers were left out, once', async () => {
    const { store } = await open()
    await written(store, [eventOf('1', 1, 1), eventOf('1', 1, 2), eventOf('1', 1, 6)])
    await written(store, [eventOf('1', 2, 3)])
    const { events, missing } = await readAll(store)
    expect(events.map(({ id }) => `${id.epoch}.${id.number}`)).toEqual(['1.1', '1.2', '1.6', '2.3'])
    expect(missing.map(({ account, count, reason }) => [account, count, reason])).toEqual([
      ['1', 3, 'absent'],
      ['1', 2, 'absent'],
    ])
  })

  it('reads what a plain list has behind any mark, in slices of any size', async () => {
    const { store } = await open()
    const [accounts, history] = [['1', '2', '3'], plainHistory()]
    for (const batch of history) await written(store, batch)
    const list = history.flat()
    const mark = fc.dictionary(
      fc.constantFrom(...accounts),
      fc.record({ epoch: fc.integer({ min: 1, max: 3 }), number: fc.integer({ min: 0, max: 14 }) }),
    )
    await fc.assert(
      fc.asyncProperty(
        mark,
        fc.subarray(accounts),
        fc.integer({ min: 1, max: 9 }),
        async (given, some, limit) => {
          const after: Mark = { accounts: new Map(Object.entries(given)) }
          const read = await readAll(store, after, some, undefined, limit)
          const wanted = list.filter(({ id }) => some.includes(id.account) && !marks(after, id))
          for (const account of accounts) {
            const own = ({ id }: HistoryEvent): boolean => id.account === account
            expect(read.events.filter(own)).toEqual(wanted.filter(own))
          }
          expect(read.missing).toEqual([])
        },
      ),
      { numRuns: 60 },
    )
  })
}

/** Three accounts, two epochs of twelve events each, some written together. */
function plainHistory(): HistoryEvent[][] {
  const numbers = Array.from({ length: 12 }, (_, n) => n + 1)
  return [1, 2].flatMap((epoch) =>
    numbers
      .filter((number) => number % 3 === 1)
      .map((number) =>
        ['1', '2', '3'].flatMap((account) => [0, 1, 2].map((more) => eventOf(account, epoch, number + more))),
      ),
  )
}

/** Writes events and waits until they are safe. */
export async function written(store: HubStore, events: readonly HistoryEvent[]): Promise<void> {
  const open = new Map(events.map(({ id }) => [id.account, id]))
  await new Promise<void>((resolve) => {
    const stop = store.log.onSafe((upTo) => {
      for (const { account, epoch, number } of upTo) {
        const last = open.get(account)
        if (last && (epoch > last.epoch || (epoch === last.epoch && number >= last.number)))
          open.delete(account)
      }
      if (open.size > 0) return
      stop()
      resolve()
    })
    store.log.write(events)
  })
}

/** Reads to the end, slice by slice. */
export async function readAll(
  { log }: HubStore,
  after: Mark = beginning,
  accounts: 'all' | readonly string[] = 'all',
  each: (events: readonly HistoryEvent[]) => void = () => {},
  limit = 1_000,
): Promise<{ events: HistoryEvent[]; missing: MissingEvents[] }> {
  const events: HistoryEvent[] = []
  const missing: MissingEvents[] = []
  let slice = await log.read({ after, accounts, limit })
  for (;;) {
    each(slice.events)
    events.push(...slice.events)
    missing.push(...slice.missing)
    if (slice.isEnd) return { events, missing }
    const { mark, hint } = slice
    slice = await log.read({ after: mark, accounts, limit, ...(hint === undefined ? {} : { hint }) })
  }
}

async function keptBy({ store }: OpenedStore): Promise<HistoryEvent[]> {
  await written(store, [eventOf('1', 1, 1)])
  return (await readAll(store)).events
}
