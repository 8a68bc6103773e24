import { LONGEST_TIMER_MS } from './clock.js'

/** Lengths whose timers are kept while nothing waits; beyond that number, an idle timer is dropped. */
const KEPT_LENGTHS = 16

/**
 * Reports waits that take too long. Waits of one length share a timer, because a timer for each would cost more than
 * most of the work that is waited for.
 */
export class Deadlines<T> {
  readonly #late: (item: T) => void
  readonly #queues = new Map<number, Queue<T>>()

  /** `late` is called for each item that was not ended in time. */
  constructor(late: (item: T) => void) {
    this.#late = late
  }

  /** Starts, or restarts, the wait of an item. */
  start(item: T, timeoutMs: number): void {
    let queue = this.#queues.get(timeoutMs)
    if (!queue) {
      queue = new Queue(timeoutMs, (late) => {
        this.#late(late)
        this.#tidy(timeoutMs)
      })
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
  readonly #startedMs = new Map<T, number>()
  /**
   * Keeps running while nothing waits, without keeping the process alive: most waits end before the next one starts.
   */
  #timer: NodeJS.Timeout | undefined

  constructor(timeoutMs: number, late: (item: T) => void) {
    this.#timeoutMs = timeoutMs
    this.#late = late
  }

  get isEmpty(): boolean {
    return this.#startedMs.size === 0
  }

  start(item: T): void {
    this.#startedMs.delete(item)
    this.#startedMs.set(item, performance.now())
    if (!this.#timer) this.#arm(this.#timeoutMs)
    else if (this.#startedMs.size === 1) this.#timer.ref()
  }

  end(item: T): void {
    if (this.#startedMs.delete(item) && this.isEmpty) this.#timer?.unref()
  }

  close(): void {
    this.#startedMs.clear()
    clearTimeout(this.#timer)
  }

  #arm(delayMs: number): void {
    this.#timer = setTimeout(() => this.#check(), Math.min(delayMs, LONGEST_TIMER_MS))
  }

  #check(): void {
    const now = performance.now()
    for (const [item, startedMs] of this.#startedMs) {
      const leftMs = startedMs + this.#timeoutMs - now
      // A timer may fire a fraction of a millisecond early.
      if (leftMs >= 1) return this.#arm(leftMs)
      this.#startedMs.delete(item)
      // Items that `late` starts are appended, and visited here, too.
      this.#late(item)
    }
    this.#timer = undefined
  }
}
