import { expect, test } from 'vitest'
import { Random } from './random.mjs'

const numbers = (random) => Array.from({ length: 20 }, () => random.between(0, 1000))

test('the same seed gives the same numbers, another one others', () => {
  expect(numbers(new Random('7'))).toEqual(numbers(new Random('7')))
  expect(numbers(new Random('7'))).not.toEqual(numbers(new Random('8')))
})

test('a part has numbers of its own, whatever others took', () => {
  expect(numbers(new Random('7').fork('a'))).toEqual(numbers(new Random('7').fork('a')))
  expect(numbers(new Random('7').fork('a'))).not.toEqual(numbers(new Random('7').fork('b')))
})
