import type { IncomingMessage } from 'node:http'
import { type Call, failedReply, type Reply, readCall } from '@rookery/protocol'
import { isRefusal, type Refusal } from '../door.js'
import { type BodyLimits, readBody } from '../http/body.js'
import { mediaType } from '../http/media-type.js'
import { joinParams } from './join-params.js'
import { type ParamTexts, readParamTexts } from './param-texts.js'

export interface HttpCallSettings extends BodyLimits {
  /** Whether an action exists, for who knows: what does not is refused with 404 before its body is read. */
  readonly knows?: (action: string) => boolean
}

/** A call; or the failed reply to one that nobody can execute; or the status of what is no call at all. */
export type HttpCallReading = { readonly call: Call } | { readonly reply: Reply } | Refusal

/** What a body holds: bytes of a JSON object, or the texts of a form. */
type Body = { readonly json: Buffer } | { readonly form: ParamTexts } | Refusal

const FORM = 'application/x-www-form-urlencoded'

/**
 * Reads `GET|POST /:action` as a call. Query and form values are read as the types that the action's table
 * declares; a JSON body goes on as it came. The request must have been let in before: 404, 405, 406, 413, 408 and
 * 400 come after 401 and 403, and in this order.
 */
export async function readHttpCall(
  request: IncomingMessage,
  settings: HttpCallSettings = {},
): Promise<HttpCallReading> {
  const [path = '', search = ''] = (request.url ?? '').split(/\?(.*)/s, 2)
  const action = actionOf(path)
  if (!action || settings.knows?.(action) === false)
    return { status: 404, reason: `there is no ${path} here` }
  const { method } = request
  if (method !== 'GET' && method !== 'POST') {
    return { status: 405, reason: `actions take GET or POST, found ${method}` }
  }
  const query = readParamTexts(search)
  if (!query) return { status: 400, reason: 'the query is not UTF-8' }
  const body = method === 'GET' ? { form: new Map<string, string>() } : await readParamBody(request, settings)
  return isRefusal(body) ? body : joined(action, query, body)
}

/** The action in `/:action` or `/:action/`. */
function actionOf(path: string): string | undefined {
  const name = /^\/([^/]+)\/?$/.exec(path)?.[1]
  try {
    return name && decodeURIComponent(name)
  } catch {
    return undefined
  }
}

async function readParamBody(request: IncomingMessage, limits: BodyLimits): Promise<Body> {
  const type = mediaType(request.headers['content-type'])
  const wrong = {
    status: 406,
    reason: `Content-Type must be application/json or ${FORM}, found ${type ?? 'none'}`,
  }
  if (type !== undefined && type !== 'application/json' && type !== FORM) return wrong
  const bytes = await readBody(request, limits)
  if (isRefusal(bytes)) return bytes
  // Without a body there is nothing whose type could be told: no params.
  if (bytes.length === 0) return { form: new Map() }
  if (type === undefined) return wrong
  if (type === 'application/json') return { json: bytes }
  const form = readParamTexts(bytes.toString('utf8'))
  return form ? { form } : { status: 400, reason: 'the form is not UTF-8' }
}

function joined(action: string, query: ParamTexts, body: Exclude<Body, Refusal>): HttpCallReading {
  const params =
    'json' in body
      ? joinParams(action, query, body.json)
      : joinParams(action, new Map([...query, ...body.form]), undefined)
  if ('status' in params) return params
  if ('fault' in params) return { reply: failedReply(1400, params.fault) }
  const head = Buffer.from(`{"action":${JSON.stringify(action)},"params":`)
  const reading = readCall(Buffer.concat([head, ...params.parts, Buffer.from('}')]))
  return 'call' in reading ? reading : { reply: failedReply(1400, reading.reason) }
}
