import {
  joinParts,
  type Reply,
  readReply,
  readString,
  readText,
  replyBody,
  scanObject,
} from '@rookery/protocol'
import type { Account } from './accounts.js'

/** Actions that are answered from the last good answer while the account is away. */
export const KEPT_ANSWERS: ReadonlySet<string> = new Set(['get_login_info', 'get_version_info'])

/** Remembers a good answer; the bytes are copied, since they may be a slice of a large chunk. */
export function keepAnswer(account: Account, action: string, reply: Reply): void {
  const isGood = scanObject(reply.bytes, { status: {} }).members.some(
    (each) => readString(reply.bytes, each.valueStart, each.end) === 'ok',
  )
  const copy = isGood ? readReply(joinParts([reply.bytes])) : undefined
  if (copy) account.answers.set(action, copy)
}

/** The `user_id` in the answer to `get_login_info`, as exact decimal text. */
export function loginOf({ bytes }: Reply): string | undefined {
  const data = scanObject(bytes, { data: { user_id: {} } }).members.findLast((each) => each.name === 'data')
  const id = data?.inner?.members.at(-1)
  const text = id && readText(bytes, id.valueStart, id.end).replace(/^"(.*)"$/, '$1')
  return text !== undefined && /^[1-9]\d*$/.test(text) ? text : undefined
}

/** Tells a reply of an implementation, whatever it says, from the hub's own, which has 1503 or 1504. */
export function isAnswer(reply: Reply): boolean {
  const { status, retcode } = replyBody(reply)
  return !(status === 'failed' && (retcode === 1503 || retcode === 1504))
}
