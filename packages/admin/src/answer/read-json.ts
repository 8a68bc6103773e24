import type { IncomingMessage } from 'node:http'
import { isObject } from '@rookery/schema'
import { isRefusal, readBody } from '@rookery/transport'
import { AdminRefusal } from './admin-refusal.js'

const BODY_TIMEOUT_MS = 10_000

/** Reads the body of a request as a JSON object; an empty one counts as `{}`. @throws AdminRefusal */
export async function readJson(
  request: IncomingMessage,
  maxBodyBytes: number,
): Promise<Readonly<Record<string, unknown>>> {
  const type = request.headers['content-type']
  // A form of another page can send any other type, but not this one.
  if (type !== undefined && !/^application\/json\s*(?:;|$)/i.test(type))
    throw new AdminRefusal(
      415,
      'bad_request',
      `the body must be application/json, found ${type.slice(0, 80)}`,
    )
  const body = await readBody(request, { maxBodyBytes, bodyTimeoutMs: BODY_TIMEOUT_MS })
  if (isRefusal(body))
    throw new AdminRefusal(body.status, body.status === 413 ? 'too_large' : 'bad_request', body.reason)
  const value = parsed(body)
  if (!isObject(value)) throw new AdminRefusal(400, 'bad_request', 'the body must be a JSON object')
  return value
}

function parsed(body: Buffer): unknown {
  try {
    return body.length === 0 ? {} : JSON.parse(body.toString('utf8'))
  } catch {
    return undefined
  }
}
