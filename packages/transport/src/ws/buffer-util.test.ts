import { randomBytes } from 'node:crypto'
import { expect, it } from 'vitest'
import { maskPlainly } from '../frames/mask.js'
import { mask, unmask } from './buffer-util.js'

const KEY = randomBytes(4)

function masked(payload: Buffer): Buffer {
  const copy = Buffer.from(payload)
  maskPlainly(copy, KEY)
  return copy
}

it('masks into another buffer, and leaves alone what stands around', () => {
  const source = randomBytes(100)
  const output = randomBytes(120)
  const [before, after] = [Buffer.from(output.subarray(0, 7)), Buffer.from(output.subarray(97))]
  mask(source, KEY, output, 7, 90)
  expect(output.subarray(7, 97)).toEqual(masked(source.subarray(0, 90)))
  expect(output.subarray(0, 7)).toEqual(before)
  expect(output.subarray(97)).toEqual(after)
})

it('masks in place', () => {
  const payload = randomBytes(100)
  const wanted = masked(payload)
  mask(payload, KEY, payload, 0, payload.length)
  expect(payload).toEqual(wanted)
})

it('unmasks', () => {
  const payload = randomBytes(100)
  const received = masked(payload)
  unmask(received, KEY)
  expect(received).toEqual(payload)
})
