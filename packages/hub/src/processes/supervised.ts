import { type Alarm, type Clock, retryDelayMs, steadyOf } from '@rookery/transport'
import { type Absence, type Failure, type Log, tellAbsence } from '../log/log.js'
import type { ProcessOptions } from '../options.js'
import { Child, type Exit } from './child.js'
import { FileOutput, LogOutput, type Output } from './output.js'

/** Delays before a process is started again, in milliseconds. */
const DELAYS = { firstMs: 1_000, maxMs: 60_000 }
/** A run that lasted this long resets the delays. */
const STABLE_MS = 60_000
/** Milliseconds from SIGTERM to SIGKILL. */
export const KILL_AFTER_MS = 5_000
const DRAIN_MS = 500

/** Services that a supervised process uses. */
export interface SupervisedContext {
  readonly log: Log
  readonly clock: Clock
  /** 0 to 1, for the jitter of the delays. */
  readonly random: () => number
  /** The process was started, for the first time or again. */
  started(upstream: string): void
}

type State =
  | { readonly is: 'running'; readonly child: Child; readonly startedAt: number }
  /** `next`: what follows once the process is gone. */
  | { readonly is: 'ending'; readonly child: Child; next: 'start' | 'stop' }
  | { readonly is: 'waiting'; readonly alarm: Alarm }
  | { readonly is: 'ended' }

/** Condition of a process. */
export interface ProcessCondition {
  readonly state: State['is']
  readonly pid?: number
  /** Why it does not run; undefined while it does. */
  readonly failure?: Failure
}

/** The process of one upstream: started, started again when it ends, and ended with the hub. */
export class Supervised {
  readonly #upstream: string
  readonly #options: ProcessOptions
  readonly #context: SupervisedContext
  readonly #now: () => number
  readonly #output: Output
  readonly #absence: Absence
  #state: State = { is: 'ended' }
  #failures = 0
  #isClosed = false

  constructor(upstream: string, options: ProcessOptions, context: SupervisedContext) {
    this.#upstream = upstream
    this.#options = options
    this.#context = context
    this.#now = steadyOf(context.clock)
    const { log, clock } = context
    const settings = { upstream, log, clock }
    const { log: path = 'hub' } = options
    this.#output = path === 'hub' ? new LogOutput(settings) : new FileOutput(path, settings)
    this.#absence = tellAbsence(
      (why, { retryMs, still, lasting }) =>
        log.warn({ upstream, retryMs, ...(still && lasting) }, `process ${still}not running: ${why}`),
      clock,
    )
  }

  /** Process id while it runs. */
  get pid(): number | undefined {
    return this.#state.is === 'running' ? this.#state.child.pid : undefined
  }

  get condition(): ProcessCondition {
    const { pid } = this
    const { failure } = this.#absence
    return { state: this.#state.is, ...(pid !== undefined && { pid }), ...(failure && { failure }) }
  }

  /** Milliseconds that it has been running; undefined while it does not. */
  get runningMs(): number | undefined {
    return this.#state.is === 'running' ? this.#now() - this.#state.startedAt : undefined
  }

  start(): void {
    if (this.#isClosed) return
    const child = new Child(this.#options, this.#context.clock, (chunk) => this.#output.write(chunk))
    const running: State = { is: 'running', child, startedAt: this.#now() }
    this.#state = running
    if (child.pid !== undefined) this.#tellStarted(child.pid, running)
    void child.exited.then((exit) => {
      if (this.#state === running) void this.#ended(child, running.startedAt, exit)
    })
  }

  /** Ends the process and starts it anew, at once. */
  restart(): void {
    const state = this.#state
    if (state.is === 'waiting') state.alarm()
    if (state.is === 'running') void this.#end(state.child, 'start')
    else if (state.is === 'ending') state.next = this.#isClosed ? 'stop' : 'start'
    else this.start()
  }

  /** Ends the process for good; settles when all of its group is gone. */
  async close(): Promise<void> {
    this.#isClosed = true
    const state = this.#state
    if (state.is === 'waiting') state.alarm()
    if (state.is === 'running') await this.#end(state.child, 'stop')
    if (state.is === 'ending') {
      state.next = 'stop'
      await state.child.end(KILL_AFTER_MS)
    }
    if ('child' in state) await this.#drain(state.child)
    this.#output.close()
  }

  /** Kills the process at once, for a hub that exits without closing. */
  kill(): void {
    if ('child' in this.#state) this.#state.child.kill()
  }

  /** Waits for the last output; what left the group may hold the pipe open. */
  async #drain(child: Child): Promise<void> {
    let late: Alarm = () => {}
    const waited = new Promise<void>((resolve) => {
      late = this.#context.clock.after(DRAIN_MS, resolve)
    })
    await Promise.race([child.drained, waited])
    late()
  }

  #tellStarted(pid: number, running: State): void {
    const { log } = this.#context
    const tell = (): void => log.info({ upstream: this.#upstream, pid }, 'process started')
    this.#absence.over(() => this.#state === running, tell)
    this.#context.started(this.#upstream)
  }

  /** The process has ended by itself: what it left behind is ended, too, before it is started again. */
  async #ended(child: Child, startedAt: number, exit: Exit): Promise<void> {
    const { log, clock, random } = this.#context
    if (this.#now() - startedAt >= STABLE_MS) this.#failures = 0
    const isAgain = await this.#end(child, this.#isStartedAgain(exit) ? 'start' : 'stop', () => {
      const retryMs = retryDelayMs(this.#failures++, { ...DELAYS, random })
      this.#state = { is: 'waiting', alarm: clock.after(retryMs, () => this.start()) }
      this.#absence.lost(exit.why, retryMs)
    })
    if (isAgain || this.#isClosed) return
    log.warn(
      { upstream: this.#upstream, why: exit.why },
      'process ended, and is not started again (see restart)',
    )
  }

  #isStartedAgain({ code }: Exit): boolean {
    const { restart = 'always' } = this.#options
    return restart === 'always' || (restart === 'on-failure' && code !== 0)
  }

  /** Ends all of the group, then does `next`. Returns whether the process is started again. */
  async #end(child: Child, next: 'start' | 'stop', again = () => this.start()): Promise<boolean> {
    const ending: Extract<State, { is: 'ending' }> = { is: 'ending', child, next }
    this.#state = ending
    const isKilled = await child.end(KILL_AFTER_MS)
    if (isKilled)
      this.#context.log.warn({ upstream: this.#upstream }, 'process did not end on SIGTERM, and was killed')
    this.#state = { is: 'ended' }
    if (ending.next === 'start' && !this.#isClosed) again()
    return ending.next === 'start'
  }
}
