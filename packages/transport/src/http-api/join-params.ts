import {
  coerceParam,
  isEmptyArray,
  type Parts,
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
  | { readonly text: string }
  | { readonly parts: Parts }
  | { readonly fault: string }
  | Refusal

/** Query parameters that carry a token, which only the door reads. */
const TOKEN = 'access_token'
const TOKEN_ALONE = { [TOKEN]: {} }

/** Merges params from texts with a JSON body: the body wins where both have a name, and its bytes are unchanged. */
export function joinParams(action: string, texts: ParamTexts, json: Buffer | undefined): JoinedParams {
  if (!json) {
    const all = membersOf(action, texts)
    return 'fault' in all ? all : { text: `{${all.members}}` }
  }
  const fault = shallowTextFault(json)
  if (fault) return { status: 400, reason: `the body is ${fault}` }
  const looksFor = areFew(texts)
  const scan = scanObject(json, looksFor ? wantedOf(texts) : TOKEN_ALONE)
  if (!scan.complete) {
    return isEmptyArray(json)
      ? joinParams(action, texts, undefined)
      : { status: 400, reason: 'the body must be a JSON object' }
  }
  const named = looksFor ? new Set(scan.members.map(({ name }) => name)) : keysOf(json)
  if (!named) return { status: 400, reason: 'the body is not JSON' }
  const more = membersOf(action, texts, named)
  if ('fault' in more) return more
  const tokens = scan.members.filter((each) => each.name === TOKEN)
  if (tokens.length === 0 && !more.members) return { parts: [json.subarray(scan.start, scan.end)] }
  return { parts: spliceObject(json, scan, tokens, more.members ? [[Buffer.from(more.members)]] : []) }
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
  texts.size === 0 ? TOKEN_ALONE : Object.fromEntries([TOKEN, ...texts.keys()].map((name) => [name, {}]))

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
    if (name === TOKEN || named?.has(name)) continue
    const coerced = coerceParam(action, name, text)
    if ('reason' in coerced) return { fault: coerced.reason }
    members += `${members && ','}${JSON.stringify(name)}:${coerced.json}`
  }
  return { members }
}
