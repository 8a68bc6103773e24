import { restrictedActions } from '@rookery/protocol'
import { describe, expect, it } from 'vitest'
import { ActionRule } from './action-rule.js'

const allowed = (rule: ActionRule, ...names: string[]) =>
  names.filter((each) => rule.refusal(each) === undefined)

describe('the actions of a client', () => {
  it('are those that a name or a pattern includes and none excludes, whatever their order', () => {
    for (const actions of [
      ['*', '!set_*', 'get_msg'],
      ['!set_*', 'get_msg', '*'],
    ]) {
      const rule = new ActionRule({ actions })
      expect(allowed(rule, 'send_msg', 'set_group_ban', 'get_msg', 'no_such_thing')).toEqual([
        'send_msg',
        'get_msg',
        'no_such_thing',
      ])
    }
    const few = new ActionRule({ actions: ['send_*_msg', '_get_group_notice'] })
    expect(allowed(few, 'send_group_msg', 'send_msg', '_get_group_notice', 'get_group_notice')).toEqual([
      'send_group_msg',
      '_get_group_notice',
    ])
  })

  it('include restricted ones by their names alone', () => {
    for (const name of Object.keys(restrictedActions)) {
      for (const actions of [['*'], ['get_*', 'set_*', 'send_*', '*'], ['get_msg']])
        expect(new ActionRule({ actions }).refusal(name), name).toBeDefined()
      expect(new ActionRule({ readOnly: true }).refusal(name), name).toBeDefined()
      expect(new ActionRule({ actions: [name] }).refusal(name), name).toBeUndefined()
      expect(new ActionRule({ actions: ['get_msg'], allow: [name] }).refusal(name), name).toBeUndefined()
      expect(new ActionRule({ actions: ['*', `!${name}`], allow: [name] }).refusal(name), name).toBeDefined()
    }
    for (const name of ['.set_restart', 'SET_RESTART', ' get_cookies'])
      expect(
        new ActionRule({ actions: ['*', 'set_restart', 'get_cookies'] }).refusal(name),
        name,
      ).toBeDefined()
  })

  it('of one that may only read are reads, and its own confirmation', () => {
    const rule = new ActionRule({ readOnly: true })
    expect(
      allowed(
        rule,
        'get_msg',
        'get_events',
        'ack_events',
        'send_msg',
        'set_client_name',
        'delete_msg',
        'forget',
      ),
    ).toEqual(['get_msg', 'get_events', 'ack_events'])
  })

  it('are excluded in spellings that an implementation may read as the same', () => {
    const rule = new ActionRule({ actions: ['*', '!set_*', '!bot_exit'] })
    for (const name of [
      'SET_group_ban',
      '.set_group_ban',
      ' set_group_ban',
      'Set_Group_Ban_Async',
      '/bot_exit',
    ])
      expect(rule.refusal(name), name).toBeDefined()
  })

  it('have quick operations judged by what they do, in the one spelling that is', () => {
    const rule = new ActionRule({ actions: ['*', '!set_*'] })
    expect(rule.exclusion('.handle_quick_operation')).toBeUndefined()
    for (const name of ['handle_quick_operation', '.HANDLE_quick_operation'])
      expect(rule.refusal(name)?.why).toContain('.handle_quick_operation')
    expect(new ActionRule({ actions: ['*', '!.handle*'] }).exclusion('.handle_quick_operation')).toBeDefined()
  })

  it('say why one is refused, and have no long names', () => {
    expect(new ActionRule({ actions: ['*', '!set_*'] }).refusal('set_group_ban')).toEqual({
      key: 'actions',
      why: '"!set_*" excludes it',
    })
    expect(new ActionRule({ readOnly: true }).refusal('send_msg')).toEqual({
      key: 'read_only',
      why: 'it is not among those allowed',
    })
    expect(new ActionRule({ actions: ['*a*a*a*a*b'] }).refusal('a'.repeat(1_000_000))?.why).toContain(
      '1000000',
    )
  })

  it('take no longer for many stars', () => {
    const rule = new ActionRule({ actions: ['*_*_*_*_*x', '!*_*_*_*_*y'] })
    const startedMs = performance.now()
    expect(rule.refusal('_'.repeat(128))).toBeDefined()
    expect(rule.refusal('a_b_c_d_ex')).toBeUndefined()
    expect(performance.now() - startedMs).toBeLessThan(500)
  })
})
