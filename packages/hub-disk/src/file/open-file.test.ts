import { existsSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { temporaryFolder } from '../temporary-folder.fixture.js'
import { type Database, type DatabaseClass, loadLibsql } from './libsql.js'
import { pragmaNumber } from './open-file.js'
import { FORMAT } from './schema.js'
import { StoreFile } from './store-file.js'

let DatabaseOf: DatabaseClass
beforeAll(async () => {
  DatabaseOf = await loadLibsql()
})

const NOW = Date.UTC(2026, 0, 2, 3, 4, 5)

function open(folder: string): StoreFile {
  const file = StoreFile.open(DatabaseOf, folder, { now: NOW, isSuspect: false })
  onTestFinished(() => file.close())
  return file
}

const failureOf = (folder: string): unknown => {
  try {
    return open(folder)
  } catch (error) {
    return error
  }
}

const modeOf = (path: string): string => (statSync(path).mode & 0o777).toString(8)

/** Makes a database with these settings where the store has its own. */
function foreign(folder: string, sql: string): void {
  mkdirSync(folder, { recursive: true })
  const db = new DatabaseOf(join(folder, 'log.db'))
  db.exec(sql)
  db.close()
}

/** Takes away what came with format 4. */
const FORMAT_3 = 'DROP TABLE front; ALTER TABLE clients DROP COLUMN last_seen;'

/** A store as it is made now. */
async function whole(): Promise<{ readonly folder: string }> {
  const folder = await temporaryFolder()
  open(folder)
  return { folder }
}

/** Tables and indexes with their columns: a column that was added stands elsewhere in the text of its table. */
const tablesOf = (db: Database): unknown =>
  db
    .prepare(
      `SELECT sqlite_master.name, columns.name AS column, columns.type, columns."notnull", columns.dflt_value, columns.pk
       FROM sqlite_master LEFT JOIN pragma_table_info(sqlite_master.name) AS columns ORDER BY 1, 2`,
    )
    .all()

describe('the folder of a store', () => {
  it.skipIf(process.platform === 'win32')('is for nobody else, and neither are its files', async () => {
    const folder = await temporaryFolder()
    mkdirSync(folder, { mode: 0o755 })
    open(folder)
    expect(modeOf(folder)).toBe('700')
    const files = readdirSync(folder)
    expect(files).toEqual(expect.arrayContaining(['front.log', 'lock.db', 'log.db', 'log.db-wal']))
    for (const file of files) expect(modeOf(join(folder, file)), file).toBe('600')
  })

  it.skipIf(process.platform === 'win32')('keeps its mode where it holds files of others', async () => {
    const folder = await temporaryFolder()
    mkdirSync(folder, { mode: 0o755 })
    writeFileSync(join(folder, 'index.html'), '')
    for (const _ of ['new', 'again']) {
      open(folder).close()
      expect(modeOf(folder)).toBe('755')
      expect(modeOf(join(folder, 'log.db'))).toBe('600')
    }
  })

  it('is refused to a second one, by name', async () => {
    const folder = await temporaryFolder()
    open(folder)
    expect(failureOf(folder)).toMatchObject({ code: 'in_use', message: expect.stringContaining(folder) })
  })

  it('that cannot be made is told by name', async () => {
    const folder = await temporaryFolder()
    writeFileSync(join(dirname(folder), 'file'), '')
    const inFile = join(dirname(folder), 'file', 'data')
    expect(failureOf(inFile)).toMatchObject({ code: 'unwritable', message: expect.stringContaining(inFile) })
  })

  it('can be read while a hub writes in it', async () => {
    const folder = await temporaryFolder()
    open(folder)
    const reader = new DatabaseOf(join(folder, 'log.db'))
    expect(pragmaNumber(reader, 'user_version')).toBe(FORMAT)
    reader.close()
  })
})

describe('a file', () => {
  it('of a newer format is refused and left as it is', async () => {
    const folder = await temporaryFolder()
    StoreFile.open(DatabaseOf, folder, { now: NOW, isSuspect: false }).close()
    foreign(folder, `PRAGMA user_version = ${FORMAT + 1}`)
    expect(failureOf(folder)).toMatchObject({
      code: 'newer_format',
      message: expect.stringContaining(`format ${FORMAT + 1}`),
    })
    expect(readdirSync(folder).filter((name) => name.includes('damaged'))).toEqual([])
  })

  it('of another program is refused and left as it is', async () => {
    const folder = await temporaryFolder()
    foreign(folder, 'CREATE TABLE notes (text TEXT)')
    expect(failureOf(folder)).toMatchObject({ code: 'not_a_store' })
    foreign(folder, 'SELECT * FROM notes')
  })

  it('that is damaged is renamed, and another one begun', async () => {
    const folder = await temporaryFolder()
    mkdirSync(folder)
    writeFileSync(join(folder, 'log.db'), 'no database, but long enough to look like one '.repeat(100))
    const { report } = open(folder)
    expect(report).toMatchObject({
      setAside: join(folder, 'log.db.damaged-20260102T030405Z'),
      damage: expect.stringContaining('not a database'),
    })
    expect(statSync(report.setAside ?? '').size).toBe(4_600)
  })

  it('that is damaged again in the same second keeps both', async () => {
    const folder = await temporaryFolder()
    mkdirSync(folder)
    const paths = [1, 2].map(() => {
      writeFileSync(join(folder, 'log.db'), 'no database at all '.repeat(100))
      const file = StoreFile.open(DatabaseOf, folder, { now: NOW, isSuspect: false })
      file.close()
      return file.report.setAside ?? ''
    })
    expect(new Set(paths).size).toBe(2)
    expect(paths.every((path) => existsSync(path))).toBe(true)
  })

  it.each(['cursors', 'calls', 'call_scopes', 'front'])(
    'lacks the table %s: it is renamed, too',
    async (table) => {
      const folder = await temporaryFolder()
      StoreFile.open(DatabaseOf, folder, { now: NOW, isSuspect: false }).close()
      foreign(folder, `DROP TABLE ${table}`)
      expect(open(folder).report.damage).toContain(table)
    },
  )

  it('of format 1 gets what later ones have, and keeps all that it has', async () => {
    const folder = await temporaryFolder()
    const file = StoreFile.open(DatabaseOf, folder, { now: NOW, isSuspect: false })
    const seen = file.firstSeen('bot', NOW)
    file.close()
    foreign(
      folder,
      `${FORMAT_3} DROP TABLE calls; DROP TABLE call_scopes; ALTER TABLE epochs DROP COLUMN run;
       ALTER TABLE dropped DROP COLUMN killed; PRAGMA user_version = 1`,
    )
    const upgraded = open(folder)
    expect(upgraded.report).toEqual({ lostPages: 0 })
    expect(upgraded.firstSeen('bot', NOW + 1)).toBe(seen)
    expect(upgraded.findCalls({ intents: [], run: 1, now: NOW, ageMs: 1 })).toEqual([])
    const reader = new DatabaseOf(join(folder, 'log.db'))
    expect(pragmaNumber(reader, 'user_version')).toBe(FORMAT)
    expect(tablesOf(reader)).toEqual(tablesOf(new DatabaseOf(join((await whole()).folder, 'log.db'))))
    reader.close()
  })

  it('of format 3 gets a front log, and keeps all that it has', async () => {
    const folder = await temporaryFolder()
    const file = StoreFile.open(DatabaseOf, folder, { now: NOW, isSuspect: false })
    const seen = file.firstSeen('bot', NOW)
    file.close()
    foreign(folder, `${FORMAT_3} PRAGMA user_version = 3`)
    rmSync(join(folder, 'front.log'))
    const upgraded = open(folder)
    expect(upgraded.firstSeen('bot', NOW + 1)).toBe(seen)
    expect(upgraded.front).toEqual({ generation: 1, position: 0 })
  })

  it('that was only just begun is made whole', async () => {
    const folder = await temporaryFolder()
    foreign(folder, 'PRAGMA journal_mode = WAL')
    expect(open(folder).report).toEqual({ lostPages: 0 })
  })
})
