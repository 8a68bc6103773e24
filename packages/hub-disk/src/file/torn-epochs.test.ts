import { writeFileSync } from 'node:fs'
import type { HistoryEvent, Mark } from '@rookery/hub/history'
import { beforeAll, describe, expect, it } from 'vitest'
import { eventOf } from '../../../hub/src/history/history.fixture.js'
import { packRows } from '../store/batch.js'
import { rowRequest, sliceOf } from '../store/slice.js'
import { temporaryFolder } from '../temporary-folder.fixture.js'
import { storePaths } from './folder.js'
import { frontRecord } from './front-record.js'
import { type DatabaseClass, loadLibsql } from './libsql.js'
import { StoreFile } from './store-file.js'

let DatabaseOf: DatabaseClass
beforeAll(async () => {
  DatabaseOf = await loadLibsql()
})

const NOW = 2_000_000_000_000
const NOTHING = { packs: [], begins: [], cursors: [], dropped: [], isSynced: false, now: NOW }

const open = (folder: string, run?: number): StoreFile =>
  StoreFile.open(DatabaseOf, folder, { now: NOW, isSuspect: false, ...(run !== undefined && { run }) })

/** Begins an epoch of account 1 and saves events in it, as one process; returns the epoch. */
function live(file: StoreFile, count: number, { isSynced = false, isLast = false } = {}): number {
  const [epoch = 0] = file.commit({ ...NOTHING, isSynced, begins: [{ account: '1', floor: 1 }] })
  const events: HistoryEvent[] = Array.from({ length: count }, (_, n) => eventOf('1', epoch, n + 1))
  file.commit({ ...NOTHING, isSynced, packs: packRows(events) })
  if (isLast) file.commit({ ...NOTHING, isSynced, isLast })
  return epoch
}

/** A store that a process of that kind has left, and the epoch that it wrote. */
async function left(count: number, how: Parameters<typeof live>[2] = {}) {
  const folder = await temporaryFolder()
  const file = open(folder, 1)
  const epoch = live(file, count, how)
  file.close()
  return { folder, epoch }
}

function readFrom(file: StoreFile, epoch: number, number: number, more: Partial<Mark> = {}) {
  const after: Mark = { accounts: new Map([['1', { epoch, number }]]), ...more }
  const request = { after, accounts: 'all' as const, limit: 100 }
  return sliceOf(request, file.rows(rowRequest(request)))
}

describe('an epoch of a process that was killed', () => {
  it('lacks, for whoever has up to its end or less, what may have been delivered; this is told once', async () => {
    const { folder, epoch } = await left(3)
    const file = open(folder, 2)
    const first = readFrom(file, epoch, 1)
    expect(first.events.map(({ id }) => id.number)).toEqual([2, 3])
    const toTime = NOW / 1000
    const fromTime = Math.min(eventOf('1', epoch, 3).time, toTime)
    expect(first.missing).toEqual([{ account: '1', reason: 'absent', count: 0, fromTime, toTime }])
    const request = { after: first.mark, accounts: 'all' as const, limit: 100 }
    expect(sliceOf(request, file.rows(rowRequest(request))).missing).toEqual([])
    file.close()
  })

  it('ends behind the events that only its front log has', async () => {
    const { folder, epoch } = await left(1)
    const events = [2, 3].map((number) => eventOf('1', epoch, number))
    const record = frontRecord({ packs: packRows(events), cursors: [], now: NOW }, 1)
    writeFileSync(storePaths(folder).front, record)
    const file = open(folder, 2)
    const { events: read, missing } = readFrom(file, epoch, 1)
    expect(read).toEqual(events)
    expect(missing.map(({ count }) => count)).toEqual([0])
    expect(readFrom(file, epoch, 4).missing).toEqual([])
    file.close()
  })

  it('lacks nothing for whoever had more', async () => {
    const { folder, epoch } = await left(3)
    const file = open(folder, 2)
    live(file, 2)
    expect([4, 5, 9].map((number) => readFrom(file, epoch, number).missing)).toEqual([[], [], []])
    expect(readFrom(file, epoch, 9).events.map(({ id }) => id.number)).toEqual([1, 2])
    file.close()
  })

  it('is told before the events of the next', async () => {
    const { folder, epoch } = await left(3)
    const file = open(folder, 2)
    live(file, 2)
    const { missing, events } = readFrom(file, epoch, 3)
    expect([missing.length, events.length]).toEqual([1, 2])
    file.close()
  })

  it('is closed by the first process that opens it, and none of the next', async () => {
    const { folder, epoch } = await left(3)
    for (const run of [2, 3, 4]) {
      const file = open(folder, run)
      expect(readFrom(file, epoch, 3).missing).toHaveLength(1)
      expect(readFrom(file, epoch, 4).missing).toEqual([])
      file.close()
    }
  })

  it('is told for each kill', async () => {
    const { folder, epoch } = await left(3)
    const second = open(folder, 2)
    live(second, 1)
    second.close()
    const file = open(folder, 3)
    expect(readFrom(file, epoch, 3).missing.map(({ count }) => count)).toEqual([0, 0])
    file.close()
  })

  it('may have no event at all', async () => {
    const { folder, epoch } = await left(0)
    const file = open(folder, 2)
    expect(readFrom(file, epoch - 1, 7).missing).toHaveLength(1)
    file.close()
  })

  it.each([
    ['that saved everything before it ended', { isLast: true }, 2],
    ['that delivered nothing before it was safe', { isSynced: true }, 2],
    ['that only opened its file anew', {}, 1],
  ])('differs from one %s', async (_, how, run) => {
    const { folder, epoch } = await left(3, how)
    const file = open(folder, run)
    const { missing, mark } = readFrom(file, epoch, 1)
    expect(missing).toEqual([])
    expect(mark.accounts.get('1')).toEqual({ epoch, number: 3 })
    file.close()
  })
})
