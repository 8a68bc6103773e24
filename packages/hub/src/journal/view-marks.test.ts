import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { beginning, type Mark, markAfter, markOfTime } from '../history/index.js'
import { EventMaker } from './journal.fixture.js'
import type { JournalEvent } from './journal.js'
import { memoryJournal } from './memory.js'
import { has, joinedMark, ViewMarks } from './view-marks.js'

const account = fc.constantFrom('1', '2', '3')
const selection = fc.constantFrom('all' as const, ['1'], ['1', '2'])

/** A journal of events of some accounts, a millisecond apart, and all of them. */
function journalOf(accounts: readonly string[], keep: number) {
  const journal = memoryJournal({ ageMs: 1e12, events: keep, bytes: 1e9 }, () => 0)
  const maker = new EventMaker()
  const events: JournalEvent[] = []
  const append = (each: string): void => {
    const event = maker.make(each, String(events.length), events.length + 1)
    events.push(event)
    journal.append(event)
  }
  for (const each of accounts) append(each)
  journal.close()
  return { journal, events, append }
}

describe('the marks of a view', () => {
  it('say what lies up to a position, and find it again', () => {
    const asked = fc.array(fc.nat({ max: 3_000 }), { maxLength: 20 })
    const accounts = fc.array(account, { maxLength: 2_500 })
    fc.assert(
      fc.property(
        accounts,
        fc.integer({ min: 1, max: 1_500 }),
        selection,
        asked,
        (accounts, keep, chosen, positions) => {
          const { journal, events } = journalOf(accounts, keep)
          const view = journal.view(chosen)
          const marks = new ViewMarks(view)
          const shown = events.filter(({ id }) => chosen === 'all' || chosen.includes(id.account))
          // A view that is opened late begins with what is kept.
          const before = shown.length - view.head
          for (const each of positions) {
            const position = view.tail + (each % (view.head - view.tail + 1))
            const mark = marks.at(position)
            const wanted = shown
              .slice(0, before + position)
              .reduce((sum: Mark, { id }) => markAfter(sum, id), beginning)
            expect(mark?.accounts).toEqual(
              new Map([...wanted.accounts].map(([name, order]) => [name, expect.objectContaining(order)])),
            )
            if (mark) expect(marks.placeOf(mark)).toEqual({ position, forgotten: 0 })
          }
        },
      ),
      { numRuns: 60 },
    )
  })

  it('go on being right while the view grows and forgets', () => {
    const { journal, append } = journalOf([], 600)
    const view = journal.view('all')
    const marks = new ViewMarks(view)
    for (let n = 1; n <= 3_000; n++) {
      append(String(n % 3))
      if (n % 100 !== 0) continue
      const place = [view.tail, Math.max(view.tail, n - 550), n - 1, n].map((at) => marks.at(at))
      expect(place.map((mark) => mark && marks.placeOf(mark).position)).toEqual([
        view.tail,
        Math.max(view.tail, n - 550),
        n - 1,
        n,
      ])
      expect(marks.at(view.tail - 1)).toBeUndefined()
      expect(marks.at(n + 1)).toBeUndefined()
    }
  })

  it('count what a mark lacks and the view has forgotten', () => {
    const { journal } = journalOf(['1', '1', '1', '2', '2', '1', '2', '1'], 2)
    const marks = new ViewMarks(journal.view('all'))
    const markOf = (accounts: Record<string, [epoch: number, number: number]>): Mark => ({
      accounts: new Map(Object.entries(accounts).map(([name, [epoch, number]]) => [name, { epoch, number }])),
    })
    expect(marks.placeOf(markOf({ 1: [1, 1], 2: [1, 2] }))).toMatchObject({ forgotten: 3 })
    expect(marks.placeOf(markOf({ 1: [1, 4], 2: [1, 2] }))).toMatchObject({ forgotten: 0 })
    expect(marks.placeOf(markOf({ 1: [0, 9], 2: [2, 1] }))).toMatchObject({ forgotten: 4 })
    expect(marks.placeOf(beginning)).toMatchObject({ forgotten: 6 })
    expect(marks.placeOf(markOfTime(7))).toMatchObject({ forgotten: 0 })
  })

  it('take no account for missed that the mark does not name, if it was silent since', () => {
    const { journal } = journalOf(['1', '2', '2', '2', '2'], 1)
    const marks = new ViewMarks(journal.view('all'))
    const mark: Mark = { accounts: new Map([['2', { epoch: 1, number: 2 }]]), othersFrom: 3 }
    expect(marks.placeOf(mark)).toEqual({ position: 3, forgotten: 1 })
  })

  it('keep what an earlier mark knows better, if it speaks of the same epoch', () => {
    const orders = (entries: readonly (readonly [string, number, number])[]): Mark['accounts'] =>
      new Map(entries.map(([account, epoch, number]) => [account, { epoch, number }]))
    const earlier = {
      accounts: orders([
        ['1', 3, 9],
        ['2', 9, 9],
        ['3', 1, 7],
        ['4', 3, 1],
      ]),
    }
    const mark = {
      accounts: orders([
        ['1', 3, 5],
        ['2', 3, 5],
        ['4', 3, 5],
      ]),
      othersFrom: 7,
    }
    expect(joinedMark(earlier, mark)).toEqual({
      accounts: orders([
        ['1', 3, 9],
        ['2', 3, 5],
        ['3', 1, 7],
        ['4', 3, 5],
      ]),
      othersFrom: 7,
    })
    expect(joinedMark(undefined, mark)).toBe(mark)
  })

  it('take an event for had by the account, or else by the time of its admission', () => {
    const event = new EventMaker().make('1', '', 5)
    const named: Mark = { accounts: new Map([['1', { epoch: 1, number: 1 }]]) }
    expect([
      has(named, event),
      has(beginning, event),
      has(markOfTime(5), event),
      has(markOfTime(6), event),
    ]).toEqual([true, false, false, true])
  })
})
