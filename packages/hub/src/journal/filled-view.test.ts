import { framedPayload } from '@rookery/transport'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { FillableJournal, FilledView } from './filled-view.js'
import { EventMaker } from './journal.fixture.js'
import type { JournalEvent } from './journal.js'
import { memoryJournal } from './memory.js'
import { has, marksOf } from './view-marks.js'

const ALL = { accounts: 'all', selfMessages: true } as const

let journal: FillableJournal
let maker: EventMaker
beforeEach(() => {
  maker = new EventMaker()
  journal = memoryJournal({ ageMs: 1e9, events: 5, bytes: 1e9 }, () => 1_000)
})
afterEach(() => journal.close())

function append(account: string, text: string): JournalEvent {
  const event = maker.make(account, text, 1_000)
  journal.append(event)
  return event
}

const read = (view: FilledView): string[] =>
  Array.from({ length: view.head - view.tail }, (_, index) =>
    framedPayload(view.at(view.tail + 1 + index).text).toString(),
  )

it('holds what it is given, in that order, and is the same for the same key', () => {
  const view = journal.filledView('x', ALL)
  const [first, second] = [append('1', 'a'), append('2', 'b')]
  expect(read(view)).toEqual([])
  view.push(second)
  view.push(first)
  expect(read(journal.filledView('x', ALL))).toEqual(['b', 'a'])
})

it('forgets with the journal, also what was given to it out of order', () => {
  const view = journal.filledView('x', ALL)
  const [first, second] = [append('1', 'a'), append('2', 'b')]
  view.push(second)
  view.push(first)
  for (const text of ['c', 'd', 'e', 'f']) append('1', text)
  expect([read(view), view.tail]).toEqual([['b', 'a'], 0])
  append('1', 'g')
  expect([read(view), view.tail, view.head]).toEqual([[], 2, 2])
})

it('may hold the accounts and own messages that its client gets, as far as the scope sees them', () => {
  const scope = { key: 'b', sees: ({ payload }: { payload: Uint8Array }) => payload.includes(0x62) }
  const view = journal.filledView('x', { accounts: ['1'], selfMessages: false, scope })
  const [a, b, other] = [append('1', 'a'), append('1', 'b'), append('2', 'b')]
  expect([a, b, other, { ...b, isSelfMessage: true }].map((each) => view.mayHold(each))).toEqual([
    false,
    true,
    false,
    false,
  ])
})

it('gives marks that have what was not given to it before the next event, too', () => {
  const view = journal.filledView('x', ALL)
  const given = append('1', 'a')
  view.push(given)
  const withheld = append('2', 'b')
  const next = append('1', 'c')
  view.push(next)
  const [none, one, all] = [0, 1, 2].map((position) => marksOf(view).at(position))
  const known = [given, withheld, next]
  const hasIn = (mark: ReturnType<typeof view.markAt>) => known.map((each) => mark && has(mark, each))
  expect(none?.accounts.size).toBe(0)
  expect(hasIn(one)).toEqual([true, true, false])
  expect(hasIn(all)).toEqual([true, true, true])
})

it('tells listeners of each event after the views have it, until they stop', () => {
  const seen: number[] = []
  const view = journal.view('all')
  const stop = journal.onAppend(() => seen.push(view.head))
  append('1', 'a')
  append('1', 'b')
  stop()
  append('1', 'c')
  expect(seen).toEqual([1, 2])
})
