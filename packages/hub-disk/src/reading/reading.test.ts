import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { HistoryEvent } from '@rookery/hub/history'
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { eventOf } from '../../../hub/src/history/history.fixture.js'
import { type Database, type DatabaseClass, loadLibsql } from '../file/libsql.js'
import { rowReader } from '../file/rows.js'
import { StoreFile } from '../file/store-file.js'
import { packRows } from '../store/batch.js'
import { temporaryFolder } from '../temporary-folder.fixture.js'
import { checkStore } from './check.js'
import { exportLine } from './export-line.js'
import { openForReading, type StoreReader } from './open-for-reading.js'

let DatabaseOf: DatabaseClass
beforeAll(async () => {
  DatabaseOf = await loadLibsql()
})

/** A store that is open, as a hub has it. */
async function opened(): Promise<{ folder: string; file: StoreFile }> {
  const folder = await temporaryFolder()
  const file = StoreFile.open(DatabaseOf, folder, { now: 0, isSuspect: false })
  onTestFinished(() => file.close())
  return { folder, file }
}

const save = (file: StoreFile, ...events: readonly HistoryEvent[]): void =>
  void file.commit({ packs: packRows(events), begins: [], cursors: [], dropped: [], isSynced: false, now: 0 })

async function reading(folder: string): Promise<StoreReader> {
  const reader = await openForReading(folder)
  onTestFinished(() => reader.close())
  return reader
}

/** Changes the file behind the back of the store. */
function change(folder: string, sql: string): void {
  const db = new DatabaseOf(join(folder, 'log.db'))
  db.exec(sql)
  db.close()
}

const idsOf = (events: Iterable<HistoryEvent>): string[] =>
  Array.from(events, ({ id }) => `${id.account}.${id.epoch}.${id.number}`)

/** A database that runs `meanwhile`, once, just before the first query whose text begins so is used. */
function interrupted(db: Database, begin: string, meanwhile: () => void): Database {
  let isDone = false
  const interrupt = (): void => {
    if (!isDone) meanwhile()
    isDone = true
  }
  return new Proxy(db, {
    get(target, key) {
      if (key !== 'prepare') return bound(target, key)
      return (sql: string) => {
        const statement = target.prepare(sql)
        if (!sql.trimStart().startsWith(begin)) return statement
        return new Proxy(statement, {
          get(each, name) {
            if (name === 'all' || name === 'get') interrupt()
            return bound(each, name)
          },
        })
      }
    },
  })
}

function bound(target: object, key: string | symbol): unknown {
  const value: unknown = Reflect.get(target, key)
  return typeof value === 'function' ? value.bind(target) : value
}

describe('while a hub forgets old events', () => {
  const all = { accounts: 'all', marks: [], limit: 1_000, bytes: 1e6 } as const
  async function forgetting(begin: string): Promise<Database> {
    const { folder, file } = await opened()
    for (let number = 1; number <= 10; number++) save(file, eventOf('1', 1, number))
    const db = new DatabaseOf(join(folder, 'log.db'))
    onTestFinished(() => void db.close())
    const { admittedAt: olderThan } = eventOf('1', 1, 6)
    return interrupted(db, begin, () => void file.retain({ now: 1e15, olderThan, bytes: 1e12 }))
  }

  it('a slice is read as it was when it was begun', async () => {
    const { rows } = rowReader(await forgetting('SELECT id, pack'))(all)
    expect(rows.map(({ first }) => first)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
  })

  it('a check finds no fault and no gap', async () => {
    const db = await forgetting('SELECT id, account, epoch, first, last, pack')
    expect(checkStore(db)).toMatchObject({ events: 10, gaps: [], faults: [] })
  })
})

describe('an operator', () => {
  it('reads all events while a hub writes, and those of a selection', async () => {
    const { folder, file } = await opened()
    save(file, eventOf('1', 1, 1), eventOf('1', 1, 2))
    save(file, eventOf('2', 1, 3))
    const reader = await reading(folder)
    expect(idsOf(reader.events())).toEqual(['1.1.1', '1.1.2', '2.1.3'])
    save(file, eventOf('1', 1, 3))
    expect(idsOf(reader.events({ accounts: ['1'] }))).toEqual(['1.1.1', '1.1.2', '1.1.3'])
    const { admittedAt } = eventOf('1', 1, 2)
    expect(idsOf(reader.events({ since: admittedAt }))).toEqual(['1.1.2', '2.1.3', '1.1.3'])
    save(file, eventOf('2', 1, 4), { ...eventOf('2', 1, 5), admittedAt: 0 })
    expect(idsOf(reader.events({ since: admittedAt + 2_000 }))).toEqual(['2.1.4'])
    expect(idsOf(reader.events({ accounts: ['1'], until: admittedAt }))).toEqual(['1.1.1'])
  })

  it('reads more events than a slice has', async () => {
    const { folder, file } = await opened()
    for (let batch = 0; batch < 30; batch++) {
      save(file, ...Array.from({ length: 100 }, (_, n) => eventOf('1', 1, batch * 100 + n + 1)))
    }
    expect(idsOf((await reading(folder)).events())).toHaveLength(3_000)
  })

  it('reads when no hub is there, and changes nothing', async () => {
    const { folder, file } = await opened()
    save(file, eventOf('1', 1, 1))
    file.close()
    const reader = await reading(folder)
    expect(idsOf(reader.events())).toEqual(['1.1.1'])
    expect(reader.check()).toMatchObject({ events: 1, gaps: [], faults: [] })
  })

  it('sees how much there is of each account, and who is known', async () => {
    const { folder, file } = await opened()
    save(file, eventOf('1', 1, 1), eventOf('1', 1, 2))
    save(file, eventOf('1', 2, 1))
    file.firstSeen('echo', 77)
    file.commit({
      packs: [],
      begins: [],
      cursors: [{ client: 'echo', place: 'all', text: '{}' }],
      dropped: [],
      isSynced: false,
      now: 0,
    })
    const summary = (await reading(folder)).summary()
    expect(summary).toMatchObject({
      accounts: [{ account: '1', events: 3, epoch: 2, number: 1, firstAt: eventOf('1', 1, 1).admittedAt }],
      clients: [{ name: 'echo', firstSeen: 77 }],
      cursors: [{ client: 'echo', place: 'all' }],
    })
    expect(summary.bytes).toBeGreaterThan(4_096)
  })

  it.each([
    ['newer_format', 'PRAGMA user_version = 9'],
    ['not_a_store', 'PRAGMA application_id = 9'],
  ])('is told of a file that is none of ours: %s', async (code, sql) => {
    const { folder, file } = await opened()
    file.close()
    change(folder, sql)
    await expect(openForReading(folder)).rejects.toMatchObject({ name: 'StoreError', code })
  })

  it('is told of a folder without a store, and none is made', async () => {
    const folder = await temporaryFolder()
    await expect(openForReading(folder)).rejects.toMatchObject({ code: 'not_a_store' })
    expect(existsSync(folder)).toBe(false)
  })
})

describe('a check', () => {
  it('finds nothing in a store that is whole', async () => {
    const { folder, file } = await opened()
    save(file, eventOf('1', 1, 1), eventOf('2', 1, 1), eventOf('1', 1, 2))
    save(file, eventOf('1', 2, 1))
    const report = (await reading(folder)).check()
    expect(report).toMatchObject({ packs: 3, events: 4, gaps: [], faults: [] })
  })

  it('lists the gaps, and why they are there', async () => {
    const { folder, file } = await opened()
    save(file, eventOf('1', 1, 1))
    save(file, eventOf('1', 1, 5))
    file.commit({
      packs: packRows([eventOf('1', 2, 4)]),
      begins: [],
      cursors: [],
      dropped: [
        { account: '1', epoch: 2, first: 3, last: 3, fromTime: 1, toTime: 2 },
        { account: '1', epoch: 2, first: 1, last: 2, fromTime: 1, toTime: 2 },
      ],
      isSynced: false,
      now: 0,
    })
    change(folder, 'UPDATE epochs SET last = 7 WHERE epoch = 2')
    expect((await reading(folder)).check().gaps).toEqual([
      { account: '1', epoch: 1, first: 2, last: 4, reason: 'unknown' },
      { account: '1', epoch: 2, first: 1, last: 3, reason: 'dropped' },
      { account: '1', epoch: 2, first: 5, last: 7, reason: 'unknown' },
    ])
  })

  it('does not miss what retention has forgotten', async () => {
    const { folder, file } = await opened()
    for (let number = 1; number <= 4; number++) save(file, eventOf('1', 1, number))
    while (!file.retain({ now: 1e15, olderThan: eventOf('1', 1, 3).admittedAt, bytes: 1e9 })) {}
    expect((await reading(folder)).check()).toMatchObject({ events: 2, gaps: [], faults: [] })
  })

  it.each([
    ['has a flipped byte', `UPDATE packs SET pack = CAST(pack || 'x' AS BLOB)`, 'the pack is damaged'],
    [
      'stands at the place of another',
      'UPDATE packs SET first = 2, last = 2',
      'holds other events than it says',
    ],
    [
      'stands twice',
      'INSERT INTO packs SELECT 99, account, epoch, first, last, first_at, last_at, last_time, bytes, pack FROM packs',
      'stands behind later events',
    ],
  ])('tells a pack that %s', async (_, sql, fault) => {
    const { folder, file } = await opened()
    save(file, eventOf('1', 1, 1))
    change(folder, sql)
    expect((await reading(folder)).check().faults).toEqual([expect.stringContaining(fault)])
  })

  it('skips a damaged pack when it is read, and goes on behind it', async () => {
    const { folder, file } = await opened()
    for (let number = 1; number <= 3; number++) save(file, eventOf('1', 1, number))
    change(folder, `UPDATE packs SET pack = x'010203' WHERE id = 2`)
    expect(idsOf((await reading(folder)).events())).toEqual(['1.1.1', '1.1.3'])
  })
})

describe('an exported line', () => {
  it('has the event as it was received, on one line', () => {
    const payload = Buffer.from('{\n  "user_id": 12345678901234567890\n}')
    const line = exportLine({ ...eventOf('1', 2, 3), payload, member: 'echo', isLate: true })
    expect(line).toBe(
      '{"account":"1","epoch":2,"number":3,"time":1700000003,"admitted_at":1700000003000,"flags":["message","late"],' +
        '"member":"echo","event":{   "user_id": 12345678901234567890 }}\n',
    )
  })
})
