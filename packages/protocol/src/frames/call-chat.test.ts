import { describe, expect, it } from 'vitest'
import { chatOfCall } from './call-chat.js'
import { readCall } from './call-frame.js'

function chat(params: string): unknown {
  const reading = readCall(Buffer.from(`{"action":"send_msg","params":${params}}`))
  return 'call' in reading ? chatOfCall(reading.call) : reading.reason
}

const nothing = { groupId: undefined, userId: undefined, messageType: undefined }

describe('the chat of a call', () => {
  it.each([
    ['{"group_id":30001,"message":"x"}', { groupId: '30001' }],
    ['{"user_id":"20001","group_id":null}', { userId: '20001' }],
    [
      '{"message_type":"private","user_id":2,"group_id":3}',
      { messageType: 'private', userId: '2', groupId: '3' },
    ],
    ['{"group_id":9007199254740993}', { groupId: '9007199254740993' }],
    ['{"group_id":1,"group_id":2}', { groupId: '2' }],
    ['{"\\u0067roup_id":5}', { groupId: '5' }],
    ['{"message":[{"data":{"group_id":7}}]}', {}],
    ['{"group_id":0,"user_id":""}', {}],
    ['{"group_id":{"a":1},"user_id":[2]}', {}],
    [`{"group_id":"${'1'.repeat(100)}"}`, {}],
    ['null', {}],
    ['[]', {}],
  ])('of %s is read', (params, expected) => {
    expect(chat(params)).toEqual({ ...nothing, ...expected })
  })

  it.each(['30001', '"30001"', '" 30001 "', '30001.0', '3.0001e4', '"030001"'])(
    'is one chat as %s',
    (written) => {
      expect(chat(`{"group_id":${written}}`)).toEqual({ ...nothing, groupId: '30001' })
    },
  )
})
