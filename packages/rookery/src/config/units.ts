const millisecondsBy = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 } as const
const agesBy = { ...millisecondsBy, d: 86_400_000 } as const
const bytesBy = { B: 1, KB: 1024, MB: 1024 ** 2, GB: 1024 ** 3 } as const

/** Longest delay that Node's timers accept. */
const maxDurationMs = 2 ** 31 - 1

export const durationAllowed =
  'a whole number with a unit, such as 500ms, 30s, 5m or 2h; above 0, at most 596h'
export const ageAllowed = 'a whole number with a unit, such as 30m, 12h or 7d; above 0'
export const durationOrNoneAllowed = 'a whole number with a unit, such as 500ms or 5s, at most 596h; or 0'
export const sizeAllowed = 'a whole number with a unit, such as 64KB, 256MB or 1GB (1KB = 1024B); above 0'

/** Milliseconds of `500ms`, `30s`, `5m`, `2h`; `undefined` for anything else. */
export function parseDuration(text: string): number | undefined {
  return parseAmount(text, millisecondsBy, maxDurationMs)
}

/** Milliseconds of `30m`, `12h`, `7d`; `undefined` for anything else. No timer waits for it, so it may be long. */
export function parseAge(text: string): number | undefined {
  return parseAmount(text, agesBy, Number.MAX_SAFE_INTEGER)
}

/** Milliseconds of a duration that may be 0. */
export function parseDurationOrNone(text: string): number | undefined {
  return /^0(?:ms|s|m|h)?$/.test(text) ? 0 : parseDuration(text)
}

/** Bytes of `512B`, `64KB`, `256MB`, `1GB`; `undefined` for anything else. */
export function parseSize(text: string): number | undefined {
  return parseAmount(text, bytesBy, Number.MAX_SAFE_INTEGER)
}

function parseAmount(
  text: string,
  factors: Readonly<Record<string, number>>,
  maximum: number,
): number | undefined {
  const [, digits = '', unit = ''] = /^(\d+)([A-Za-z]+)$/.exec(text) ?? []
  const factor = Object.hasOwn(factors, unit) ? factors[unit] : undefined
  if (factor === undefined) return undefined
  const amount = Number(digits) * factor
  return amount > 0 && amount <= maximum ? amount : undefined
}
