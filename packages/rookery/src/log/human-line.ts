const levels: Readonly<Record<number, string>> = {
  10: 'TRACE',
  20: 'DEBUG',
  30: 'INFO',
  40: 'WARN',
  50: 'ERROR',
  60: 'FATAL',
}

/** Formats one of pino's JSON lines as `12:34:56.789 INFO text key=value …`, in local time. */
export function humanLine(json: string): string {
  const { level, time, msg, ...fields } = JSON.parse(json) as Readonly<Record<string, unknown>>
  const label = (levels[Number(level)] ?? String(level)).padEnd(5)
  const pairs = Object.entries(fields).map(([key, value]) => `${key}=${shown(value)}`)
  const parts = [`${clock(Number(time))} ${label} ${String(msg ?? '')}`, pairs.join(' ')]
  return `${withoutControls(parts.filter(Boolean).join('  '))}\n`
}

function clock(time: number): string {
  const at = new Date(time)
  const two = (value: number) => String(value).padStart(2, '0')
  const milliseconds = String(at.getMilliseconds()).padStart(3, '0')
  return `${two(at.getHours())}:${two(at.getMinutes())}:${two(at.getSeconds())}.${milliseconds}`
}

/** A value, bare where unambiguous, else as JSON; for an error its message. */
function shown(value: unknown): string {
  if (isError(value)) return JSON.stringify(value.message)
  if (typeof value === 'string' && /^[^\s"=\p{Cc}]+$/u.test(value)) return value
  return JSON.stringify(value)
}

function isError(value: unknown): value is { readonly message: string } {
  return typeof value === 'object' && value !== null && 'stack' in value && 'message' in value
}

/** Escapes control characters, so that outside text cannot forge a line or move the cursor. */
function withoutControls(line: string): string {
  return line.replace(/\p{Cc}/gu, (char) =>
    char === '\n' ? '\\n' : `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}
