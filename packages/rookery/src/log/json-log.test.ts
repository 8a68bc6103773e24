import fc from 'fast-check'
import { pino } from 'pino'
import { expect, test } from 'vitest'
import { jsonLog } from './json-log.js'
import { REDACTED, SECRET_KEYS } from './secret-keys.js'

const NOW = 1_767_000_000_000

/** The same line by our log and by a pino of the same settings. */
function both(level: 'info' | 'warn' | 'error', fields: Readonly<Record<string, unknown>>, text: string) {
  const lines: [ours: string[], pinos: string[]] = [[], []]
  const paths = SECRET_KEYS.flatMap((key) => [key, `*.${key}`])
  const timestamp = () => `,"time":${NOW}`
  jsonLog((line) => void lines[0].push(line), { now: () => NOW })[level](fields, text)
  pino(
    { base: null, timestamp, redact: { paths, censor: REDACTED } },
    { write: (line: string) => void lines[1].push(line) },
  )[level](fields, text)
  return lines
}

test('a line is level, time, fields and text', () => {
  const [ours] = both('info', { client: '好', n: 1, isOpen: true, none: undefined }, 'client connected')
  expect(ours).toEqual([
    `{"level":30,"time":${NOW},"client":"好","n":1,"isOpen":true,"msg":"client connected"}\n`,
  ])
})

const key = fc.oneof(
  fc.constantFrom(
    'client',
    'account',
    'err',
    'token',
    'level',
    'time',
    'msg',
    'a"b',
    '1',
    '__proto__',
    'toJSON',
  ),
  fc.string({ unit: 'binary', maxLength: 6 }),
)
const value = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: 'binary', minLength: 90, maxLength: 130 }),
  fc.double(),
  fc.boolean(),
  fc.constantFrom(undefined, null, new Error('x'), Number.NaN, '\ud800', { token: 's' }),
  fc.jsonValue(),
)

test('every line is the one that pino writes', () => {
  const level = fc.constantFrom('info' as const, 'warn' as const, 'error' as const)
  fc.assert(
    fc.property(
      level,
      fc.dictionary(key, value, { maxKeys: 5 }),
      fc.string({ unit: 'binary' }),
      (...line) => {
        const [ours, pinos] = both(...line)
        expect(ours).toEqual(pinos)
      },
    ),
    { numRuns: 2_000 },
  )
})
