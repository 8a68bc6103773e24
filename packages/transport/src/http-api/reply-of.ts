import { failedReply, type Reply, type Retcode, readReply } from '@rookery/protocol'
import { withoutTokens } from '../describe/shown-url.js'
import { shallowTextFault } from '../frames/json-text.js'
import { describeAnswer, type Exchange, isRedirect } from '../http/http-target.js'
import { unsent } from '../upstream/unsent.js'

/** Converts the outcome of an HTTP call to a reply. A reply of the implementation passes, whatever the HTTP status. */
export function replyOf(exchange: Exchange): Reply {
  if (exchange.is === 'unsent') {
    return unsent(`the implementation cannot be reached (${exchange.reason})`)
  }
  if (exchange.is !== 'answered') {
    const retcode = exchange.is === 'late' ? 1504 : 1503
    return failedReply(retcode, `${exchange.reason}; whether the call was executed is unknown`, UNKNOWN)
  }
  const reply = readAnswer(exchange.body)
  if (reply) return reply
  const { status, headers, body } = exchange
  const facts = { http_status: status, ...(status === 200 || status >= 500 ? UNKNOWN : {}) }
  if (status === 200)
    return failedReply(1500, `the implementation answered no reply: ${excerpt(body)}`, facts)
  const wording = `the implementation answered ${describeAnswer(exchange)}`
  const said = isRedirect(status, headers) ? wording : `${wording}: ${excerpt(body)}`
  return failedReply(retcodeOf(status), said, facts)
}

const UNKNOWN = { outcome: 'unknown' } as const

/** Only a JSON object with a retcode is a reply: others may come from a proxy in between. */
function readAnswer(body: Buffer): Reply | undefined {
  if (shallowTextFault(body)) return undefined
  const reply = readReply(body)
  return reply?.scan.members.some(({ name }) => name === 'retcode') ? reply : undefined
}

const retcodes: Readonly<Record<number, Retcode>> = {
  401: 1401,
  403: 1403,
  404: 1404,
  405: 1404,
  409: 1409,
  413: 1413,
  429: 1429,
  503: 1503,
  504: 1504,
}

const retcodeOf = (status: number): Retcode =>
  retcodes[status] ?? (status >= 400 && status < 500 ? 1400 : 1500)

function excerpt(body: Buffer): string {
  const text = withoutTokens(body.subarray(0, 200).toString('utf8')).replace(/\s+/g, ' ').trim()
  return text || 'nothing'
}
