import { isEmptyArray, scanObject } from '@rookery/protocol'
import { textFault } from '../frames/json-text.js'
import { describeAnswer, type Exchange } from '../http/http-target.js'

/** Outcome of posting an event. An event is posted again only if it was certainly, or almost certainly, not handled. */
export type Verdict =
  | { readonly is: 'received'; readonly answer: Buffer }
  /** The receiver is unreachable; the event is posted once it is reachable. */
  | { readonly is: 'unreachable'; readonly why: string }
  /** A kept connection closed during the post; it is repeated once, over a fresh one. */
  | { readonly is: 'dropped'; readonly why: string }
  /** The receiver cannot take it now; it is posted again a limited number of times. */
  | { readonly is: 'busy'; readonly why: string }
  /** It was rejected or handled, or may still be in progress; `isUnanswered` where no whole answer came. */
  | { readonly is: 'lost'; readonly why: string; readonly isUnanswered: boolean }

/** Statuses of gateways without a backend, and of receivers that have not started to handle the event. */
const BUSY: readonly number[] = [502, 503]

export function verdictOf(exchange: Exchange): Verdict {
  switch (exchange.is) {
    case 'unsent':
      return { is: 'unreachable', why: exchange.reason }
    case 'dropped':
      return { is: 'dropped', why: exchange.reason }
    case 'broken':
    case 'late':
      return { is: 'lost', why: exchange.reason, isUnanswered: true }
    case 'answered':
      return verdictOfAnswer(exchange)
  }
}

function verdictOfAnswer(exchange: Extract<Exchange, { is: 'answered' }>): Verdict {
  const { status, body } = exchange
  if (status >= 200 && status < 300) return { is: 'received', answer: body }
  const why = describeAnswer(exchange)
  return BUSY.includes(status) ? { is: 'busy', why } : { is: 'lost', why, isUnanswered: false }
}

/** Meaning of an answer's body. */
export type Answer = { readonly operation: Uint8Array } | 'nothing' | 'no JSON object'

/** Reads the body of a 2xx: a JSON object that is not empty is a quick operation; PHP writes an empty one as `[]`. */
export function readAnswer(body: Buffer): Answer {
  if (body.length === 0 || body.toString('latin1').trim() === '') return 'nothing'
  const scan = textFault(body) ? undefined : scanObject(body, {})
  if (!scan?.complete) return isEmptyArray(body) ? 'nothing' : 'no JSON object'
  return scan.isEmpty ? 'nothing' : { operation: body.subarray(scan.start, scan.end) }
}
