import { describe, expect, it } from 'vitest'
import { isGuessable, isWellKnownToken } from './guessable.js'

describe('tokens that a stranger guesses', () => {
  it.each([
    ...[
      'change-me',
      'changeme',
      'CHANGE_ME',
      'change me',
      'secret',
      'Secret123',
      'hmac-key',
      'another-secret',
    ],
    ...['token', 'rookery', 'my-bot-secret', 'your_token_here', 'access-token', 'password', 'Password1!'],
    ...[
      'napcat-secret',
      'nonebot-secret',
      'hub-secret',
      'script-secret',
      'gocq-hmac',
      'koishi-secret',
      'hook-token',
    ],
    ...[
      '123456',
      '12345678',
      '87654321',
      '00000000',
      'aaaaaaaaaa',
      '12341234',
      'qwertyuiop',
      '  change-me  ',
      '--------',
    ],
  ])('%j is well known', (token) => {
    expect([isWellKnownToken(token), isGuessable(token)]).toEqual([true, true])
  })

  it.each(['', 'x', 'k3F9zQ1', 'é2ñ4ü6ö', '小企鹅的密'])(
    '%j is too short to protect, though nobody knows it',
    (token) => {
      expect(isGuessable(token)).toBe(true)
    },
  )

  it.each([
    ...[
      'k3F9zQ1x',
      '9f86d081884c7d659a2f',
      'correct horse battery staple',
      'secret-7f3aQz91',
      'tok-k29dkxm3',
    ],
    ...['Zx81-secretly', 'napcat-8c1f', '小企鹅今天想吃小鱼干', '31415926535', 'a1b2c3d4e5f6'],
  ])('%j is neither', (token) => {
    expect([isWellKnownToken(token), isGuessable(token)]).toEqual([false, false])
  })

  it('takes no time for a long one', () => {
    const startedAt = performance.now()
    expect(isGuessable(`${'ab'.repeat(50_000)}-${'x9'.repeat(50_000)}c`)).toBe(false)
    expect(performance.now() - startedAt).toBeLessThan(500)
  })
})
