import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sseText } from '../frames/sse-text.js'
import { SseParser } from './sse-parser.js'

interface Read {
  readonly events: string[]
  readonly retries: number[]
}

/** Reads a text in pieces of these sizes, the last one over and over. */
function read(text: string, sizes: readonly number[] = [text.length], maxBytes = 1_000_000): Read {
  const found: Read = { events: [], retries: [] }
  const parser = new SseParser(
    {
      event: (data, id) => void found.events.push(id ? `${id}|${data}` : String(data)),
      retry: (ms) => void found.retries.push(ms),
    },
    maxBytes,
  )
  const bytes = Buffer.from(text)
  for (let at = 0, n = 0; at < bytes.length; n++) {
    const size = sizes[Math.min(n, sizes.length - 1)] || 1
    parser.push(bytes.subarray(at, at + size))
    at += size
  }
  return found
}

describe('reading an event stream', () => {
  it.each([
    ['an event', 'data: {"a":1}\n\n', ['{"a":1}']],
    ['CR and CRLF', 'data: a\r\rdata: b\r\n\r\ndata: c\n\r\n', ['a', 'b', 'c']],
    ['several lines of data', 'data: a\ndata:\ndata: b\n\n', ['a\n\nb']],
    ['one space taken off, no more', 'data:  a\n\ndata:b\n\n', [' a', 'b']],
    ['comments', ': hi\n\n:\ndata: a\n: more\n\n', ['a']],
    ['an id that stays', 'id: 7\ndata: a\n\ndata: b\n\nid\ndata: c\n\n', ['7|a', '7|b', 'c']],
    ['an id with NUL', 'id: 7\u0000\ndata: a\n\n', ['a']],
    ['fields that nobody knows', 'event: x\nfoo: bar\ndata\n\n', ['']],
    ['an event without data', 'event: x\n\ndata: a\n\n', ['a']],
    ['an event that breaks off', 'data: a\n\ndata: b\n', ['a']],
    ['a byte order mark', '\ufeffdata: a\n\n', ['a']],
  ])('knows %s', (_, text, events) => {
    expect(read(text).events).toEqual(events)
    expect(read(text, [1]).events).toEqual(events)
  })

  it('tells how long to wait', () => {
    expect(read('retry: 2500\nretry: x\nretry: 99999999999\n').retries).toEqual([2500])
  })

  it('is the same in whatever chunks it comes, characters split at their edges included', () => {
    const line = fc.constantFrom(
      'data: 汉字🐧',
      'data',
      'id: 1',
      ':comment',
      'retry: 5',
      '',
      '',
      'x: y',
      'data: \ufeff',
    )
    const end = fc.constantFrom('\n', '\r', '\r\n')
    const stream = fc.array(fc.tuple(line, end)).map((lines) => lines.map((each) => each.join('')).join(''))
    fc.assert(
      fc.property(stream, fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1 }), (text, sizes) => {
        expect(read(text, sizes)).toEqual(read(text))
      }),
      { numRuns: 500 },
    )
  })

  it('gives back what was written, line ends within JSON as LF', () => {
    const json = fc.oneof(fc.json(), fc.constant('{\r\n "a":\n1\r}'))
    fc.assert(
      fc.property(fc.array(json), (texts) => {
        const bytes = texts.map((text, index) => sseText(Buffer.from(text), String(index + 1)))
        expect(read(Buffer.concat(bytes).toString(), [7]).events).toEqual(
          texts.map((text, index) => `${index + 1}|${text.replace(/\r\n|\r/g, '\n')}`),
        )
      }),
    )
  })

  it('takes no event larger than allowed, but comments without end', () => {
    expect(() => read(`data: ${'x'.repeat(200)}`, [10], 100)).toThrow(
      expect.objectContaining({ code: 'too_large' }),
    )
    expect(() => read('data: 123456789\n'.repeat(20), [10], 100)).toThrow()
    expect(read(`${': alive\n'.repeat(100)}${'data: 1\n\n'.repeat(100)}`, [10], 100).events).toHaveLength(100)
  })
})
