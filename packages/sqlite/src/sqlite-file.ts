import { mkdirSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { type Shelf, type Storage, storageOver } from '@rookery/bot'
import Database from 'libsql'

/** Milliseconds to wait while another process writes. */
const BUSY_TIMEOUT_MS = 5_000

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS stored (
    store TEXT NOT NULL, key TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY (store, key)
  ) WITHOUT ROWID`

/**
 * Storage in one SQLite file, for a bot that keeps much data: each value is written by itself, and several processes
 * may share the file. The file is created on the first read or write.
 *
 * ```ts
 * const bot = createBot({ storage: sqliteFile('data/bot.db') })
 * ```
 */
export function sqliteFile(path: string): Storage {
  let opened: OpenFile | undefined
  const open = (): OpenFile => {
    opened ??= openFile(path)
    return opened
  }
  return storageOver(
    (name) => shelfIn(open, name),
    async () => {
      opened?.db.close()
      opened = undefined
    },
  )
}

type Statement = Database.Statement

/** An open file, with its prepared statements. */
interface OpenFile {
  readonly db: Database.Database
  readonly read: Statement
  readonly write: Statement
  readonly insert: Statement
  readonly swap: Statement
  readonly remove: Statement
  readonly list: Statement
}

function openFile(path: string): OpenFile {
  mkdirSync(dirname(resolve(path)), { recursive: true })
  const db = new Database(path)
  db.exec(`PRAGMA busy_timeout = ${BUSY_TIMEOUT_MS}`)
  // Readers and a writer do not block one another. A committed write survives a crash of the machine, too.
  db.exec('PRAGMA journal_mode = WAL')
  db.exec('PRAGMA synchronous = FULL')
  db.exec(SCHEMA)
  return {
    db,
    read: db.prepare('SELECT value FROM stored WHERE store = ? AND key = ?'),
    write: db.prepare(
      'INSERT INTO stored (store, key, value) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET value = excluded.value',
    ),
    insert: db.prepare('INSERT INTO stored (store, key, value) VALUES (?, ?, ?) ON CONFLICT DO NOTHING'),
    swap: db.prepare('UPDATE stored SET value = ? WHERE store = ? AND key = ? AND value = ?'),
    remove: db.prepare('DELETE FROM stored WHERE store = ? AND key = ?'),
    // A range uses the primary key; `LIKE` and `GLOB` would interpret some characters.
    list: db.prepare('SELECT key, value FROM stored WHERE store = ? AND key >= ? AND key < ? ORDER BY key'),
  }
}

/** Sorts after every key: this code point is not a character. */
const LAST_LETTER = '\u{10FFFF}'

interface Row {
  readonly key: string
  readonly value: string
}

/** The texts of one store. A statement has finished when it returns, so a write is durable by then. */
function shelfIn(open: () => OpenFile, store: string): Shelf {
  return {
    read: async (key) => (open().read.get(store, key) as Row | undefined)?.value,
    write: async (key, text) => void open().write.run(store, key, text),
    async swap(key, old, text) {
      const { insert, swap } = open()
      const { changes } = old === undefined ? insert.run(store, key, text) : swap.run(text, store, key, old)
      return changes > 0
    },
    remove: async (key) => open().remove.run(store, key).changes > 0,
    async list(prefix) {
      const rows = open().list.all(store, prefix, `${prefix}${LAST_LETTER}`) as readonly Row[]
      return rows.map(({ key, value }) => [key, value] as const)
    },
  }
}
