import { rmSync } from 'node:fs'
import { join } from 'node:path'
import type { HistoryEvent } from '@rookery/hub/history'
import { expect, it, onTestFinished } from 'vitest'
import { eventOf } from '../../../hub/src/history/history.fixture.js'
import { written } from '../../../hub/src/history/hub-store.conformance.js'
import { TestClock } from '../../../transport/src/time/clock.fixture.js'
import { loadLibsql } from '../file/libsql.js'
import { StoreFile } from '../file/store-file.js'
import { inline } from '../inline-engine.fixture.js'
import { diskStoreOver } from '../open-store.js'
import { FOREVER, temporaryFolder } from '../temporary-folder.fixture.js'
import { openForReading } from './open-for-reading.js'

/** A store whose file has the first event, and whose front log the rest, with a reader beside it. */
async function opened(events: readonly HistoryEvent[]) {
  const folder = await temporaryFolder()
  const clock = new TestClock()
  const store = await diskStoreOver(inline(folder), { clock, history: FOREVER })
  onTestFinished(() => store.close())
  await written(store, events.slice(0, 1))
  await clock.advance(1_000)
  await written(store, events.slice(1))
  const reader = await openForReading(folder)
  onTestFinished(() => reader.close())
  return { folder, store, clock, reader }
}

const EVENTS = [eventOf('1', 1, 1), eventOf('1', 1, 2), eventOf('1', 1, 3), eventOf('2', 1, 1)]
const numbersOf = (events: Iterable<HistoryEvent>): string[] =>
  Array.from(events, ({ id }) => `${id.account}.${id.number}`)

it('an operator sees what only the front log has', async () => {
  const { reader, store } = await opened(EVENTS)
  expect([...reader.events()]).toEqual(EVENTS)
  expect(numbersOf(reader.events({ accounts: ['1'] }))).toEqual(['1.1', '1.2', '1.3'])
  expect(numbersOf(reader.events({ since: EVENTS[2]?.admittedAt ?? 0 }))).toEqual(['1.3'])
  expect(numbersOf(reader.events({ until: EVENTS[2]?.admittedAt ?? 0 }))).toEqual(['1.1', '1.2', '2.1'])
  expect(reader.check()).toMatchObject({ events: 4, gaps: [], faults: [] })
  expect(reader.summary().accounts).toMatchObject([
    { account: '1', events: 3, number: 3, firstAt: EVENTS[0]?.admittedAt, lastAt: EVENTS[2]?.admittedAt },
    { account: '2', events: 1, number: 1 },
  ])
  const cursor = { mark: { accounts: new Map() }, time: 1 }
  store.cursors.saveCursors([{ client: 'echo', place: 'all', cursor }])
  await expect.poll(() => reader.summary().cursors).toEqual([{ client: 'echo', place: 'all' }])
  store.cursors.saveCursors([{ client: 'echo', place: 'all' }])
  await expect.poll(() => reader.summary().cursors).toEqual([])
})

it('an operator sees each event once while a hub commits the front log', async () => {
  const { reader, clock } = await opened(EVENTS)
  const events = reader.events()
  const first = events.next().value as HistoryEvent
  await clock.advance(1_000)
  expect(numbersOf([first, ...events])).toEqual(['1.1', '1.2', '1.3', '2.1'])
  expect(reader.check()).toMatchObject({ events: 4, gaps: [], faults: [] })
  expect(reader.summary().accounts).toMatchObject([{ events: 3 }, { events: 1 }])
})

it('a gap before the front log is found', async () => {
  const { reader } = await opened([eventOf('1', 1, 1), eventOf('1', 1, 4)])
  expect(reader.check().gaps).toMatchObject([{ account: '1', first: 2, last: 3 }])
})

it('a store of format 3, which has no front log, is read', async () => {
  const folder = await temporaryFolder()
  const DatabaseOf = await loadLibsql()
  StoreFile.open(DatabaseOf, folder, { now: 0, isSuspect: false }).close()
  const db = new DatabaseOf(join(folder, 'log.db'))
  db.exec('DROP TABLE front; ALTER TABLE clients DROP COLUMN last_seen; PRAGMA user_version = 3')
  db.close()
  rmSync(join(folder, 'front.log'))
  const reader = await openForReading(folder)
  expect(numbersOf(reader.events())).toEqual([])
  expect(reader.check()).toMatchObject({ events: 0, faults: [] })
  expect(reader.summary()).toMatchObject({ accounts: [], cursors: [] })
  reader.close()
})
