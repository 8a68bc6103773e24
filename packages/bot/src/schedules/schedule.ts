import type { Clock } from '@rookery/transport'
import type { NextRun } from './when.js'

/** What waits for its time. */
export interface Plan extends Disposable {
  /** When it runs next; undefined when it never will. */
  readonly next: Date | undefined
  /** Takes it back; a run under way goes on to its end. */
  cancel(): void
}

/** What has been scheduled. */
export interface Scheduled extends Plan {
  /** Settles when it has run for the last time, or was taken back. */
  readonly over: Promise<void>
}

/** A clock of the machine cannot wait for longer than 2^31 ms, and may be set while it waits. */
const LOOK_AGAIN_MS = 60 * 60_000

/**
 * Runs a job whenever its time has come, by a clock. A run that is still under way when the next is due makes that one
 * fall out: jobs do not pile up. The job gets the time when it was due; it must not reject.
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
      // From the time that it should have been: an interval does not drift. What was slept through is not made up for.
      const dueMs = nextMs
      nextMs = nextRunAfter(nextRun, dueMs, nowMs)
      run(dueMs)
    } else if (nextMs !== undefined) {
      // A clock that was set back has its next run earlier, too.
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

/** The first run after now that follows in the row of the last one. */
function nextRunAfter(nextRun: NextRun, lastMs: number, nowMs: number): number | undefined {
  const next = nextRun(lastMs)
  return next === undefined || next > nowMs ? next : nextRun(nowMs)
}
