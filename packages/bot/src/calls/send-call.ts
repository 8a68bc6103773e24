import { makeCall, parseExact, type Reply } from '@rookery/protocol'
import { ActionFailed, ApiNotAvailable, type FailedResult, HttpFailed, NetworkError } from '../errors.js'
import type { OutgoingCall } from './layers.js'

/** Sends a call to its account and waits for the reply. @throws CallError */
export async function sendCall({
  action,
  params,
  account,
  timeoutMs,
  signal,
}: OutgoingCall): Promise<unknown> {
  const face = account.face()
  if (!face) throw new ApiNotAvailable(action, `account ${account.self_id} is not connected`)
  signal?.throwIfAborted()
  const answering = face.call(makeCall(action, params), { timeoutMs })
  return dataOf(action, await (signal ? abortable(answering, signal) : answering))
}

/** The `data` of a reply; an id beyond 2^53 in it is decimal text. */
function dataOf(action: string, reply: Reply): unknown {
  const body = parseReply(reply)
  if (body.status !== 'failed') return body.data ?? null
  throw failure(action, body)
}

function failure(action: string, result: FailedResult): Error {
  const { retcode, wording = '', message = wording } = result
  // These two are made by the face, or by a hub that speaks of its own connection.
  if (retcode === 1504) return new NetworkError(action, 'unknown', message)
  if (retcode === 1503)
    return new NetworkError(action, /not sent/.test(message) ? 'unsent' : 'unknown', message)
  const isHttp = HTTP_STATUSES.has(retcode - 1000) && message.startsWith('HTTP')
  return isHttp ? new HttpFailed(action, retcode - 1000, message) : new ActionFailed(action, result)
}

const HTTP_STATUSES = new Set([401, 403, 404, 405, 406, 413, 429, 500, 502, 503])

function parseReply({ bytes }: Reply): FailedResult {
  try {
    return parseExact(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString()) as FailedResult
  } catch {
    return { status: 'failed', retcode: 1500, data: null, message: 'the reply is no valid JSON' }
  }
}

/** What was sent stays sent; only the waiting ends. */
function abortable<T>(waiting: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = (): void => reject(signal.reason)
    signal.addEventListener('abort', abort, { once: true })
    waiting.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort))
  })
}
