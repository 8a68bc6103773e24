import {
  coerceParam,
  isEmptyArray,
  type Member,
  type Parts,
  readString,
  readText,
  scanObject,
  spliceObject,
  type Wanted,
} from '@rookery/protocol'
import type { Refusal } from '../door/door.js'
import { shallowTextFault } from '../frames/json-text.js'
import type { ParamTexts } from './param-texts.js'

/**
 * The JSON of params, as text or bytes; or why a text is not of its parameter's type; or the status of a malformed
 * body.
 */
export type JoinedParams =
  | (Keyed & { readonly text: string })
  | (Keyed & { readonly parts: Parts })
  | { readonly fault: string }
  | Refusal

/** The idempotency key among the params, which is none of them. */
export interface Keyed {
  readonly key?: string | undefined
}

/** Query parameter that carries a token, which only the door reads. */
const TOKEN = 'access_token'
const KEY = 'idempotency_key'
/** Names that are taken out of the params. */
const TAKEN_OUT = { [TOKEN]: {}, [KEY]: {} }
const isTakenOut = (name: string): boolean => name === TOKEN || name === KEY

/** Merges params from texts with a JSON body: the body wins where both have a name, and its bytes are unchanged. */
export function joinParams(action: string, texts: ParamTexts, json: Buffer | undefined): JoinedParams {
  if (!json) {
    const all = membersOf(action, texts)
    return 'fault' in all ? all : { text: `{${all.members}}`, key: texts.get(KEY) }
  }
  const fault = shallowTextFault(json)
  if (fault) return { status: 400, reason: `the body is ${fault}` }
  const looksFor = areFew(texts)
  const scan = scanObject(json, looksFor ? wantedOf(texts) : TAKEN_OUT)
  if (!scan.complete) {
    return isEmptyArray(json)
      ? joinParams(action, texts, undefined)
      : { status: 400, reason: 'the body must be a JSON object' }
  }
  const named = looksFor ? new Set(scan.members.map(({ name }) => name)) : keysOf(json)
  if (!named) return { status: 400, reason: 'the body is not JSON' }
  const more = membersOf(action, texts, named)
  if ('fault' in more) return more
  const takenOut = scan.members.filter(({ name }) => isTakenOut(name))
  const key = keyIn(json, takenOut) ?? texts.get(KEY)
  if (takenOut.length === 0 && !more.members) return { parts: [json.subarray(scan.start, scan.end)], key }
  return { parts: spliceObject(json, scan, takenOut, more.members ? [[Buffer.from(more.members)]] : []), key }
}

/** Most names that are looked up at each key of a body; beyond it, that takes too long. */
const MANY_NAMES = 32
const ASCII = /^[ -~]*$/

/** Whether a scan can look for the names: there are few, and all of them are plain. */
function areFew(texts: ParamTexts): boolean {
  if (texts.size > MANY_NAMES) return false
  for (const name of texts.keys()) if (!ASCII.test(name)) return false
  return true
}

const wantedOf = (texts: ParamTexts): Wanted =>
  texts.size === 0 ? TAKEN_OUT : Object.fromEntries([TOKEN, KEY, ...texts.keys()].map((name) => [name, {}]))

/** The idempotency key in a body; undefined if it has none or null, and empty if it is no string. */
function keyIn(json: Buffer, members: readonly Member[]): string | undefined {
  const found = members.findLast(({ name }) => name === KEY)
  if (!found) return undefined
  if (readText(json, found.valueStart, found.end) === 'null') return undefined
  return readString(json, found.valueStart, found.end) ?? ''
}

/** All keys of a JSON object; undefined if its inside is malformed. */
function keysOf(json: Buffer): ReadonlySet<string> | undefined {
  try {
    return new Set(Object.keys(JSON.parse(json.toString('utf8')) as object))
  } catch {
    return undefined
  }
}

/** The texts as JSON members of an object, except those named elsewhere. */
function membersOf(
  action: string,
  texts: ParamTexts,
  named?: ReadonlySet<string>,
): { readonly members: string } | { readonly fault: string } {
  let members = ''
  for (const [name, text] of texts) {
    if (isTakenOut(name) || named?.has(name)) continue
    const coerced = coerceParam(action, name, text)
    if ('reason' in coerced) return { fault: coerced.reason }
    members += `${members && ','}${JSON.stringify(name)}:${coerced.json}`
  }
  return { members }
}
