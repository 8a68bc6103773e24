import { randomBytes } from 'node:crypto'
import { expect, it } from 'vitest'
import { mask, maskPlainly } from './mask.js'

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
