import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isGuessable, isWellKnownToken } from './guessable.js'

describe('a token that a stranger guesses', () => {
  it.each([
    '',
    'a',
    'secret',
    'Secret',
    '1234567',
    'change-me',
    'CHANGE_ME',
    'changeme',
    'another-secret',
    'your token',
  ])('may be %j', (token) => expect(isGuessable(token)).toBe(true))

  it.each([
    'password',
    'Password123',
    'passw0rd!',
    '12345678',
    '0987654321',
    '00000000',
    'abcabcabc',
    '1q2w3e4r',
    'qwertyuiop',
  ])('may be a common password: %s', (token) => expect(isGuessable(token)).toBe(true))

  it.each(['令牌令牌', '👍👍👍👍👍👍👍', 'a-b-c-d'])(
    'is short in characters, not in bytes or signs: %s',
    (token) => expect(isGuessable(token)).toBe(true),
  )
})

describe('a token of the guide', () => {
  it.each(['hub-secret', 'hmac-key', 'napcat-secret', 'hook-token', 'gocq-hmac'])(
    'is known to strangers, but to no web page: %s',
    (token) => {
      expect(isWellKnownToken(token)).toBe(true)
      expect(isGuessable(token)).toBe(false)
    },
  )
})

describe('a token that nobody guesses', () => {
  it.each([
    'correct-horse',
    'x7Kp2mQ9',
    'hub-of-the-reading-club',
    '3f9c1b7a52d04e68',
    '读书会的小企鹅们好',
    'token-of-koishi-77',
  ])('may be %s', (token) => expect(isGuessable(token)).toBe(false))

  it('may be any that was drawn', () => {
    fc.assert(fc.property(fc.uuid(), (token) => !isGuessable(token)))
  })
})
