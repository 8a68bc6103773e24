/** The time, and timers: the machine's own clock, or one that a test controls. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number
  /** Milliseconds that only grow, for the length of waits; `now` can be set back. Default: `now`. */
  steady?(): number
  /** Runs `wake` once after `delayMs`; returns what cancels it. */
  after(delayMs: number, wake: () => void): Alarm
}

/** Cancels a timer. That of the machine's clock can also let the process end before it fires. */
export interface Alarm {
  (): void
  /** Keeps the process alive until the timer fires, as it does from the start. */
  ref?(): void
  /** Lets the process end before the timer fires. */
  unref?(): void
}

/** Longest delay that `setTimeout` accepts: Node fires longer ones after a millisecond. */
const LONGEST_TIMER_MS = 2 ** 31 - 1

/** The machine's clock: milliseconds since 1970, and timers of any length. */
export const systemClock: Clock = {
  now: () => Date.now(),
  steady: () => performance.now(),
  after: wakeAfter,
}

/** Waits in pieces where the delay exceeds the longest timer. */
function wakeAfter(delayMs: number, wake: () => void): Alarm {
  let timer: NodeJS.Timeout
  let isHeld = true
  const wait = (leftMs: number): void => {
    const pieceMs = Math.min(leftMs, LONGEST_TIMER_MS)
    timer = setTimeout(() => (pieceMs < leftMs ? wait(leftMs - pieceMs) : wake()), pieceMs)
    if (!isHeld) timer.unref()
  }
  wait(delayMs)
  return Object.assign(() => clearTimeout(timer), {
    ref() {
      isHeld = true
      timer.ref()
    },
    unref() {
      isHeld = false
      timer.unref()
    },
  })
}

/** Gives the clock's milliseconds that only grow. */
export const steadyOf = (clock: Clock): (() => number) => {
  const { steady } = clock
  return steady ? steady.bind(clock) : clock.now.bind(clock)
}

/** Runs something again and again, so many milliseconds apart and without drift; what it returns ends that. */
export function every(clock: Clock, intervalMs: number, run: () => void): Alarm {
  const now = steadyOf(clock)
  let dueAt = now()
  let isHeld = true
  let alarm: Alarm
  const wait = (): void => {
    // What was missed while the machine slept is not made up for.
    dueAt = Math.max(dueAt + intervalMs, now())
    alarm = clock.after(dueAt - now(), () => {
      wait()
      run()
    })
    if (!isHeld) alarm.unref?.()
  }
  wait()
  return Object.assign(() => alarm(), {
    ref() {
      isHeld = true
      alarm.ref?.()
    },
    unref() {
      isHeld = false
      alarm.unref?.()
    },
  })
}
