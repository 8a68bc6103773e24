import { framedPayload } from '@rookery/transport'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { TestClock } from '../../../transport/src/time/clock.fixture.js'
import type { EventScope } from '../scope/event-scope.js'
import type { JudgedEvent } from '../scope/judged-event.js'
import { EventMaker } from './journal.fixture.js'
import type { Journal, JournalView } from './journal.js'
import { memoryJournal } from './memory.js'
import { marksOf } from './view-marks.js'

const MINUTE = 60_000
const KEEP = { ageMs: 600 * MINUTE, events: 1_000, bytes: 1e9 }

let clock: TestClock
let journal: Journal
let maker: EventMaker
const failures: string[] = []
const open = (keep: Partial<typeof KEEP> = {}): void => {
  journal?.close()
  clock = new TestClock()
  maker = new EventMaker()
  failures.length = 0
  journal = memoryJournal(
    { ...KEEP, ...keep },
    () => clock.now(),
    clock,
    undefined,
    ({ key }, error) => failures.push(`${key}: ${String(error)}`),
  )
}
beforeEach(() => open())
afterEach(() => journal.close())

const append = (...numbers: readonly number[]): void => {
  for (const n of numbers) journal.append(maker.make('1', `{"n":${n}}`, clock.now()))
}
const numbersOf = (view: JournalView): number[] =>
  Array.from({ length: view.head - view.tail }, (_, index) => {
    const { text } = view.at(view.tail + 1 + index)
    return JSON.parse(framedPayload(text).toString()).n
  })
const numberOf = (event: JudgedEvent): number => Number(event.member('n'))

/** A scope of the numbers that can be divided, with all that it was asked. */
function divisible(by: number): EventScope & { readonly asked: number[] } {
  const asked: number[] = []
  return {
    key: `by ${by}`,
    asked,
    sees(event) {
      asked.push(numberOf(event))
      return numberOf(event) % by === 0
    },
  }
}
const even = (): ReturnType<typeof divisible> => divisible(2)
const rest = (): Promise<void> => clock.advance(6 * MINUTE)

describe('a view with a scope', () => {
  it('shows the events that the scope sees, numbered without holes, those before it as well', () => {
    append(1, 2)
    const view = journal.view(['1'], { scope: even() })
    append(3, 4, 5, 6)
    expect(numbersOf(view)).toEqual([2, 4, 6])
    expect([view.tail, view.head]).toEqual([0, 3])
    expect(numbersOf(journal.view(['1']))).toEqual([1, 2, 3, 4, 5, 6])
  })

  it('is one for equal keys, and others for other accounts, own messages and keys', () => {
    const view = journal.view(['1'], { scope: even() })
    expect(journal.view(['1'], { scope: even() })).toBe(view)
    const others = [
      journal.view('all', { scope: even() }),
      journal.view(['1'], { scope: even(), selfMessages: false }),
      journal.view(['1'], { scope: divisible(3) }),
      journal.view(['1']),
    ]
    expect(new Set([view, ...others].map(({ key }) => key)).size).toBe(5)
  })

  it('shares one reading of an event among all scopes, and is asked once however many read it', () => {
    const seen = new Set<JudgedEvent>()
    const looking = (key: string): EventScope => ({ key, sees: (event) => seen.add(event).size > 0 })
    for (const key of ['a', 'b', 'a']) journal.view(['1'], { scope: looking(key) }).hold?.()
    journal.view('all', { scope: looking('a') }).hold?.()
    append(1)
    expect(seen.size).toBe(1)
    const scope = even()
    for (let reader = 0; reader < 100; reader++) journal.view(['1'], { scope }).hold?.()
    append(2)
    expect(scope.asked).toEqual([1, 2])
  })

  it('judges by accounts and own messages before it asks the scope', () => {
    const scope = even()
    const view = journal.view(['2'], { scope, selfMessages: false })
    view.hold?.()
    append(2)
    journal.append({ ...maker.make('2', '{"n":4}', clock.now()), isSelfMessage: true })
    expect([view.head, scope.asked]).toEqual([0, []])
  })

  it('judges events of the log by their payload', () => {
    const view = journal.view(['1'], { scope: even() })
    const logged = (n: number) => ({
      id: { account: '1', epoch: 1, number: n },
      isSelfMessage: false,
      payload: Buffer.from(`{"n":${n}}`),
    })
    expect([view.includes(logged(2)), view.includes(logged(3))]).toEqual([true, false])
  })

  it('hides an event at which the scope throws, and says so', () => {
    const broken = (event: JudgedEvent): boolean => {
      if (numberOf(event) === 2) throw new RangeError('no verdict')
      return true
    }
    const view = journal.view(['1'], { scope: { key: 'broken', sees: broken } })
    view.hold?.()
    append(1, 2, 3)
    expect(numbersOf(view)).toEqual([1, 3])
    expect(failures).toEqual(['broken: RangeError: no verdict'])
  })

  it('is dropped with the views of its account', () => {
    const [own, all] = [journal.view(['1'], { scope: even() }), journal.view('all', { scope: even() })]
    journal.forgetViews('1')
    expect(journal.view(['1'], { scope: even() })).not.toBe(own)
    expect(journal.view('all', { scope: even() })).toBe(all)
  })

  it('does not count what it hides in what a mark lacks', () => {
    open({ events: 2 })
    const [view, plain] = [journal.view(['1'], { scope: even() }), journal.view(['1'])]
    append(1, 2, 3, 4, 5, 6, 7, 8)
    const mark = { accounts: new Map([['1', { epoch: 1, number: 1 }]]) }
    expect(marksOf(plain).placeOf(mark).forgotten).toBe(5)
    expect(marksOf(view).placeOf(mark).forgotten).toBe(1)
  })
})

describe('the mark of a view with a scope', () => {
  it('has what was hidden since, for whoever has all that the scope shows', () => {
    const view = journal.view(['1'], { scope: even() })
    append(1, 2, 3)
    journal.append(maker.make('9', '{"n":2}', clock.now()))
    const numberAt = (position: number) => marksOf(view).having(position)?.accounts.get('1')?.number
    expect([numberAt(1), [...(marksOf(view).having(1)?.accounts.keys() ?? [])]]).toEqual([3, ['1']])
    expect(marksOf(view).at(1)?.accounts.get('1')?.number).toBe(2)
    append(4, 5)
    expect([numberAt(1), numberAt(2)]).toEqual([2, 5])
    expect(marksOf(view).placeOf(marksOf(view).having(2) ?? { accounts: new Map() }).position).toBe(2)
  })
})

describe('a view with a scope that nobody holds', () => {
  it('judges nothing after some minutes, and has the same positions when it is read again', async () => {
    const scope = even()
    const view = journal.view(['1'], { scope })
    const release = view.hold?.()
    append(1, 2, 3, 4)
    release?.()
    await rest()
    scope.asked.length = 0
    append(5, 6, 7, 8)
    expect(scope.asked).toEqual([])
    expect([view.tail, view.head]).toEqual([0, 4])
    expect(numbersOf(view)).toEqual([2, 4, 6, 8])
    append(10)
    expect([view.head, numbersOf(view).at(-1)]).toEqual([5, 10])
  })

  it('goes on while one of two holds it, and a release counts once', async () => {
    const scope = even()
    const view = journal.view(['1'], { scope })
    const [first] = [view.hold?.(), view.hold?.()]
    first?.()
    first?.()
    await rest()
    append(2)
    expect(scope.asked).toEqual([2])
  })

  it('keeps its positions over what was forgotten before it rested', async () => {
    open({ events: 4 })
    const view = journal.view(['1'], { scope: even() })
    view.hold?.()()
    append(1, 2, 3, 4, 5, 6)
    expect([view.tail, view.head]).toEqual([1, 3])
    await rest()
    append(7)
    expect([view.tail, view.head, view.at(3).id.number]).toEqual([1, 3, 6])
  })

  it('has one position for all that was forgotten before it could be judged', async () => {
    open({ events: 2 })
    const view = journal.view(['1'], { scope: even() })
    append(2, 4)
    expect(view.head).toBe(2)
    await rest()
    append(6, 8, 10, 12, 14, 16)
    expect([view.tail, view.head]).toEqual([3, 5])
    expect(numbersOf(view)).toEqual([14, 16])
  })

  it('has no such position where only other accounts were forgotten', async () => {
    open({ events: 2 })
    const view = journal.view(['1'], { scope: even() })
    append(2, 4)
    expect(view.head).toBe(2)
    await rest()
    await clock.advance(1)
    for (let n = 0; n < 4; n++) journal.append(maker.make('9', '{"n":2}', clock.now()))
    expect([view.tail, view.head]).toEqual([2, 2])
  })

  it('leaves nothing behind if it never had an event', async () => {
    const views = Array.from({ length: 10_000 }, (_, n) =>
      journal.view(['1'], { scope: { key: `none ${n}`, sees: () => false } }),
    )
    expect(views.every(({ head }) => head === 0)).toBe(true)
    append(1)
    await rest()
    const anew = journal.view(['1'], { scope: { key: 'none 0', sees: () => false } })
    expect(anew).not.toBe(views[0])
  })

  it('has the positions of one that is always held, whatever comes and whenever it rests', async () => {
    const step = fc.oneof(
      { weight: 6, arbitrary: fc.record({ add: fc.integer({ min: 1, max: 5 }) }) },
      { weight: 2, arbitrary: fc.constant({ rests: true as const }) },
      { weight: 3, arbitrary: fc.constant({ reads: true as const }) },
    )
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { maxLength: 30 }),
        fc.integer({ min: 2, max: 4 }),
        async (steps, by) => {
          open()
          const always = journal.view(['1'], { scope: { ...divisible(by), key: 'always' } })
          always.hold?.()
          const resting = journal.view(['1'], { scope: divisible(by) })
          expect(resting.head).toBe(0)
          let n = 0
          for (const each of steps) {
            if ('add' in each) for (let count = 0; count < each.add; count++) append(++n)
            else if ('rests' in each) await rest()
            else expect(numbersOf(resting)).toEqual(numbersOf(always))
          }
          expect([resting.tail, resting.head]).toEqual([always.tail, always.head])
        },
      ),
      { numRuns: 40 },
    )
  })
})
