import type { CallRow, EventRow, LogLine } from '@rookery/admin'
import { NASTY } from './hub-state.js'

const people = [
  [20001, 'Alice'],
  [20002, '王小明'],
  [20003, NASTY.markup],
  [20004, NASTY.turned],
] as const

const texts = [
  '早上好',
  '/weather 上海',
  'hello <b>there</b>',
  'https://example.com/a?b=1',
  NASTY.markup,
  '好的👌',
]

/** A message of a group, as an implementation sends it. */
export function groupMessage(seq: number, at = Date.now()): EventRow {
  const [user_id, nickname] = people[seq % people.length] ?? people[0]
  const text = texts[seq % texts.length] ?? ''
  const event = {
    time: Math.floor(at / 1000),
    self_id: 10001,
    post_type: 'message',
    message_type: 'group',
    sub_type: 'normal',
    message_id: 5_000 + seq,
    group_id: 30001,
    group_name: '读书会',
    user_id,
    sender: { user_id, nickname, card: '', role: 'member' },
    message: [
      ...(seq % 7 === 6 ? [{ type: 'reply', data: { id: String(5_000 + seq - 1) } }] : []),
      ...(seq % 5 === 4 ? [{ type: 'at', data: { qq: '20001' } }] : []),
      { type: 'text', data: { text } },
      ...(seq % 6 === 5 ? [{ type: 'image', data: { file: 'A1.jpg', url: 'https://gchat.qpic.cn/x' } }] : []),
    ],
    raw_message: text,
  }
  return {
    kind: 'event',
    seq,
    at,
    account: '10001',
    id: `10001-1-${seq}`,
    event,
    bytes: 400,
    late: seq % 11 === 10,
  }
}

/** A call that answers the event of that number. */
export const answeringCall = (seq: number, answers: number, at = Date.now()): CallRow => ({
  kind: 'call',
  seq,
  at,
  client: 'weather',
  app_id: 'a1',
  account: '10001',
  action: 'send_group_msg',
  params: { group_id: 30001, message: [{ type: 'text', data: { text: '上海 晴 23°C' } }] },
  duration_ms: 84,
  retcode: seq % 9 === 8 ? 1404 : 0,
  outcome: seq % 9 === 8 ? 'failed' : 'ok',
  source: 'ws',
  answers: `10001-1-${answers}`,
})

/** Lines of a log, of all levels. */
export const logLines = (count: number): readonly LogLine[] =>
  Array.from({ length: count }, (_, at) => ({
    seq: at + 1,
    at: Date.now() - (count - at) * 1_000,
    level: at % 7 === 6 ? 'error' : at % 3 === 2 ? 'warn' : 'info',
    text: ['client connected', 'upstream not connected: connection refused', NASTY.markup][at % 3] ?? '',
    fields: { client: 'weather', account: 10001, retryMs: 400 * at },
  }))
