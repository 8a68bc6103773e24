import type { LastId, OpenReport } from '../engine/engine.js'
import { type Commit, committer } from './commit.js'
import type { DatabaseClass } from './libsql.js'
import { type OpenFile, type OpenSettings, openFile } from './open-file.js'
import { type Retain, retainer } from './retain.js'
import { NEWEST, type ReadRows, rowReader } from './rows.js'

/** The store of one folder: packs, cursors and names in one SQLite file. Each method blocks its thread. */
export class StoreFile {
  readonly commit: Commit
  readonly rows: ReadRows
  readonly retain: Retain
  readonly #file: OpenFile

  constructor(file: OpenFile) {
    this.#file = file
    const commit = committer(file.db)
    this.commit = (batch) => {
      file.checkFiles()
      return commit(batch)
    }
    this.rows = rowReader(file.db)
    this.retain = retainer(file.db)
  }

  /** @throws StoreFileError */
  static open(Database: DatabaseClass, folder: string, settings: OpenSettings): StoreFile {
    return new StoreFile(openFile(Database, folder, settings))
  }

  get report(): OpenReport {
    return this.#file.report
  }

  /** The newest id of each of the accounts that ever had an event. */
  last(accounts: readonly string[]): readonly LastId[] {
    const all = this.#file.db.prepare(NEWEST).all() as readonly LastId[]
    return all.filter(({ account }) => accounts.includes(account))
  }

  cursor(client: string, place: string): string | undefined {
    const select = this.#file.db.prepare('SELECT cursor FROM cursors WHERE client = ? AND place = ?')
    return (select.get(client, place) as { readonly cursor: string } | undefined)?.cursor
  }

  firstSeen(client: string, now: number): number {
    const { db } = this.#file
    db.prepare('INSERT INTO clients (name, first_seen) VALUES (?, ?) ON CONFLICT DO NOTHING').run(client, now)
    const select = db.prepare('SELECT first_seen AS seen FROM clients WHERE name = ?')
    return (select.get(client) as { readonly seen: number }).seen
  }

  close(): void {
    this.#file.close()
  }
}
