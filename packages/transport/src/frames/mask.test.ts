import { randomBytes } from 'node:crypto'
import { expect, it } from 'vitest'
import { mask, maskPayload, maskPlainly } from './mask.js'

it('masks alike with and without the native part, at every length and alignment', () => {
  for (let length = 0; length < 70; length++) {
    const payload = randomBytes(length + 3).subarray(3)
    const key = randomBytes(4)
    const [native, plain] = [Buffer.from(payload), Buffer.from(payload)]
    mask(native, key)
    maskPlainly(plain, key)
    expect(native).toEqual(plain)
    maskPlainly(plain, key)
    expect(plain).toEqual(payload)
  }
})

it('masks the payload of a frame with the key before it, and nothing else', () => {
  for (const length of [...Array(70).keys(), 255, 256, 257, 258, 259, 1000]) {
    const frame = randomBytes(7 + length + 5)
    const expected = Buffer.from(frame)
    maskPlainly(expected.subarray(7, 7 + length), frame.subarray(3, 7))
    maskPayload(frame, 7, 7 + length)
    expect(frame).toEqual(expected)
  }
})
