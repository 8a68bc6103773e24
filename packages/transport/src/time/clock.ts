/** The time, and timers: the machine's own clock, or one that a test controls. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number
  /** Runs `wake` once after `delayMs`; returns a function that cancels it. */
  after(delayMs: number, wake: () => void): () => void
}

/** Longest delay that `setTimeout` accepts: Node fires longer ones after a millisecond. */
export const LONGEST_TIMER_MS = 2 ** 31 - 1

/** The machine's clock: milliseconds since 1970, and timers of any length. */
export const systemClock: Clock = { now: () => Date.now(), after: wakeAfter }

/** Waits in pieces where the delay exceeds the longest timer. */
function wakeAfter(delayMs: number, wake: () => void): () => void {
  let timer: NodeJS.Timeout
  const wait = (leftMs: number): void => {
    const pieceMs = Math.min(leftMs, LONGEST_TIMER_MS)
    timer = setTimeout(() => (pieceMs < leftMs ? wait(leftMs - pieceMs) : wake()), pieceMs)
  }
  wait(delayMs)
  return () => clearTimeout(timer)
}
