import { describe, expect, test } from 'vitest'
import { actionFacts } from './facts.gen.js'
import { restrictedAction, restrictedActions, restrictedOf } from './restricted.js'
import { implementations } from './sources.js'

describe('restricted actions', () => {
  test('are all in the table of actions, and some implementation has each', () => {
    for (const name of Object.keys(restrictedActions)) {
      expect(Object.keys(actionFacts)).toContain(name)
      expect(
        implementations.some((each) => name in restrictedOf(each)),
        name,
      ).toBe(true)
    }
  })

  test('say why in both languages', () => {
    for (const { reason } of Object.values(restrictedActions)) {
      expect(reason.zh).toMatch(/\p{Script=Han}/u)
      expect(reason.en).toMatch(/^[a-z][^.]+$/)
    }
  })

  test('of an implementation are those that it has', () => {
    expect(Object.keys(restrictedOf('napcat'))).toEqual([
      'set_restart',
      'bot_exit',
      'get_cookies',
      'get_csrf_token',
      'get_credentials',
      'get_clientkey',
      'send_packet',
    ])
    expect(Object.keys(restrictedOf('llbot'))).toEqual(
      expect.arrayContaining(['set_config', 'get_config', 'send_pb', 'llonebot_debug']),
    )
    expect(Object.keys(restrictedOf('lagrange'))).toContain('.send_packet')
    expect(Object.keys(restrictedOf('go-cqhttp'))).toEqual([])
  })

  test.each([
    ['set_restart', 'set_restart'],
    ['.send_packet', '.send_packet'],
    ['.set_restart', 'set_restart'],
    ['SET_Restart', 'set_restart'],
    [' get_cookies\n', 'get_cookies'],
    ['/bot_exit', 'bot_exit'],
    ['get_cookies/', 'get_cookies'],
    ['Set_Restart_Async', 'set_restart'],
    ['.bot_exit_rate_limited ', 'bot_exit'],
    ['send_msg', undefined],
    ['get_rkey', undefined],
    ['set_restarts', undefined],
    ['toString', undefined],
    ['', undefined],
    ['🐧', undefined],
  ])('%j means %j', (action, meant) => {
    expect(restrictedAction(action)).toBe(meant)
  })
})
