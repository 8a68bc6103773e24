import { failedReply, type Reply, readReply, replyBody, type TargetReply, targetsOf } from '@rookery/protocol'
import { describe, expect, it } from 'vitest'
import { chatRule } from './chat-rule.js'
import { filterReply, sentIds } from './reply-filter.js'
import { RightsScope } from './rights-scope.js'

const scope = new RightsScope(chatRule(['30001']), chatRule(['201']))
const replyOf = (data: string, retcode = 0): Reply => {
  const status = retcode === 0 ? 'ok' : 'failed'
  const reply = readReply(
    Buffer.from(`{"status":"${status}","retcode":${retcode},"data":${data},"message":""}`),
  )
  if (!reply) throw new TypeError('no reply')
  return reply
}
const toldOf = (action: string): TargetReply => {
  const told = targetsOf(action)?.reply
  if (!told) throw new TypeError(`${action} lists nothing`)
  return told
}
const filtered = (action: string, data: string, retcode = 0): Reply =>
  filterReply(replyOf(data, retcode), toldOf(action), '10001', (chat) => scope.forbidden(chat) === undefined)
const textOf = ({ bytes }: Reply): string => Buffer.from(bytes).toString()
const dataOf = (reply: Reply): unknown => replyBody(reply).data

describe('a reply that lists chats', () => {
  it('has those that the client may see, each byte as it came', () => {
    const data =
      '[{"group_id":30001 ,"big":9007199254740993},{"group_id":30002},{"group_id":"30001"},{"x":1},5]'
    const reply = filtered('get_group_list', data)
    expect(textOf(reply)).toContain(
      '"data":[{"group_id":30001 ,"big":9007199254740993},{"group_id":"30001"}]',
    )
    expect(filtered('get_friend_list', '[{"user_id":201},{"user_id":202}]')).toMatchObject({ isPart: false })
    expect(dataOf(filtered('get_friend_list', '[{"user_id":201},{"user_id":202}]'))).toEqual([
      { user_id: 201 },
    ])
  })

  it('has contacts by their kinds', () => {
    const contacts = [
      { chatType: 1, peerUin: '201' },
      { chatType: 1, peerUin: '202' },
      { chatType: 2, peerUin: '30001' },
      { chatType: 2, peerUin: '30002' },
      { chatType: 100, peerUin: '201' },
      { chatType: 9, peerUin: '201' },
    ]
    const seen = dataOf(filtered('get_recent_contact', JSON.stringify(contacts)))
    expect(seen).toEqual([contacts[0], contacts[2]])
  })

  it('has the lists in an object, and nothing else of it', () => {
    const requests = {
      invited_requests: [{ group_id: 30001 }, { group_id: 30002 }],
      join_requests: null,
      more: [1],
    }
    expect(dataOf(filtered('get_group_system_msg', JSON.stringify(requests)))).toEqual({
      invited_requests: [{ group_id: 30001 }],
      join_requests: [],
    })
  })

  it('has friends in their categories', () => {
    const categories = [
      { categoryId: 1, buddyList: [{ user_id: 202 }, { user_id: 201 }], onlineCount: 2 },
      { categoryId: 2 },
    ]
    expect(dataOf(filtered('get_friends_with_category', JSON.stringify(categories)))).toEqual([
      { categoryId: 1, buddyList: [{ user_id: 201 }], onlineCount: 2 },
    ])
  })

  it('has requests as events are seen', () => {
    const requests = [30001, 30002].map((group_id) => ({
      post_type: 'request',
      request_type: 'group',
      group_id,
    }))
    expect(dataOf(filtered('get_group_requests', JSON.stringify(requests)))).toEqual([requests[0]])
  })

  it.each(['{"group_id":30001}', '"30001"', '7'])('shows nothing of another form: %s', (data) => {
    expect(dataOf(filtered('get_group_list', data))).toEqual([])
  })

  it('that failed keeps its failure, and no data', () => {
    expect(textOf(filtered('get_group_list', 'null', 1404))).toContain('"retcode":1404')
    const reply = filtered('get_group_list', '[{"group_id":30002}]', 100)
    expect(replyBody(reply)).toMatchObject({ status: 'failed', retcode: 100, data: null })
  })
})

describe('a message that was asked for', () => {
  it('is shown as an event of its chat would be', () => {
    const message = (group_id: number) => JSON.stringify({ message_type: 'group', group_id, message: 'x' })
    expect(replyBody(filtered('get_msg', message(30001)))).toMatchObject({
      retcode: 0,
      data: { group_id: 30001 },
    })
    expect(replyBody(filtered('get_msg', message(30002)))).toMatchObject({ retcode: 1403, data: null })
  })
})

describe('the reply to something sent', () => {
  it('gives its ids', () => {
    expect(sentIds(replyOf('{"message_id":9007199254740993,"res_id":"r"}'))).toEqual([
      { kind: 'message', id: '9007199254740993' },
      { kind: 'forward', id: undefined },
      { kind: 'forward', id: 'r' },
    ])
    expect(sentIds(replyOf('"res"'))).toEqual([{ kind: 'forward', id: 'res' }])
    expect(sentIds(failedReply(1404, 'no'))).toEqual([])
  })
})
