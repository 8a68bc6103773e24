import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Pieces } from './pieces.js'

describe('a body in pieces', () => {
  it('is whole in the end, however it was cut', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 3 }), { maxLength: 5_000 }), (cut) => {
        const pieces = new Pieces()
        for (const each of cut) pieces.add(Buffer.from(each))
        const whole = Buffer.concat(cut)
        expect(pieces.bytes).toBe(whole.length)
        expect(pieces.take().equals(whole)).toBe(true)
        expect([pieces.bytes, pieces.take().length]).toEqual([0, 0])
      }),
      { numRuns: 20 },
    )
  })

  it('of one byte each takes little more memory than its bytes', () => {
    const pieces = new Pieces()
    const before = process.memoryUsage()
    for (let n = 0; n < 1_000_000; n++) pieces.add(Buffer.from('x'))
    const after = process.memoryUsage()
    expect(pieces.take()).toHaveLength(1_000_000)
    expect(after.heapUsed - before.heapUsed).toBeLessThan(60_000_000)
  })
})
