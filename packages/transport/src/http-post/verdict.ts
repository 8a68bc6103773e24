import { isEmptyArray, scanObject } from '@rookery/protocol'
import { textFault } from '../frames/json-text.js'
import { describeAnswer, type Exchange } from '../http/http-target.js'

/** Outcome of posting an event. An event is posted again only when it was not handled for sure, or almost. */
export type Verdict =
  | { readonly is: 'received'; readonly answer: Buffer }
  /** Nobody is there; it will be posted when somebody is. */
  | { readonly is: 'unreachable'; readonly why: string }
  /** A kept connection closed on it; it is posted once more, over a fresh one. */
  | { readonly is: 'dropped'; readonly why: string }
  /** The receiver says that it cannot take it now: it is posted again, but not for ever. */
  | { readonly is: 'busy'; readonly why: string }
  /** It was turned away, or it was handled, or it may be at work there. */
  | { readonly is: 'lost'; readonly why: string }

/** Gateways answer so when nobody stands behind them, and receivers before they take anything. */
const BUSY: readonly number[] = [502, 503]

export function verdictOf(exchange: Exchange): Verdict {
  switch (exchange.is) {
    case 'unsent':
      return { is: 'unreachable', why: exchange.reason }
    case 'dropped':
      return { is: 'dropped', why: exchange.reason }
    case 'broken':
    case 'late':
      return { is: 'lost', why: exchange.reason }
    case 'answered':
      return verdictOfAnswer(exchange)
  }
}

function verdictOfAnswer(exchange: Extract<Exchange, { is: 'answered' }>): Verdict {
  const { status, body } = exchange
  if (status >= 200 && status < 300) return { is: 'received', answer: body }
  return { is: BUSY.includes(status) ? 'busy' : 'lost', why: describeAnswer(exchange) }
}

/** Meaning of an answer's body. */
export type Answer = { readonly operation: Uint8Array } | 'nothing' | 'no JSON object'

/** Reads the body of a 2xx: a JSON object with anything in it is a quick operation; PHP writes an empty one as `[]`. */
export function readAnswer(body: Buffer): Answer {
  if (body.length === 0 || body.toString('latin1').trim() === '') return 'nothing'
  const scan = textFault(body) ? undefined : scanObject(body, {})
  if (!scan?.complete) return isEmptyArray(body) ? 'nothing' : 'no JSON object'
  return scan.isEmpty ? 'nothing' : { operation: body.subarray(scan.start, scan.end) }
}
