import os from 'node:os'
import { type Clock, steadyOf, systemClock } from '@rookery/transport'

/** Clocks of the machine. */
export interface TimeSources {
  /** Milliseconds on the wall's clock, which anybody may set. */
  wall(): number
  /** Milliseconds that only grow, but stand still while the machine sleeps. */
  steady(): number
  /** Seconds since the machine was started, its sleep included; too dear to be asked for each event. */
  uptime(): number
}

/** Clocks behind a clock. One that a test owns does not sleep with the machine. */
export const sourcesOf = (clock: Clock): TimeSources => {
  const steady = steadyOf(clock)
  return {
    wall: () => clock.now(),
    steady,
    uptime: () => (clock === systemClock ? os.uptime() : steady() / 1000),
  }
}

/** The wall's clock and the steady one disagree by more than this: one was set, or the machine has slept. */
const JUMP_MS = 1_000
/** A shorter sleep cannot be told from an uptime that is rounded to seconds. */
const SLEEP_MS = 2_000
const LOOK_MS = 10_000

/**
 * The clock by which the age of events is told: milliseconds that only grow, whatever the wall's clock is set to, and
 * that go on while the machine sleeps. The wall's clock says when to look whether it has slept, and how long it slept is
 * the time by which its uptime has grown more than the steady clock. Where there is no uptime, a wall's clock that
 * jumps forward counts as sleep, since a stale message does more harm than a missed one.
 */
export function eventClock(sources: TimeSources = sourcesOf(systemClock)): () => number {
  const started = { steady: sources.steady(), wall: sources.wall(), uptimeMs: uptimeMs(sources) }
  let asleepMs = 0
  let looked = started

  const sleepOf = (steady: number, wall: number): number => {
    const now = uptimeMs(sources)
    const awakeMs = steady - started.steady
    if (now !== undefined && started.uptimeMs !== undefined) return now - started.uptimeMs - awakeMs
    return asleepMs + wall - looked.wall - (steady - looked.steady)
  }
  return () => {
    const steady = sources.steady()
    const wall = sources.wall()
    const jumpMs = wall - looked.wall - (steady - looked.steady)
    if (Math.abs(jumpMs) > JUMP_MS || steady - looked.steady > LOOK_MS) {
      const sleepMs = sleepOf(steady, wall)
      if (sleepMs - asleepMs > SLEEP_MS) asleepMs = sleepMs
      looked = { ...started, steady, wall }
    }
    return started.wall + steady - started.steady + asleepMs
  }
}

/** Milliseconds; undefined where the system does not tell. */
function uptimeMs({ uptime }: TimeSources): number | undefined {
  try {
    return uptime() * 1000
  } catch {
    return undefined
  }
}
