import type { PageMessage } from '@rookery/sandbox'
import { describe, expect, it } from 'vitest'
import { messageById, type Timeline, withHistory, withMessages } from './timeline.js'

const CHAT = 'group:1'
const message = (seq: number, text = ''): PageMessage => ({
  message_id: seq * 10,
  chat: CHAT,
  seq,
  time: seq,
  sender_id: 1,
  message: [{ type: 'text', data: { text } }],
  reactions: [],
})
const messages = (...seqs: number[]): PageMessage[] => seqs.map((seq) => message(seq))
const timeline = (...seqs: number[]): ReadonlyMap<string, Timeline> =>
  new Map([[CHAT, { messages: messages(...seqs), more: true }]])
const seqsOf = (timelines: ReadonlyMap<string, Timeline>) =>
  timelines.get(CHAT)?.messages.map(({ seq }) => seq)

describe('a timeline', () => {
  it('takes what is new at its end, and what changed in its place', () => {
    const next = withMessages(timeline(3, 4), [message(3, 'changed'), message(5)])
    expect(seqsOf(next)).toEqual([3, 4, 5])
    expect(next.get(CHAT)?.messages[0]?.message).toEqual([{ type: 'text', data: { text: 'changed' } }])
  })

  it('leaves out what is older than it', () => {
    expect(seqsOf(withMessages(timeline(3, 4), messages(1)))).toEqual([3, 4])
  })

  it('is given up rather than that it has a gap', () => {
    expect(seqsOf(withMessages(timeline(3, 4), messages(7)))).toBeUndefined()
  })

  it('is not begun by what is told of a chat that nobody looks at', () => {
    expect(withMessages(new Map(), messages(1)).size).toBe(0)
  })

  it('grows at its beginning with its history', () => {
    const page = { chat: CHAT, messages: messages(1, 2), more: false }
    expect(seqsOf(withHistory(timeline(3, 4), page))).toEqual([1, 2, 3, 4])
    expect(withHistory(timeline(3, 4), page).get(CHAT)?.more).toBe(false)
  })

  it('begins with the page that was asked for, and what was told meanwhile', () => {
    const page = { chat: CHAT, messages: messages(1, 2, 3), more: false }
    expect(seqsOf(withHistory(timeline(3, 4), page))).toEqual([1, 2, 3, 4])
    expect(seqsOf(withHistory(timeline(9), page))).toEqual([1, 2, 3])
  })

  it('finds a message by its number', () => {
    expect(messageById(messages(1, 2, 5), 50)?.seq).toBe(5)
    expect(messageById(messages(1, 2, 5), 30)).toBeUndefined()
  })
})
