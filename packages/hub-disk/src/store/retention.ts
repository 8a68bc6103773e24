import { type Clock, every } from '@rookery/transport'
import type { CallMoment } from '../engine/calls.js'
import type { LiveEngine } from './live-engine.js'

/** Limits of the history on disk. */
export interface HistoryLimits {
  /** Milliseconds since admission. */
  readonly ageMs: number
  /** Size of the file, without the calls with idempotency keys. */
  readonly bytes: number
}

const EVENTS_SWEEP_MS = 10_000
const CALLS_SWEEP_MS = 10 * 60_000
const CLIENTS_SWEEP_MS = 60 * 60_000

/** Forgets what is too old or too much, in small steps between writes. Returns how to stop. */
export const retain = (engine: LiveEngine, limits: HistoryLimits, clock: Clock): (() => void) =>
  sweep(engine, clock, EVENTS_SWEEP_MS, (current) => {
    const now = clock.now()
    return current.retain({ now, olderThan: now - limits.ageMs, bytes: limits.bytes })
  })

/** Time after which a client that nobody uses is forgotten, unless events are kept for longer. */
const UNUSED_MS = 90 * 24 * 60 * 60_000

/** Forgets clients and cursors that nobody uses, in small steps, too. Returns how to stop. */
export const retainClients = (engine: LiveEngine, { ageMs }: HistoryLimits, clock: Clock): (() => void) =>
  sweep(engine, clock, CLIENTS_SWEEP_MS, (current) => {
    const now = clock.now()
    return current.forgetClients({ now, unusedSince: now - Math.max(ageMs, UNUSED_MS) })
  })

/** Forgets calls that are too old, in small steps, too. Returns how to stop. */
export const retainCalls = (engine: LiveEngine, momentNow: () => CallMoment, clock: Clock): (() => void) =>
  sweep(engine, clock, CALLS_SWEEP_MS, (current) => current.forgetCalls(momentNow()))

/**
 * Takes steps until one says that it was the last, at intervals. Each is a request of its own, so that writes that wait come
 * between two of them. Returns how to stop.
 */
function sweep(
  engine: LiveEngine,
  clock: Clock,
  intervalMs: number,
  step: (current: LiveEngine['current']) => Promise<boolean>,
): () => void {
  let isRunning = false
  const run = async (): Promise<void> => {
    if (isRunning) return
    isRunning = true
    try {
      while (isRunning && !(await step(engine.current))) {}
    } catch (error) {
      // It is tried again at the next sweep; a full disk is told by the writer.
      engine.failed(error)
    }
    isRunning = false
  }
  const alarm = every(clock, intervalMs, () => void run())
  alarm.unref?.()
  return () => {
    isRunning = false
    alarm()
  }
}
