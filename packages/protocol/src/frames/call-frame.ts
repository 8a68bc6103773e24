import { OneBotError } from '../errors.js'
import { scanChecked } from '../json/grammar.js'
import { parseExact } from '../json/parse-exact.js'
import {
  isEmptyArray,
  lastMember,
  type Member,
  type ObjectScan,
  readString,
  readText,
  scanObject,
  scanObjectAt,
} from '../json/scan-object.js'
import {
  copyRange,
  encode,
  joinParts,
  member,
  type Parts,
  replaceValue,
  spliceObject,
} from '../json/splice.js'
import { writeParams } from '../params/write-params.js'

/**
 * A call of an application: `{"action": …, "params": …, "echo": …}`. It stays the bytes that came; members
 * nobody here knows go on untouched.
 */
export interface Call {
  readonly action: string
  /** The JSON text of `echo`, exactly as sent; absent when the call had none. */
  readonly echo: Uint8Array | undefined
  /** The top-level `self_id` of `params` as decimal text: the account that the call is meant for. */
  readonly selfId: string | undefined
  /** The client's name for the call, by which a repetition is recognised. It is not forwarded. */
  readonly idempotencyKey?: string | undefined
  readonly bytes: Uint8Array
  readonly scan: ObjectScan
}

/** Outcome of reading a call: the call, or the reason why nobody can execute it. */
export type CallReading =
  | { readonly call: Call }
  /** An invalid call; the echo, if it was readable, is for the 1400 that answers it. */
  | { readonly reason: string; readonly echo: Uint8Array | undefined }

/** The account that is asked for, and the chat; the latter is read, and goes on as it is. */
const PARAMS = { self_id: {}, group_id: {}, user_id: {}, message_type: {} }
const WANTED = { action: {}, params: PARAMS, echo: {}, idempotency_key: {} }
const KEY = 'idempotency_key'
const LONGEST_KEY = 255
/** What an idempotency key must be. */
export const IDEMPOTENCY_KEY_RULE = `"${KEY}" must be a string of 1 to ${LONGEST_KEY} characters in well-formed Unicode`
const BAD_SELF_ID = '"self_id" in params must be an account number'
const NO_PARAMS = new TextEncoder().encode('{}')

/** Reads a UTF-8 frame as a call. Of a repeated key the last value counts, as in `JSON.parse`. */
export function readCall(bytes: Uint8Array): CallReading {
  const scan = scanObject(bytes, WANTED)
  const echo = soundEcho(bytes, scan)
  if (!scan.complete) {
    const reason = 'a call must be one JSON object like {"action": "get_status"}'
    return { reason, echo: recoverEcho(bytes) }
  }
  // Large frames were not parsed before; invalid JSON must not come back in a reply.
  if (!echo && lastMember(scan, 'echo')) return { reason: '"echo" must be valid JSON', echo }
  return callOf(bytes, scan, echo)
}

/**
 * Reads a call, and checks in the same walk that the text, which must be UTF-8, is JSON. Undefined for anything else:
 * `readCall` and a separate check tell what is wrong.
 */
export function readCheckedCall(bytes: Uint8Array): Call | undefined {
  const scan = scanChecked(bytes, WANTED)
  if (!scan.complete) return undefined
  const echo = lastMember(scan, 'echo')
  const reading = callOf(bytes, scan, echo && copyRange(bytes, echo.valueStart, echo.end))
  return 'call' in reading ? reading.call : undefined
}

/** The call whose text was scanned for the members that are wanted. */
function callOf(bytes: Uint8Array, scan: ObjectScan, echo: Uint8Array | undefined): CallReading {
  const action = lastMember(scan, 'action')
  if (!action) return { reason: 'a call needs "action", a string', echo }
  const name = readString(bytes, action.valueStart, action.end)
  if (!name) return { reason: `"action" must be a non-empty string, found ${excerpt(bytes, action)}`, echo }
  const params = lastMember(scan, 'params')
  if (params && !params.inner && !isNull(bytes, params) && !isEmptyList(bytes, params)) {
    return { reason: `"params" must be an object or null, found ${excerpt(bytes, params)}`, echo }
  }
  const selfId = readSelfId(bytes, params?.inner)
  if (selfId === 'unreadable') return { reason: BAD_SELF_ID, echo }
  const idempotencyKey = readKey(bytes, scan)
  if (idempotencyKey === '') return { reason: IDEMPOTENCY_KEY_RULE, echo }
  return { call: { action: name, echo, selfId, idempotencyKey, bytes, scan } }
}

/** Keys of a frame that is written here, so that the place of everything in it is known. */
const HEAD = '{"action":'
const BETWEEN = ',"params":'

/** The beginning of a frame that ends with its params, an object, and a closing brace; see `readFramed`. */
export const callHead = (action: string): string => `${HEAD}${JSON.stringify(action)}${BETWEEN}`

/** Reads a frame that began with `callHead(action)`, which has `headBytes` bytes: only the params are checked. */
export function readFramed(action: string, headBytes: number, bytes: Uint8Array): CallReading {
  const inner = scanObjectAt(bytes, headBytes, WANTED.params)
  if (!inner.complete || inner.end !== bytes.length - 1)
    return { reason: '"params" must be an object', echo: undefined }
  const selfId = readSelfId(bytes, inner)
  if (selfId === 'unreadable') return { reason: BAD_SELF_ID, echo: undefined }
  const start = headBytes - BETWEEN.length + 1
  const first = { start: 1, valueStart: HEAD.length, end: start - 1, previousEnd: -1, nextStart: start }
  const second = { start, valueStart: headBytes, end: inner.end, previousEnd: start - 1, nextStart: -1 }
  const members: readonly Member[] = [
    { name: 'action', plain: true, ...first, inner: undefined },
    { name: 'params', plain: true, ...second, inner },
  ]
  const scan = { start: 0, end: bytes.length, members, isEmpty: false, complete: true }
  return { call: { action, echo: undefined, selfId, idempotencyKey: undefined, bytes, scan } }
}

/** Finds the echo of a frame that is not valid JSON or UTF-8, for the answer; undefined where it is broken, too. */
export function recoverEcho(bytes: Uint8Array): Uint8Array | undefined {
  // Only the echo is checked: broken params must not hide an echo that follows them.
  return soundEcho(bytes, scanObject(bytes, { echo: {} }))
}

/** Builds a call from its name and params, for callers inside the program; ids are written as `writeParams` does. */
export function makeCall(action: string, params: Readonly<Record<string, unknown>> = {}): Call {
  const text = `{"action":${JSON.stringify(action)},"params":${writeParams(action, params)}}`
  const reading = readCall(new TextEncoder().encode(text))
  if ('call' in reading) return reading.call
  throw new TypeError(reading.reason)
}

/** The same call for another action. */
export function renameCall(call: Call, action: string): Call {
  const named = call.scan.members.filter((each) => each.name === 'action')
  const bytes = joinParts(
    spliceObject(call.bytes, call.scan, named, [member('action', JSON.stringify(action))]),
  )
  return { ...call, action, bytes, scan: scanObject(bytes, WANTED) }
}

/**
 * The params of a call as a value, for its executor; numbers beyond 2^53 are rounded.
 *
 * @throws OneBotError `bad_params` when they are not JSON, which is not checked earlier for a large call.
 */
export const callParams = (call: Call): Readonly<Record<string, unknown>> => parseParams(call, JSON.parse)

/**
 * The same, but an integer beyond 2^53 becomes its decimal text.
 *
 * @throws OneBotError `bad_params` when they are not JSON, which is not checked earlier for a large call.
 */
export const exactParams = (call: Call): Readonly<Record<string, unknown>> => parseParams(call, parseExact)

function parseParams(call: Call, parse: (text: string) => unknown): Readonly<Record<string, unknown>> {
  const params = lastMember(call.scan, 'params')
  if (!params?.inner) return {}
  try {
    return parse(readText(call.bytes, params.valueStart, params.end)) as Record<string, unknown>
  } catch (cause) {
    throw new OneBotError('bad_params', '"params" must be valid JSON', { cause })
  }
}

/**
 * The call as it is sent to the implementation: with `echo` (a JSON text) in place of its own, without its idempotency
 * key and the `self_id` that chose the account, and with a single plain spelling of each key that was read here, so that
 * the receiver cannot read another one. `keepsSelfId` is for a receiver that has several accounts and chooses by it, too.
 */
export function forwardCall(call: Call, echo: string, keepsSelfId = false): Parts {
  const { bytes, scan } = call
  const own = onlyChange(call)
  if (own) return replaceValue(bytes, scan, own, encode(echo))
  const removed: Member[] = []
  const inserted: Parts[] = []
  const take = (name: string, replacement: Parts | undefined): void => {
    removed.push(...scan.members.filter((each) => each.name === name))
    if (replacement) inserted.push(replacement)
  }
  if (!isSingle(scan, 'action')) take('action', member('action', JSON.stringify(call.action)))
  const params = lastMember(scan, 'params')
  const choosesAccount = params?.inner !== undefined && lastMember(params.inner, 'self_id') !== undefined
  if (params && (choosesAccount || !isSingle(scan, 'params') || isEmptyList(bytes, params))) {
    take('params', member('params', forwardParams(call, keepsSelfId)))
  }
  take(KEY, undefined)
  take('echo', member('echo', echo))
  removed.sort((a, b) => a.start - b.start)
  return spliceObject(bytes, scan, removed, inserted)
}

/**
 * The echo of a call in which nothing else changes: every key occurs once, plainly, none of them is taken out, and the
 * params name no account.
 */
function onlyChange({ bytes, scan }: Call): Member | undefined {
  for (const each of scan.members)
    if (!each.plain || each.name === KEY || lastMember(scan, each.name) !== each) return undefined
  const params = lastMember(scan, 'params')
  const keepsParams =
    !params || (params.inner && !lastMember(params.inner, 'self_id')) || isNull(bytes, params)
  return keepsParams ? lastMember(scan, 'echo') : undefined
}

/**
 * The params as they are sent to the implementation, without the `self_id` that chose the account unless it is kept.
 */
export function forwardParams({ bytes, scan, selfId }: Call, keepsSelfId = false): Parts {
  const params = lastMember(scan, 'params')
  if (!params || isEmptyList(bytes, params)) return [NO_PARAMS]
  const kept = keepsSelfId && selfId !== undefined ? [member('self_id', accountText(selfId))] : []
  return params.inner
    ? spliceObject(bytes, params.inner, selfIdsIn(params.inner), kept)
    : [bytes.subarray(params.valueStart, params.end)]
}

const selfIdsIn = ({ members }: ObjectScan): readonly Member[] =>
  members.filter(({ name }) => name === 'self_id')

/** The JSON text of an account: one with a leading zero is not a JSON number. */
const accountText = (selfId: string): string => (/^0\d/.test(selfId) ? `"${selfId}"` : selfId)

/** The echo, or undefined if there is none or it is not JSON itself. */
function soundEcho(bytes: Uint8Array, scan: ObjectScan): Uint8Array | undefined {
  const echo = lastMember(scan, 'echo')
  if (!echo) return undefined
  try {
    JSON.parse(readText(bytes, echo.valueStart, echo.end))
  } catch {
    return undefined
  }
  // Copied, because the frame may be a slice of a large chunk, and the echo outlives it.
  return copyRange(bytes, echo.valueStart, echo.end)
}

function isSingle(scan: ObjectScan, name: string): boolean {
  const same = scan.members.filter((each) => each.name === name)
  return same.length === 1 && same[0]?.plain === true
}

/** Whether it is an empty array, which stands for no params: PHP cannot tell it from an empty map. */
const isEmptyList = (bytes: Uint8Array, { inner, valueStart, end }: Member): boolean =>
  !inner && isEmptyArray(bytes, valueStart, end)

const isNull = (bytes: Uint8Array, at: Member): boolean =>
  at.end - at.valueStart === 4 && bytes[at.valueStart] === 0x6e

/**
 * Lone surrogates, and U+FFFD, which stands for bytes that were no UTF-8: written as UTF-8, different keys would be the same
 * one.
 */
const ILL_FORMED = /[\p{Cs}\ufffd]/u

/** Whether a text may be an idempotency key. */
export const isIdempotencyKey = (text: string): boolean =>
  text !== '' && text.length <= LONGEST_KEY && !ILL_FORMED.test(text)

/** The idempotency key; undefined if there is none or it is null, empty if it cannot be one. */
function readKey(bytes: Uint8Array, scan: ObjectScan): string | undefined {
  const found = lastMember(scan, KEY)
  if (!found || isNull(bytes, found)) return undefined
  const key = readString(bytes, found.valueStart, found.end)
  return key !== undefined && isIdempotencyKey(key) ? key : ''
}

function readSelfId(bytes: Uint8Array, params: ObjectScan | undefined): string | undefined {
  const found = params && lastMember(params, 'self_id')
  if (!found || isNull(bytes, found)) return undefined
  const text = readString(bytes, found.valueStart, found.end) ?? readText(bytes, found.valueStart, found.end)
  return /^\d+$/.test(text) ? text : 'unreadable'
}

function excerpt(bytes: Uint8Array, at: Member): string {
  const text = readText(bytes, at.valueStart, at.end)
  return text.length > 40 ? `${text.slice(0, 40)}…` : text
}
