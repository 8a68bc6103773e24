import { readReply, replyBody, replyEcho } from '@rookery/protocol'
import { reasonIn } from '../http/refusal-reason.js'
import type { TokenRefusal } from '../link/link.js'

const STATUSES = { 1401: 401, 1403: 403 } as const
/** Longest frame that is read as a refusal. */
const MAX_BYTES = 2 * 1024

/**
 * Reads a refusal of the token in the first frame of a connection; undefined for any other frame. NapCat and LLBot
 * check the token only after the upgrade: they send a failed reply without a call, and close without a code.
 */
export function tokenRefusal(frame: Uint8Array): TokenRefusal | undefined {
  const reply = frame.length <= MAX_BYTES ? readReply(frame) : undefined
  if (!reply || replyEcho(reply) !== undefined) return undefined
  const { status, retcode } = replyBody(reply)
  if (status !== 'failed' || (retcode !== 1401 && retcode !== 1403)) return undefined
  const words = reasonIn(Buffer.from(frame).toString())
  return { status: STATUSES[retcode], reason: `retcode ${retcode}${words && ` (${words})`}` }
}
