import type { Clock } from '@rookery/transport'
import type { NextRun } from './when.js'

/** A plan that waits for its next run. */
export interface Plan extends Disposable {
  /** Time of the next run; undefined if there is none. */
  readonly next: Date | undefined
  /** Cancels it; a run in progress continues to its end. */
  cancel(): void
}

/** A scheduled job, as its author sees it. */
export interface Scheduled extends Plan {
  /** Settles when it has run for the last time, or was cancelled. */
  readonly over: Promise<void>
}

/**
 * Longest wait before the clock is read again: `setTimeout` accepts at most 2^31 ms, and the clock may be set
 * meanwhile.
 */
const LOOK_AGAIN_MS = 60 * 60_000

/**
 * Runs a job whenever it is due, by a clock. A run that becomes due while the last one is still in progress is skipped:
 * jobs do not pile up. The job gets the time when it was due; it must not reject.
 */
export function schedule(clock: Clock, nextRun: NextRun, job: (dueMs: number) => Promise<void>): Plan {
  let nextMs = nextRun(clock.now())
  let isRunning = false
  let stopWaiting: () => void = () => {}
  const wait = (): void => {
    if (nextMs === undefined) return
    stopWaiting = clock.after(Math.min(Math.max(0, nextMs - clock.now()), LOOK_AGAIN_MS), look)
  }
  const look = (): void => {
    const nowMs = clock.now()
    if (nextMs !== undefined && nowMs >= nextMs) {
      // Counted from the due time: an interval does not drift. Runs missed during sleep are not made up for.
      const dueMs = nextMs
      nextMs = nextRunAfter(nextRun, dueMs, nowMs)
      run(dueMs)
    } else if (nextMs !== undefined) {
      // If the clock was set back, the next run is earlier, too.
      nextMs = Math.min(nextMs, nextRun(nowMs) ?? nextMs)
    }
    wait()
  }
  const run = (dueMs: number): void => {
    if (isRunning) return
    isRunning = true
    void job(dueMs).finally(() => {
      isRunning = false
    })
  }
  const cancel = (): void => {
    nextMs = undefined
    stopWaiting()
  }
  wait()
  return {
    get next() {
      return nextMs === undefined ? undefined : new Date(nextMs)
    },
    cancel,
    [Symbol.dispose]: cancel,
  }
}

/** The first run after now, counted from the last one. */
function nextRunAfter(nextRun: NextRun, lastMs: number, nowMs: number): number | undefined {
  const next = nextRun(lastMs)
  return next === undefined || next > nowMs ? next : nextRun(nowMs)
}
