import { actionFacts, eventFacts } from '@rookery/protocol'
import { describe, expect, it } from 'vitest'
import { declaredParams } from './declared-params.js'

const message = {
  time: 1,
  self_id: 10000,
  post_type: 'message',
  message_type: 'group',
  sub_type: 'normal',
  message_id: 1,
  group_id: 30001,
  user_id: 20001,
  message: [],
  raw_message: '',
  font: 0,
  sender: {},
  anonymous: null,
}

describe('params with a whole event in them', () => {
  it('are left alone where there is no event', () => {
    const params = { group_id: 1, sub_type: 'x', time: 3 }
    expect(declaredParams('set_group_add_request', params)).toBe(params)
  })

  it.each([
    ['send_msg', ['message_type', 'group_id', 'user_id', 'message']],
    ['send_group_msg', ['group_id', 'message']],
    ['delete_msg', ['message_id']],
    ['set_group_ban', ['group_id', 'user_id']],
    ['send_msg_async', ['message_type', 'group_id', 'user_id', 'message']],
  ])('keep what %s declares', (action, kept) => {
    const names = Object.keys(declaredParams(action, message))
    expect(names).toEqual(expect.arrayContaining(kept))
    for (const name of ['time', 'post_type', 'raw_message', 'font', 'sender', 'anonymous'])
      expect(names).not.toContain(name)
  })

  it('keep what no event has: the author has put it there', () => {
    expect(declaredParams('send_msg', { ...message, my_option: 1 })).toMatchObject({ my_option: 1 })
    expect(declaredParams('unknown_action', message)).toBe(message)
  })

  it('of every standard event hold nothing of it that the action does not declare', () => {
    const events = Object.entries(eventFacts).filter(([, { fields }]) => fields.length > 0)
    expect(events.length).toBeGreaterThan(20)
    for (const [, { fields }] of events) {
      const event = Object.fromEntries(fields.map(({ name }) => [name.split(/[.[]/, 1)[0], 1]))
      for (const action of [
        'send_msg',
        'set_group_kick',
        'set_friend_add_request',
        'get_stranger_info',
      ] as const) {
        const { params, ext_params = [] } = actionFacts[action]
        const declared = [...params, ...ext_params].flatMap(({ name, aliases = [] }) => [name, ...aliases])
        const left = Object.keys(declaredParams(action, { ...event, post_type: 'notice' }))
        expect(left.filter((name) => !declared.includes(name))).toEqual([])
      }
    }
  })
})
