import { framedPayload } from '@rookery/transport'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { TestClock } from '../../../transport/src/time/clock.fixture.js'
import type { EventScope } from '../scope/event-scope.js'
import type { JudgedEvent } from '../scope/judged-event.js'
import { EventMaker } from './journal.fixture.js'
import type { AccountSelection, Journal, JournalView } from './journal.js'
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
/** Has a view judge what is there. */
async function awake<View extends JournalView>(view: View): Promise<View> {
  await view.awaken?.()
  return view
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
  it('shows the events that the scope sees, numbered without holes, those before it as well', async () => {
    append(1, 2)
    const view = await awake(journal.view(['1'], { scope: even() }))
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

  it('shares one reading of an event among all scopes, and is asked once however many read it', async () => {
    const seen = new Set<JudgedEvent>()
    const looking = (key: string): EventScope => ({ key, sees: (event) => seen.add(event).size > 0 })
    for (const key of ['a', 'b', 'a']) journal.view(['1'], { scope: looking(key) }).hold?.()
    journal.view('all', { scope: looking('a') }).hold?.()
    append(1)
    expect(seen.size).toBe(1)
    const scope = even()
    for (let reader = 0; reader < 100; reader++) journal.view(['1'], { scope }).hold?.()
    await awake(journal.view(['1'], { scope }))
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
    view.hold?.()
    append(1, 2, 3, 4, 5, 6, 7, 8)
    const mark = { accounts: new Map([['1', { epoch: 1, number: 1 }]]) }
    expect(marksOf(plain).placeOf(mark).forgotten).toBe(5)
    expect(marksOf(view).placeOf(mark).forgotten).toBe(1)
  })
})

describe('the mark of a view with a scope', () => {
  it('has what was hidden since, for whoever has all that the scope shows', () => {
    const view = journal.view(['1'], { scope: even() })
    view.hold?.()
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
    expect([view.tail, view.head, view.unjudged]).toEqual([0, 2, 4])
    await awake(view)
    expect([view.tail, view.head, view.unjudged]).toEqual([0, 4, 0])
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
    await awake(view)
    expect([view.tail, view.head, view.at(3).id.number]).toEqual([1, 3, 6])
  })

  it('has one position for all that was forgotten before it could be judged', async () => {
    open({ events: 2 })
    const view = journal.view(['1'], { scope: even() })
    append(2, 4)
    expect((await awake(view)).head).toBe(2)
    await rest()
    append(6, 8, 10, 12, 14, 16)
    await awake(view)
    expect([view.tail, view.head]).toEqual([3, 5])
    expect(numbersOf(view)).toEqual([14, 16])
  })

  it('has no such position where only other accounts were forgotten', async () => {
    open({ events: 2 })
    const view = journal.view(['1'], { scope: even() })
    append(2, 4)
    expect((await awake(view)).head).toBe(2)
    await rest()
    await clock.advance(1)
    for (let n = 0; n < 4; n++) journal.append(maker.make('9', '{"n":2}', clock.now()))
    await awake(view)
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
            else expect(numbersOf(await awake(resting))).toEqual(numbersOf(always))
          }
          await awake(resting)
          expect([resting.tail, resting.head]).toEqual([always.tail, always.head])
        },
      ),
      { numRuns: 40 },
    )
  })
})

describe('a view with a scope that judges in slices', () => {
  /** A verdict that takes its time, so that few fit into a slice. */
  const slow = (by: number): EventScope => ({
    key: `slow ${by}`,
    sees(event) {
      const until = performance.now() + 0.8
      while (performance.now() < until);
      return numberOf(event) % by === 0
    },
  })
  const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

  it('judges nothing at once, and lets others have their turns', async () => {
    append(...Array.from({ length: 40 }, (_, n) => n + 1))
    const view = journal.view(['1'], { scope: slow(1) })
    const all = view.awaken?.()
    expect([view.head, view.unjudged]).toEqual([0, 40])
    let turns = 0
    while (view.unjudged !== 0) {
      await turn()
      turns++
    }
    expect(turns).toBeGreaterThanOrEqual(10)
    expect([await all, view.awaken?.()]).toEqual([40, undefined])
  })

  it('tells each who waits where the end was when it asked', async () => {
    append(1, 2, 3)
    const view = journal.view(['1'], { scope: slow(2) })
    const first = view.awaken?.()
    append(4, 5, 6)
    const second = view.awaken?.()
    append(8)
    expect([await first, await second]).toEqual([1, 3])
    expect(numbersOf(await awake(view))).toEqual([2, 4, 6, 8])
  })

  it('ends with the journal and with its account, and leaves nobody waiting', async () => {
    append(...Array.from({ length: 40 }, (_, n) => n + 1))
    const [one, two] = [journal.view(['1'], { scope: slow(1) }), journal.view('all', { scope: slow(1) })]
    const waiting = [one.awaken?.(), two.awaken?.()]
    journal.forgetViews('1')
    await waiting[0]
    journal.close()
    await waiting[1]
    const judged = [one.head, two.head]
    for (let turns = 0; turns < 20; turns++) await turn()
    expect([one.head, two.head]).toEqual(judged)
  })

  it('keeps a client that is level where it was, though more is not judged', async () => {
    const view = journal.view(['1'], { scope: even() })
    view.hold?.()()
    append(1, 2, 3)
    await rest()
    append(4, 5)
    const mark = marksOf(view).having(view.head)
    expect(mark?.accounts.get('1')?.number).toBe(3)
    expect(marksOf(view).end()?.accounts.get('1')?.number).toBe(5)
    await awake(view)
    expect(marksOf(view).placeOf(mark ?? { accounts: new Map() }).position).toBe(1)
  })

  it('shows what one shows that judges at once, and keeps the position of each event', async () => {
    const step = fc.oneof(
      {
        weight: 5,
        arbitrary: fc.record({ add: fc.integer({ min: 1, max: 6 }), of: fc.constantFrom('1', '2') }),
      },
      { weight: 2, arbitrary: fc.constant({ awakens: true as const }) },
      { weight: 4, arbitrary: fc.constant({ turns: true as const }) },
      { weight: 1, arbitrary: fc.constant({ rests: true as const }) },
      { weight: 2, arbitrary: fc.constant({ awaits: true as const }) },
    )
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { maxLength: 25 }),
        fc.constantFrom(4, 9, 1_000),
        fc.constantFrom<AccountSelection>(['1'], 'all'),
        async (steps, events, accounts) => {
          open({ events })
          const always = journal.view(accounts, { scope: { ...divisible(2), key: 'always' } })
          always.hold?.()
          const view = journal.view(accounts, { scope: slow(2) })
          const places = new Map<number, number>()
          let n = 0
          for (const each of [...steps, { awaits: true as const }]) {
            if ('add' in each)
              for (let count = 0; count < each.add; count++)
                journal.append(maker.make(each.of, `{"n":${++n}}`, clock.now()))
            else if ('awakens' in each) void view.awaken?.()
            else if ('turns' in each) await turn()
            else if ('rests' in each) await rest()
            else expect(numbersOf(await awake(view))).toEqual(numbersOf(always))
            numbersOf(view).forEach((number, index) => {
              const place = view.tail + 1 + index
              expect(places.get(number) ?? place).toBe(place)
              places.set(number, place)
            })
            const shown = numbersOf(view)
            expect(shown).toEqual([...shown].sort((a, b) => a - b))
          }
          if (events > n) expect([view.tail, view.head]).toEqual([always.tail, always.head])
          expect(view.head - view.tail).toBe(always.head - always.tail)
        },
      ),
      { numRuns: 40 },
    )
  })
})

describe('views with scopes that nobody has any more', () => {
  it('are dropped, held ones once they are released', async () => {
    append(2)
    const [kept, gone, held] = ['kept', 'gone', 'held'].map((key) =>
      journal.view(['1'], { scope: { key, sees: () => true } }),
    )
    const release = held?.hold?.()
    for (const each of [kept, gone, held]) if (each) await awake(each)
    journal.keepScopes(new Set(['kept']))
    const viewOf = (key: string) => journal.view(['1'], { scope: { key, sees: () => true } })
    expect([viewOf('kept') === kept, viewOf('gone') === gone, viewOf('held') === held]).toEqual([
      true,
      false,
      true,
    ])
    release?.()
    await clock.advance(11_000)
    expect(viewOf('held')).not.toBe(held)
  })
})
