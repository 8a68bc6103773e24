import type { IncomingMessage, ServerResponse } from 'node:http'
import { isRefusal, type Refusal } from '../door/door.js'
import type { EventReader } from '../frames/frame-reader.js'
import { type BodyLimits, readBody } from '../http/body.js'
import { mediaType } from '../http/headers.js'
import { refuse } from '../http/refuse.js'
import { checkSignature, missingSignature } from './signature.js'

/** `maxBodyBytes` is 8 MiB by default, `bodyTimeoutMs` 10 000: the sender is unknown until the body is complete. */
export interface ReceivePostSettings extends Omit<BodyLimits, 'isStrangers'> {
  /** Key of `X-Signature`; without one, signatures are not checked. */
  readonly secret?: string | undefined
}

const LIMITS = { maxBodyBytes: 8 * 1024 * 1024, bodyTimeoutMs: 10_000 }

/** Answer to an event: the keys of a quick operation. */
export type QuickAnswer = Readonly<Record<string, unknown>> | undefined

/** Callback for events that an implementation posts; what it returns is the quick operation. */
export interface PostHandler<E> {
  /** Reads the body. */
  readonly reader: EventReader<E>
  /** Takes an event; `selfId` is the account in `X-Self-ID`. */
  event(event: E, selfId: string | undefined): QuickAnswer | Promise<QuickAnswer>
}

/**
 * Receives one posted event, and answers with the quick operation of the handler, or 204. The signature covers the
 * exact bytes received: 401 without one, 403 for a wrong one, 400 for a body that is not an event.
 */
export async function receivePost<E>(
  request: IncomingMessage,
  response: ServerResponse,
  handler: PostHandler<E>,
  settings: ReceivePostSettings = {},
): Promise<void> {
  const received = await readPost(request, handler.reader, settings)
  if (isRefusal(received)) return refuse(request, response, received)
  const { event } = received
  try {
    answer(response, await handler.event(event, selfIdOf(request)))
  } catch {
    refuse(request, response, { status: 500, reason: 'the event could not be handled' })
  }
}

async function readPost<E>(
  request: IncomingMessage,
  reader: EventReader<E>,
  settings: ReceivePostSettings,
): Promise<{ readonly event: E } | Refusal> {
  if (request.method !== 'POST')
    return { status: 405, reason: `events come by POST, found ${request.method}` }
  // No sender who knows the secret leaves the signature out, so the body need not be read.
  if (settings.secret && !request.headers['x-signature']) return missingSignature
  const type = mediaType(request.headers['content-type'])
  if (type !== undefined && type !== 'application/json') {
    return { status: 406, reason: `Content-Type must be application/json, found ${type}` }
  }
  const body = await readBody(request, { ...LIMITS, ...settings, isStrangers: true })
  if (isRefusal(body)) return body
  const wrong = settings.secret && checkSignature(settings.secret, body, request.headers['x-signature'])
  if (wrong) return wrong
  const read = await reader.event(body)
  return read.is === 'event' ? read : { status: 400, reason: `the body is ${read.fault ?? 'no event'}` }
}

function selfIdOf(request: IncomingMessage): string | undefined {
  const header = String(request.headers['x-self-id'] ?? '')
  return /^[1-9]\d*$/.test(header) ? header : undefined
}

function answer(response: ServerResponse, operation: QuickAnswer): void {
  if (operation === undefined) return void response.writeHead(204).end()
  const body = Buffer.from(JSON.stringify(operation))
  response.writeHead(200, {
    'Content-Type': 'application/json; charset=utf-8',
    'Content-Length': body.length,
  })
  response.end(body)
}
