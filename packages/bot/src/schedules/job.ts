import type { IdInput } from '@rookery/protocol'
import type { Clock } from '@rookery/transport'
import { BotClosed, BotUsageError, JobFailed } from '../errors.js'
import { messageIn, type Sent } from '../message/answer.js'
import type { Outgoing } from '../message/outgoing.js'
import type { Store } from '../storage/storage.js'
import type { JobHandler, JobOptions, JobPlace } from './job-options.js'
import { type Plan, type Scheduled, schedule } from './schedule.js'
import { type NextRun, readWhen, type When } from './when.js'

/** Parts of the bot that jobs use. */
export interface JobHost<B> {
  readonly clock: Clock
  /** Whether the job's plugin is switched off at its destination. */
  isOff(to: object | undefined): boolean
  /** Store of the times at which jobs last ran. */
  store(): Store
  /** Settles once an account, or any, is online. @throws NotReady, BotClosed */
  ready(self_id: IdInput | undefined, timeoutMs: number | undefined): Promise<unknown>
  botOf(self_id: IdInput | undefined): B
  send(to: JobPlace, message: Outgoing): Promise<Sent>
  failed(error: JobFailed): void
}

/** A job as its author gave it. */
export interface JobSpec<B> {
  readonly name: string
  readonly when: When
  readonly options: JobOptions
  readonly handler: JobHandler<B>
}

/** A scheduled job. */
export class Job<B> implements Scheduled {
  readonly name: string
  readonly #options: JobOptions
  readonly #nextRun: NextRun
  readonly #handler: JobHandler<B>
  readonly #host: JobHost<B>
  readonly over: Promise<void>
  #scheduled: Plan | undefined
  #isOver = false
  #running = 0
  #tellOver: () => void = () => {}

  constructor({ name, when, options, handler }: JobSpec<B>, host: JobHost<B>) {
    this.name = name
    this.#options = options
    this.#nextRun = readWhen(when, options.timezone)
    this.#handler = handler
    this.#host = host
    this.over = new Promise((resolve) => {
      this.#tellOver = resolve
    })
    if (options.missed !== 'once') return
    if (options.name !== undefined) return
    throw new BotUsageError(
      'bad_schedule',
      `a job with missed: 'once' needs a name of its own, by which its last run is kept`,
    )
  }

  get next(): Date | undefined {
    return this.#scheduled?.next
  }

  /** Starts the wait, by the bot's current clock. */
  start(): void {
    if (this.#isOver) return
    this.#scheduled?.cancel()
    this.#scheduled = schedule(this.#host.clock, this.#nextRun, (dueMs) => this.#run(dueMs, false))
  }

  /** Makes up for a run missed while the process was down, if there was one. It never rejects. */
  async catchUp(): Promise<void> {
    if (this.#options.missed !== 'once') return
    try {
      const missedMs = await this.#missedMs()
      if (missedMs !== undefined) await this.#run(missedMs, true)
    } catch (error) {
      this.#host.failed(new JobFailed(this.name, error))
    }
  }

  cancel(): void {
    this.#isOver = true
    this.#scheduled?.cancel()
    this.#tellOver()
  }

  [Symbol.dispose](): void {
    this.cancel()
  }

  /** Runs it. It never rejects. */
  async #run(dueMs: number, isMissed: boolean): Promise<void> {
    this.#running += 1
    try {
      if (this.#host.isOff(this.#options.to)) return
      await this.#host.ready(this.#options.to?.self_id, this.#waitMs())
      if (this.#isOver) return
      await this.#keep(isMissed ? this.#host.clock.now() : dueMs)
      await this.#perform(dueMs, isMissed)
    } catch (error) {
      // A closed bot does nothing more, and need not report it.
      if (error instanceof BotClosed) return
      this.#host.failed(new JobFailed(this.name, error))
    } finally {
      this.#running -= 1
      if (this.next === undefined && this.#running === 0) this.#tellOver()
    }
  }

  /** Time at which a run was missed since the last one; undefined if none was. */
  async #missedMs(): Promise<number | undefined> {
    const store = this.#host.store()
    const nowMs = this.#host.clock.now()
    const lastMs = await store.get<number>(this.name)
    // From now on missed runs can be detected.
    if (lastMs === undefined) await store.set(this.name, nowMs)
    const dueMs = lastMs === undefined ? undefined : this.#nextRun(lastMs)
    return dueMs !== undefined && dueMs <= nowMs ? dueMs : undefined
  }

  /** Time to wait for an account: until just before the next run, which would otherwise be skipped. */
  #waitMs(): number | undefined {
    if (this.#options.waitMs !== undefined) return this.#options.waitMs
    const nextMs = this.next?.getTime()
    if (nextMs === undefined) return undefined
    return Math.max(0, nextMs - this.#host.clock.now() - 1)
  }

  /** Stores the time of a run before it starts: a run that may have happened is not repeated. */
  async #keep(atMs: number): Promise<void> {
    if (this.#options.missed === 'once') await this.#host.store().set(this.name, atMs)
  }

  async #perform(dueMs: number, isMissed: boolean): Promise<void> {
    const send = (message: Outgoing): Promise<Sent> => this.#send(message)
    const bot = this.#host.botOf(this.#options.to?.self_id)
    const answer = await this.#handler({ name: this.name, bot, dueAt: new Date(dueMs), isMissed, send })
    const message = messageIn(answer, () => `job ${this.name}`)
    if (message !== undefined) await send(message)
  }

  async #send(message: Outgoing): Promise<Sent> {
    const { to } = this.#options
    if (to) return this.#host.send(to, message)
    throw new BotUsageError('nowhere_to_send', `job ${this.name} says something, but has no "to"`)
  }
}
