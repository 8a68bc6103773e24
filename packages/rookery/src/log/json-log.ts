import type { Log } from '@rookery/hub'
import { type Clock, systemClock } from '@rookery/transport'
import { pino } from 'pino'
import { REDACTED, SECRET_KEYS } from './secret-keys.js'

type Level = 'info' | 'warn' | 'error'
type Fields = Readonly<Record<string, unknown>>

/** The levels of a line, in pino's numbers. */
const NUMBERS: Readonly<Record<Level, number>> = { info: 30, warn: 40, error: 50 }
/** Fields that pino treats in its own way: secrets, errors, and the names of its own members. */
const PINO_KEYS: ReadonlySet<string> = new Set([...SECRET_KEYS, 'err', 'level', 'time', 'msg'])

/**
 * Writes each line as a JSON object: `{"level":30,"time":…,"msg":…}` with the fields beside them. A line of texts and
 * numbers is written in one go, as pino would; whatever else it holds is left to pino.
 */
export function jsonLog(write: (line: string) => void, clock: Pick<Clock, 'now'> = systemClock): Log {
  const paths = SECRET_KEYS.flatMap((key) => [key, `*.${key}`])
  const timestamp = (): string => `,"time":${clock.now()}`
  const library = pino({ base: null, timestamp, redact: { paths, censor: REDACTED } }, { write })
  const at = (level: Level) => (fields: Fields, text: string) => {
    if (!isPlain(fields)) return library[level](fields, text)
    write(`${JSON.stringify({ level: NUMBERS[level], time: clock.now(), ...fields, msg: text })}\n`)
  }
  return { info: at('info'), warn: at('warn'), error: at('error') }
}

function isPlain(fields: Fields): boolean {
  for (const key of Object.keys(fields)) {
    const value = fields[key]
    const isScalar = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    if (!(isScalar || value === undefined) || PINO_KEYS.has(key) || !/^[a-z]\w*$/i.test(key)) return false
  }
  return true
}
