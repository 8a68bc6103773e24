import { expect, test } from 'vitest'
import { retcodes } from './retcodes.js'

test('the retcodes are the documented ones, each named once', () => {
  const codes = Object.values(retcodes).map(({ code }) => code)
  expect(codes).toEqual([0, 1, 1400, 1401, 1403, 1404, 1409, 1413, 1429, 1500, 1503, 1504])
})
