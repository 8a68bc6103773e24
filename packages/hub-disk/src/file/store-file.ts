import type { CallBatch, CallMoment, CallOutcome, CallQuery, KnownCall } from '../engine/calls.js'
import type { LastId, OpenReport } from '../engine/engine.js'
import { CallFile } from './call-file.js'
import { type Commit, committer, syncSetting } from './commit.js'
import type { DatabaseClass } from './libsql.js'
import { type OpenFile, type OpenSettings, openFile } from './open-file.js'
import { type Retain, retainer } from './retain.js'
import { NEWEST, type ReadRows, rowReader } from './rows.js'
import { closeTornEpochs } from './torn-epochs.js'

/** The store of one folder: packs, cursors, names and calls in one SQLite file. Each method blocks its thread. */
export class StoreFile {
  readonly commit: Commit
  readonly rows: ReadRows
  readonly retain: Retain
  readonly #file: OpenFile
  readonly #calls: CallFile

  constructor(file: OpenFile, run?: number) {
    this.#file = file
    const setSynced = syncSetting(file.db)
    const commit = committer(file.db, setSynced, run)
    this.commit = (batch) => {
      file.checkFiles()
      return commit(batch)
    }
    this.rows = rowReader(file.db)
    this.#calls = new CallFile(file.db, setSynced)
    const retain = retainer(file.db)
    // Calls have limits of their own, and take nothing of the room of the events.
    this.retain = (limits) => retain({ ...limits, bytes: limits.bytes + this.#calls.bytes })
  }

  /** @throws StoreFileError */
  static open(Database: DatabaseClass, folder: string, settings: OpenSettings): StoreFile {
    const file = openFile(Database, folder, settings)
    if (settings.run !== undefined) closeTornEpochs(file.db, settings.run, settings.now)
    return new StoreFile(file, settings.run)
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

  saveCalls(batch: CallBatch): readonly CallOutcome[] {
    this.#file.checkFiles()
    return this.#calls.save(batch)
  }

  findCalls(query: CallQuery): readonly (KnownCall | undefined)[] {
    return this.#calls.find(query)
  }

  forgetCalls(moment: CallMoment): boolean {
    return this.#calls.forgetOld(moment)
  }

  close(): void {
    this.#file.close()
  }
}
