import { describe, expect, it } from 'vitest'
import { KnownChats, MessageKeys } from './known-chats.js'
import { sightingOf } from './sighting.js'

const GROUP = { kind: 'group', id: '1' } as const
const FRIEND = { kind: 'private', id: '2' } as const

const sighting = (event: object) =>
  sightingOf(Buffer.from(JSON.stringify({ time: 100, ...event })), '10001', 'unknown')

describe('an event', () => {
  it.each([
    [
      { post_type: 'message', message_type: 'group', group_id: 1, user_id: 2, message_seq: 3 },
      GROUP,
      { seq: 3 },
    ],
    [
      { post_type: 'message', message_type: 'private', user_id: 2, message_id: 9, group_id: 1 },
      FRIEND,
      { id: '9' },
    ],
    [{ post_type: 'message_sent', message_type: 'private', user_id: 10001, target_id: 2 }, FRIEND, {}],
    [{ post_type: 'notice', notice_type: 'group_increase', group_id: 1, user_id: 5 }, GROUP, undefined],
    [{ post_type: 'notice', notice_type: 'friend_add', user_id: 2 }, FRIEND, undefined],
  ])('%j shows a chat', (event, chat, key) => {
    expect(sighting(event)).toEqual({ chat, time: 100, ...(key && { key }) })
  })

  it.each([
    { post_type: 'message', message_type: 'guild', user_id: 2 },
    { post_type: 'message_sent', message_type: 'private', user_id: 10001 },
    { post_type: 'message', message_type: 'group', user_id: 2, group_id: 0 },
    { post_type: 'notice', notice_type: 'bot_offline', user_id: 10001 },
    { post_type: 'request', group_id: 1 },
    { post_type: 'message', message_type: 'group', group_id: 1, time: 'x' },
  ])('%j shows none', (event) => {
    expect(sighting(event)).toBeUndefined()
  })
})

describe('keys of messages', () => {
  it('go by the sequence, and by the id where one of the two has none', () => {
    const keys = new MessageKeys()
    keys.add({ seq: 1, id: 'a' })
    keys.add({ id: 'b' })
    expect(
      [{ seq: 1 }, { seq: 1, id: 'z' }, { id: 'a' }, { id: 'b' }, { seq: 9, id: 'b' }].map((key) =>
        keys.has(key),
      ),
    ).toEqual(Array(5).fill(true))
    // Ids that an implementation gives anew do not hide messages that have another sequence.
    expect([{ seq: 2, id: 'a' }, { seq: 2 }, { id: 'c' }, {}].map((key) => keys.has(key))).toEqual(
      Array(4).fill(false),
    )
  })
})

describe('known chats', () => {
  it('are listed by their last message from before, the latest first', () => {
    const known = new KnownChats()
    known.before({ chat: FRIEND, time: 5, key: { id: 'a' } })
    known.before({ chat: GROUP, time: 9, key: { seq: 4, id: 'c' } })
    known.before({ chat: GROUP, time: 8, key: { seq: 3, id: 'b' } })
    known.before({ chat: GROUP, time: 9, key: { seq: 5, id: 'd' } })
    known.since({ chat: GROUP, time: 20, key: { seq: 9 } })
    expect(known.list(false)).toEqual([
      { chat: GROUP, base: { time: 9, seq: 5, ids: new Set(['c', 'd']) } },
      { chat: FRIEND, base: { time: 5, ids: new Set(['a']) } },
    ])
    expect([9, 8].map((seq) => known.has(GROUP, { seq }))).toEqual([true, false])
  })

  it('go by another event only where there is no message: its clock may be another one', () => {
    const known = new KnownChats()
    known.before({ chat: GROUP, time: 9, key: { seq: 4 } })
    known.before({ chat: GROUP, time: 500 })
    known.before({ chat: FRIEND, time: 500 })
    expect(known.list(false).map(({ base }) => base.time)).toEqual([500, 9])
  })

  it('include new ones with their first message, if that is wanted', () => {
    const chats = (withNew: boolean) => {
      const known = new KnownChats()
      known.since({ chat: GROUP, time: 9, key: { seq: 4, id: 'b' } })
      known.since({ chat: GROUP, time: 9, key: { seq: 3, id: 'a' } })
      known.since({ chat: GROUP, time: 10, key: { seq: 2 } })
      return known.list(withNew)
    }
    expect(chats(false)).toEqual([])
    expect(chats(true)).toEqual([
      { chat: GROUP, base: { time: 9, seq: 3, ids: new Set(['a']), isFirst: true } },
    ])
  })

  it('that are not listed, or done, are not kept', () => {
    const known = new KnownChats()
    known.before({ chat: GROUP, time: 9 })
    known.list(false)
    known.since({ chat: FRIEND, time: 9, key: { seq: 1 } })
    known.since({ chat: GROUP, time: 9, key: { seq: 1 } })
    expect([known.has(FRIEND, { seq: 1 }), known.has(GROUP, { seq: 1 })]).toEqual([false, true])
    known.done(GROUP)
    known.since({ chat: GROUP, time: 9, key: { seq: 1 } })
    expect(known.has(GROUP, { seq: 1 })).toBe(false)
  })
})
