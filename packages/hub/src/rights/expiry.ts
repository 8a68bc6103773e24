import type { Alarm, Clock } from '@rookery/transport'

/** The time is looked at this often: timers stand still while the machine sleeps, and clocks are set. */
const LOOK_MS = 60 * 60_000

/** Calls `expired` once the clock has reached a time in unix milliseconds, however far off; returns what ends that. */
export function whenReached(clock: Clock, atMs: number, expired: () => void): Alarm {
  let alarm: Alarm
  const look = (): void => {
    const leftMs = atMs - clock.now()
    if (leftMs <= 0) return expired()
    alarm = clock.after(Math.min(leftMs, LOOK_MS), look)
    alarm.unref?.()
  }
  alarm = clock.after(Math.max(0, Math.min(atMs - clock.now(), LOOK_MS)), look)
  alarm.unref?.()
  return () => alarm()
}
