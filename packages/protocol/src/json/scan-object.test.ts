import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anyText, bytesOf, objectText, textOf } from './json-text.fixture.js'
import { readString, readText, scanObject } from './scan-object.js'

const NAMES = ['echo', 'action', 'params', 'self_id']
const WANTED = { echo: {}, action: {}, params: { self_id: {}, echo: {} }, self_id: {} }
const space = fc.constantFrom('', ' ', '\n\r\t ')
const framed = fc.tuple(space, objectText(NAMES), space)

describe('scanning an object', () => {
  it('finds what JSON.parse finds: the last of each repeated key, however it is spelled', () => {
    fc.assert(
      fc.property(framed, ([before, json, behind]) => {
        const bytes = bytesOf(before + json.text + behind)
        const scan = scanObject(bytes, WANTED)
        const wanted = (json.members ?? []).filter(({ name }) => Object.hasOwn(WANTED, name))
        expect(scan.complete).toBe(true)
        expect(textOf(bytes.subarray(scan.start, scan.end))).toBe(json.text)
        expect(scan.isEmpty).toBe(json.members?.length === 0)
        expect(scan.members.map(({ name, plain }) => ({ name, plain }))).toEqual(
          wanted.map(({ name, plain }) => ({ name, plain })),
        )
        expect(scan.members.map(({ start, end }) => readText(bytes, start, end))).toEqual(
          wanted.map(({ text }) => text),
        )
        const parsed = JSON.parse(json.text)
        for (const name of Object.keys(WANTED)) {
          const found = scan.members.findLast((each) => each.name === name)
          expect(found !== undefined).toBe(Object.hasOwn(parsed, name))
          if (found) expect(JSON.parse(readText(bytes, found.valueStart, found.end))).toEqual(parsed[name])
        }
      }),
      { numRuns: 500 },
    )
  })

  it('finds what is wanted inside of a wanted object, and nowhere deeper', () => {
    fc.assert(
      fc.property(objectText(['params'], { params: objectText(['self_id', 'echo']) }), (json) => {
        const scan = scanObject(bytesOf(json.text), WANTED)
        const expected = (json.members ?? [])
          .filter(({ name }) => name === 'params')
          .map(({ value }) =>
            value.members
              ?.filter(({ name }) => name === 'self_id' || name === 'echo')
              .map(({ text }) => text),
          )
        const bytes = bytesOf(json.text)
        const found = scan.members
          .filter(({ name }) => name === 'params')
          .map(({ inner }) => inner?.members.map(({ start, end }) => readText(bytes, start, end)))
        expect(found).toEqual(expected)
      }),
      { numRuns: 300 },
    )
  })

  it('says of every object that breaks off, wherever that is, that it is not complete', () => {
    fc.assert(
      fc.property(objectText(NAMES), fc.nat(), (json, at) => {
        const bytes = bytesOf(json.text)
        expect(scanObject(bytes.subarray(0, at % bytes.length), WANTED).complete).toBe(false)
      }),
      { numRuns: 500 },
    )
  })

  it('takes nothing behind the object but white space', () => {
    fc.assert(
      fc.property(objectText(NAMES), anyText(NAMES), (json, more) => {
        expect(scanObject(bytesOf(`${json.text} ${more.text}`), WANTED).complete).toBe(false)
      }),
      { numRuns: 200 },
    )
    expect(scanObject(bytesOf('{}\u00a0'), WANTED).complete).toBe(false)
    expect(scanObject(bytesOf('\ufeff{}'), WANTED).complete).toBe(false)
  })

  it('takes whatever JSON.parse takes as an object, and no other JSON value', () => {
    fc.assert(
      fc.property(anyText(NAMES), (json) => {
        expect(scanObject(bytesOf(json.text), WANTED).complete).toBe(json.members !== undefined)
      }),
      { numRuns: 500 },
    )
  })

  it.each([
    ['', '{', '{"', '{"a', '{"a"', '{"a":', '{"a":1', '{"a":1,', '{,}', '{"a":1,}', '{"a" 1}', "{'a':1}"],
    [
      '{a:1}',
      '{"a":}',
      '{"a":01}',
      '{"a":1.}',
      '{"a":.5}',
      '{"a":+1}',
      '{"a":NaN}',
      '{"a":tru}',
      '{"a":nulll}',
    ],
    [
      '{"a":[}',
      '{"a":[}]}',
      '{"a":{]}',
      '{"a":"}',
      '{"a":"\\"}',
      '{"a":1}}',
      '{"a":1 2}',
      '{"a":-}',
      '{"a":1e}',
    ],
    [
      '{"params":{"self_id"}}',
      '{"params":{1}}',
      '{"\\u0065cho":}',
      '{"a":Infinity}',
      '{"a":0x10}',
      '{"a":/}',
    ],
  ])('calls broken at the top level what is: %s …', (...texts) => {
    for (const text of texts)
      expect([text, scanObject(bytesOf(text), WANTED).complete]).toEqual([text, false])
  })

  it('keeps what stood before the place where it broke', () => {
    const bytes = bytesOf('{"echo": {"seq":1} ,"action":"a", ]')
    const { members, complete } = scanObject(bytes, WANTED)
    expect(complete).toBe(false)
    expect(members.map(({ valueStart, end }) => readText(bytes, valueStart, end))).toEqual([
      '{"seq":1}',
      '"a"',
    ])
  })

  it('never throws and never hangs on bytes of any kind', () => {
    const alphabet = fc.constantFrom(...bytesOf('{}[]":,\\u0065cho1-+.eE nulltrue\n'), 0, 0x80, 0xff, 0xf0)
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 300 }),
      fc.array(alphabet, { maxLength: 300 }).map((each) => Uint8Array.from(each)),
    )
    fc.assert(
      fc.property(bytes, (each) => {
        const scan = scanObject(each, WANTED)
        expect(scan.end).toBeLessThanOrEqual(each.length)
        for (const { start, valueStart, end } of scan.members) {
          expect(start).toBeLessThan(valueStart)
          expect(valueStart).toBeLessThan(end)
          readString(each, valueStart, end)
        }
      }),
      { numRuns: 1500 },
    )
  })

  it('reads long runs of backslashes, quotes and brackets in time that grows with their length alone', () => {
    for (const filler of ['\\', '\\"', '"', '{"', '[', '{"a":', '"a":1,', '\\\\"']) {
      const bytes = bytesOf(`{"x":"${filler.repeat(500_000)}`)
      const started = performance.now()
      scanObject(bytes, WANTED)
      expect([filler, performance.now() - started < 2_000]).toEqual([filler, true])
    }
  })

  it('follows brackets as deep as anybody nests them, and no deeper', () => {
    const nest = (depth: number): Uint8Array => bytesOf(`{"a":${'['.repeat(depth)}${']'.repeat(depth)}}`)
    expect(scanObject(nest(100_000), WANTED).complete).toBe(true)
    expect(scanObject(nest(100_001), WANTED).complete).toBe(false)
    expect(scanObject(nest(8_000_000), WANTED).complete).toBe(false)
  })

  it('tells braces from brackets at every depth', () => {
    const brackets = fc.array(fc.boolean(), { minLength: 1, maxLength: 200 })
    fc.assert(
      fc.property(brackets, fc.nat(), (braces, wrong) => {
        const closers = braces.map((isBrace) => (isBrace ? '}' : ']')).reverse()
        const nest = (ends: readonly string[]): string =>
          `{"a":${braces.map((isBrace) => (isBrace ? '{"":' : '[')).join('')}1${ends.join('')},"b":[{}]}`
        expect(scanObject(bytesOf(nest(closers)), WANTED).complete).toBe(true)
        const swapped = closers.map((closer, at) => {
          if (at !== wrong % closers.length) return closer
          return closer === '}' ? ']' : '}'
        })
        expect(scanObject(bytesOf(nest(swapped)), WANTED).complete).toBe(false)
      }),
      { numRuns: 300 },
    )
  })

  it('finds the last of as many repetitions as fit into a frame that is checked in full', () => {
    const bytes = bytesOf(`{${'"echo":1,'.repeat(7_000)}"echo":2}`)
    const scan = scanObject(bytes, WANTED)
    const last = scan.members.at(-1)
    expect([scan.complete, scan.members.length]).toEqual([true, 7_001])
    expect(last && readText(bytes, last.valueStart, last.end)).toBe('2')
  })

  it('gives up an object that repeats a wanted key without end', () => {
    const bytes = bytesOf(`{${'"echo":1,'.repeat(200_000)}"echo":2}`)
    const scan = scanObject(bytes, WANTED)
    expect(scan.complete).toBe(false)
    // Rather none than one that is not the last.
    expect(scan.members).toEqual([])
  })
})

describe('reading a string', () => {
  it('gives what JSON.parse gives, and undefined for what is no string', () => {
    fc.assert(
      fc.property(anyText(NAMES), (json) => {
        const value: unknown = JSON.parse(json.text)
        const bytes = bytesOf(json.text)
        expect(readString(bytes, 0, bytes.length)).toBe(typeof value === 'string' ? value : undefined)
      }),
      { numRuns: 500 },
    )
  })

  it('gives undefined for bad escapes and bad UTF-8', () => {
    for (const text of ['"\\x"', '"\\u00"', '"\\"']) {
      expect(readString(bytesOf(text), 0, text.length)).toBeUndefined()
    }
    expect(readString(Uint8Array.of(0x22, 0xff, 0x22), 0, 3)).toBeUndefined()
    // A lone surrogate, written as if it were a character of its own.
    expect(readString(Uint8Array.of(0x22, 0xed, 0xa0, 0x80, 0x22), 0, 5)).toBeUndefined()
  })
})
