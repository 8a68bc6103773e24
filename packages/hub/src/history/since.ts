import { type Mark, markOfText, markOfTime } from './mark.js'

const UNITS: Readonly<Record<string, number>> = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 }
/** Digits are seconds up to here, the year 5138, and milliseconds beyond, from 1973 on. */
const MOST_SECONDS = 99_999_999_999

const ISO = /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?)(Z|[+ -]\d{2}:?\d{2})?)?$/

/** Allowed forms of a time, as errors name them. */
export const TIME_RULE =
  'a unix time in seconds or milliseconds, an ISO 8601 time such as 2026-11-30T08:00:00+08:00, or an age such as 10m, 12h or 7d'
/** Allowed forms of where a reader begins, as errors name them. */
export const SINCE_RULE = `${TIME_RULE}, or the id of an event`

/** Reads where a reader wants to begin, a time up to now or an id that the hub gave; undefined if the text is neither. */
export function readSince(text: string, now: number): Mark | undefined {
  const time = readTime(text, now)
  return time === undefined ? markOfText(text) : markOfTime(Math.min(time, now))
}

/** Unix milliseconds from which on a reader wants all events; undefined if it asked for none. */
export const wantedFrom = (since: string | undefined, now: number): number | undefined =>
  since === undefined ? undefined : (readSince(since, now)?.othersFrom ?? 0)

/** Reads a time in one of the forms of `TIME_RULE`, in unix milliseconds. Without a zone it is local. */
export function readTime(text: string, now: number): number | undefined {
  if (/^\d{1,15}$/.test(text)) return Number(text) <= MOST_SECONDS ? Number(text) * 1_000 : Number(text)
  const [, amount, unit = ''] = /^(\d{1,9})([smhd])$/.exec(text) ?? []
  if (amount !== undefined) return Math.max(0, now - Number(amount) * (UNITS[unit] ?? 0))
  const [, day, time = '00:00', zone = ''] = ISO.exec(text) ?? []
  if (day === undefined) return undefined
  // In a query, the plus of a zone reads as a space.
  const parsed = Date.parse(`${day}T${time}${zone.replace(' ', '+')}`)
  return Number.isNaN(parsed) || parsed < 0 ? undefined : parsed
}
