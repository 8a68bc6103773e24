import { type Clock, every } from '@rookery/transport'
import type { LiveEngine } from './live-engine.js'

/** Limits of the history on disk. */
export interface HistoryLimits {
  /** Milliseconds since admission. */
  readonly ageMs: number
  /** Size of the file. */
  readonly bytes: number
}

const SWEEP_MS = 10_000

/** Forgets what is too old or too much, in small steps between writes. Returns how to stop. */
export const retain = (engine: LiveEngine, limits: HistoryLimits, clock: Clock): (() => void) =>
  sweep(engine, clock, (current) => {
    const now = clock.now()
    return current.retain({ now, olderThan: now - limits.ageMs, bytes: limits.bytes })
  })

/** Takes steps until one says that it was the last, again and again. Returns how to stop. */
export function sweep(
  engine: LiveEngine,
  clock: Clock,
  step: (current: LiveEngine['current']) => Promise<boolean>,
): () => void {
  let isRunning = false
  const run = async (): Promise<void> => {
    if (isRunning) return
    isRunning = true
    try {
      // Each step is a request of its own, so that writes that wait come between two of them.
      while (isRunning && !(await step(engine.current))) {}
    } catch (error) {
      // It is tried again at the next sweep; a full disk is told by the writer.
      engine.failed(error)
    }
    isRunning = false
  }
  const alarm = every(clock, SWEEP_MS, () => void run())
  alarm.unref?.()
  return () => {
    isRunning = false
    alarm()
  }
}
