import { type Clock, steadyOf } from '@rookery/transport'
import type { Log } from '../log/log.js'
import { SummedUp } from '../log/summed-up.js'
import type { ProcessOptions, UpstreamOptions } from '../options.js'
import { type ProcessCondition, Supervised } from './supervised.js'

const HOUR_MS = 60 * 60_000
/** Restarts for silence within an hour. */
const MOST_RESTARTS = 3
/** A process may be silent for as long as it takes to start. */
const STARTING_MS = 60_000

/** Services that the processes use. */
export interface ProcessesContext {
  readonly log: Log
  readonly clock: Clock
  /** 0 to 1, for the jitter of the delays. Default: `Math.random`. */
  readonly random?: () => number
}

/** The processes that the hub starts and supervises, by the names of their upstreams. */
export class Processes {
  readonly #context: ProcessesContext
  readonly #now: () => number
  readonly #all = new Map<string, Supervised>()
  /** Times of restarts for silence. */
  readonly #restartedAt = new Map<string, number[]>()
  readonly #refused: SummedUp
  #started: (upstream: string) => void = () => {}
  #isStarted = false

  constructor(upstreams: readonly UpstreamOptions[], context: ProcessesContext) {
    this.#context = context
    this.#now = steadyOf(context.clock)
    this.#refused = new SummedUp(context.clock, (count, upstream) =>
      context.log.warn(
        { upstream, count },
        'silent process not restarted: it was three times within the hour',
      ),
    )
    for (const { name, process: options } of upstreams) if (options) this.#add(name, options)
  }

  /** Calls `listener` whenever a process was started. */
  onStart(listener: (upstream: string) => void): void {
    this.#started = listener
  }

  start(): void {
    this.#isStarted = true
    if (this.#all.size > 0) process.once('exit', this.#kill)
    for (const each of this.#all.values()) each.start()
  }

  /** Ends the process of an upstream, if it has one, and starts that of other options in its place. */
  async replace(upstream: string, options: ProcessOptions | undefined): Promise<void> {
    const former = this.#all.get(upstream)
    this.#all.delete(upstream)
    await former?.close()
    if (!options) return
    const supervised = this.#add(upstream, options)
    if (!this.#isStarted) return
    process.off('exit', this.#kill)
    process.once('exit', this.#kill)
    supervised.start()
  }

  #add(upstream: string, options: ProcessOptions): Supervised {
    const { random = Math.random, ...context } = this.#context
    const started = (name: string): void => this.#started(name)
    const supervised = new Supervised(upstream, options, { ...context, random, started })
    this.#all.set(upstream, supervised)
    return supervised
  }

  /** Process id of an upstream's process while it runs. */
  pidOf(upstream: string): number | undefined {
    return this.#all.get(upstream)?.pid
  }

  /** Condition of an upstream's process; undefined if the hub runs none for it. */
  conditionOf(upstream: string): ProcessCondition | undefined {
    return this.#all.get(upstream)?.condition
  }

  /** Restarts the process of an upstream. False if the hub does not run one. */
  restart(upstream: string): boolean {
    const supervised = this.#all.get(upstream)
    if (!supervised) return false
    this.#context.log.info({ upstream }, 'process is restarted')
    supervised.restart()
    return true
  }

  /** Restarts a process that is silent, at most three times an hour. Returns whether it does. */
  restartSilent(upstream: string): boolean {
    const supervised = this.#all.get(upstream)
    if (!supervised || (supervised.runningMs ?? 0) < STARTING_MS) return false
    const now = this.#now()
    const recent = (this.#restartedAt.get(upstream) ?? []).filter((at) => now - at < HOUR_MS)
    this.#restartedAt.set(upstream, recent)
    if (recent.length >= MOST_RESTARTS) {
      this.#refused.add(upstream)
      return false
    }
    recent.push(now)
    this.#context.log.warn({ upstream }, 'process is restarted: three questions in a row were not answered')
    supervised.restart()
    return true
  }

  /** Ends all of them; settles when nothing of their groups is left. */
  async close(): Promise<void> {
    this.#isStarted = false
    await Promise.all([...this.#all.values()].map((each) => each.close()))
    process.off('exit', this.#kill)
  }

  /** Kills all when the hub's process exits without having closed the hub, as at a second signal. */
  readonly #kill = (): void => {
    for (const each of this.#all.values()) each.kill()
  }
}
