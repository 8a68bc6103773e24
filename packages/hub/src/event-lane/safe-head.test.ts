import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { TestClock } from '../../../transport/src/time/clock.fixture.js'
import type { Mark } from '../history/index.js'
import { Kept } from '../history/kept-store.fixture.js'
import { EventMaker } from '../journal/journal.fixture.js'
import type { JournalEvent } from '../journal/journal.js'
import { HistoryWriter } from './history-writer.js'
import { SafeHead, type UnsafeTime } from './safe-head.js'

/** A safe head between a log that saves when the test says so and a list of what is shown. */
class HeadStage {
  readonly clock = new TestClock()
  readonly kept = new Kept()
  readonly store
  readonly #maker = new EventMaker()
  readonly #history
  readonly head
  readonly made: string[] = []
  readonly shown: string[] = []
  readonly told: (UnsafeTime | number)[] = []
  wakes = 0

  constructor({ isDown = false } = {}) {
    this.kept.isSlow = true
    this.store = this.kept.store()
    this.#history = new HistoryWriter(this.store.log, () => {})
    this.head = new SafeHead({
      journal: { append: ({ id }) => void this.shown.push(textOf(id)) },
      history: this.#history,
      clock: this.clock,
      isDown,
      shown: () => void this.wakes++,
      stuck: (waitedMs) => void this.told.push(waitedMs),
      restored: (time) => void this.told.push(time),
    })
  }

  append(account = '1'): void {
    const event = this.#maker.make(account, '', this.clock.now())
    this.made.push(textOf(event.id))
    this.#history.add(event)
    this.#history.flush()
    this.head.append(event)
  }

  /** The log gives up the first of the events that wait. */
  drop(): void {
    this.#dropAt(0)
  }

  /** The log gives up the second of them while it saves the first. */
  dropSecond(): void {
    this.#dropAt(1)
  }

  #dropAt(at: number): void {
    const [event] = this.store.waiting.splice(at, 1)
    if (!event) return
    const { account, epoch, number } = event.id
    this.kept.dropped.emit({ account, epoch, first: number, last: number, fromTime: 0, toTime: 0 })
  }
}

const textOf = ({ account, number }: JournalEvent['id']): string => `${account}.${number}`

const markOf = (account: string, number: number): Mark => ({
  accounts: new Map([[account, { epoch: 1, number }]]),
})

describe('the head of a store that shows only what is safe', () => {
  it('shows events once they are saved, in the order in which they came', () => {
    const stage = new HeadStage()
    for (const account of ['1', '2', '1']) stage.append(account)
    expect([stage.shown, stage.wakes]).toEqual([[], 0])
    stage.store.save()
    expect([stage.shown, stage.wakes]).toEqual([['1.1', '2.1', '1.2'], 1])
  })

  it('shows what the log gives up: it will never be safer', () => {
    const stage = new HeadStage()
    for (const account of ['1', '2']) stage.append(account)
    stage.drop()
    expect(stage.shown).toEqual(['1.1'])
  })

  it('waits for what is being saved, though the log gives up what came behind it', () => {
    const stage = new HeadStage()
    for (let n = 0; n < 3; n++) stage.append()
    stage.dropSecond()
    expect(stage.shown).toEqual([])
    stage.store.save()
    expect(stage.shown).toEqual(['1.1', '1.2', '1.3'])
  })

  it('waits for no log that is down, and tells from when to when clients got what was not safe', async () => {
    const stage = new HeadStage()
    stage.append()
    stage.head.logIsUp(false)
    expect(stage.shown).toEqual(['1.1'])
    const from = stage.clock.now()
    await stage.clock.advance(60_000)
    stage.append()
    expect(stage.shown).toEqual(['1.1', '1.2'])
    stage.head.logIsUp(true)
    stage.append()
    expect(stage.shown).toHaveLength(2)
    expect(stage.told).toEqual([])
    stage.store.save()
    expect(stage.shown).toHaveLength(3)
    expect(stage.told).toMatchObject([{ from: expect.any(Number), until: expect.any(Number) }])
    const [time] = stage.told as [UnsafeTime]
    expect(time.from).toBeGreaterThanOrEqual(from - 1_000)
    expect(time.until - time.from).toBeGreaterThanOrEqual(60_000)
  })

  it('goes on without a log that is down, though that gives up events', () => {
    const stage = new HeadStage()
    stage.head.logIsUp(false)
    for (let n = 0; n < 3; n++) stage.append()
    stage.drop()
    stage.append()
    expect(stage.shown).toHaveLength(4)
  })

  it('promises nothing again while the log is down, though events are saved: another part of the store may fail', async () => {
    const stage = new HeadStage()
    stage.head.logIsUp(false)
    for (let n = 0; n < 3; n++) {
      stage.append()
      stage.store.save()
    }
    expect(stage.told).toEqual([])
    await stage.clock.advance(60_000)
    stage.head.logIsUp(true)
    expect(stage.told).toHaveLength(1)
    const [time] = stage.told as [UnsafeTime]
    expect(time.until - time.from).toBeGreaterThan(59_000)
  })

  it('waits from the beginning for no log that is down then', () => {
    const stage = new HeadStage({ isDown: true })
    stage.append()
    expect(stage.shown).toEqual(['1.1'])
  })

  it('does not wait longer than five seconds for a log that neither saves nor fails, until that saves again', async () => {
    const stage = new HeadStage()
    stage.append()
    await stage.clock.advance(4_900)
    expect(stage.shown).toEqual([])
    await stage.clock.advance(200)
    expect([stage.shown, stage.told]).toEqual([['1.1'], [5_000]])
    stage.append()
    expect(stage.shown).toHaveLength(2)
    stage.store.save()
    expect(stage.told).toHaveLength(2)
    stage.append()
    expect(stage.shown).toHaveLength(2)
  })

  it('waits five seconds from the last save on, under load, too', async () => {
    const stage = new HeadStage()
    for (let second = 1; second <= 12; second++) {
      stage.append()
      await stage.clock.advance(1_000)
      if (second % 4 === 0) stage.store.save()
    }
    expect(stage.told).toEqual([])
    expect(stage.shown).toHaveLength(12)
  })

  it('gives what is read from the log once clients have seen it', async () => {
    const stage = new HeadStage()
    const readOf = stage.head.readOf({
      read: async () => ({ events: [], missing: [], mark: markOf('1', 2), isEnd: true }),
    })
    const read = async () => readOf({ after: markOf('1', 0), accounts: 'all', limit: 1 })
    for (const account of ['1', '2', '1', '1']) stage.append(account)
    let isRead = false
    const reading = read().then(() => (isRead = true))
    await stage.clock.advance(100)
    expect(isRead).toBe(false)
    for (let n = 0; n < 3; n++) stage.drop()
    await reading
    expect(stage.shown).toEqual(['1.1', '2.1', '1.2'])
    expect(await read()).toMatchObject({ isEnd: true })
  })

  it('keeps no reader waiting when it is closed', async () => {
    const stage = new HeadStage()
    const read = stage.head.readOf({
      read: async () => ({ events: [], missing: [], mark: markOf('1', 1), isEnd: true }),
    })
    stage.append()
    const reading = read({ after: markOf('1', 0), accounts: 'all', limit: 1 })
    await stage.clock.advance(10)
    stage.head.close()
    expect(await reading).toMatchObject({ isEnd: true })
  })

  const step = fc.oneof(
    { weight: 5, arbitrary: fc.constantFrom('append 1', 'append 2') },
    { weight: 3, arbitrary: fc.constantFrom('save', 'drop') },
    { weight: 1, arbitrary: fc.constantFrom('down', 'up', 'wait') },
  )

  it('shows each event once, in order, and none too early, whatever the log does', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 60 }), async (steps) => {
        const stage = new HeadStage()
        let [isDown, isStuck, shown, hadWaiting] = [false, false, 0, 0]
        for (const each of steps) {
          if (each.startsWith('append')) stage.append(each.slice(-1))
          if (each === 'save') stage.store.save()
          if (each === 'drop') stage.drop()
          if (each === 'wait') await stage.clock.advance(6_000)
          if (each === 'down' || each === 'up') {
            isDown = each === 'down'
            stage.head.logIsUp(!isDown)
          }
          const waiting = stage.store.waiting.length
          if (each === 'wait' && shown < stage.made.length) isStuck = true
          if (each === 'save' && hadWaiting > 0) isStuck = false
          shown = isDown || isStuck ? stage.made.length : Math.max(shown, stage.made.length - waiting)
          hadWaiting = waiting
          expect(stage.shown).toEqual(stage.made.slice(0, shown))
        }
        stage.store.save()
        expect(stage.shown).toEqual(stage.made)
        stage.head.close()
      }),
    )
  })
})
