import { statSync } from 'node:fs'
import type { OpenReport } from '../engine/engine.js'
import { makeFolder, messageOf, setAside, storePaths } from './folder.js'
import type { Database, DatabaseClass } from './libsql.js'
import { sameFiles } from './same-files.js'
import {
  APPLICATION_ID,
  CALLS_FORMAT,
  FORMAT,
  FRONT_FORMAT,
  KILLS_FORMAT,
  PROBES,
  SCHEMA,
  UPGRADES,
} from './schema.js'
import { StoreFileError } from './store-file-error.js'
import { walPages } from './wal-tail.js'

/** An open store file, whose lock is held. */
export interface OpenFile {
  readonly db: Database
  readonly report: OpenReport
  /** @throws StoreFileError `file_gone` once the files were deleted or replaced */
  checkFiles(): void
  close(): void
}

/** Settings for opening. */
export interface OpenSettings {
  /** Unix milliseconds, for the name of a damaged file. */
  readonly now: number
  /** True to check the whole file, however large it is. */
  readonly isSuspect: boolean
  /** Number of the process that writes; without one, nobody delivers events before they are saved. */
  readonly run?: number
}

/** A file up to this size is checked whole each time; it takes some milliseconds. */
const SMALL_FILE_BYTES = 16 * 1024 * 1024
const WAL_BYTES = 16 * 1024 * 1024
/** Milliseconds to wait for a reader who just opens or closes the file. */
const BUSY_MS = 5_000
/** Codes that say something of the machine and nothing of the file. */
const MACHINE = /^SQLITE_(?:BUSY|LOCKED|FULL|IOERR|READONLY|CANTOPEN|NOMEM|PERM)/

/**
 * Opens the store in a folder, and makes it if there is none. A damaged file is renamed, and another one begun.
 *
 * @throws StoreFileError
 */
export function openFile(Database: DatabaseClass, folder: string, settings: OpenSettings): OpenFile {
  makeFolder(folder)
  const lock = holdLock(Database, folder)
  try {
    const { db, report } = openOrBeginAnew(Database, folder, settings)
    return {
      db,
      report,
      checkFiles: sameFiles(folder),
      close() {
        emptyWal(db)
        db.close()
        lock.close()
      },
    }
  } catch (error) {
    lock.close()
    throw error
  }
}

/** Moves all into the file itself: libsql leaves the log beside it for as long as a statement is not collected. */
function emptyWal(db: Database): void {
  try {
    db.pragma('wal_checkpoint(TRUNCATE)')
  } catch {
    // A full disk or a damaged file: it is for whoever opens it next.
  }
}

/** Holds a lock that the system releases when the process ends, however it does. Readers of the log do not ask for it. */
function holdLock(Database: DatabaseClass, folder: string): Database {
  const lock = opened(Database, storePaths(folder).lock, folder)
  try {
    lock.exec('BEGIN EXCLUSIVE')
    return lock
  } catch (cause) {
    lock.close()
    const isBusy = codeOf(cause) === 'SQLITE_BUSY'
    if (isBusy) throw new StoreFileError('in_use', `another hub keeps its events in ${folder}`, { cause })
    throw new StoreFileError('unwritable', `cannot lock ${folder}: ${messageOf(cause)}`, { cause })
  }
}

function opened(Database: DatabaseClass, path: string, folder: string): Database {
  try {
    return new Database(path)
  } catch (cause) {
    throw new StoreFileError('unwritable', `cannot open the store in ${folder}: ${messageOf(cause)}`, {
      cause,
    })
  }
}

interface OpenedLog {
  readonly db: Database
  readonly report: OpenReport
}

function openOrBeginAnew(Database: DatabaseClass, folder: string, settings: OpenSettings): OpenedLog {
  const path = storePaths(folder).log
  const pages = walPages(`${path}-wal`)
  try {
    const db = openLog(Database, folder, settings.isSuspect)
    return { db, report: { lostPages: Math.max(0, pages - soundPages(db, pages)) } }
  } catch (error) {
    if (error instanceof StoreFileError) throw error
    const damage = messageOf(error)
    const renamed = setAside(path, settings.now)
    makeFolder(folder)
    return { db: openLog(Database, folder, false), report: { setAside: renamed, damage, lostPages: pages } }
  }
}

/** Pages of the log beside the file that SQLite reads, of so many that there are; it moves them into the file as far as there is room. */
function soundPages(db: Database, pages: number): number {
  try {
    const [checkpoint] = db.pragma('wal_checkpoint(PASSIVE)') as readonly { readonly log: number }[]
    return Math.max(0, checkpoint?.log ?? 0)
  } catch (error) {
    // On a full disk they stay where they are, and are read there.
    if (isFailureOfMachine(error)) return pages
    db.close()
    throw error
  }
}

/** @throws anything but StoreFileError if the file is damaged */
function openLog(Database: DatabaseClass, folder: string, isSuspect: boolean): Database {
  const path = storePaths(folder).log
  const bytes = statSync(path).size
  const db = opened(Database, path, folder)
  try {
    db.exec(`PRAGMA busy_timeout = ${BUSY_MS}`)
    refuseOthers(db, path)
    // Has to stand before the first table, and before the log. It writes, for which a full disk has no room.
    if (isEmpty(db)) db.exec('PRAGMA auto_vacuum = INCREMENTAL')
    db.exec('PRAGMA journal_mode = WAL')
    db.exec(`PRAGMA journal_size_limit = ${WAL_BYTES}`)
    bringUp(db)
    probe(db, isSuspect || bytes <= SMALL_FILE_BYTES)
    return db
  } catch (error) {
    db.close()
    throw isFailureOfMachine(error) ? unwritable(folder, error) : error
  }
}

/** Makes the tables of an empty file, or those that an older format lacks. */
function bringUp(db: Database): void {
  if (isEmpty(db)) return void db.exec(`BEGIN IMMEDIATE;${SCHEMA}COMMIT;`)
  for (let format = formatOf(db); format < FORMAT; format++) {
    const upgrade = UPGRADES[format]
    if (upgrade === undefined) throw new Damaged(`has format ${format}, which never was`)
    db.exec(`BEGIN IMMEDIATE;${upgrade}COMMIT;`)
  }
}

/** Version of the tables of a file. */
const formatOf = (db: Database): number => pragmaNumber(db, 'user_version')

/** Tells whether a file has the tables of calls: one of an older format has none. */
export const hasCalls = (db: Database): boolean => formatOf(db) >= CALLS_FORMAT

/** Tells whether a file knows of processes that were killed. */
export const tellsKills = (db: Database): boolean => formatOf(db) >= KILLS_FORMAT

/** Tells whether a file has a front log beside it. */
export const keepsFront = (db: Database): boolean => formatOf(db) >= FRONT_FORMAT

const unwritable = (folder: string, cause: unknown): StoreFileError =>
  new StoreFileError('unwritable', `cannot write in ${folder}: ${messageOf(cause)}`, { cause })

/** Refuses a file of a newer format, or of another program. @throws StoreFileError */
export function refuseOthers(db: Database, path: string): void {
  const format = formatOf(db)
  const application = pragmaNumber(db, 'application_id')
  if (application !== APPLICATION_ID && !isEmpty(db)) {
    throw new StoreFileError('not_a_store', `${path} is a database of another program`)
  }
  if (format > FORMAT) {
    throw new StoreFileError(
      'newer_format',
      `${path} has format ${format}, of a newer version of Rookery; this one writes format ${FORMAT}`,
    )
  }
}

const isEmpty = (db: Database): boolean =>
  db.prepare('SELECT 1 FROM sqlite_master LIMIT 1').get() === undefined

/** The value of a pragma that is one number. */
export function pragmaNumber(db: Database, name: string): number {
  const [row] = db.pragma(name) as readonly Readonly<Record<string, unknown>>[]
  return Number(row?.[name] ?? 0)
}

function probe(db: Database, isWhole: boolean): void {
  for (const query of PROBES) db.prepare(query).get()
  if (!isWhole) return
  const [row] = db.pragma('quick_check(1)') as readonly { readonly quick_check: string }[]
  if (row?.quick_check !== 'ok') throw new Damaged(row?.quick_check ?? 'cannot be checked')
}

/** A file that SQLite finds damaged without failing. */
class Damaged extends Error {
  override readonly name = 'Damaged'
}

/** Tells whether a failure says something of the machine, and nothing of the file. */
export const isFailureOfMachine = (error: unknown): boolean => MACHINE.test(codeOf(error))

/** Tells whether SQLite found the file damaged. */
export const isDamage = (error: unknown): boolean => /^SQLITE_(?:CORRUPT|NOTADB)/.test(codeOf(error))

/** SQLite's code of a failure; empty if it has none. */
export const codeOf = (error: unknown): string => {
  const { code } = (error ?? {}) as { readonly code?: unknown }
  return typeof code === 'string' ? code : ''
}
