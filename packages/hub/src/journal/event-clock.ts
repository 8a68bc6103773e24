import os from 'node:os'
import { type Clock, steadyOf, systemClock } from '@rookery/transport'

/** Clocks of the machine. */
export interface TimeSources {
  /** Milliseconds of wall time, which may be set. */
  wall(): number
  /** Milliseconds that only grow, but stop while the machine sleeps. */
  steady(): number
  /** Seconds since boot, sleep included; too costly to read for each event. */
  uptime(): number
}

/** The time sources of a clock. An injected clock has no sleep: its uptime is its steady time. */
export const sourcesOf = (clock: Clock): TimeSources => {
  const steady = steadyOf(clock)
  return {
    wall: () => clock.now(),
    steady,
    uptime: () => (clock === systemClock ? os.uptime() : steady() / 1000),
  }
}

/** A larger difference between wall time and steady time means that the clock was set or the machine slept. */
const JUMP_MS = 1_000
/** A shorter sleep is below the resolution of the uptime, which is in seconds. */
const SLEEP_MS = 2_000
const LOOK_MS = 10_000

/**
 * The clock that measures the age of events: milliseconds that only grow, regardless of changes to the wall clock, and
 * that include the machine's sleep. A jump of the wall clock triggers a check for sleep; its length is the growth of the
 * uptime beyond that of the steady clock. Without an uptime, a forward jump of the wall clock counts as sleep, since a
 * stale message does more harm than a missed one.
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

/** Milliseconds; undefined if the system has no uptime. */
function uptimeMs({ uptime }: TimeSources): number | undefined {
  try {
    return uptime() * 1000
  } catch {
    return undefined
  }
}
