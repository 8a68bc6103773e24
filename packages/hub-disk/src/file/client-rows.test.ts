import { beginning, cursorText } from '@rookery/hub/history'
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { TestClock } from '../../../transport/src/time/clock.fixture.js'
import { inline } from '../inline-engine.fixture.js'
import { diskStoreOver } from '../open-store.js'
import { temporaryFolder } from '../temporary-folder.fixture.js'
import { type DatabaseClass, loadLibsql } from './libsql.js'
import { StoreFile } from './store-file.js'

let Database: DatabaseClass
beforeAll(async () => {
  Database = await loadLibsql()
})

const DAY = 24 * 60 * 60_000
const NOW = 1_700_000_000_000
const AGE = 90 * DAY

function opened(folder: string, now: number): StoreFile {
  const file = StoreFile.open(Database, folder, { now, isSuspect: false })
  onTestFinished(() => file.close())
  return file
}

/** Saves cursors of clients, which moved at some time. */
function save(file: StoreFile, clients: readonly string[], movedAt: number): void {
  const text = cursorText({ mark: beginning, time: Math.floor(movedAt / 1000) })
  const cursors = clients.map((client) => ({ client, place: 'all', text }))
  file.commit({ packs: [], begins: [], cursors, dropped: [], isSynced: false, now: movedAt })
}

/** Forgets all that nobody has used for so long; returns in how many steps. */
function forget(file: StoreFile, now: number): number {
  for (let steps = 1; ; steps++) if (file.forgetClients({ now, unusedSince: now - AGE })) return steps
}

describe('a client that nobody uses', () => {
  it('is forgotten with its cursors, in small steps; one whose cursor moves is not', async () => {
    const folder = await temporaryFolder()
    const names = Array.from({ length: 150 }, (_, n) => `client ${n}`)
    const file = StoreFile.open(Database, folder, { now: NOW, isSuspect: false })
    for (const name of [...names, 'live']) file.firstSeen(name, NOW)
    save(file, [...names, 'live'], NOW)
    file.close()
    const later = NOW + AGE + 2 * DAY
    const again = opened(folder, later)
    save(again, ['live'], later)
    expect(forget(again, later)).toBe(3)
    expect(again.cursor('client 7', 'all')).toBeUndefined()
    expect(again.cursor('live', 'all')).toBeDefined()
    expect(again.firstSeen('client 7', later)).toBe(later)
    expect(again.firstSeen('live', later)).toBe(NOW)
  })

  it('is kept while it comes again, or came since the store was opened', async () => {
    const folder = await temporaryFolder()
    const file = StoreFile.open(Database, folder, { now: NOW, isSuspect: false })
    file.firstSeen('comes', NOW)
    file.firstSeen('stays', NOW)
    forget(file, NOW + 2 * AGE)
    file.firstSeen('comes', NOW + 2 * AGE)
    file.close()
    const again = opened(folder, NOW + 2 * AGE + 2 * DAY)
    forget(again, NOW + 2 * AGE + 2 * DAY)
    expect(again.firstSeen('comes', NOW + 3 * AGE)).toBe(NOW)
    expect(again.firstSeen('stays', NOW + 3 * AGE)).toBe(NOW + 3 * AGE)
  })

  it('is forgotten while the store is open, by its clock', async () => {
    const folder = await temporaryFolder()
    const clock = new TestClock()
    const old = StoreFile.open(Database, folder, { now: 1, isSuspect: false })
    old.firstSeen('gone', 1)
    save(old, ['gone'], 1)
    old.close()
    const store = await diskStoreOver(inline(folder), { clock, history: { ageMs: DAY, bytes: 1e9 } })
    await clock.advance(61 * 60_000)
    expect(await store.cursors.cursorOf('gone', 'all')).toBeUndefined()
    expect(await store.cursors.firstSeen('gone')).toBeGreaterThan(1)
    await store.close()
  })
})
