import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { judgedEvent } from '../scope/judged-event.js'
import { chatRule } from './chat-rule.js'
import { RightsScope } from './rights-scope.js'

const sees = (scope: RightsScope, event: object): boolean => {
  const payload = Buffer.from(JSON.stringify({ time: 1, self_id: 10001, ...event }))
  return scope.sees(judgedEvent({ id: { account: '10001', epoch: 1, number: 1 }, payload }))
}
const scope = new RightsScope(chatRule(['30001']), chatRule(['201']))
const message = { post_type: 'message', message_id: 1, message: 'x' }
const inGroup = { ...message, message_type: 'group' }
const isPrivate = { ...message, message_type: 'private' }

describe('an event that groups and users allow', () => {
  it.each([
    ['a message of the group', { ...inGroup, group_id: 30001, user_id: 299 }],
    ['the same with a text as its id', { ...inGroup, group_id: '30001', user_id: 299 }],
    ['a private message', { ...isPrivate, user_id: 201 }],
    [
      'a private message of the account',
      { ...isPrivate, post_type: 'message_sent', user_id: 10001, target_id: 201 },
    ],
    ['a temporary chat of both', { ...isPrivate, sub_type: 'group', user_id: 201, group_id: 30001 }],
    [
      'a temporary chat whose sender names the group',
      { ...isPrivate, user_id: 201, sender: { group_id: 30001 } },
    ],
    [
      'a notice of the group',
      { post_type: 'notice', notice_type: 'group_ban', group_id: 30001, user_id: 299 },
    ],
    [
      'a friend’s poke',
      { post_type: 'notice', notice_type: 'notify', sub_type: 'poke', user_id: 201, target_id: 10001 },
    ],
    ['a request', { post_type: 'request', request_type: 'friend', user_id: 201, flag: 'f' }],
    ['the account’s own notice', { post_type: 'notice', notice_type: 'bot_offline', user_id: 10001 }],
    ['a heartbeat', { post_type: 'meta_event', meta_event_type: 'heartbeat', group_id: 30002 }],
    ['a client’s notice', { post_type: 'notice', notice_type: 'client_status', client: {}, online: true }],
    ['a broadcast', { post_type: 'distributed', distributed_type: 'broadcast', client: {}, data: 'x' }],
    ['a gap', { post_type: 'notice', notice_type: 'rookery_gap', count: 3 }],
  ])('is %s', (_, event) => {
    expect(sees(scope, event)).toBe(true)
  })

  it.each([
    ['a message of another group', { ...inGroup, group_id: 30002, user_id: 201 }],
    ['a message of a group written oddly', { ...inGroup, group_id: '030001', user_id: 201 }],
    ['another person’s private message', { ...isPrivate, user_id: 202 }],
    [
      'what the account said to another',
      { ...isPrivate, post_type: 'message_sent', user_id: 10001, target_id: 202 },
    ],
    ['a temporary chat through another group', { ...isPrivate, user_id: 201, group_id: 30002 }],
    ['a temporary chat of another person', { ...isPrivate, user_id: 202, sender: { group_id: 30001 } }],
    [
      'a notice of another group',
      { post_type: 'notice', notice_type: 'group_upload', group_id: 30002, user_id: 201 },
    ],
    [
      'a gap in another group',
      { post_type: 'notice', notice_type: 'rookery_gap', count: 3, group_id: 30002 },
    ],
    [
      'another’s poke',
      { post_type: 'notice', notice_type: 'notify', sub_type: 'poke', user_id: 201, target_id: 202 },
    ],
    ['what the account said to itself', { ...isPrivate, post_type: 'message_sent', user_id: 10001 }],
    ['another’s file', { post_type: 'notice', notice_type: 'online_file_receive', peer_id: 202 }],
    [
      'another’s request',
      { post_type: 'request', request_type: 'group', group_id: 30002, user_id: 201, flag: 'f' },
    ],
    [
      'a channel of a guild',
      { post_type: 'message', message_type: 'guild', guild_id: '1', channel_id: '2', user_id: 201 },
    ],
  ])('is not %s', (_, event) => {
    expect(sees(scope, event)).toBe(false)
  })

  it('is any of a kind that is not listed', () => {
    const groups = new RightsScope(chatRule(['30001']), undefined)
    expect(sees(groups, { ...isPrivate, user_id: 202 })).toBe(true)
    expect(sees(groups, { ...isPrivate, user_id: 202, group_id: 30002 })).toBe(false)
    const users = new RightsScope(undefined, chatRule([]))
    expect(sees(users, { ...inGroup, group_id: 30002, user_id: 202 })).toBe(true)
    expect(sees(users, { ...isPrivate, user_id: 202 })).toBe(false)
  })

  it('is all but what is denied', () => {
    const others = new RightsScope(chatRule({ deny: ['30001'] }), undefined)
    expect(sees(others, { ...inGroup, group_id: 30002 })).toBe(true)
    expect(sees(others, { ...inGroup, group_id: 30001 })).toBe(false)
    expect(sees(others, { ...inGroup, group_id: '030001' })).toBe(false)
    expect(sees(others, { post_type: 'message', message_type: 'guild', guild_id: '1' })).toBe(true)
  })

  it('has large numbers exactly', () => {
    const wide = new RightsScope(chatRule(['9007199254740993']), undefined)
    const event = (group: string) => {
      const payload = Buffer.from(`{"post_type":"message","message_type":"group","group_id":${group}}`)
      return judgedEvent({ id: { account: '1', epoch: 1, number: 1 }, payload })
    }
    expect(['9007199254740993', '9007199254740992'].map((id) => wide.sees(event(id)))).toEqual([true, false])
  })
})

describe('the ids of events', () => {
  const known = (own: RightsScope, kind: 'message' | 'flag' | 'file' | 'forward', id: string) =>
    own.known.has('10001', { kind, id })

  it('are known of what is seen, and of nothing else', () => {
    const own = new RightsScope(chatRule(['30001']), undefined)
    const said = [
      { type: 'image', data: { file: 'a.jpg', file_id: 'fid' } },
      { type: 'forward', data: { id: 'res' } },
      { type: 'reply', data: { id: '77' } },
    ]
    sees(own, { ...inGroup, group_id: 30001, message_id: 11, message: said })
    sees(own, { ...inGroup, group_id: 30001, message_id: 12, message: '[CQ:record,file=b.amr]' })
    sees(own, { post_type: 'request', request_type: 'group', group_id: 30001, flag: 'f1' })
    sees(own, {
      post_type: 'notice',
      notice_type: 'group_upload',
      group_id: 30001,
      file: { id: '/x', name: 'named.jpg' },
    })
    sees(own, { ...inGroup, group_id: 30002, message_id: 13, message: '[CQ:image,file=c.jpg]' })
    for (const [kind, id] of [
      ...(['11', '12', '77'] as const).map((each) => ['message', each] as const),
      ...(['a.jpg', 'fid', 'b.amr', '/x'] as const).map((each) => ['file', each] as const),
      ['forward', 'res'] as const,
      ['flag', 'f1'] as const,
    ])
      expect(known(own, kind, id), id).toBe(true)
    expect(known(own, 'message', '13')).toBe(false)
    for (const id of ['c.jpg', 'named.jpg']) expect(known(own, 'file', id)).toBe(false)
  })

  it('are forgotten when a forbidden chat has the same', () => {
    const own = new RightsScope(chatRule(['30001']), undefined)
    sees(own, { ...inGroup, group_id: 30001, message_id: 11 })
    sees(own, { ...inGroup, group_id: 30002, message_id: 11 })
    expect(known(own, 'message', '11')).toBe(false)
  })

  it('are those of the newest events, whenever and however often older ones are judged again', () => {
    const drawn = fc.record({
      isAllowed: fc.boolean(),
      id: fc.integer({ min: 1, max: 4 }),
      again: fc.boolean(),
    })
    fc.assert(
      fc.property(fc.array(drawn, { maxLength: 15 }), (all) => {
        const [once, often] = [0, 1].map(() => new RightsScope(chatRule(['30001']), undefined))
        const judge = (own: RightsScope | undefined, number: number): void => {
          const { isAllowed = false, id = 0 } = all[number] ?? {}
          const body = {
            ...inGroup,
            time: 1,
            self_id: 10001,
            group_id: isAllowed ? 30001 : 30002,
            message_id: id,
          }
          const payload = Buffer.from(JSON.stringify(body))
          own?.sees(judgedEvent({ id: { account: '10001', epoch: 1, number }, payload }))
        }
        for (const [number, { again }] of all.entries()) {
          judge(once, number)
          judge(often, number)
          if (again) for (let before = 0; before <= number; before++) judge(often, before)
        }
        const idsOf = (own: RightsScope | undefined) =>
          ['1', '2', '3', '4'].filter((id) => own?.known.has('10001', { kind: 'message', id }))
        expect(idsOf(often)).toEqual(idsOf(once))
      }),
    )
  })

  it('of new events are known while a full journal is judged again', () => {
    const own = new RightsScope(chatRule(['30001']), undefined)
    const judge = (number: number): void => {
      const body = { ...inGroup, group_id: 30001, message_id: number, message: 'x' }
      const payload = Buffer.from(JSON.stringify(body))
      own.sees(judgedEvent({ id: { account: '10001', epoch: 1, number }, payload }))
    }
    for (let number = 1; number <= 50_000; number++) judge(number)
    for (let number = 1; number <= 30_000; number++) judge(number)
    for (const id of ['30001', '40000', '50000']) expect(known(own, 'message', id), id).toBe(true)
  })
})
