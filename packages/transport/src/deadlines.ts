import { type Alarm, type Clock, steadyOf, systemClock } from './clock.js'

/** So many lengths keep their timers while nothing waits; that of one more is hardly used again. */
const KEPT_LENGTHS = 16

/**
 * Tells which of many waits have taken too long. Those of one length share a timer, since a timer for each would cost
 * more than most of what is waited for.
 */
export class Deadlines<T> {
  readonly #late: (item: T) => void
  readonly #clock: Clock
  readonly #queues = new Map<number, Queue<T>>()

  /** `late` learns of everything that was not ended in time. */
  constructor(late: (item: T) => void, clock: Clock = systemClock) {
    this.#late = late
    this.#clock = clock
  }

  /** Starts the wait of something, or starts it again. */
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

/** Waits of one length: the one that was started first ends first. */
class Queue<T> {
  readonly #timeoutMs: number
  readonly #late: (item: T) => void
  readonly #clock: Clock
  readonly #now: () => number
  readonly #startedMs = new Map<T, number>()
  /** Keeps running, but nobody alive, while nothing waits: most waits are over before the next one starts. */
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
    const now = this.#now()
    for (const [item, startedMs] of this.#startedMs) {
      const leftMs = startedMs + this.#timeoutMs - now
      // A timer may be early by a part of a millisecond.
      if (leftMs >= 1) return this.#arm(leftMs)
      this.#startedMs.delete(item)
      // What it starts comes last, and is looked at here too.
      this.#late(item)
    }
    this.#alarm = undefined
  }
}
