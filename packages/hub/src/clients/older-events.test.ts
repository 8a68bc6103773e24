import { systemClock } from '@rookery/transport'
import { expect, it } from 'vitest'
import { noStore } from '../history/no-store.js'
import { EventMaker } from '../journal/journal.fixture.js'
import type { JournalView } from '../journal/journal.js'
import { memoryJournal } from '../journal/memory.js'
import { Clients } from './clients.js'
import { FirstKnown } from './first-known.js'
import { OlderEvents } from './older-events.js'

it('goes through memory once for accounts that are not there, however many an id names', async () => {
  const journal = memoryJournal({ ageMs: 1e15, events: 1_000, bytes: 1e9 }, () => 2e12)
  const maker = new EventMaker()
  for (let n = 0; n < 100; n++) journal.append(maker.make('1', '', 2e12))
  const view = journal.view('all')
  let looks = 0
  const counted: JournalView = {
    ...view,
    head: view.head,
    tail: view.tail,
    accounts: 'all',
    at: (position) => {
      looks++
      return view.at(position)
    },
  }
  const { cursors } = noStore()
  const firstKnown = new FirstKnown(cursors, systemClock, { token: undefined, names: [] })
  const older = new OlderEvents({ firstKnown, clock: systemClock, now: () => 2e12 })
  const accounts = new Map(Array.from({ length: 500 }, (_, n) => [`${n + 1}`, { epoch: 1, number: 50 }]))
  const mark = await older.from({ accounts }, new Clients([]).nobody, counted)
  expect([...mark.accounts.keys()]).toEqual(['1'])
  expect(looks).toBeLessThan(300)
  journal.close()
})
