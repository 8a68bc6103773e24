import type { PaceLimits, PaceOptions, Rate } from '@rookery/hub'
import { type Infer, integer, literal, object, partial, refine, scalar, union } from '@rookery/schema'
import { duration, durationOrNone } from './scalars.js'

const spansMs = { s: 1_000, min: 60_000, h: 3_600_000 } as const
const LONGEST_SPAN_MS = 24 * spansMs.h
const MOST = 1_000
/** That of the hub. */
const DEFAULT_DEADLINE_MS = 20_000
const RATE = /^(\d{1,5})\/(\d{1,5})?(s|min|h)(?: burst (\d{1,5}))?$/
const rateAllowed = `a number of sends and a time, such as 20/min, 1/s, 1/3s or 1/s burst 20; 1 to ${MOST} of them in at most 24h`

function parseRate(text: string): Rate | undefined {
  const [, count, times = '1', unit, burst] = RATE.exec(text) ?? []
  if (count === undefined || unit === undefined) return undefined
  const perMs = Number(times) * spansMs[unit as keyof typeof spansMs]
  const numbers = [Number(count), ...(burst === undefined ? [] : [Number(burst)])]
  const isPossible =
    numbers.every((each) => each >= 1 && each <= MOST) && perMs > 0 && perMs <= LONGEST_SPAN_MS
  if (!isPossible) return undefined
  return { count: Number(count), perMs, ...(burst !== undefined && { burst: Number(burst) }) }
}

const rate = scalar({ types: ['string'], parse: parseRate, allowed: rateAllowed })

const limits = refine(
  object(
    partial({
      account: rate,
      group: rate,
      user: rate,
      jitter: durationOrNone,
      warm_up: durationOrNone,
      deadline: duration,
    }),
  ),
  ({ account, group, user, jitter = 0, deadline = DEFAULT_DEADLINE_MS }, { at }, { addIssue }) => {
    const isAny = account !== undefined || group !== undefined || user !== undefined
    if (!isAny)
      addIssue({ ...at, found: 'no limit', allowed: 'account, group or user; or off, gentle, strict' })
    const isPossible = jitter < deadline
    if (!isPossible)
      addIssue({
        ...at,
        found: 'a jitter as long as the deadline',
        allowed: 'a shorter jitter: what waits could not be sent',
      })
    return isAny && isPossible
  },
)

/** Pace of sending: the name of one, or limits. */
export const pace = union([literal(['off', 'gentle', 'strict']), limits])

/** Breaker of an implementation, or of a receiver of events. */
export const breaker = union([
  literal(['off']),
  object({
    failures: integer({ min: 1, max: 1_000, allowed: 'a whole number from 1 to 1000' }),
    open: duration,
  }),
])

/** Converts the pace of the file to the hub's option. */
export function toPace(file: Infer<typeof pace>): PaceOptions {
  if (typeof file === 'string') return file
  const { jitter, warm_up, deadline, ...rates } = file
  const more: PaceLimits = {
    ...(jitter !== undefined && { jitterMs: jitter }),
    ...(warm_up !== undefined && { warmUpMs: warm_up }),
    ...(deadline !== undefined && { deadlineMs: deadline }),
  }
  return { ...rates, ...more }
}

/** Converts the breaker of the file to the hub's option. */
export const toBreaker = (file: Infer<typeof breaker>) =>
  typeof file === 'string' ? file : { failures: file.failures, openMs: file.open }
