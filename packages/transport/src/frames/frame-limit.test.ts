import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DEFAULT_MAX_FRAME_BYTES, FrameLimit } from './frame-limit.js'

const MEBIBYTE = 1024 * 1024
const sizesIn = (reason: string | undefined) => reason?.match(/\d+/g)?.slice(0, 2).map(Number)

describe('a frame limit', () => {
  it('refuses what is larger than NapCat takes, where nothing else is said', () => {
    const limit = new FrameLimit()
    expect(limit.refusalOf(DEFAULT_MAX_FRAME_BYTES)).toBeUndefined()
    const reason = limit.refusalOf(DEFAULT_MAX_FRAME_BYTES + 1)
    expect(sizesIn(reason)).toEqual([DEFAULT_MAX_FRAME_BYTES + 1, DEFAULT_MAX_FRAME_BYTES])
    expect(reason).toContain('upload_file_stream')
  })

  it.each([
    [53 * MEBIBYTE, 32 * MEBIBYTE],
    [17 * MEBIBYTE, 16 * MEBIBYTE],
    [16 * MEBIBYTE, 8 * MEBIBYTE],
    [MEBIBYTE + 1, MEBIBYTE],
    [100_000, 65_536],
  ])('learns from the end of a connection that got %d bytes', (bytes, learned) => {
    const told: number[][] = []
    const limit = new FrameLimit(64 * MEBIBYTE, (...args) => told.push(args))
    expect(sizesIn(limit.refused(bytes))).toEqual([bytes, learned])
    expect([limit.maxBytes, told]).toEqual([learned, [[bytes, learned]]])
    expect(sizesIn(limit.refusalOf(bytes))).toEqual([bytes, learned])
    expect(limit.refusalOf(learned)).toBeUndefined()
  })

  it('stays above what was taken before, and does not believe that less was too much', () => {
    const limit = new FrameLimit()
    limit.took(10 * MEBIBYTE)
    expect(limit.refused(9 * MEBIBYTE)).toBeUndefined()
    expect(limit.maxBytes).toBe(DEFAULT_MAX_FRAME_BYTES)
    expect(sizesIn(limit.refused(11 * MEBIBYTE))).toEqual([11 * MEBIBYTE, 10 * MEBIBYTE])
    expect(limit.maxBytes).toBe(10 * MEBIBYTE)
  })

  it('learns nothing from small frames', () => {
    const limit = new FrameLimit()
    expect(limit.refused(65_536)).toBeUndefined()
    expect(limit.maxBytes).toBe(DEFAULT_MAX_FRAME_BYTES)
  })

  it('is always below what was refused, and never below what was taken', () => {
    const sizes = fc.array(fc.integer({ min: 1, max: 60 * MEBIBYTE }), { maxLength: 40 })
    fc.assert(
      fc.property(sizes, fc.integer({ min: 70_000, max: 60 * MEBIBYTE }), (frames, truth) => {
        const limit = new FrameLimit()
        let cuts = 0
        for (const bytes of frames) {
          if (limit.refusalOf(bytes)) continue
          if (bytes <= truth) limit.took(bytes)
          else if (limit.refused(bytes)) cuts++
        }
        const taken = Math.max(0, ...frames.filter((each) => each <= truth && each <= limit.maxBytes))
        expect(limit.maxBytes).toBeGreaterThanOrEqual(taken)
        expect(cuts).toBeLessThanOrEqual(frames.length)
        for (const bytes of frames) if (bytes > truth && bytes <= limit.maxBytes) expect(cuts).toBe(0)
      }),
    )
  })
})
