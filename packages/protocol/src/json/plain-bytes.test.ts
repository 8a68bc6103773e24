import fc from 'fast-check'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { isJson } from './grammar.js'
import { bytesOf, isJsonText } from './json-text.fixture.js'
import { makePlainSearch } from './plain-search.js'

/** Index of the first byte that does not stand for itself, found byte by byte. */
function firstOdd(bytes: Uint8Array, from: number): number {
  const found = bytes.findIndex((byte, at) => at >= from && (byte < 0x20 || byte === 0x22 || byte === 0x5c))
  return found < 0 ? bytes.length : found
}

const oddByte = fc.constantFrom(0, 0x0a, 0x1f, 0x22, 0x5c)
const plainByte = fc.constantFrom(0x20, 0x21, 0x23, 0x5b, 0x5d, 0x7f, 0x80, 0xa0, 0xa2, 0xdc, 0xff)

describe('a search for the bytes that are not plain', () => {
  const search = makePlainSearch()

  it('is there', () => {
    expect(search?.longest).toBeGreaterThanOrEqual(64 * 1024)
  })

  it('finds each of them, and no other byte', () => {
    for (let byte = 0; byte < 256; byte++) {
      search?.memory.fill(0x61)
      search?.memory.set([byte], 21)
      expect([byte, search?.find(3, 40)]).toEqual([byte, firstOdd(Uint8Array.of(byte), 0) === 0 ? 21 : 40])
    }
  })

  it('finds the first from any place on, and none behind the end', () => {
    const bytes = fc.uint8Array({ minLength: 1, maxLength: 200 })
    fc.assert(
      fc.property(
        fc.array(plainByte, { maxLength: 150 }),
        oddByte,
        bytes,
        fc.nat(),
        (run, odd, rest, start) => {
          const text = Uint8Array.from([...run, odd, ...rest])
          const from = start % text.length
          search?.memory.fill(0x22).set(text)
          const found = Math.min(search?.find(from, text.length) ?? -1, text.length)
          expect(found).toBe(firstOdd(text, from))
        },
      ),
      { numRuns: 3000 },
    )
  })

  it('reaches the end of its memory', () => {
    if (!search) throw new TypeError('there is none')
    search.memory.fill(0x61)
    expect(search.find(search.longest - 1, search.longest)).toBeGreaterThanOrEqual(search.longest)
    expect(search.find(0, search.longest)).toBeGreaterThanOrEqual(search.longest)
  })
})

/** JSON strings that are long enough to be searched, most of them valid. */
const longStrings = fc
  .array(
    fc.oneof(
      { weight: 8, arbitrary: fc.nat(700).map((length) => 'x'.repeat(length)) },
      { weight: 4, arbitrary: fc.constantFrom('\\n', '\\"', '\\\\', '\\u4e2d', '中', '","', '",\n"') },
      { weight: 1, arbitrary: fc.constantFrom('\n', '\u0000', '\\', '\\u12', '"', '\\x') },
    ),
    { minLength: 1, maxLength: 12 },
  )
  .map((pieces) => bytesOf(`["${pieces.join('')}"]`))

describe('a text with long strings', () => {
  afterEach(() => {
    vi.unstubAllGlobals()
    vi.resetModules()
  })

  it('is JSON if the native parser says so', () => {
    fc.assert(
      fc.property(longStrings, (bytes) => {
        expect(isJson(bytes)).toBe(isJsonText(bytes))
      }),
      { numRuns: 5000 },
    )
  })

  it('is read anew each time, since its bytes may have changed', () => {
    const bytes = bytesOf(`"${'x'.repeat(1000)}"`)
    expect(isJson(bytes)).toBe(true)
    bytes[800] = 0x0a
    expect(isJson(bytes)).toBe(false)
  })

  it('may be larger than what is searched', () => {
    for (const size of [130_000, 131_056, 131_057, 131_072, 200_000]) {
      const bytes = bytesOf(`"${'x'.repeat(size - 2)}"`)
      expect([size, isJson(bytes)]).toEqual([size, true])
      expect([size, isJson(bytes.subarray(0, -1))]).toEqual([size, false])
    }
  })

  it('is read without WebAssembly, too', async () => {
    vi.stubGlobal('WebAssembly', undefined)
    vi.resetModules()
    expect((await import('./plain-search.js')).makePlainSearch()).toBeUndefined()
    const { isJson: isJsonWithout } = await import('./grammar.js')
    fc.assert(
      fc.property(longStrings, (bytes) => {
        expect(isJsonWithout(bytes)).toBe(isJsonText(bytes))
      }),
      { numRuns: 1000 },
    )
  })
})
