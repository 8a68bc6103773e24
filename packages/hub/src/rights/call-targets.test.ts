import { describe, expect, it } from 'vitest'
import { type CallTargets, targetsOfCall } from './call-targets.js'

const told = (action: string, params: object | string, isNamed = false): CallTargets | string => {
  const json = typeof params === 'string' ? params : JSON.stringify(params)
  const targets = targetsOfCall(action, { value: JSON.parse(json), json }, isNamed)
  return 'why' in targets ? targets.why : targets
}
const [g, h, u] = [30001, 30002, 201]
const ids = (...each: (readonly [string, string])[]) => each.map(([kind, id]) => ({ kind, id }))

describe('what a call acts on', () => {
  it.each([
    ['send_group_msg', { group_id: g, user_id: u, message: 'x' }, { groups: ['30001'], users: [] }],
    ['send_group_msg', { group_id: '30001', message: 'x' }, { groups: ['30001'] }],
    ['send_private_msg', { user_id: u, message: 'x' }, { groups: [], users: ['201'] }],
    ['send_private_msg', { user_id: u, group_id: g }, { groups: ['30001'], users: ['201'] }],
    ['send_msg', { message_type: 'group', group_id: g, user_id: u }, { groups: ['30001'], users: [] }],
    ['send_msg', { message_type: 'private', group_id: g, user_id: u }, { groups: ['30001'], users: ['201'] }],
    ['send_msg', { group_id: g, user_id: u }, { groups: ['30001'], users: ['201'] }],
    ['send_msg', { message_type: 'Group', group_id: g, user_id: u }, { groups: ['30001'], users: ['201'] }],
    ['send_msg', { message_type: 'group', group_id: 0, user_id: u }, { groups: [], users: ['201'] }],
    ['send_poke', { group_id: g, user_id: u }, { groups: ['30001'], users: [] }],
    ['send_poke', { user_id: u }, { groups: [], users: ['201'] }],
    [
      'forward_group_single_msg',
      { group_id: g, user_id: u, message_id: 5 },
      { groups: ['30001'], users: ['201'] },
    ],
    ['friend_poke', { user_id: u, group_id: g }, { groups: ['30001'], users: ['201'] }],
    ['delete_friend', { id: u, user_id: 202 }, { users: ['201', '202'] }],
    ['set_group_kick', { group_id: g, user_id: u }, { groups: ['30001'], users: [] }],
    ['get_stranger_info', { user_id: u }, { groups: [], users: [] }],
    ['get_login_info', {}, { groups: [], users: [], ids: [] }],
    ['get_guild_list', {}, { isGuild: true }],
  ] as const)('%s %j', (action, params, expected) => {
    expect(told(action, params)).toMatchObject(expected)
  })

  it('includes groups at any depth and in any spelling of the key', () => {
    const messages = [{ type: 'node', data: { content: [{ type: 'x', data: { group_id: h } }] } }]
    expect(told('send_group_forward_msg', { group_id: g, messages })).toMatchObject({
      groups: expect.arrayContaining(['30002']),
    })
    expect(told('send_group_msg', { group_id: g, Group_ID: h })).toMatchObject({ groups: ['30001', '30002'] })
    expect(told('get_login_info', { groupId: h })).toMatchObject({ groups: ['30002'] })
    expect(told('send_private_msg', { user_id: u, USER_ID: 202 })).toMatchObject({ users: ['201', '202'] })
  })

  it('includes what segments of messages point at', () => {
    const reply = { type: 'reply', data: { id: 5 } }
    expect(told('send_group_msg', { group_id: g, message: [reply] })).toMatchObject({
      ids: ids(['message', '5']),
    })
    expect(told('send_group_msg', { group_id: g, message: reply })).toMatchObject({
      ids: ids(['message', '5']),
    })
    expect(told('send_group_msg', { group_id: g, message: '[CQ:reply,id=5]hi' })).toMatchObject({
      ids: ids(['message', '5']),
    })
    const node = { type: 'node', data: { id: '7' } }
    const nested = { type: 'node', data: { user_id: u, content: [{ type: 'forward', data: { id: 'res' } }] } }
    expect(told('send_group_forward_msg', { group_id: g, messages: [node, nested] })).toMatchObject({
      ids: expect.arrayContaining(ids(['message', '7'], ['forward', 'res'])),
    })
    expect(
      told('send_group_msg', { group_id: g, message: [{ type: 'reply', data: { id: { x: 1 } } }] }),
    ).toMatchObject({
      ids: [{ kind: 'message', id: expect.not.stringMatching(/\d/) }],
    })
  })

  it('includes what a message says that is given as a JSON text', () => {
    const message = JSON.stringify([
      { type: 'reply', data: { id: 5 } },
      { type: 'x', data: { group_id: h } },
    ])
    expect(told('send_group_msg', { group_id: g, message })).toMatchObject({
      groups: ['30001', '30002'],
      ids: ids(['message', '5']),
    })
    expect(told('send_group_msg', { group_id: g, message: ` \n${message}` })).toMatchObject({
      groups: ['30001', '30002'],
      ids: ids(['message', '5']),
    })
    expect(told('send_group_msg', { group_id: g, message: '[hello' })).toMatchObject({
      groups: ['30001'],
      ids: [],
    })
  })

  it('is not told by a JSON text in the params that repeats a key', () => {
    const message = '[{"type":"reply","data":{"id":5,"id":6}}]'
    expect(told('send_group_msg', { group_id: g, message })).toContain('repeat a key')
  })

  it('is ids where nothing else names the chat', () => {
    expect(told('delete_msg', { message_id: -5 })).toMatchObject({ ids: ids(['message', '-5']) })
    expect(told('set_group_add_request', { flag: 'f', approve: true })).toMatchObject({
      ids: ids(['flag', 'f']),
    })
    expect(told('get_image', { file: 'a.jpg' })).toMatchObject({ ids: ids(['file', 'a.jpg']) })
    expect(told('get_forward_msg', { message_id: 'res' })).toMatchObject({ ids: ids(['forward', 'res']) })
    for (const file of ['https://h/a.jpg', 'base64://aGk=', 'data:image/png;base64,aGk='])
      expect(told('ocr_image', { image: file })).toMatchObject({ ids: [] })
    expect(told('ocr_image', { image: 'file:///etc/passwd' })).toMatchObject({ ids: [{ kind: 'file' }] })
  })

  it.each([
    ['send_group_msg', { message: 'x', user_id: u }, 'no group_id'],
    ['send_group_msg', { group_id: 0, message: [{ group_id: g }] }, 'no group_id'],
    ['send_private_msg', { group_id: g }, 'no user_id'],
    ['send_msg', { message: 'x' }, 'no group_id, user_id'],
    ['group_poke', { user_id: u }, 'no group_id'],
    ['delete_msg', {}, 'no message_id'],
    ['no_such_action', { group_id: g }, 'by its name'],
    ['_mark_all_as_read', {}, 'by its name'],
    ['SEND_GROUP_MSG', { group_id: g }, 'by its name'],
  ])('cannot be told of %s %j: %s', (action, params, why) => {
    expect(told(action, params)).toContain(why)
  })

  it('cannot be told where a key is repeated, at any depth', () => {
    const repeated = 'repeat a key'
    expect(told('send_group_msg', '{"group_id":30001,"group_id":30002}')).toContain(repeated)
    expect(told('send_group_msg', '{"group_id":30001,"group\\u005fid":30002}')).toContain(repeated)
    expect(
      told('send_group_msg', '{"group_id":1,"message":[{"type":"a","data":{"id":1,"id":2}}]}'),
    ).toContain(repeated)
    expect(
      told('send_group_msg', '{"group_id":30001,"message":"a\\\\\\":{\\"a\\":1,\\"a\\":2}"}'),
    ).toMatchObject({ groups: ['30001'] })
  })

  it('of an action that the config names is what its params say', () => {
    expect(told('no_such_action', { group_id: g, user_id: u }, true)).toMatchObject({
      groups: ['30001'],
      users: ['201'],
    })
    expect(told('no_such_action', {}, true)).toMatchObject({ groups: [], users: [], ids: [] })
  })

  it.each([
    '030001',
    ' 30001',
    '30001.0',
    '0x7531',
    -30001,
    30001.5,
    true,
    [30001],
    { id: 30001 },
    '３０００１',
  ])('is an odd group where %j stands for one, which no list allows', (group_id) => {
    const targets = told('send_group_msg', { group_id })
    expect(targets).toMatchObject({ groups: ['?'] })
  })

  it('reads params that are nested deeply', () => {
    const deep = `{"group_id":30001,"x":${'[{"a":'.repeat(5_000)}{"group_id":30002}${'}]'.repeat(5_000)}}`
    expect(told('send_group_msg', deep)).toMatchObject({ groups: expect.arrayContaining(['30001', '30002']) })
  })
})
