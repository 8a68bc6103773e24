import { scanChecked } from '../json/grammar.js'
import { lastMember, type ObjectScan, readString, readText, scanObject } from '../json/scan-object.js'
import { joinParts, member, type Parts, replaceValue, spliceObject } from '../json/splice.js'

/** A reply of an implementation: `{"status": …, "retcode": …, "data": …, "echo": …}`, as the bytes that came. */
export interface Reply {
  readonly bytes: Uint8Array
  readonly scan: ObjectScan
  /** True for a packet of a NapCat stream action: more replies to the same call follow. */
  readonly isPart: boolean
}

const WANTED = { echo: {}, data: { type: {} }, status: {}, retcode: {} }

/** Reads a frame as a reply; undefined when it is not a JSON object. */
export function readReply(bytes: Uint8Array): Reply | undefined {
  const scan = scanObject(bytes, WANTED)
  return scan.complete ? { bytes, scan, isPart: isStreamPart(bytes, scan) } : undefined
}

/** Reads a reply, and checks in the same walk that the text, which must be UTF-8, is JSON; undefined for anything else. */
export function readCheckedReply(bytes: Uint8Array): Reply | undefined {
  const scan = scanChecked(bytes, WANTED)
  return scan.complete ? { bytes, scan, isPart: isStreamPart(bytes, scan) } : undefined
}

/** The string in `echo`, or undefined if it is missing or not a string. */
export function replyEcho(reply: Reply): string | undefined {
  const echo = lastMember(reply.scan, 'echo')
  return echo && readString(reply.bytes, echo.valueStart, echo.end)
}

/** The reply with `echo` (the JSON text that the caller sent) in place of its own, or without any. */
export function replyWithEcho(reply: Reply, echo: Uint8Array | undefined): Parts {
  const last = lastMember(reply.scan, 'echo')
  if (!last && !echo) return [reply.bytes]
  const own = reply.scan.members.filter((each) => each.name === 'echo')
  if (last?.plain && own.length === 1 && echo) return replaceValue(reply.bytes, reply.scan, last, echo)
  return spliceObject(reply.bytes, reply.scan, own, echo ? [member('echo', [echo])] : [])
}

/**
 * `status`, `retcode` and `data` as values; numbers beyond 2^53 are rounded. A large reply is not parsed before: if
 * it is not JSON, it reads as a failure.
 */
export function replyBody(reply: Reply): {
  status: unknown
  retcode: unknown
  data: unknown
  wording?: unknown
} {
  try {
    return JSON.parse(readText(reply.bytes, 0, reply.bytes.length))
  } catch {
    return { status: 'failed', retcode: 1500, data: null, wording: 'the reply is no valid JSON' }
  }
}

const encoder = new TextEncoder()

/** A reply that Rookery makes; `body` must not contain `echo`. */
export function makeReply(body: Readonly<Record<string, unknown>>): Reply {
  const bytes = encoder.encode(JSON.stringify(body))
  return { bytes, scan: scanObject(bytes, WANTED), isPart: false }
}

/** Makes the reply `ok`, retcode 0, with the result of the action. */
export const okReply = (data: unknown = null): Reply => makeReply({ status: 'ok', retcode: 0, data })

/** Makes the reply `ok` with a result that is JSON text already, without a member `type`. It may be large, and is not scanned. */
export function okReplyOf(data: Parts): Reply {
  const plain = okReply()
  const members = plain.scan.members.map((each) => ({ ...each }))
  const place = members.at(-1)
  if (!place) return plain
  const bytes = joinParts([
    plain.bytes.subarray(0, place.valueStart),
    ...data,
    plain.bytes.subarray(place.end),
  ])
  const grown = bytes.length - plain.bytes.length
  members[members.length - 1] = { ...place, end: place.end + grown }
  return { bytes, scan: { ...plain.scan, end: plain.scan.end + grown, members }, isPart: false }
}

/** Makes the reply `async`, retcode 1, to a call that is executed later. */
export const asyncReply = (): Reply => makeReply({ status: 'async', retcode: 1, data: null })

/** Facts in a failed reply of ours beside its retcode, so that nobody has to read its reason for them. */
export interface FailureFacts {
  /** `unsent`: the call never left, and may be repeated. `unknown`: it may have been executed. */
  readonly outcome?: 'unsent' | 'unknown'
  /** Status of an HTTP answer that was not a reply. */
  readonly http_status?: number
  /** Seconds after which the call may be repeated; it stands in `data`. */
  readonly retry_after?: number
}

/**
 * A failed reply. The reason is repeated in `msg`, `message` and `wording`, because clients of each implementation
 * look in a different one.
 */
export const failedReply = (retcode: number, reason: string, facts: FailureFacts = {}): Reply =>
  makeReply(failureBody(retcode, reason, facts))

/** The members of a failed reply, as `failedReply` writes them. */
export const failureBody = (
  retcode: number,
  reason: string,
  { retry_after, ...facts }: FailureFacts = {},
) => ({
  status: 'failed',
  retcode,
  data: retry_after === undefined ? null : { retry_after },
  msg: reason,
  message: reason,
  wording: reason,
  ...facts,
})

function isStreamPart(bytes: Uint8Array, scan: ObjectScan): boolean {
  const data = lastMember(scan, 'data')
  const type = data?.inner && lastMember(data.inner, 'type')
  return type !== undefined && readString(bytes, type.valueStart, type.end) === 'stream'
}
