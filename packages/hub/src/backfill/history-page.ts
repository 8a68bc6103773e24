import { arrayItems, type ObjectScan, type Reply, readString, readText, scanObject } from '@rookery/protocol'
import { inSlices } from '@rookery/transport'
import { type FetchedMessage, fetchedMessage, type HistoryPlace } from './fetched-message.js'

/** Largest answer that is read: a page of usual messages has a tenth of it. */
export const MAX_PAGE_BYTES = 2 * 1024 * 1024
/** Most messages of an answer that is read, whatever was asked for. */
const MAX_PAGE_MESSAGES = 5_000

/** Answer of an implementation, as read. */
export type HistoryPage =
  | { readonly kind: 'messages'; readonly messages: readonly FetchedMessage[] }
  /** It has no such action. */
  | { readonly kind: 'unsupported' }
  /** It refused, or answered something else than a history. */
  | { readonly kind: 'failed' }
  /** It did not answer. */
  | { readonly kind: 'unanswered' }
  | { readonly kind: 'too_large' }

/** Retcodes of the hub and of the transport, which come without an answer. */
const NO_ANSWER: ReadonlySet<number> = new Set([1503, 1504, 1508])
const NO_ACTION: ReadonlySet<number> = new Set([404, 1404, 10404])

/**
 * Reads the answer to a question for a chat's history, some milliseconds at a time. Messages of other chats are left
 * out.
 */
export async function historyPage({ bytes }: Reply, place: HistoryPlace): Promise<HistoryPage> {
  if (bytes.length > MAX_PAGE_BYTES) return { kind: 'too_large' }
  const scan = scanObject(bytes, { status: {}, retcode: {}, data: { messages: {} } })
  const retcode = numberOf(bytes, scan, 'retcode')
  if (statusOf(bytes, scan) !== 'ok' || retcode !== 0) return failure(retcode)
  const list = lastOf(lastOf(scan, 'data')?.inner, 'messages')
  const items = list && arrayItems(bytes, list.valueStart, MAX_PAGE_MESSAGES + 1)
  if (!items) return { kind: 'failed' }
  if (items.length > MAX_PAGE_MESSAGES) return { kind: 'too_large' }
  const messages: FetchedMessage[] = []
  let at = 0
  await inSlices(() => {
    const item = items[at++]
    const message = item && fetchedMessage(bytes.subarray(item.start, item.end), place)
    if (message) messages.push(message)
    return item === undefined
  })
  return { kind: 'messages', messages }
}

function failure(retcode: number): HistoryPage {
  if (NO_ACTION.has(retcode)) return { kind: 'unsupported' }
  return { kind: NO_ANSWER.has(retcode) ? 'unanswered' : 'failed' }
}

const lastOf = (scan: ObjectScan | undefined, name: string) =>
  scan?.members.findLast((each) => each.name === name)

function statusOf(bytes: Uint8Array, scan: ObjectScan): string | undefined {
  const status = lastOf(scan, 'status')
  return status && readString(bytes, status.valueStart, status.end)
}

function numberOf(bytes: Uint8Array, scan: ObjectScan, name: string): number {
  const found = lastOf(scan, name)
  return found ? Number(readText(bytes, found.valueStart, found.end)) : Number.NaN
}
