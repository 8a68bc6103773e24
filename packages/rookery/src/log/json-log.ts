import type { Log } from '@rookery/hub'
import { pino } from 'pino'
import { REDACTED, SECRET_KEYS } from './secret-keys.js'

/** Writes each line as a JSON object: `{"level":30,"time":…,"msg":…}` with the fields beside them. */
export function jsonLog(write: (line: string) => void): Log {
  const paths = SECRET_KEYS.flatMap((key) => [key, `*.${key}`])
  return pino({ base: null, redact: { paths, censor: REDACTED } }, { write })
}
