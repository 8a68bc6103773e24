import { expect, test } from 'vitest'
import { didYouMean, nearest, nearestOf } from './near.js'

test.each([
  ['tokn', 'token'],
  ['tokne', 'token'],
  ['Token', 'token'],
  ['pth', 'path'],
])('%s is near %s', (word, meant) => expect(nearest(word, ['path', 'token', 'url'])).toBe(meant))

test('what is far from all has no suggestion', () => {
  expect(nearest('message_format', ['path', 'token', 'url'])).toBeUndefined()
  expect(didYouMean('', ['path', 'token'])).toBeUndefined()
  expect(didYouMean('ur', ['url'])).toBe('did you mean "url"?')
})

test('what is very long is compared by its beginning, which takes no time', () => {
  const long = 'token'.repeat(1_000_000)
  expect(nearest(long, ['path', 'token', 'url'])).toBeUndefined()
  expect(nearestOf(long, ['path', 'token', 'url'], 1)).toEqual(['token'])
  expect(nearestOf('path', [long, 'path'], 1)).toEqual(['path'])
})
