import { type Alarm, type Clock, steadyOf, systemClock } from './clock.js'

/** Lengths whose timers are kept while nothing waits; beyond that number, an idle timer is dropped. */
const KEPT_LENGTHS = 16

/** A wait that was started. It is in the queue of those that are as long, between two others. */
export interface Wait<T> {
  readonly item: T
  readonly timeoutMs: number
  readonly startedMs: number
  before: Wait<T> | undefined
  after: Wait<T> | undefined
  hasEnded: boolean
}

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

  /** Starts the wait of an item. */
  start(item: T, timeoutMs: number): Wait<T> {
    let queue = this.#queues.get(timeoutMs)
    if (!queue) {
      const late = (each: T): void => {
        this.#late(each)
        this.#tidy(timeoutMs)
      }
      queue = new Queue(timeoutMs, late, this.#clock)
      this.#queues.set(timeoutMs, queue)
    }
    return queue.start(item)
  }

  /** Ends a wait; one that has ended stays so. */
  end(wait: Wait<T>): void {
    if (wait.hasEnded) return
    this.#queues.get(wait.timeoutMs)?.end(wait)
    this.#tidy(wait.timeoutMs)
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

/**
 * Waits of one length: the first to start is the first to end. A linked list, whose waits let go of one another as they
 * end. A `Map` would leave old tables behind, each of which keeps the next one alive until the whole heap is collected.
 */
class Queue<T> {
  readonly #timeoutMs: number
  readonly #late: (item: T) => void
  readonly #clock: Clock
  readonly #now: () => number
  #first: Wait<T> | undefined
  #last: Wait<T> | undefined
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
    return this.#first === undefined
  }

  start(item: T): Wait<T> {
    if (!this.#alarm) this.#arm(this.#timeoutMs)
    else if (this.isEmpty) this.#alarm.ref?.()
    const before = this.#last
    const startedMs = this.#now()
    const wait = { item, timeoutMs: this.#timeoutMs, startedMs, before, after: undefined, hasEnded: false }
    if (before) before.after = wait
    else this.#first = wait
    this.#last = wait
    return wait
  }

  end(wait: Wait<T>): void {
    this.#unlink(wait)
    if (this.isEmpty) this.#alarm?.unref?.()
  }

  close(): void {
    while (this.#first) this.#unlink(this.#first)
    this.#alarm?.()
  }

  #unlink(wait: Wait<T>): void {
    const { before, after } = wait
    if (before) before.after = after
    else this.#first = after
    if (after) after.before = before
    else this.#last = before
    wait.before = undefined
    wait.after = undefined
    wait.hasEnded = true
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
    // Items that `late` starts are appended, and visited here, too.
    for (let wait = this.#first; wait; wait = this.#first) {
      const leftMs = wait.startedMs + this.#timeoutMs - now
      // A timer may fire a fraction of a millisecond early.
      if (leftMs >= 1) return this.#arm(leftMs)
      this.#unlink(wait)
      this.#late(wait.item)
    }
    this.#alarm = undefined
  }
}
