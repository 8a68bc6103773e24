import { crc32 } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { PackError } from './errors.js'
import { eventOf, historyOf } from './history.fixture.js'
import { packEvents, packLargeEvent, readPack, readPackInSteps } from './pack.js'

/** Reads a pack: its events, or the code of the fault. Anything else that is thrown fails the test. */
function reading(bytes: Uint8Array): unknown {
  try {
    return readPack(bytes)
  } catch (error) {
    if (error instanceof PackError) return error.code
    throw error
  }
}

describe('a pack', () => {
  it('gives its events back', () => {
    fc.assert(
      fc.property(historyOf, (events) => {
        expect(readPack(packEvents(events))).toEqual(events)
      }),
    )
  })

  it('is a buffer of its own, which another thread can take over', () => {
    const pack = packEvents([eventOf('1', 1, 1)])
    expect(pack.byteOffset).toBe(0)
    structuredClone(pack.buffer, { transfer: [pack.buffer as ArrayBuffer] })
    expect(pack.length).toBe(0)
  })

  it('of a large event is the same when it is made and read in steps', () => {
    const event = { ...eventOf('1', 1, 7), member: 'echo', payload: Buffer.alloc(3_000_000, 'x') }
    const making = packLargeEvent(event)
    let made = making.next()
    let steps = 0
    for (; !made.done; made = making.next()) steps++
    expect(steps).toBe(6)
    expect(packEvents([event]).equals(made.value)).toBe(true)
    const reading = readPackInSteps(made.value)
    let read = reading.next()
    for (; !read.done; read = reading.next()) steps--
    expect(steps).toBe(1)
    expect(read.value[0]?.payload.length).toBe(3_000_000)
  })

  it('keeps flags that this version does not know', () => {
    const [event] = readPack(packEvents([{ ...eventOf('1', 1, 1), otherFlags: 64 }]))
    expect(event?.otherFlags).toBe(64)
  })

  it('cuts times down that no clock shows, and whole numbers out of fractions', () => {
    const [event] = readPack(packEvents([{ ...eventOf('1', 1, 1), time: 1e300, admittedAt: 1.5 }]))
    expect([event?.time, event?.admittedAt]).toEqual([2 ** 50, 1])
  })

  it.each([
    ['none', []],
    ['those of two accounts', [eventOf('1', 1, 1), eventOf('2', 1, 2)]],
    ['those of two epochs', [eventOf('1', 1, 1), eventOf('1', 2, 2)]],
    ['those out of order', [eventOf('1', 1, 2), eventOf('1', 1, 1)]],
    ['one twice', [eventOf('1', 1, 1), eventOf('1', 1, 1)]],
  ])('takes no events but those of one epoch in order: not %s', (_, events) => {
    expect(() => packEvents(events)).toThrow(RangeError)
  })

  it('of a newer version is told from a damaged one', () => {
    const pack = packEvents([eventOf('1', 1, 1)])
    pack[0] = 2
    expect(reading(pack)).toBe('newer_version')
  })

  it('that is cut anywhere is a named fault', () => {
    const pack = packEvents([eventOf('1', 1, 1), eventOf('1', 1, 2)])
    const results = Array.from({ length: pack.length }, (_, length) => reading(pack.subarray(0, length)))
    expect(new Set(results)).toEqual(new Set(['malformed', 'checksum']))
  })

  it('with any one bit flipped is a named fault', () => {
    const pack = packEvents([eventOf('1', 1, 1), eventOf('1', 1, 2)])
    for (let bit = 0; bit < pack.length * 8; bit++) {
      const damaged = Buffer.from(pack)
      damaged[bit >> 3] = (damaged[bit >> 3] ?? 0) ^ (1 << (bit & 7))
      expect(reading(damaged), `bit ${bit}`).toBeTypeOf('string')
    }
  })

  it('of any bytes gives events or a named fault', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        expect(['string', 'object']).toContain(typeof reading(bytes))
      }),
      { numRuns: 500 },
    )
  })

  it('of any body under a right checksum gives events or a named fault', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (body) => {
        const found = reading(signed(body))
        if (typeof found === 'string') expect(found).toBe('malformed')
        else expect(readPack(packEvents(found as never))).toEqual(found)
      }),
      { numRuns: 2_000 },
    )
  })
})

/** The body of a pack with the head that makes it sound. */
function signed(body: Uint8Array): Buffer {
  const head = Buffer.alloc(5)
  head[0] = 1
  head.writeUInt32LE(crc32(body), 1)
  return Buffer.concat([head, body])
}
