const MAX_SHOWN = 60

/** A value as an error names it: short, and never a failure of its own. */
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

/** A circular value has no JSON. */
function jsonText(value: unknown): string {
  try {
    return JSON.stringify(value) ?? typeof value
  } catch {
    return Array.isArray(value) ? 'a list' : 'an object'
  }
}
