import type { LedgerLimits, StoreFault } from '@rookery/hub/history'
import { type Alarm, type Clock, steadyOf } from '@rookery/transport'
import type { CallChange, CallIntent, CallMoment, CallOutcome } from '../engine/calls.js'
import { EngineFailure } from '../engine/engine-failure.js'
import {
  type BeginOutcome,
  CallQueue,
  isBegin,
  isEnd,
  type QueuedBegin,
  type QueuedChange,
} from './call-queue.js'
import { type Condition, faultOf } from './condition.js'
import type { LiveEngine } from './live-engine.js'
import { retryMs } from './retry.js'

/** Settings of a saver of calls. */
export interface CallSaverSettings {
  readonly isSynced: boolean
  readonly clock: Clock
  readonly limits: LedgerLimits
  /** Number of this process: calls of another one that have no reply are not under way. */
  readonly run: number
  /** Told how each write went. */
  readonly condition: Condition
}

/** Milliseconds after which nobody waits any longer for a disk that does not answer. */
const PATIENCE_MS = 5_000
/** Most changes that wait for the disk. */
const MAX_WAITING = 10_000

/**
 * Saves changes of calls at once, one batch after the other: what comes during a batch is the next one. Nobody waits for a
 * disk that fails or is stuck: a begin is answered by what the file knows, an end is tried again.
 */
export class CallSaver {
  readonly #engine: LiveEngine
  readonly #settings: CallSaverSettings
  readonly #queue = new CallQueue()
  readonly #now: () => number
  #saving: Promise<void> | undefined
  /** Why the last write failed, or is still not answered; undefined while all is well. */
  #fault: StoreFault | undefined
  #failures = 0
  #retry: Alarm | undefined
  #isClosed = false

  constructor(engine: LiveEngine, settings: CallSaverSettings) {
    this.#engine = engine
    this.#settings = settings
    const steady = steadyOf(settings.clock)
    // A clock that is set while the hub runs makes no call older or younger.
    const offset = settings.clock.now() - steady()
    this.#now = () => steady() + offset
  }

  /** This point of time, as the file sees calls. */
  get moment(): CallMoment {
    const { run, limits } = this.#settings
    return { run, now: this.#now(), ageMs: limits.ageMs }
  }

  /**
   * Stores an intent of so many bytes, if nothing is known of it.
   *
   * @throws EngineFailure if the file cannot even be asked what it knows
   */
  async begin(intent: CallIntent, bytes: number): Promise<BeginOutcome> {
    if (this.#isClosed) throw CLOSED
    if (this.#fault) return this.#lookUp(intent, this.#fault)
    if (this.#queue.length >= MAX_WAITING) throw BUSY
    return new Promise<BeginOutcome>((resolve, reject) => {
      this.#queue.add({ change: { does: 'begin', intent, bytes }, resolve, reject, isRefused: false })
      this.#start()
    })
  }

  /** Saves the end of a call. Resolves once it is saved, or cannot be for now; `saved` is called when it is. */
  end(change: Exclude<CallChange, { does: 'begin' }>, saved: () => void): Promise<void> {
    return new Promise((resolve) => {
      this.#queue.add({ change, saved, told: resolve })
      if (this.#fault || this.#isClosed) resolve()
      else this.#start()
    })
  }

  /** Saves what can be saved at once; what fails now is lost. */
  async close(): Promise<void> {
    if (this.#isClosed) return
    this.#isClosed = true
    this.#retry?.()
    for (const each of this.#queue.takeBegins()) each.reject(CLOSED)
    await this.#saving
    if (this.#queue.length > 0) await this.#saveAll()
  }

  #start(): void {
    this.#saving ??= this.#saveAll().finally(() => {
      this.#saving = undefined
      // What came in the very turn in which the last batch was saved.
      if (this.#queue.length > 0 && !this.#fault && !this.#isClosed) this.#start()
    })
  }

  /** Saves all that waits. Without anything to save it finds out whether it could. */
  async #saveAll(): Promise<void> {
    do {
      if (!(await this.#save(this.#queue.take()))) return
    } while (this.#queue.length > 0)
  }

  async #save(batch: readonly QueuedChange[]): Promise<boolean> {
    const { clock, limits, isSynced } = this.#settings
    const alarm = clock.after(PATIENCE_MS, () => this.#stuck(batch))
    let outcomes: readonly CallOutcome[]
    try {
      await this.#engine.repair()
      const changes = batch.map(({ change }) => change)
      outcomes = await this.#engine.current.saveCalls({ ...this.moment, changes, limits, isSynced })
    } catch (error) {
      this.#failed(batch, error)
      return false
    } finally {
      alarm()
    }
    this.#saved(batch, outcomes)
    return true
  }

  #saved(batch: readonly QueuedChange[], outcomes: readonly CallOutcome[]): void {
    this.#failures = 0
    this.#fault = undefined
    this.#settings.condition.set('calls')
    for (const [at, each] of batch.entries()) {
      const outcome = outcomes[at] ?? { is: 'saved' }
      if (isEnd(each)) {
        each.saved()
        each.told()
      } else if (!each.isRefused) each.resolve(outcome)
      else if (outcome.is === 'fresh') this.#forget(each)
    }
  }

  #failed(batch: readonly QueuedChange[], error: unknown): void {
    this.#engine.failed(error)
    this.#fault = faultOf(error)
    const fault = this.#fault
    this.#settings.condition.set('calls', fault)
    this.#queue.putBack(batch.filter(isEnd))
    // A thread that died may have stored what it was given.
    const isStored = fault.code === 'thread_ended'
    for (const each of batch.filter(isBegin)) {
      if (isStored) this.#forget(each)
      if (!each.isRefused) this.#lookUp(each.change.intent, fault).then(each.resolve, each.reject)
    }
    for (const each of this.#queue.takeBegins())
      this.#lookUp(each.change.intent, fault).then(each.resolve, each.reject)
    for (const each of this.#queue.ends) each.told()
    this.#tryAgain()
  }

  /** The disk does not answer: whoever waits for it is told, and what is under way is taken for lost. */
  #stuck(batch: readonly QueuedChange[]): void {
    this.#fault = faultOf(STUCK)
    this.#settings.condition.set('calls', this.#fault)
    for (const each of batch.filter(isBegin)) each.isRefused = true
    for (const each of [...batch.filter(isBegin), ...this.#queue.takeBegins()]) each.reject(STUCK)
    for (const each of [...batch.filter(isEnd), ...this.#queue.ends]) each.told()
  }

  #tryAgain(): void {
    if (this.#isClosed) return
    this.#retry = this.#settings.clock.after(retryMs(++this.#failures), () => this.#start())
    this.#retry.unref?.()
  }

  /** Forgets an intent that may be stored, although its caller was told otherwise. */
  #forget({ change: { intent } }: QueuedBegin): void {
    this.#queue.add({ change: { does: 'forget', intent }, saved() {}, told() {} })
  }

  /** Answers a begin that cannot be stored by what the file knows. */
  async #lookUp(intent: CallIntent, fault: StoreFault): Promise<BeginOutcome> {
    if (fault.code === STUCK.code) throw STUCK
    const asked = this.#engine.current.findCalls({ ...this.moment, intents: [intent] })
    const [known] = await this.#patiently(asked)
    return known ?? { is: 'unstored', fault }
  }

  #patiently<Result>(asked: Promise<Result>): Promise<Result> {
    return new Promise((resolve, reject) => {
      const alarm = this.#settings.clock.after(PATIENCE_MS, () => reject(STUCK))
      asked.then(resolve, reject).finally(alarm)
    })
  }
}

const STUCK = new EngineFailure('stuck', `the disk has not answered for ${PATIENCE_MS / 1000} seconds`)
const BUSY = new EngineFailure('busy', `${MAX_WAITING} calls with a key wait for the disk`)
const CLOSED = new EngineFailure('closed', 'the hub stops')
