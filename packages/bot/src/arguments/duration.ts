import { narrow, readAmount, readNumber } from './numbers.js'

const SECONDS: readonly (readonly [unit: RegExp, seconds: number])[] = [
  [/^(?:s|secs?|seconds?|秒钟?)$/i, 1],
  [/^(?:m|mins?|minutes?|分钟?)$/i, 60],
  [/^(?:h|hrs?|hours?|个?小时|个?钟头|时)$/i, 3600],
  [/^(?:d|days?|天|日)$/i, 86_400],
  [/^(?:w|weeks?|周|个?星期)$/i, 604_800],
]

/** Reads a duration in seconds: `10m`, `1h30m`, `2天`, `十分钟`, `半小时`; a plain number is seconds. */
export function readDuration(text: string): number | undefined {
  const plain = narrow(text)
  if (plain.length > 40) return undefined
  const alone = readNumber(plain)
  if (alone !== undefined) return alone >= 0 ? alone : undefined
  const parts = [
    ...plain.matchAll(
      /([\d.]+|[零〇一二两兩三四五六七八九十百千万萬半]+)\s*([a-z]+|[个小分秒时天日周星期钟头]+)/gi,
    ),
  ]
  if (parts.length === 0 || parts.map(([part]) => part).join('') !== plain) return undefined
  const seconds = parts.map(([, amount = '', unit = '']) => secondsOf(amount, unit))
  return seconds.reduce((sum: number | undefined, each) =>
    sum === undefined || each === undefined ? undefined : sum + each,
  )
}

function secondsOf(amount: string, unit: string): number | undefined {
  const seconds = SECONDS.find(([pattern]) => pattern.test(unit))?.[1]
  const count = readAmount(amount)
  return seconds === undefined || count === undefined ? undefined : count * seconds
}
