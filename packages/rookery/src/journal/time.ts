export const timeAllowed = 'unix seconds, or a date such as 2026-01-31 or 2026-01-31T12:00 (local time)'

/** Unix milliseconds of a time that a person wrote; `undefined` for anything else. */
export function parseTime(text: string): number | undefined {
  if (/^\d{9,11}$/.test(text)) return Number(text) * 1000
  if (!/^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)?)?$/.test(text)) return undefined
  // A date alone would be taken for one in UTC.
  const time = Date.parse(text.includes('T') ? text : `${text}T00:00`)
  return Number.isNaN(time) ? undefined : time
}
