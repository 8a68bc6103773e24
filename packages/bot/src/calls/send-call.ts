import { makeCall } from '@rookery/protocol'
import type { ReplyValue } from '@rookery/transport'
import { ActionFailed, ApiNotAvailable, HttpFailed, NetworkError } from '../errors.js'
import type { OutgoingCall } from './layers.js'

/** Sends a call to its account and waits for the reply. @throws CallError */
export async function sendCall(call: OutgoingCall): Promise<unknown> {
  const { action, params, account, timeoutMs, signal } = call
  const link = account.link()
  if (!link) throw new ApiNotAvailable(action, `account ${account.self_id} has no connection for calls`)
  signal?.throwIfAborted()
  const { upstream, isShared } = link
  const wire = makeCall(action, isShared ? { ...params, self_id: account.self_id } : params)
  const answering = upstream.call(wire, { timeoutMs, keepsSelfId: isShared })
  const data = dataOf(action, await (signal ? abortable(answering, signal) : answering))
  if (action.startsWith('send_')) account.sent.note(Object(data).message_id)
  return data
}

/** The `data` of a reply; an id beyond 2^53 in it is decimal text. */
function dataOf(action: string, result: ReplyValue): unknown {
  const { status, retcode } = result
  // As in aiocqhttp: only an explicit `failed` is a failure. The retcode alone counts if there is no status at all.
  const hasFailed = status === undefined ? retcode !== 0 : status === 'failed'
  if (!hasFailed) return result.data ?? null
  throw failure(action, result)
}

function failure(action: string, result: ReplyValue): Error {
  const { retcode, outcome, http_status, wording = '', message = wording } = result
  if (http_status !== undefined) {
    return new HttpFailed(action, http_status, message, outcome === 'unknown' ? 'unknown' : 'rejected')
  }
  if (outcome !== undefined) return new NetworkError(action, outcome, message)
  if (retcode === 1503) return new NetworkError(action, 'unsent', message)
  if (retcode === 1504) return new NetworkError(action, 'unknown', message)
  return new ActionFailed(action, result)
}

/** Rejects when the signal aborts. The call already sent is not undone; only the wait ends. */
function abortable<T>(waiting: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = (): void => reject(signal.reason)
    signal.addEventListener('abort', abort, { once: true })
    waiting.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort))
  })
}
