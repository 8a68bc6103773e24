import { okReply } from '@rookery/protocol'
import { type Clock, Downstream, frameText } from '@rookery/transport'
import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { eventOf } from '../history/history.fixture.js'
import type { HistoryEvent, Mark } from '../history/index.js'
import { Kept } from '../history/kept-store.fixture.js'
import type { Cursor } from '../journal/cursor.js'
import type { Gap } from '../journal/gap.js'
import type { AccountSelection } from '../journal/journal.js'
import { memoryJournal } from '../journal/memory.js'
import { FakeLink, nextTick, StillClock } from './deliver.fixture.js'
import { Delivery, type Served } from './deliver.js'
import { HistoryWriter } from './history-writer.js'
import { floorOf, Seam } from './seam.js'

const EPOCH = 3
const ACCOUNTS = ['1', '2', '3']

const textOf = ({ account, epoch, number }: HistoryEvent['id']): string => `${account}.${epoch}.${number}`

const logged = (account: string, epoch: number, number: number): HistoryEvent =>
  eventOf(account, epoch, number, '')

/** A journal that remembers little, a log behind it, and one client. */
class SeamStage {
  readonly kept = new Kept()
  readonly store = this.kept.store()
  readonly history = new HistoryWriter(this.store.log, () => {})
  readonly journal
  readonly delivery
  readonly link = new FakeLink()
  readonly gaps: Gap[] = []
  readonly all: HistoryEvent['id'][] = []
  readonly #last = new Map<string, number>()
  served: Served | undefined

  constructor(
    keepEvents: number,
    earlier: readonly HistoryEvent[] = [],
    { clock, maxAgeMs = 1e15 }: { clock?: Clock; maxAgeMs?: number } = {},
  ) {
    this.kept.events = earlier.map((event) => ({ ...event, payload: Buffer.from(textOf(event.id)) }))
    this.all.push(...earlier.map(({ id }) => id))
    const keep = { ageMs: 1e15, events: keepEvents, bytes: 1e9 }
    this.journal = memoryJournal(
      keep,
      () => 2e12,
      undefined,
      (id) => this.history.isSettled(id),
    )
    this.delivery = new Delivery({
      maxAgeMs,
      now: () => 2e12,
      flushGapMs: 0,
      ...(clock && { clock }),
      log: this.store.log,
      beforeFlush: () => this.history.flush(),
    })
  }

  /** The mark, but for what the running epoch has not given yet. */
  given({ accounts }: Mark): Mark {
    const given = [...accounts].map(([account, { epoch, number }]) => {
      const last = epoch === EPOCH ? (this.#last.get(account) ?? 0) : number
      return [account, { epoch, number: Math.min(number, last) }] as const
    })
    return { accounts: new Map(given) }
  }

  append(account: string): void {
    const number = (this.#last.get(account) ?? 0) + 1
    this.#last.set(account, number)
    const id = { account, epoch: EPOCH, number }
    this.all.push(id)
    const event = {
      id,
      isMessage: true,
      time: 2e9,
      admittedAt: 2e12,
      text: frameText(Buffer.from(textOf(id))),
    }
    this.journal.append(event)
    this.history.add(event)
    this.delivery.wake()
  }

  connect(cursor: Cursor, accounts: AccountSelection): void {
    const handler = {
      call: async () => okReply(),
      confirmed: (position: number) => this.served?.confirmed(position),
      drained: () => this.served?.drained(),
    }
    const sink = new Downstream(this.link, handler, { confirmBy: 'drain' })
    const announce = { gap: (gap: Gap) => void this.gaps.push(gap), poison: () => {} }
    this.served = this.delivery.subscribe({ view: this.journal.view(accounts), sink, cursor, announce })
    this.served.advance()
  }

  async settled(): Promise<void> {
    this.link.drain()
    for (let turn = 0; turn < 40; turn++) await nextTick()
  }

  close(): void {
    this.served?.end()
    this.delivery.close()
    this.journal.close()
  }
}

const cursorOf = (mark: Mark): Cursor => ({ position: 0, time: 1, suspects: undefined, logged: { mark } })

const step = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({ append: fc.constantFrom(...ACCOUNTS), count: fc.integer({ min: 1, max: 8 }) }),
  },
  {
    weight: 4,
    arbitrary: fc.constantFrom(
      'turn' as const,
      'block' as const,
      'drain' as const,
      'slow' as const,
      'save' as const,
    ),
  },
)
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never

async function run(stage: SeamStage, steps: readonly Step[]): Promise<void> {
  for (const each of steps) {
    if (typeof each === 'object') for (let n = 0; n < each.count; n++) stage.append(each.append)
    else if (each === 'turn') await nextTick()
    else if (each === 'block') stage.link.queuedBytes = 1e9
    else if (each === 'drain') stage.link.drain()
    else if (each === 'slow') stage.kept.isSlow = true
    else {
      stage.kept.isSlow = false
      stage.store.save()
    }
  }
  stage.kept.isSlow = false
  stage.store.save()
  await stage.settled()
}

/** Events of two earlier epochs, as they were written. */
const earlier = fc.array(fc.constantFrom(...ACCOUNTS), { maxLength: 30 }).map((accounts) => {
  const last = new Map<string, number>()
  return [1, 2].flatMap((epoch) =>
    accounts.map((account) => {
      const key = `${account} ${epoch}`
      last.set(key, (last.get(key) ?? 0) + 1)
      return logged(account, epoch, last.get(key) ?? 1)
    }),
  )
})
const mark = fc
  .dictionary(
    fc.constantFrom(...ACCOUNTS),
    fc.record({ epoch: fc.integer({ min: 1, max: EPOCH }), number: fc.integer({ min: 0, max: 12 }) }),
  )
  .map((accounts): Mark => ({ accounts: new Map(Object.entries(accounts)) }))
const selection = fc.constantFrom<AccountSelection>('all', ['1'], ['1', '2'])

describe('the seam between the log and memory', () => {
  it('is told nothing any more by a connection that has ended', async () => {
    const stage = new SeamStage(2)
    for (let n = 1; n <= 5; n++) stage.append('1')
    await stage.settled()
    stage.link.queuedBytes = 1
    const cursor = cursorOf({ accounts: new Map() })
    stage.connect(cursor, 'all')
    for (let turn = 0; turn < 20; turn++) await nextTick()
    expect(stage.link.texts).toHaveLength(5)
    stage.served?.end()
    const { mark } = cursor.logged ?? {}
    stage.served?.confirmed(5)
    expect(cursor.logged?.mark).toEqual(mark)
    expect(mark?.accounts.size).toBe(0)
    stage.close()
  })

  it('is crossed once by a connection that confirms in the moment in which memory overtakes it', async () => {
    const stage = new SeamStage(1)
    stage.kept.isSlow = true
    for (let n = 1; n <= 2; n++) stage.append('1')
    await nextTick()
    stage.link.queuedBytes = 1
    stage.connect({ position: 0, time: 1, suspects: { from: 1, to: 1, disconnects: 2 } }, 'all')
    expect(stage.link.texts).toEqual([`1.${EPOCH}.1`])
    stage.kept.isSlow = false
    stage.store.save()
    stage.served?.confirmed(1)
    stage.append('1')
    stage.link.drain()
    await stage.settled()
    expect(stage.link.texts).toEqual([1, 2, 3].map((n) => `1.${EPOCH}.${n}`))
    stage.close()
  })

  it('is not led behind what came from the log by a clock that was set back', async () => {
    const old = [1, 2, 3].map((number) => ({ ...logged('1', 1, number), admittedAt: 3e12 }))
    const stage = new SeamStage(1, old)
    stage.connect(cursorOf({ accounts: new Map() }), 'all')
    await stage.settled()
    stage.link.queuedBytes = 1e9
    for (let n = 1; n <= 3; n++) {
      stage.append('2')
      for (let turn = 0; turn < 20; turn++) await nextTick()
    }
    await stage.settled()
    expect(stage.link.texts).toEqual(stage.all.map(textOf))
    stage.close()
  })

  it('is crossed once, even if the log has the accounts in another order than memory', async () => {
    const stage = new SeamStage(3)
    stage.kept.isSlow = true
    for (const account of ['2', '1', '2']) stage.append(account)
    await nextTick()
    const written = ([account, number]: readonly [string, number]): HistoryEvent => {
      const event = logged(account, EPOCH, number)
      return { ...event, admittedAt: 2e12, payload: Buffer.from(textOf(event.id)) }
    }
    stage.kept.events = (
      [
        ['2', 1],
        ['2', 2],
      ] as const
    ).map(written)
    stage.link.onWrite = (_, text) => {
      if (text === `2.${EPOCH}.2`) stage.link.queuedBytes = 1e9
    }
    stage.connect(cursorOf({ accounts: new Map() }), 'all')
    for (let turn = 0; turn < 20; turn++) await nextTick()
    stage.kept.isSlow = false
    stage.store.save()
    stage.kept.events = (
      [
        ['2', 1],
        ['2', 2],
        ['1', 1],
      ] as const
    ).map(written)
    for (let n = 1; n <= 4; n++) {
      stage.append('1')
      for (let turn = 0; turn < 20; turn++) await nextTick()
    }
    await stage.settled()
    expect(stage.link.texts).toEqual(['2.3.1', '2.3.2', ...[1, 2, 3, 4, 5].map((n) => `1.${EPOCH}.${n}`)])
    stage.close()
  })

  it('does not lie behind a mark before the client was told of the gap in it', async () => {
    const old = Array.from({ length: 5_000 }, (_, at) => logged('1', 1, at + 1))
    const stage = new SeamStage(2, old, { maxAgeMs: 1_000 })
    const cursor = cursorOf({ accounts: new Map() })
    stage.connect(cursor, 'all')
    while (stage.kept.reads < 2) await nextTick()
    stage.served?.end()
    await stage.settled()
    expect(stage.gaps).toEqual([])
    stage.connect(cursor, 'all')
    await stage.settled()
    expect(stage.gaps).toMatchObject([{ count: 5_000 }])
    expect(cursor.logged).toBeUndefined()
    stage.close()
  })

  it('is not given up while reads succeed in between', async () => {
    const clock = new StillClock()
    const old = Array.from({ length: 80_000 }, (_, at) => logged('1', 1, at + 1))
    const stage = new SeamStage(2, old, { clock })
    stage.connect(cursorOf({ accounts: new Map() }), 'all')
    for (let failure = 1; failure <= 7; failure++) {
      const { reads } = stage.kept
      while (stage.kept.reads === reads && stage.link.texts.length < old.length) await nextTick()
      stage.kept.isUnreadable = true
      for (let turn = 0; turn < 4; turn++) await nextTick()
      stage.kept.isUnreadable = false
      clock.advance(1_000)
    }
    await stage.settled()
    expect(stage.link.texts).toEqual(old.map(({ id }) => textOf(id)))
    expect(stage.gaps).toEqual([])
    stage.close()
  })

  it('takes nothing for lost of an account that its mark does not name, and that was silent since', () => {
    const journal = memoryJournal({ ageMs: 1e15, events: 1, bytes: 1e9 }, () => 0)
    for (const [at, account] of ['1', '2', '2', '2'].entries()) {
      const id = { account, epoch: EPOCH, number: Math.max(1, at) }
      const text = frameText(Buffer.from(''))
      journal.append({ id, isMessage: false, time: at, admittedAt: 10 + at, text })
    }
    const view = journal.view('all')
    const mark = { accounts: new Map([['2', { epoch: EPOCH, number: 2 }]]), othersFrom: 12 }
    expect(new Seam(view).meet(mark, floorOf(view))).toEqual({ mark, lost: 0, isMet: true })
    journal.close()
  })

  it('is left in whole batches by a client that has nothing of what memory holds', async () => {
    const stage = new SeamStage(5_000)
    stage.kept.isSlow = true
    for (let n = 1; n <= 5_000; n++) stage.append('1')
    await nextTick()
    stage.connect(cursorOf({ accounts: new Map([['1', { epoch: EPOCH, number: 1 }]]) }), 'all')
    await stage.settled()
    expect(stage.link.texts).toHaveLength(4_999)
    expect(stage.link.batches.length).toBeLessThan(10)
    stage.close()
  })

  it('costs a client of one account no walk through memory', async () => {
    const stage = new SeamStage(5_000)
    stage.kept.isSlow = true
    for (let n = 1; n <= 5_000; n++) stage.append('1')
    await nextTick()
    const at = vi.spyOn(stage.journal.view(['1']), 'at')
    stage.connect(cursorOf({ accounts: new Map([['1', { epoch: EPOCH, number: 1 }]]) }), ['1'])
    stage.link.queuedBytes = 1e9
    for (let turn = 0; turn < 20; turn++) await nextTick()
    expect(stage.served?.behind).toMatchObject({ events: 4_999, isSent: false })
    expect(at.mock.calls.length).toBeLessThan(100)
    stage.close()
  })

  it('is looked for by few clients at a time, so that writes do not wait behind their reads', async () => {
    const old = Array.from({ length: 9_000 }, (_, at) => logged('1', 1, at + 1))
    const stage = new SeamStage(2, old)
    const { log } = stage.store
    const { read } = log
    let [under, most] = [0, 0]
    log.read = async (request) => {
      most = Math.max(most, ++under)
      const slice = await read(request)
      under--
      return slice
    }
    const view = stage.journal.view('all')
    const links = Array.from({ length: 20 }, () => new FakeLink())
    const all = links.map((link) => {
      const sink = new Downstream(link, { call: async () => okReply() }, { confirmBy: 'drain' })
      const announce = { gap: () => {}, poison: () => {} }
      const cursor = cursorOf({ accounts: new Map() })
      return stage.delivery.subscribe({ view, sink, cursor, announce })
    })
    for (const each of all) each.advance()
    await expect.poll(() => links.every(({ texts }) => texts.length === old.length)).toBe(true)
    expect(most).toBe(4)
    for (const each of all) each.end()
    stage.close()
  })

  it('is looked for again where a read is not answered', async () => {
    const clock = new StillClock()
    const stage = new SeamStage(2, [], { clock })
    for (let n = 1; n <= 5; n++) stage.append('1')
    await stage.settled()
    stage.kept.isStuck = true
    stage.connect(cursorOf({ accounts: new Map() }), 'all')
    await stage.settled()
    stage.kept.isStuck = false
    for (let second = 0; second < 40; second++) {
      clock.advance(1_000)
      await stage.settled()
    }
    expect(stage.link.texts).toEqual([1, 2, 3, 4, 5].map((n) => `1.${EPOCH}.${n}`))
    stage.close()
  })

  it('is not looked for any more by those who left while they waited', async () => {
    const stage = new SeamStage(2, [logged('1', 1, 1)])
    const all = Array.from({ length: 20 }, () => {
      const sink = new Downstream(new FakeLink(), { call: async () => okReply() }, { confirmBy: 'drain' })
      const announce = { gap: () => {}, poison: () => {} }
      const cursor = cursorOf({ accounts: new Map() })
      return stage.delivery.subscribe({ view: stage.journal.view('all'), sink, cursor, announce })
    })
    for (const each of all) each.advance()
    for (const each of all) each.end()
    await stage.settled()
    expect(stage.kept.reads).toBe(4)
    stage.close()
  })

  it('is reached from memory once a log that cannot be read was tried again', async () => {
    const clock = new StillClock()
    const stage = new SeamStage(2, [], { clock })
    for (let n = 1; n <= 5; n++) stage.append('1')
    await stage.settled()
    stage.append('1')
    stage.kept.isUnreadable = true
    stage.connect(cursorOf({ accounts: new Map() }), 'all')
    for (let second = 0; second < 6; second++) {
      await stage.settled()
      clock.advance(1_000)
    }
    await stage.settled()
    expect(stage.link.texts).toEqual([`1.${EPOCH}.5`, `1.${EPOCH}.6`])
    expect(stage.gaps).toMatchObject([{ count: 4 }])
    stage.close()
  })

  it('loses nothing, repeats nothing and keeps the order of each account, whatever comes meanwhile', async () => {
    const steps = fc.array(step, { maxLength: 25 })
    await fc.assert(
      fc.asyncProperty(
        earlier,
        mark,
        selection,
        fc.integer({ min: 1, max: 12 }),
        steps,
        steps,
        async (old, named, chosen, keep, before, after) => {
          const stage = new SeamStage(keep, old)
          try {
            await run(stage, before)
            const from = stage.given(named)
            stage.connect(cursorOf(from), chosen)
            await run(stage, after)
            for (const account of ACCOUNTS) {
              const isShown = chosen === 'all' || chosen.includes(account)
              const had = from.accounts.get(account)
              const wanted = stage.all.filter(
                (id) =>
                  isShown &&
                  id.account === account &&
                  !(had && (id.epoch < had.epoch || (id.epoch === had.epoch && id.number <= had.number))),
              )
              const got = stage.link.texts.filter((text) => text.startsWith(`${account}.`))
              expect(got).toEqual(wanted.map(textOf))
            }
            expect(stage.gaps).toEqual([])
          } finally {
            stage.close()
          }
        },
      ),
      { numRuns: 150 },
    )
  })
})
