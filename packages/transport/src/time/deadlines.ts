import { type Alarm, type Clock, steadyOf, systemClock } from './clock.js'

/** Lengths whose timers are kept while nothing waits; beyond that number, an idle timer is dropped. */
const KEPT_LENGTHS = 16

/**
 * Reports waits that take too long. Waits of one length share a timer, because a timer for each would cost more than
 * most of the work that is waited for.
 */
export class Deadlines<T> {
  readonly #late: (item: T) => void
  readonly #clock: Clock
  readonly #queues = new Map<number, Queue<T>>()

  /** `late` is called for each item that was not ended in time. */
  constructor(late: (item: T) => void, clock: Clock = systemClock) {
    this.#late = late
    this.#clock = clock
  }

  /** Starts, or restarts, the wait of an item. */
  start(item: T, timeoutMs: number): void {
    let queue = this.#queues.get(timeoutMs)
    if (!queue) {
      const late = (each: T): void => {
        this.#late(each)
        this.#tidy(timeoutMs)
      }
      queue = new Queue(timeoutMs, late, this.#clock)
      this.#queues.set(timeoutMs, queue)
    }
    queue.start(item)
  }

  /** Ends a wait that was started with this timeout. */
  end(item: T, timeoutMs: number): void {
    this.#queues.get(timeoutMs)?.end(item)
    this.#tidy(timeoutMs)
  }

  /** Ends all waits. */
  close(): void {
    for (const queue of this.#queues.values()) queue.close()
    this.#queues.clear()
  }

  #tidy(timeoutMs: number): void {
    if (this.#queues.size <= KEPT_LENGTHS) return
    const queue = this.#queues.get(timeoutMs)
    if (!queue?.isEmpty) return
    queue.close()
    this.#queues.delete(timeoutMs)
  }
}

/** Waits of one length: the first to start is the first to end. */
class Queue<T> {
  readonly #timeoutMs: number
  readonly #late: (item: T) => void
  readonly #clock: Clock
  readonly #now: () => number
  readonly #startedMs = new Map<T, number>()
  /**
   * Keeps running while nothing waits, without keeping the process alive: most waits end before the next one starts.
   */
  #alarm: Alarm | undefined

  constructor(timeoutMs: number, late: (item: T) => void, clock: Clock) {
    this.#timeoutMs = timeoutMs
    this.#late = late
    this.#clock = clock
    this.#now = steadyOf(clock)
  }

  get isEmpty(): boolean {
    return this.#startedMs.size === 0
  }

  start(item: T): void {
    this.#startedMs.delete(item)
    this.#startedMs.set(item, this.#now())
    if (!this.#alarm) this.#arm(this.#timeoutMs)
    else if (this.#startedMs.size === 1) this.#alarm.ref?.()
  }

  end(item: T): void {
    if (this.#startedMs.delete(item) && this.isEmpty) this.#alarm?.unref?.()
  }

  close(): void {
    this.#startedMs.clear()
    this.#alarm?.()
  }

  #arm(delayMs: number): void {
    this.#alarm = this.#clock.after(delayMs, () => this.#check())
  }

  #check(): void {
    try {
      this.#ring()
    } catch (error) {
      // Whatever went wrong for one item, the waits of the others go on.
      this.#arm(0)
      throw error
    }
  }

  #ring(): void {
    const now = this.#now()
    for (const [item, startedMs] of this.#startedMs) {
      const leftMs = startedMs + this.#timeoutMs - now
      // A timer may fire a fraction of a millisecond early.
      if (leftMs >= 1) return this.#arm(leftMs)
      this.#startedMs.delete(item)
      // Items that `late` starts are appended, and visited here, too.
      this.#late(item)
    }
    this.#alarm = undefined
  }
}
