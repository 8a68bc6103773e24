import { expect, test } from 'vitest'
import { humanLine } from './human-line.js'
import { createLog } from './log.js'

const time = new Date(2026, 0, 2, 3, 4, 5, 6).getTime()
const line = (fields: object) => humanLine(JSON.stringify({ level: 30, time, ...fields }))

test('a line is time, level, text and fields', () => {
  expect(line({ msg: 'rookery listens', url: 'ws://127.0.0.1:7700', n: 1, who: 'a b', list: [1] })).toBe(
    '03:04:05.006 INFO  rookery listens  url=ws://127.0.0.1:7700 n=1 who="a b" list=[1]\n',
  )
  expect(line({ msg: 'x', level: 40 })).toBe('03:04:05.006 WARN  x\n')
})

test('an error is its message', () => {
  expect(line({ msg: 'failed', err: { type: 'Error', message: 'no way', stack: 'Error: …' } })).toContain(
    'err="no way"',
  )
})

test('nothing forges a line or moves the cursor', () => {
  expect(line({ msg: 'a\nb\u001b[2J\u009b', name: 'x\n\u007fy' })).toBe(
    '03:04:05.006 INFO  a\\nb\\u001b[2J\\u009b  name="x\\n\\u007fy"\n',
  )
})

test('a token that reaches the log all the same is struck out, in both formats', () => {
  for (const format of ['json', 'text'] as const) {
    const lines: string[] = []
    createLog(format, { write: (text) => lines.push(text) }).info(
      { token: 's3cret', hello: { authorization: 's3cret' } },
      'x',
    )
    expect(lines).toHaveLength(1)
    expect(lines[0]).toContain('***')
    expect(lines[0]).not.toContain('s3cret')
  }
})
