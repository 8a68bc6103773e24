import { isEmptyArray, scanObject } from '@rookery/protocol'
import { describeAnswer, type Exchange } from '../http/http-target.js'
import { textFault } from '../json-text.js'

/** What became of posting an event. */
export type Verdict =
  | { readonly is: 'received'; readonly answer: Buffer }
  /** Nobody is there; it will be posted when somebody is. */
  | { readonly is: 'unreachable'; readonly why: string }
  /** It may help to post it again, but not for ever. */
  | { readonly is: 'failed'; readonly why: string }
  /** Posting it again would be wrong: it was turned away, or it may be at work there. */
  | { readonly is: 'lost'; readonly why: string }

export function verdictOf(exchange: Exchange): Verdict {
  if (exchange.is === 'unsent') return { is: 'unreachable', why: exchange.reason }
  if (exchange.is === 'broken') return { is: 'failed', why: exchange.reason }
  if (exchange.is === 'late') return { is: 'lost', why: exchange.reason }
  const { status, body } = exchange
  if (status >= 200 && status < 300) return { is: 'received', answer: body }
  return { is: status >= 500 ? 'failed' : 'lost', why: describeAnswer(exchange) }
}

/** What an answer stands for. */
export type Answer = { readonly operation: Uint8Array } | 'nothing' | 'no JSON object'

/** Reads the body of a 2xx: a JSON object with anything in it is a quick operation; PHP writes an empty one as `[]`. */
export function readAnswer(body: Buffer): Answer {
  if (body.length === 0 || body.toString('latin1').trim() === '') return 'nothing'
  const scan = textFault(body) ? undefined : scanObject(body, {})
  if (!scan?.complete) return isEmptyArray(body) ? 'nothing' : 'no JSON object'
  return scan.isEmpty ? 'nothing' : { operation: body.subarray(scan.start, scan.end) }
}
