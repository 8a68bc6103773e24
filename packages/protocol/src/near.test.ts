import { expect, test } from 'vitest'
import { didYouMean, nearest } from './near.js'

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
