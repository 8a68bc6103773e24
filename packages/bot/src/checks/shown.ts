const MAX_SHOWN = 60

/** A value as shown in errors: short, and it never throws. */
export function shown(value: unknown): string {
  const text = textOf(value)
  return text.length > MAX_SHOWN ? `${text.slice(0, MAX_SHOWN)}…` : text
}

function textOf(value: unknown): string {
  if (typeof value === 'function') return value.name === '' ? 'a function' : `the function ${value.name}`
  if (typeof value === 'bigint') return `${value}n`
  if (typeof value === 'number' || typeof value === 'symbol') return String(value)
  if (value instanceof RegExp || value instanceof Error) return String(value)
  if (value instanceof Map || value instanceof Set) return `a ${value.constructor.name}`
  return jsonText(value)
}

/** Text of a value as JSON, with a fallback: a circular one has none. */
function jsonText(value: unknown): string {
  try {
    return JSON.stringify(value) ?? typeof value
  } catch {
    return Array.isArray(value) ? 'a list' : 'an object'
  }
}
