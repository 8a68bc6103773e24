import type { Retcode } from '@rookery/protocol'
import { withoutTokens } from '../describe/shown-url.js'
import { type ReplyReader, unsent } from '../frames/frame-reader.js'
import { describeAnswer, type Exchange, isRedirect } from '../http/http-target.js'

/** Converts the outcome of an HTTP call to a reply. A reply of the implementation passes, whatever the HTTP status. */
export function replyOf<R>(exchange: Exchange, reader: ReplyReader<R>): R {
  if (exchange.is === 'unsent') {
    return unsent(reader, `the implementation cannot be reached (${exchange.reason})`)
  }
  if (exchange.is !== 'answered') {
    return reader.failure(1504, `${exchange.reason}; whether the call was executed is unknown`, UNKNOWN)
  }
  const reply = reader.answer(exchange.body)
  if (reply) return reply
  const { status, headers, body } = exchange
  const facts = { http_status: status, ...(status === 200 || status >= 500 ? UNKNOWN : {}) }
  if (status === 200)
    return reader.failure(1500, `the implementation answered no reply: ${excerpt(body)}`, facts)
  const wording = `the implementation answered ${describeAnswer(exchange)}`
  const said = isRedirect(status, headers) ? wording : `${wording}: ${excerpt(body)}`
  return reader.failure(retcodeOf(status), said, facts)
}

const UNKNOWN = { outcome: 'unknown' } as const

const retcodes: Readonly<Record<number, Retcode>> = {
  401: 1401,
  403: 1403,
  404: 1404,
  405: 1404,
  409: 1409,
  413: 1413,
  429: 1429,
  // From a proxy as a rule: some say 502 or 503, too, after they have passed a call on.
  502: 1504,
  503: 1504,
  504: 1504,
}

const retcodeOf = (status: number): Retcode =>
  retcodes[status] ?? (status >= 400 && status < 500 ? 1400 : 1500)

function excerpt(body: Buffer): string {
  const text = withoutTokens(body.subarray(0, 200).toString('utf8')).replace(/\s+/g, ' ').trim()
  return text || 'nothing'
}
