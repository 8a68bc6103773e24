import type { CallBatch, CallMoment, CallOutcome, CallQuery, KnownCall } from '../engine/calls.js'
import type { Batch, ClientLimits, FrontBatch, FrontPlace, LastId, OpenReport } from '../engine/engine.js'
import { CallFile } from './call-file.js'
import { ClientRows } from './client-rows.js'
import { type Commit, committer, syncSetting } from './commit.js'
import { storePaths } from './folder.js'
import { coveredBy, emptyFront, findFront } from './front-log.js'
import type { DatabaseClass } from './libsql.js'
import { isDamage, isFailureOfMachine, type OpenFile, type OpenSettings, openFile } from './open-file.js'
import { type Retain, retainer } from './retain.js'
import { NEWEST, type ReadRows, rowReader } from './rows.js'
import { closeTornEpochs } from './torn-epochs.js'

/** The store of one folder: packs, cursors, names and calls in one SQLite file. Each method blocks its thread. */
export class StoreFile {
  readonly rows: ReadRows
  readonly retain: Retain
  readonly report: OpenReport
  /** Place at which the front log goes on. */
  readonly front: FrontPlace
  readonly #file: OpenFile
  readonly #calls: CallFile
  readonly #clients: ClientRows
  readonly #commit: Commit
  readonly #frontPath: string
  /** Batches that an earlier process left in the front log, as long as they cannot be saved. */
  #left: readonly FrontBatch[]

  constructor(file: OpenFile, frontPath: string, { run, now }: Pick<OpenSettings, 'run' | 'now'>) {
    const setSynced = syncSetting(file.db)
    const { records, place, lostBytes } = findFront(frontPath, coveredBy(file.db))
    this.#file = file
    this.#frontPath = frontPath
    this.#commit = committer(file.db, setSynced, run)
    this.#left = records
    this.front = this.#replay(place, now)
    this.report = { ...file.report, ...(lostBytes > 0 && { lostBytes }) }
    this.rows = rowReader(file.db)
    this.#calls = new CallFile(file.db, setSynced)
    this.#clients = new ClientRows(file.db, now)
    const retain = retainer(file.db)
    // Calls have limits of their own, and take nothing of the room of the events.
    this.retain = (limits) => retain({ ...limits, bytes: limits.bytes + this.#calls.bytes })
    // The end of an epoch is known only once all of it is saved.
    if (run !== undefined && this.#left.length === 0) closeTornEpochs(file.db, run, now)
  }

  /** @throws StoreFileError */
  static open(Database: DatabaseClass, folder: string, settings: OpenSettings): StoreFile {
    const file = openFile(Database, folder, settings)
    try {
      return new StoreFile(file, storePaths(folder).front, settings)
    } catch (error) {
      file.close()
      if (settings.isSuspect || !isDamage(error)) throw error
      // The damage lies where a large file is not looked at before something is written.
      return StoreFile.open(Database, folder, { ...settings, isSuspect: true })
    }
  }

  /** Saves all of a batch, or nothing of it. Returns the epochs that it began, in order. */
  commit(batch: Batch): readonly number[] {
    this.#file.checkFiles()
    if (batch.covers === undefined) return this.#commit(batch)
    const epochs = this.#commit(batch, this.#left)
    this.#left = []
    emptyFront(this.#frontPath)
    return epochs
  }

  /** Saves what an earlier process left in the front log. Returns where that goes on. */
  #replay(place: FrontPlace, now: number): FrontPlace {
    const { generation } = place
    if (this.#left.length === 0) {
      emptyFront(this.#frontPath)
      return { generation, position: 0 }
    }
    try {
      this.commit({ ...NOTHING, isSynced: true, covers: generation, now })
      return { generation: generation + 1, position: 0 }
    } catch (error) {
      // A full disk keeps nobody from reading; the next commit tries it again.
      if (!isFailureOfMachine(error)) throw error
      return place
    }
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
    return this.#clients.firstSeen(client, now)
  }

  forgetClients(limits: ClientLimits): boolean {
    return this.#clients.forgetUnused(limits)
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

const NOTHING = { packs: [], begins: [], cursors: [], dropped: [] }
