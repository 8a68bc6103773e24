const SECOND = 1000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** Units that are read, longest first; the first of each length is the one that is written. */
const units: readonly (readonly [string, number])[] = [
  ['d', DAY],
  ['天', DAY],
  ['h', HOUR],
  ['小时', HOUR],
  ['m', MINUTE],
  ['min', MINUTE],
  ['分钟', MINUTE],
  ['分', MINUTE],
  ['s', SECOND],
  ['秒', SECOND],
  ['ms', 1],
  ['毫秒', 1],
]

export const transcriptDurationAllowed = 'a time such as 5m, 90s, 1h30m, 500ms or 5分钟'

const PART = /(\d+(?:\.\d+)?)\s*([a-z]+|[天小时分钟毫秒]+)\s*/gy

/** Parses `5m`, `1h30m` or `5分钟` to milliseconds; `undefined` for anything else. */
export function readTranscriptDuration(text: string): number | undefined {
  const parts = [...text.trim().toLowerCase().matchAll(PART)]
  if (parts.length === 0 || parts.map(([whole]) => whole).join('') !== text.trim().toLowerCase())
    return undefined
  let sumMs = 0
  for (const [, amount, unit] of parts) {
    const ms = units.find(([name]) => name === unit)?.[1]
    if (ms === undefined) return undefined
    sumMs += Number(amount) * ms
  }
  return Number.isSafeInteger(Math.round(sumMs)) ? Math.round(sumMs) : undefined
}

/** Formats milliseconds as `5m` or `1h30m`. */
export function writeDuration(ms: number): string {
  let restMs = ms
  let text = ''
  for (const [unit, unitMs] of units) {
    if (!/^[a-z]+$/.test(unit) || unit === 'min') continue
    const amount = Math.floor(restMs / unitMs)
    if (amount > 0) text += `${amount}${unit}`
    restMs -= amount * unitMs
  }
  return text === '' ? '0s' : text
}
