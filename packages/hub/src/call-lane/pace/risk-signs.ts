import { type Reply, replyBody } from '@rookery/protocol'

/** Row of the table of signs: what an implementation says when QQ does not take a message, other than a plain refusal. */
interface SignRow {
  readonly retcodes: readonly number[]
  /** Text in `msg`, `message` or `wording`; without it any text is a sign. */
  readonly text?: RegExp
  readonly sign: string
}

/**
 * Signs by which implementations show that QQ limits an account. None of them is sure: the account is slowed by one, and
 * stopped only by several in a row.
 */
const SIGNS: readonly SignRow[] = [
  // Lagrange.OneBot: the message was not delivered.
  { retcodes: [9000], sign: 'the message was not delivered (9000)' },
  // NapCatQQ, over WebSocket and HTTP: QQ took the message, and it never appeared (NapCatQQ #788, #808, #1410).
  {
    retcodes: [1200, 200],
    text: /^Timeout: .*\/sendMsg/s,
    sign: 'QQ took the message, and it did not appear',
  },
  // go-cqhttp: the server blocked it.
  {
    retcodes: [100],
    text: /SEND_MSG_API_ERROR|blocked by server/,
    sign: 'the message was not sent (SEND_MSG_API_ERROR)',
  },
  // QQ's own result, which several pass on.
  { retcodes: [1200, 200, 100, -1], text: /"result":\s*120\b/, sign: 'QQ refused the message (120)' },
  { retcodes: [1200, 200, 100, -1], text: /风控/, sign: 'the implementation names risk control' },
]

/** The sign that the failed reply to a send is; undefined for any other failure. */
export function riskSign(reply: Reply): string | undefined {
  const body = replyBody(reply) as Readonly<Record<string, unknown>>
  const texts = [body.msg, body.message, body.wording].filter((each) => typeof each === 'string')
  const row = SIGNS.find(
    ({ retcodes, text }) =>
      retcodes.includes(Number(body.retcode)) && (!text || texts.some((each) => text.test(each))),
  )
  return row?.sign
}
