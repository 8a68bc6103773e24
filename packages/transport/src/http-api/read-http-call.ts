import type { IncomingMessage } from 'node:http'
import {
  type Call,
  callHead,
  failedReply,
  IDEMPOTENCY_KEY_RULE,
  isIdempotencyKey,
  type Reply,
  readFramed,
} from '@rookery/protocol'
import { withoutTokens } from '../describe/shown-url.js'
import { isRefusal, type Refusal } from '../door/door.js'
import { requestTarget } from '../door/request-target.js'
import { type BodyLimits, readBody } from '../http/body.js'
import { mediaType } from '../http/headers.js'
import { joinParams } from './join-params.js'
import { type ParamTexts, readParamTexts } from './param-texts.js'

/** Settings of reading a call from an HTTP request: limits of its body, and the actions that exist. */
export interface HttpCallSettings extends BodyLimits {
  /** Whether an action exists, if the server knows: an unknown one is refused with 404 before its body is read. */
  readonly knows?: (action: string) => boolean
}

/** A call; or the failed reply to an invalid one; or the status of a request that is no call at all. */
export type HttpCallReading = { readonly call: Call } | { readonly reply: Reply } | Refusal

/** Content of a body: the bytes of a JSON object, or the fields of a form. */
type Body = { readonly json: Buffer } | { readonly form: ParamTexts }

const JSON_TYPE = 'application/json'
const FORM = 'application/x-www-form-urlencoded'
const CLOSE = Buffer.from('}')
const NO_BODY: Body = { form: new Map() }

/**
 * Reads `GET|POST /:action` as a call. Query and form values are read as the types that the action's table declares;
 * a JSON body is passed on unchanged. The request must have been admitted before: 404, 405, 406, 413, 408 and 400
 * come after 401 and 403, in this order.
 */
export function readHttpCall(
  request: IncomingMessage,
  settings: HttpCallSettings = {},
): HttpCallReading | Promise<HttpCallReading> {
  const { path, query: text } = requestTarget(request)
  const action = actionOf(path)
  if (!action || settings.knows?.(action) === false)
    return { status: 404, reason: `there is no ${withoutTokens(path)} here` }
  const { method } = request
  if (method !== 'GET' && method !== 'POST') {
    return { status: 405, reason: `actions take GET or POST, found ${method}` }
  }
  const query = readParamTexts(text)
  if (!query) return { status: 400, reason: 'the query is not UTF-8' }
  return method === 'GET'
    ? joined(action, query, NO_BODY, keyHeader(request))
    : readPosted(action, query, request, settings)
}

/** The action in `/:action` or `/:action/`. */
function actionOf(path: string): string | undefined {
  const name = path.slice(1, path.endsWith('/') ? -1 : undefined)
  if (path[0] !== '/' || name === '' || name.includes('/')) return undefined
  try {
    return name.includes('%') ? decodeURIComponent(name) : name
  } catch {
    return undefined
  }
}

async function readPosted(
  action: string,
  query: ParamTexts,
  request: IncomingMessage,
  limits: BodyLimits,
): Promise<HttpCallReading> {
  const type = mediaType(request.headers['content-type'])
  if (type !== undefined && type !== JSON_TYPE && type !== FORM) return wrongType(type)
  const bytes = await readBody(request, limits)
  if (isRefusal(bytes)) return bytes
  const body = readParamBody(bytes, type)
  return isRefusal(body) ? body : joined(action, query, body, keyHeader(request))
}

function readParamBody(bytes: Buffer, type: string | undefined): Body | Refusal {
  // Without a body there is no type to check, and no params.
  if (bytes.length === 0) return NO_BODY
  if (type === undefined) return wrongType(type)
  if (type === JSON_TYPE) return { json: bytes }
  const form = readParamTexts(bytes.toString('utf8'))
  return form ? { form } : { status: 400, reason: 'the form is not UTF-8' }
}

const wrongType = (type: string | undefined): Refusal => ({
  status: 406,
  reason: `Content-Type must be ${JSON_TYPE} or ${FORM}, found ${type ?? 'none'}`,
})

/** The idempotency key in the header, as UTF-8. */
function keyHeader({ headers }: IncomingMessage): string | undefined {
  const header = headers['x-idempotency-key']
  return header === undefined ? undefined : Buffer.from(String(header), 'latin1').toString('utf8')
}

function joined(
  action: string,
  query: ParamTexts,
  body: Body,
  keyInHeader: string | undefined,
): HttpCallReading {
  const params =
    'json' in body
      ? joinParams(action, query, body.json)
      : joinParams(action, body.form.size > 0 ? new Map([...query, ...body.form]) : query, undefined)
  if ('status' in params) return params
  if ('fault' in params) return { reply: failedReply(1400, params.fault) }
  const head = callHead(action)
  const bytes =
    'text' in params
      ? Buffer.from(`${head}${params.text}}`)
      : Buffer.concat([Buffer.from(head), ...params.parts, CLOSE])
  const reading = readFramed(action, Buffer.byteLength(head), bytes)
  if (!('call' in reading)) return { reply: failedReply(1400, reading.reason) }
  const key = params.key ?? keyInHeader
  return key === undefined ? reading : keyed(reading.call, key, keyInHeader ?? key)
}

/** The call with its idempotency key, which params and header may both hold. */
function keyed(call: Call, key: string, keyInHeader: string): HttpCallReading {
  if (!isIdempotencyKey(key)) return { reply: failedReply(1400, IDEMPOTENCY_KEY_RULE) }
  if (key === keyInHeader) return { call: { ...call, idempotencyKey: key } }
  return { reply: failedReply(1400, 'X-Idempotency-Key and "idempotency_key" are not the same') }
}
