import { narrow } from './numbers.js'

const DAYS: Readonly<Record<string, number>> = {
  昨天: -1,
  今天: 0,
  明天: 1,
  后天: 2,
  yesterday: -1,
  today: 0,
  tomorrow: 1,
}

const DATE = /^(?:(\d{4})[-/.年])?(\d{1,2})[-/.月](\d{1,2})日?(?:[T\s]*(\d{1,2})[:点](\d{2})(?::(\d{2}))?)?$/
const TIME = /^(\d{1,2}):(\d{2})(?::(\d{2}))?$/

/**
 * Reads a day or a moment in the machine's time zone: `2026-05-01`, `2026/5/1T08:30`, `5月1日`, `08:30`, `明天`,
 * `tomorrow`. A missing year or day is taken from `now`; a missing time is midnight. With an offset, as in
 * `2026-05-01T08:30:00Z`, it is that exact moment.
 */
export function readDate(text: string, now: number): Date | undefined {
  const plain = narrow(text)
  const days = Object.hasOwn(DAYS, plain.toLowerCase()) ? DAYS[plain.toLowerCase()] : undefined
  const today = new Date(now)
  const [year, month, day] = [today.getFullYear(), today.getMonth() + 1, today.getDate()]
  if (days !== undefined) return new Date(year, month - 1, day + days)
  if (/^\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:?\d\d)$/.test(plain)) return valid(new Date(plain))
  const time = TIME.exec(plain)
  if (time) return moment([year, month, day, ...time.slice(1).map(toNumber)])
  const date = DATE.exec(plain)
  return date ? moment([date[1] ? Number(date[1]) : year, ...date.slice(2).map(toNumber)]) : undefined
}

const toNumber = (digits: string | undefined): number => Number(digits ?? 0)
const valid = (date: Date): Date | undefined => (Number.isNaN(date.getTime()) ? undefined : date)

/** Date of existing values only: the 31st of June is not the 1st of July. */
function moment([year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0]: number[]):
  | Date
  | undefined {
  const date = new Date(year, month - 1, day, hour, minute, second)
  const isReal = date.getMonth() === month - 1 && date.getDate() === day && date.getHours() === hour
  return isReal && minute < 60 && second < 60 ? date : undefined
}
