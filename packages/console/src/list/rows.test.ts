import type { PageMessage, PageNote } from '@rookery/sandbox'
import { describe, expect, it } from 'vitest'
import { rowsOf } from './rows.js'

const message = (seq: number, time: number, sender_id = 1): PageMessage => ({
  message_id: seq,
  chat: 'group:1',
  seq,
  time,
  sender_id,
  message: [],
  reactions: [],
})
const note = (id: number, after_seq: number): PageNote => ({
  id,
  chat: 'group:1',
  after_seq,
  time_ms: 1000,
  by: 1,
  do: 'poke',
  args: {},
})
const keysOf = (messages: PageMessage[], notes: PageNote[]) => rowsOf(messages, notes).map(({ key }) => key)

describe('the rows of a chat', () => {
  it('tell the time at first, and after a while without a word', () => {
    expect(keysOf([message(1, 0), message(2, 60), message(3, 1000)], [])).toEqual([
      'tm1',
      'm1',
      'm2',
      'tm3',
      'm3',
    ])
  })

  it('have what happened behind the message that it came after', () => {
    const notes = [note(1, 0), note(2, 1), note(3, 1), note(4, 2)]
    expect(keysOf([message(1, 1), message(2, 1)], notes)).toEqual(['tn1', 'n1', 'm1', 'n2', 'n3', 'm2', 'n4'])
  })

  it('leave out what happened before the oldest message that is there', () => {
    expect(keysOf([message(5, 1)], [note(1, 2), note(2, 4)])).toEqual(['tn2', 'n2', 'm5'])
  })

  it('name somebody once who speaks on', () => {
    const rows = rowsOf([message(1, 0), message(2, 10), message(3, 11, 2), message(4, 200, 2)], [])
    expect(rows.flatMap((row) => (row.is === 'message' ? [row.isFirst] : []))).toEqual([
      true,
      false,
      true,
      true,
    ])
  })
})
