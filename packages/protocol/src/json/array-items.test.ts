import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { arrayItems } from './array-items.js'

const read = (text: string, most = 1_000): unknown[] | undefined => {
  const bytes = Buffer.from(text)
  return arrayItems(bytes, 0, most)?.map(({ start, end }) =>
    JSON.parse(bytes.subarray(start, end).toString()),
  )
}

describe('the items of an array', () => {
  it('are found whatever they are', () => {
    fc.assert(
      fc.property(fc.array(fc.jsonValue()), fc.constantFrom(undefined, 2), (items, space) => {
        const text = JSON.stringify(items, null, space)
        expect(read(text)).toEqual(JSON.parse(text))
      }),
    )
  })

  it('are given up to a number of them', () => {
    expect(read('[1, 2, 3', 2)).toEqual([1, 2])
  })

  it.each(['', '{}', '"[]"', '[', '[1', '[1,', '[1 2]', '[1,]', '[}'])('are none in %j', (text) => {
    expect(read(text)).toBeUndefined()
  })
})
