import { frameText } from '@rookery/transport'
import { beforeEach, describe, expect, it } from 'vitest'
import type { FillableJournal } from '../journal/filled-view.js'
import type { JournalEvent } from '../journal/journal.js'
import { memoryJournal } from '../journal/memory.js'
import { OnceJudge } from './once-judge.js'

let journal: FillableJournal
let judge: OnceJudge
let now: number
let numbers: Map<string, number>
const offline = new Set<string>()
const sent = new Set<string>()

beforeEach(() => {
  now = 1_000_000
  numbers = new Map()
  offline.clear()
  sent.clear()
  journal = memoryJournal({ ageMs: 1e9, events: 1e6, bytes: 1e9 }, () => now)
  judge = new OnceJudge({
    isEligible: (account) => !offline.has(account),
    covers: () => true,
    hasSent: (account, id) => sent.has(`${account} ${id}`),
    journal: journal.view('all'),
    now: () => now,
    maxAgeMs: 300_000,
  })
  return () => journal.close()
})

/** Puts an event into the journal, as the hub does, and gives it to the judge. Returns what is delivered. */
function take(account: string, fields: object, more: Partial<JournalEvent> = {}): string[] {
  const number = (numbers.get(account) ?? 0) + 1
  numbers.set(account, number)
  const body = {
    self_id: Number(account),
    post_type: 'message',
    group_id: 1,
    user_id: 5,
    time: 1000,
    ...fields,
  }
  const event: JournalEvent = {
    id: { account, epoch: 1, number },
    isMessage: body.post_type === 'message',
    time: body.time,
    admittedAt: now,
    text: frameText(Buffer.from(JSON.stringify(body))),
    ...more,
  }
  journal.append(event)
  return judge.take(event).map(({ id }) => `${id.account}:${id.number}`)
}

const message = (account: string, seq: number, more = {}) =>
  take(account, {
    real_seq: String(seq),
    message_id: Number(account) * 100 + seq,
    message: `n${seq}`,
    ...more,
  })

describe('of two accounts in a group', () => {
  it('the first to report anything delivers all of it, the other nothing', () => {
    expect(message('1', 1)).toEqual(['1:1'])
    expect(message('2', 1)).toEqual([])
    expect(message('2', 2)).toEqual([])
    expect(message('1', 2)).toEqual(['1:2'])
    expect(take('2', { post_type: 'notice', notice_type: 'group_card', user_id: 5 })).toEqual([])
  })

  it('each has what concerns itself, and its private chats', () => {
    message('1', 1)
    const at = (qq: string) => [
      { type: 'text', data: { text: 'hi' } },
      { type: 'at', data: { qq } },
    ]
    expect(take('2', { message: at('2') })).toEqual(['2:1'])
    expect(take('2', { message: at('3') })).toEqual([])
    expect(take('2', { message: '[CQ:at,qq=2] hi' })).toEqual(['2:3'])
    const notice = { post_type: 'notice', notice_type: 'notify', sub_type: 'poke' }
    expect(take('2', { ...notice, target_id: 2 })).toEqual(['2:4'])
    expect(take('2', { ...notice, target_id: 3 })).toEqual([])
    expect(take('2', { post_type: 'notice', notice_type: 'group_ban', user_id: 2 })).toEqual(['2:6'])
    expect(take('2', { post_type: 'request', request_type: 'group' })).toEqual(['2:7'])
    expect(take('2', { post_type: 'notice', notice_type: 'rookery_gap' })).toEqual(['2:8'])
    expect(take('2', { group_id: undefined, message_type: 'private' })).toEqual(['2:9'])
  })

  it('a reply to a message of the other one is the other one’s, too', () => {
    message('1', 1)
    sent.add('2 77')
    expect(take('2', { message: '[CQ:reply,id=77]thanks' })).toEqual(['2:1'])
    expect(take('2', { message: [{ type: 'reply', data: { id: 78 } }] })).toEqual([])
  })

  it('each has its own group', () => {
    expect(message('1', 1)).toEqual(['1:1'])
    expect(message('2', 1, { group_id: 2 })).toEqual(['2:1'])
    expect(message('1', 1, { group_id: 2 })).toEqual([])
  })
})

describe('when the elected account goes offline', () => {
  it('what only the other one got is made up for at once, and what both got is not', () => {
    message('1', 1)
    message('2', 1)
    message('2', 2)
    message('2', 3)
    offline.add('1')
    expect(judge.lost('1').map(({ id }) => `${id.account}:${id.number}`)).toEqual(['2:2', '2:3'])
    expect(message('2', 4)).toEqual(['2:4'])
  })

  it('copies that come late are left out', () => {
    message('1', 1)
    message('1', 2)
    message('2', 1)
    offline.add('1')
    expect(judge.lost('1')).toEqual([])
    expect(message('2', 2)).toEqual([])
    expect(message('2', 3)).toEqual(['2:3'])
  })

  it('its old messages, fetched once it is back, are left out', () => {
    message('1', 1)
    message('2', 1)
    offline.add('1')
    judge.lost('1')
    message('2', 2)
    offline.clear()
    sent.clear()
    expect(message('1', 2)).toEqual([])
    expect(message('1', 3)).toEqual([])
    expect(message('2', 3)).toEqual(['2:3'])
  })

  it('and nobody else was heard of in the group, the next to report anything takes over, though it may be back', () => {
    message('1', 1)
    offline.add('1')
    expect(judge.lost('1')).toEqual([])
    offline.clear()
    sent.clear()
    expect(message('2', 1)).toEqual([])
    expect(message('2', 2)).toEqual(['2:2'])
    expect(message('1', 2)).toEqual([])
  })

  it('messages without a sequence are told apart by who, when and what, the n-th of each account', () => {
    const plain = (account: string, text: string) => take(account, { message: text })
    plain('1', 'a')
    plain('1', 'a')
    plain('2', 'a')
    plain('2', 'a')
    plain('2', 'a')
    plain('2', 'b')
    offline.add('1')
    expect(judge.lost('1').map(({ id }) => id.number)).toEqual([3, 4])
  })

  it('what is too old is not made up for', () => {
    message('1', 1)
    message('2', 1)
    message('2', 2)
    now += 301_000
    offline.add('1')
    expect(judge.lost('1')).toEqual([])
    expect(message('2', 3)).toEqual(['2:3'])
  })
})

it('an account that was kicked gives way to the next', () => {
  message('1', 1)
  const kicked = { post_type: 'notice', notice_type: 'group_decrease', sub_type: 'kick_me', user_id: 1 }
  expect(take('1', kicked)).toEqual(['1:2'])
  expect(message('2', 2)).toEqual(['2:1'])
})
