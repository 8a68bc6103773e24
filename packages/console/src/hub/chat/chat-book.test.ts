import { describe, expect, it } from 'vitest'
import type { EventRow } from '../wire/wire.js'
import { readChats } from './chat-book.js'

const row = (event: Readonly<Record<string, unknown>>): EventRow => ({
  kind: 'event',
  seq: 0,
  at: 0,
  account: '10001',
  event,
  bytes: 0,
  late: false,
})

const message = (message_id: number, more: Readonly<Record<string, unknown>>) =>
  row({
    post_type: 'message',
    message_type: 'group',
    group_id: 1,
    user_id: 7,
    time: message_id,
    message_id,
    ...more,
  })

describe('the chats of an account', () => {
  it('are read from its messages, the latest first', () => {
    const { chats, names } = readChats([
      message(1, { message: 'hi', group_name: 'Readers', sender: { nickname: 'Ann', card: 'Annie' } }),
      message(2, {
        message_type: 'private',
        group_id: undefined,
        user_id: 8,
        sender: { nickname: 'Ben' },
        message: [],
      }),
    ])
    expect(chats.map(({ key, name }) => [key, name])).toEqual([
      ['private:8', 'Ben'],
      ['group:1', 'Readers'],
    ])
    expect(names.get(7)).toBe('Annie')
  })

  it('have messages that the account sent, in the chat that they were sent to', () => {
    const { chats } = readChats([
      message(1, {
        post_type: 'message_sent',
        message_type: 'private',
        user_id: 10001,
        target_id: 9,
        message: 'yo',
      }),
    ])
    expect(chats[0]?.key).toBe('private:9')
  })

  it('have each message once, and mark those that were recalled', () => {
    const { chats } = readChats([
      message(1, { message: 'one' }),
      message(1, { message: 'one' }),
      row({ post_type: 'notice', notice_type: 'group_recall', group_id: 1, operator_id: 5, message_id: 1 }),
    ])
    expect(chats[0]?.messages.map(({ message_id, recalled_by }) => [message_id, recalled_by])).toEqual([
      [1, 5],
    ])
  })

  it('stand whatever an implementation sends', () => {
    const odd = [null, 1, 'x', [], [null, { type: 3 }, { type: 'text' }], {}]
    for (const each of odd) {
      const { chats } = readChats([message(1, { message: each, sender: each, group_name: each })])
      expect(chats).toHaveLength(1)
    }
    expect(readChats([row({}), row({ post_type: 'message' })]).chats).toEqual([])
  })
})
