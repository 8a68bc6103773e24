/** What time it is, and waking up later: the machine's own clock, or one that a test owns. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number
  /** Runs `wake` once after so many milliseconds; what it returns takes that back. */
  after(delayMs: number, wake: () => void): () => void
}

/** Node makes a millisecond of every longer time. */
export const LONGEST_TIMER_MS = 2 ** 31 - 1

/** The machine's clock: milliseconds since 1970, and timers of any length. */
export const systemClock: Clock = { now: () => Date.now(), after: wakeAfter }

/** What is further away than a timer can wait is waited for in pieces. */
function wakeAfter(delayMs: number, wake: () => void): () => void {
  let timer: NodeJS.Timeout
  const wait = (leftMs: number): void => {
    const pieceMs = Math.min(leftMs, LONGEST_TIMER_MS)
    timer = setTimeout(() => (pieceMs < leftMs ? wait(leftMs - pieceMs) : wake()), pieceMs)
  }
  wait(delayMs)
  return () => clearTimeout(timer)
}
