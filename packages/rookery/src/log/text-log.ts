import type { Log } from '@rookery/hub'
import { type Clock, systemClock } from '@rookery/transport'
import { REDACTED, SECRET_KEYS } from './secret-keys.js'

type Level = 'INFO' | 'WARN' | 'ERROR'
type Fields = Readonly<Record<string, unknown>>

/** Writes each line for people: `12:34:56.789 INFO  text  key=value …`, in local time. */
export function textLog(write: (line: string) => void, clock: Pick<Clock, 'now'> = systemClock): Log {
  const at = (level: Level) => (fields: Fields, text: string) =>
    write(lineOf(clock.now(), level, text, fields))
  return { info: at('INFO'), warn: at('WARN'), error: at('ERROR') }
}

function lineOf(time: number, level: Level, text: string, fields: Fields): string {
  const pairs = Object.entries(fields)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => `${key}=${shown(isSecret(key) ? REDACTED : value)}`)
  const parts = [`${timeOfDay(time)} ${level.padEnd(5)} ${text}`, pairs.join(' ')]
  return `${withoutControls(parts.filter(Boolean).join('  '))}\n`
}

function timeOfDay(time: number): string {
  const at = new Date(time)
  const two = (value: number) => String(value).padStart(2, '0')
  const milliseconds = String(at.getMilliseconds()).padStart(3, '0')
  return `${two(at.getHours())}:${two(at.getMinutes())}:${two(at.getSeconds())}.${milliseconds}`
}

/** Formats a value, bare where unambiguous, else as JSON; an error as its message. */
function shown(value: unknown): string {
  if (value instanceof Error) return JSON.stringify(value.message)
  if (typeof value === 'string' && /^[^\s"=\p{Cc}]+$/u.test(value)) return value
  try {
    return JSON.stringify(value, (key, inner) => (isSecret(key) ? REDACTED : inner)) ?? String(value)
  } catch {
    // A big integer, or an object that contains itself.
    return String(value)
  }
}

const isSecret = (key: string): boolean => SECRET_KEYS.includes(key)

/** Escapes control characters, so that outside text cannot forge a line or move the cursor. */
function withoutControls(line: string): string {
  return line.replace(/\p{Cc}/gu, (char) =>
    char === '\n' ? '\\n' : `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}
