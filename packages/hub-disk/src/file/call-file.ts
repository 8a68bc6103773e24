import type {
  CallBatch,
  CallChange,
  CallIntent,
  CallMoment,
  CallOutcome,
  CallQuery,
  KnownCall,
} from '../engine/calls.js'
import { type CallRow, CallRows, STATE } from './call-rows.js'
import { inTransaction, type SetSynced } from './commit.js'
import type { Database } from './libsql.js'
import { FORMAT } from './schema.js'

/** Calls that one step of retention forgets. */
const STEP_CALLS = 64

/** The calls with idempotency keys of a file. */
export class CallFile {
  readonly #db: Database
  readonly #setSynced: SetSynced
  readonly #rows: CallRows
  /** Milliseconds by which the newest call was begun later than now when the file was opened: the clock was ahead. */
  #aheadMs: number | undefined

  constructor(db: Database, setSynced: SetSynced) {
    this.#db = db
    this.#setSynced = setSynced
    this.#rows = new CallRows(db)
  }

  /** Bytes of all calls, as their limits count them. */
  get bytes(): number {
    return this.#rows.totalBytes
  }

  /** Saves all of a batch, or nothing of it. Returns the outcome of each change. An empty one is a trial of the disk. */
  save(batch: CallBatch): readonly CallOutcome[] {
    this.#setSynced(batch.isSynced)
    return this.#writing(() => {
      if (batch.changes.length === 0) touch(this.#db)
      return batch.changes.map((change) => this.#change(change, batch))
    })
  }

  /** Looks calls up; undefined for those of which nothing is known. */
  find({ intents, ...moment }: CallQuery): readonly (KnownCall | undefined)[] {
    return intents.map((intent) => {
      const row = this.#rows.find(intent)
      // One of this process that is asked for is not under way: what is left of it is to be forgotten.
      if (!row || this.#isOld(row, moment) || isUnderWay(row, moment)) return undefined
      return this.#known(row, intent)
    })
  }

  /** Forgets some of the calls that are too old; returns whether that was all. */
  forgetOld(moment: CallMoment): boolean {
    const old = this.#rows.oldest(STEP_CALLS).filter((row) => this.#isOld(row, moment))
    if (old.length > 0) this.#writing(() => old.forEach((row) => void this.#rows.drop(row)))
    return old.length === 0
  }

  #writing<Result>(write: () => Result): Result {
    try {
      return inTransaction(this.#db, write)
    } catch (error) {
      this.#rows.rolledBack()
      throw error
    }
  }

  #change(change: CallChange, batch: CallBatch): CallOutcome {
    if (change.does === 'begin') return this.#begin(change.intent, change.bytes, batch)
    const row = this.#rows.find(change.intent)
    if (change.does === 'settle') this.#settle(change, row, batch)
    else if (row && isUnderWay(row, batch)) this.#rows.drop(row)
    return { is: 'saved' }
  }

  #begin(intent: CallIntent, bytes: number, batch: CallBatch): CallOutcome {
    const row = this.#rows.find(intent)
    if (row && !this.#isOld(row, batch)) return this.#known(row, intent)
    if (row) this.#rows.drop(row)
    if (!this.#rows.makeRoom(intent.scope, bytes, batch.limits, batch.run)) return { is: 'full' }
    this.#rows.insert(intent, bytes, batch.run, this.#timeOf(batch))
    return { is: 'fresh' }
  }

  #settle(
    change: Extract<CallChange, { does: 'settle' }>,
    found: CallRow | undefined,
    batch: CallBatch,
  ): void {
    const { intent, bytes, reply } = change
    // The file was replaced meanwhile: what is known of the call belongs into the new one.
    if (!found) this.#rows.insert(intent, bytes, batch.run, this.#timeOf(batch))
    const row = found ?? this.#rows.find(intent)
    if (!row || !isUnderWay(row, batch)) return
    const state = reply ? STATE.replied : STATE.tooLarge
    this.#rows.settle(row, state, bytes + (reply?.length ?? 0), reply)
    this.#rows.makeRoom(intent.scope, 0, batch.limits, batch.run)
  }

  #known(row: CallRow, { digest }: CallIntent): KnownCall {
    if (row.digest !== digest) return { is: 'conflict' }
    return row.state === STATE.replied ? { is: 'replied', reply: this.#rows.replyOf(row) } : { is: 'unknown' }
  }

  #isOld(row: CallRow, moment: CallMoment): boolean {
    return row.begun_at <= this.#timeOf(moment) - moment.ageMs && !isUnderWay(row, moment)
  }

  /** The time of the calls never goes back, so that they grow old in the order of the file. */
  #timeOf({ now }: CallMoment): number {
    this.#aheadMs ??= Math.max(0, (this.#rows.newestBegin() ?? 0) - now)
    return Math.floor(now + this.#aheadMs)
  }
}

/** Writes the first page as it is. */
const touch = (db: Database): void => void db.exec(`PRAGMA user_version = ${FORMAT}`)

const isUnderWay = ({ state, run }: CallRow, moment: CallMoment): boolean =>
  state === STATE.begun && run === moment.run
