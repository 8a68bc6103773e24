import { coerceParam, type Parts, scanObject, spliceObject } from '@rookery/protocol'
import type { Refusal } from '../door.js'
import { shallowTextFault } from '../json-text.js'
import type { ParamTexts } from './param-texts.js'

/** The JSON text of params; or why a text is not of its parameter's type; or the status of a malformed body. */
export type JoinedParams = { readonly parts: Parts } | { readonly fault: string } | Refusal

/** How a token may be shown in a query; it is for the door alone. */
const TOKEN = 'access_token'
const NO_PARAMS = Buffer.from('{}')

/**
 * The params that texts and a JSON body make together: the body counts where both name one, and its bytes stay
 * as they are.
 */
export function joinParams(action: string, texts: ParamTexts, json: Buffer | undefined): JoinedParams {
  const bytes = json ?? NO_PARAMS
  const fault = json && shallowTextFault(json)
  if (fault) return { status: 400, reason: `the body is ${fault}` }
  const scan = scanObject(bytes, Object.fromEntries([TOKEN, ...texts.keys()].map((name) => [name, {}])))
  if (!scan.complete) return { status: 400, reason: 'the body must be a JSON object' }
  const inserted: string[] = []
  for (const [name, text] of texts) {
    if (name === TOKEN || scan.members.some((each) => each.name === name)) continue
    const coerced = coerceParam(action, name, text)
    if ('reason' in coerced) return { fault: coerced.reason }
    inserted.push(`${JSON.stringify(name)}:${coerced.json}`)
  }
  const tokens = scan.members.filter((each) => each.name === TOKEN)
  if (tokens.length === 0 && inserted.length === 0) return { parts: [bytes.subarray(scan.start, scan.end)] }
  const together = inserted.length > 0 ? [[Buffer.from(inserted.join(','))]] : []
  return { parts: spliceObject(bytes, scan, tokens, together) }
}
