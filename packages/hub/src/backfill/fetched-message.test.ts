import { eventBody } from '@rookery/protocol'
import { describe, expect, it } from 'vitest'
import { fetchedMessage } from './fetched-message.js'
import { messageOf, messageText, PLACE } from './message.fixture.js'

const PRIVATE = { ...PLACE, chat: { kind: 'private', id: '20001' } } as const

describe('a message of a history', () => {
  it('keeps its bytes where it is an event already', () => {
    const text = messageText({ self_id: 10001, sub_type: 'normal' })
    expect(Buffer.from(fetchedMessage(text, PLACE)?.event.bytes ?? [])).toEqual(Buffer.from(text))
  })

  it('gets the members of an event that it lacks', () => {
    const bare = Buffer.from('{"sender":{"user_id":20001},"time":1,"message_id":7,"message":[]}')
    const body = (place: typeof PLACE) => eventBody(fetchedMessage(bare, place)?.event ?? { bytes: bare })
    const shared = { post_type: 'message', self_id: 10001, user_id: 20001, message: [] }
    expect(body(PLACE)).toMatchObject({
      ...shared,
      message_type: 'group',
      sub_type: 'normal',
      group_id: 30001,
    })
    expect(body(PRIVATE)).toMatchObject({ ...shared, message_type: 'private', sub_type: 'friend' })
  })

  it('of the account itself is message_sent, whatever it says', () => {
    const own = messageOf({ user_id: 10001, post_type: 'message' })
    expect([own.isOwn, own.event.postType]).toEqual([true, 'message_sent'])
    expect(messageOf({ post_type: 'message_sent' }).isOwn).toBe(true)
    expect(messageOf({ user_id: '10001', sender: { user_id: 1 } }).isOwn).toBe(true)
  })

  it.each([
    ['of another group', { group_id: 30002 }],
    ['of another account', { self_id: 10002 }],
    ['of another kind', { message_type: 'private' }],
    ['without a time', { time: undefined }],
    ['of nobody', { user_id: undefined }],
    ['without an identity', { real_seq: undefined, message_id: undefined }],
  ])('%s is none', (_, more) => {
    expect(fetchedMessage(messageText(more), PLACE)).toBeUndefined()
  })

  it('of a private chat belongs to it by its sender, or its own by their target', () => {
    const inPrivate = (more: object) =>
      fetchedMessage(messageText({ message_type: 'private', group_id: undefined, ...more }), PRIVATE)
    expect(inPrivate({})?.isOwn).toBe(false)
    expect(inPrivate({ user_id: 20002 })).toBeUndefined()
    expect(inPrivate({ user_id: 10001, target_id: 20001 })?.isOwn).toBe(true)
    expect(inPrivate({ user_id: 10001, target_id: 20002 })).toBeUndefined()
  })

  it('is known by the real sequence, the sequence, or the id', () => {
    const key = (more: object, dialect: typeof PLACE.dialect = 'unknown') => {
      const { seq, id } = messageOf(more, { ...PLACE, dialect })
      return [seq, id]
    }
    expect(key({ message_seq: 9 })).toEqual([5, '77'])
    expect(key({ real_seq: undefined, message_seq: 9 })).toEqual([9, '77'])
    expect(key({ real_seq: undefined, message_seq: 77 })).toEqual([undefined, '77'])
    expect(key({ real_seq: undefined, message_seq: 77 }, 'go-cqhttp')).toEqual([77, '77'])
    expect(key({ real_seq: undefined, message_seq: 9 }, 'napcat')).toEqual([undefined, '77'])
    expect(key({ real_seq: '0', message_id: -5 })).toEqual([undefined, '-5'])
  })

  it.each(['', '{', 'null', '[]', '{"time":1', '\xff'])('that is %j is none', (text) => {
    expect(fetchedMessage(Buffer.from(text, 'latin1'), PLACE)).toBeUndefined()
  })

  it('that is no UTF-8, or no JSON deeper inside, is none', () => {
    const text = Buffer.from(messageText()).toString('latin1')
    const broken = [text.replace('20001', '20001,"x":"\xff"'), text.replace('20001', '20001,"x":[1 2]')]
    for (const each of broken) expect(fetchedMessage(Buffer.from(each, 'latin1'), PLACE)).toBeUndefined()
  })
})
