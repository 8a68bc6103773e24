import { statSync } from 'node:fs'
import { join } from 'node:path'
import { beginning, type HistoryEvent, type Mark } from '@rookery/hub/history'
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { eventOf } from '../../../hub/src/history/history.fixture.js'
import { readAll } from '../../../hub/src/history/hub-store.conformance.js'
import { inline } from '../inline-engine.fixture.js'
import { type DiskStore, diskStoreOver } from '../open-store.js'
import { packRows } from '../store/batch.js'
import { FOREVER, temporaryFolder } from '../temporary-folder.fixture.js'
import { type DatabaseClass, loadLibsql } from './libsql.js'
import { StoreFile } from './store-file.js'

let Database: DatabaseClass
beforeAll(async () => {
  Database = await loadLibsql()
})

const PLENTY = { now: 1e15, olderThan: 0, bytes: 1e9 }

function save(file: StoreFile, events: readonly HistoryEvent[]): void {
  const packs = packRows(events)
  file.commit({ packs, begins: [], cursors: [], dropped: [], isSynced: false, now: 0 })
}

/** Runs all steps; returns how many there were. */
function sweep(file: StoreFile, limits: Partial<typeof PLENTY>): number {
  for (let steps = 1; ; steps++) if (file.retain({ ...PLENTY, ...limits })) return steps
}

const numbers = async (store: DiskStore, after: Mark = beginning): Promise<unknown> => {
  const { events, missing } = await readAll(store, after)
  return { numbers: events.map(({ id }) => id.number), missing }
}

/** Forgets what was admitted before the event with this number, then opens the store again. */
async function forgotten(before: number): Promise<DiskStore> {
  const folder = await temporaryFolder()
  const file = StoreFile.open(Database, folder, { now: 0, isSuspect: false })
  for (let number = 1; number <= 6; number++) save(file, [eventOf('1', 3, number)])
  sweep(file, { olderThan: eventOf('1', 3, before).admittedAt })
  file.close()
  const store = await diskStoreOver(inline(folder), { history: FOREVER })
  onTestFinished(() => store.close())
  return store
}

describe('what is too old', () => {
  it('is forgotten, and told to whoever asks for it with its number', async () => {
    const store = await forgotten(4)
    const missing = [{ account: '1', reason: 'forgotten', count: 3, toTime: 1_700_000_004 }]
    expect(await numbers(store)).toEqual({ numbers: [4, 5, 6], missing })
    const half: Mark = { accounts: new Map([['1', { epoch: 3, number: 2 }]]) }
    expect(await numbers(store, half)).toMatchObject({ numbers: [4, 5, 6], missing: [{ count: 1 }] })
    const enough: Mark = { accounts: new Map([['1', { epoch: 3, number: 3 }]]) }
    expect(await numbers(store, enough)).toEqual({ numbers: [4, 5, 6], missing: [] })
  })

  it('is told to whoever asks for its time, without a number', async () => {
    const store = await forgotten(4)
    const since = (number: number): Mark => ({
      accounts: new Map(),
      othersFrom: eventOf('1', 3, number).admittedAt,
    })
    expect(await numbers(store, since(2))).toMatchObject({
      numbers: [4, 5, 6],
      missing: [{ account: '1', reason: 'forgotten' }],
    })
    expect(await numbers(store, since(4))).toEqual({ numbers: [4, 5, 6], missing: [] })
  })

  it('leaves the newest id of its account behind, so that none is given twice', async () => {
    const store = await forgotten(7)
    expect((await store.log.last(['1'])).get('1')).toEqual({ account: '1', epoch: 3, number: 6 })
    expect(await store.log.begin('1')).toBeGreaterThan(3)
    const missing = [{ account: '1', reason: 'forgotten', count: 6, toTime: 1_700_000_006 }]
    const slice = await store.log.read({ after: beginning, accounts: 'all', limit: 10 })
    expect(slice).toMatchObject({ events: [], missing, isEnd: true })
    expect(await numbers(store, slice.mark)).toEqual({ numbers: [], missing: [] })
  })
})

describe('what was admitted while the clock was ahead', () => {
  it('is forgotten with what was admitted after it, and not before', async () => {
    const folder = await temporaryFolder()
    const file = StoreFile.open(Database, folder, { now: 0, isSuspect: false })
    onTestFinished(() => file.close())
    const at = (number: number): number => eventOf('1', 1, number).admittedAt
    const now = at(100)
    for (const number of [1, 2]) save(file, [{ ...eventOf('1', 1, number), admittedAt: now + 1e9 }])
    for (const number of [3, 4, 5]) save(file, [eventOf('1', 1, number)])
    save(file, [{ ...eventOf('1', 1, 6), admittedAt: now + 1e9 }])
    const kept = (olderThan: number): unknown => {
      sweep(file, { now, olderThan })
      return file.rows({ accounts: 'all', marks: [], limit: 10, bytes: 1e6 }).rows.map(({ first }) => first)
    }
    expect(kept(at(3))).toEqual([1, 2, 3, 4, 5, 6])
    expect(kept(at(4))).toEqual([4, 5, 6])
    expect(kept(at(6))).toEqual([6])
  })
})

describe('what is too much', () => {
  it('is forgotten in small steps, oldest first, and its space given back', async () => {
    const folder = await temporaryFolder()
    const file = StoreFile.open(Database, folder, { now: 0, isSuspect: false })
    const text = 'x'.repeat(20_000)
    for (let number = 1; number <= 500; number++) save(file, [eventOf('1', 1, number, text)])
    const steps = sweep(file, { bytes: 4_000_000 })
    expect(steps).toBeGreaterThan(8)
    const { rows } = file.rows({ accounts: 'all', marks: [], limit: 1, bytes: 1 })
    expect(rows[0]?.first).toBeGreaterThan(250)
    expect(rows[0]?.first).toBeLessThan(400)
    file.close()
    expect(statSync(join(folder, 'log.db')).size).toBeLessThan(6_000_000)
  })
})
