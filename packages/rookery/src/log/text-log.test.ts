import { expect, test } from 'vitest'
import { createLog } from './log.js'
import { textLog } from './text-log.js'

const time = new Date(2026, 0, 2, 3, 4, 5, 6).getTime()
const line = (
  fields: Readonly<Record<string, unknown>>,
  text = 'x',
  level: 'info' | 'warn' | 'error' = 'info',
) => {
  const lines: string[] = []
  textLog((written) => void lines.push(written), { now: () => time })[level](fields, text)
  return lines.join('')
}

test('a line is time, level, text and fields', () => {
  const fields = { url: 'ws://127.0.0.1:7700', n: 1, none: undefined, who: 'a b', list: [1] }
  expect(line(fields, 'rookery listens')).toBe(
    '03:04:05.006 INFO  rookery listens  url=ws://127.0.0.1:7700 n=1 who="a b" list=[1]\n',
  )
  expect(line({}, 'x', 'warn')).toBe('03:04:05.006 WARN  x\n')
  expect(line({}, 'x', 'error')).toBe('03:04:05.006 ERROR x\n')
})

test('an error is its message', () => {
  expect(line({ err: new TypeError('no way', { cause: new Error('inner') }) })).toContain('err="no way"')
})

test('any value makes a line', () => {
  const round: { self?: unknown } = {}
  round.self = round
  const fields = { big: 12n, round, symbol: Symbol('s'), none: null, day: new Date(0) }
  expect(line(fields)).toBe(
    '03:04:05.006 INFO  x  big=12 round=[object Object] symbol=Symbol(s) none=null day="1970-01-01T00:00:00.000Z"\n',
  )
})

test('nothing forges a line or moves the cursor', () => {
  expect(line({ name: 'x\n\u007fy' }, 'a\nb\u001b[2J\u009b')).toBe(
    '03:04:05.006 INFO  a\\nb\\u001b[2J\\u009b  name="x\\n\\u007fy"\n',
  )
})

test.each(['json', 'text'] as const)(
  'a token that reaches the log all the same is struck out of %s',
  async (format) => {
    const lines: string[] = []
    const log = await createLog(format, { write: (text) => lines.push(text) })
    log.info({ token: 's3cret', hello: { authorization: 's3cret' } }, 'x')
    expect(lines).toHaveLength(1)
    expect(lines[0]).toContain('***')
    expect(lines[0]).not.toContain('s3cret')
  },
)
