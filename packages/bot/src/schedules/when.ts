import { Cron } from 'croner'
import { checkOptions } from '../checks/check-options.js'
import { BotUsageError } from '../errors.js'
import { everyOptions } from './job-kinds.js'

/** Time of a job: a cron pattern, an interval in milliseconds, or a date. */
export type When = string | Date | { readonly everyMs: number }

/** Computes the next run after a time, in milliseconds; undefined if there is none. */
export type NextRun = (afterMs: number) => number | undefined

/**
 * Reads the time of a job. `timezone` applies to a cron pattern, such as `Asia/Shanghai`.
 *
 * @throws BotUsageError that says what was found
 */
export function readWhen(when: When, timezone?: string): NextRun {
  if (typeof when === 'string') return cronRuns(when, timezone)
  if (when instanceof Date) return onceAt(when)
  checkOptions('schedule', when ?? null, everyOptions)
  const { everyMs } = when
  if (!Number.isFinite(everyMs) || everyMs <= 0) {
    throw new BotUsageError('bad_schedule', `"everyMs" must be milliseconds above 0, found ${everyMs}`)
  }
  return (afterMs) => afterMs + everyMs
}

function onceAt(when: Date): NextRun {
  const atMs = when.getTime()
  if (Number.isNaN(atMs)) throw new BotUsageError('bad_schedule', 'the date is none')
  return (afterMs) => (atMs > afterMs ? atMs : undefined)
}

function cronRuns(pattern: string, timezone: string | undefined): NextRun {
  try {
    // Paused: it only computes times; the bot's own clock does the waiting.
    const cron = new Cron(pattern, { paused: true, ...(timezone === undefined ? {} : { timezone }) })
    // The time zone is only checked when a run is computed.
    cron.nextRun(new Date(0))
    return (afterMs) => cron.nextRun(new Date(afterMs))?.getTime()
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause)
    throw new BotUsageError('bad_schedule', `cannot read the schedule ${JSON.stringify(pattern)}: ${why}`, {
      cause,
    })
  }
}
