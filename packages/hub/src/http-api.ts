import type { IncomingMessage, ServerResponse } from 'node:http'
import { failedReply, okReply, type Reply } from '@rookery/protocol'
import { answerJson, isRefusal, requestUrl, TransportError } from '@rookery/transport'
import { type HubActionsContext, hubAction, isHubAction } from './call-lane/hub-actions.js'
import { type Client, infoOf, isConnected } from './clients.js'
import type { FrontDoor } from './front-door.js'
import type { WsPorts } from './ws-ports.js'

export interface HttpApiContext extends HubActionsContext {
  readonly door: FrontDoor
  readonly ports: WsPorts
  isReady(): boolean
}

const MAX_BODY_BYTES = 1024 * 1024
const BODY_TIMEOUT_MS = 10_000

/** What the hub answers to plain HTTP requests: its own API, and whether it is well. */
export function httpApi(
  context: HttpApiContext,
): (request: IncomingMessage, response: ServerResponse) => void {
  return (request, response) => {
    respond(context, request, response).catch(() => answerJson(response, 500, 'the hub could not answer'))
  }
}

async function respond(
  context: HttpApiContext,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const path = requestUrl(request).pathname.replace(/(?<=.)\/$/, '')
  if (path === '/healthz') return answerText(response, 200, 'ok')
  if (path === '/readyz') {
    return context.isReady()
      ? answerText(response, 200, 'ok')
      : answerText(response, 503, 'no account is online')
  }
  const admission = context.door.admit(request, path.startsWith('/api/'))
  if (isRefusal(admission)) return answerJson(response, admission.status, admission.reason)
  if (path === '/api/get_ws_port') return get(request, response, () => openPort(context))
  if (path === '/api/get_online_clients') {
    return get(request, response, async () => okReply({ clients: context.clients.online().map(infoOf) }))
  }
  const action = /^\/api\/(\w+)$/.exec(path)?.[1]
  if (!action || !isHubAction(action)) return answerJson(response, 404, `there is no ${path} here`)
  if (request.method !== 'POST')
    return answerJson(response, 405, `${path} takes POST, found ${request.method}`)
  const body = await readBody(request)
  if ('status' in body) return answerJson(response, body.status, body.reason)
  answerReply(response, executeAs(context, admission.value, request, action, body.params))
}

async function get(
  request: IncomingMessage,
  response: ServerResponse,
  answer: () => Promise<Reply>,
): Promise<void> {
  if (request.method !== 'GET') return answerJson(response, 405, `this takes GET, found ${request.method}`)
  answerReply(response, await answer())
}

async function openPort({ ports }: HttpApiContext): Promise<Reply> {
  try {
    return okReply({ port: await ports.open() })
  } catch (error) {
    if (error instanceof TransportError) return failedReply(1503, error.message)
    throw error
  }
}

/** Over HTTP a client is the one of its token, or else the one whose `app_id` it gives. */
function executeAs(
  context: HttpApiContext,
  tokenClient: Client | undefined,
  request: IncomingMessage,
  action: string,
  { app_id, ...params }: Readonly<Record<string, unknown>>,
): Reply {
  const wanted = request.headers['x-app-id'] ?? app_id
  const named = wanted === undefined ? undefined : context.clients.find({ app_id: wanted })
  if (tokenClient && wanted !== undefined && named !== tokenClient) {
    return failedReply(1403, `the token is that of ${tokenClient.name}, the app_id is not`)
  }
  const client = tokenClient ?? named
  if (!client) return failedReply(1400, 'X-App-ID must hold the app_id of a connected client')
  if (!tokenClient && client.kind === 'configured') {
    return failedReply(1403, `${client.name} is known by its token; use that`)
  }
  if (!isConnected(client)) return failedReply(1400, `${client.name ?? client.appId} is not connected`)
  return hubAction(context, client, action, params)
}

type Body =
  | { readonly params: Readonly<Record<string, unknown>> }
  | { readonly status: number; readonly reason: string }

async function readBody(request: IncomingMessage): Promise<Body> {
  const chunks: Buffer[] = []
  let size = 0
  const timer = setTimeout(() => request.destroy(), BODY_TIMEOUT_MS)
  try {
    for await (const chunk of request) {
      size += (chunk as Buffer).length
      if (size > MAX_BODY_BYTES) return { status: 413, reason: `a body may hold ${MAX_BODY_BYTES} bytes` }
      chunks.push(chunk as Buffer)
    }
  } finally {
    clearTimeout(timer)
  }
  return parseBody(Buffer.concat(chunks).toString('utf8'))
}

function parseBody(text: string): Body {
  try {
    const params: unknown = text.trim() === '' ? {} : JSON.parse(text)
    if (typeof params === 'object' && params !== null && !Array.isArray(params)) {
      return { params: params as Readonly<Record<string, unknown>> }
    }
  } catch {}
  return { status: 400, reason: 'the body must be a JSON object' }
}

function answerReply(response: ServerResponse, reply: Reply): void {
  response.writeHead(200, { 'Content-Type': 'application/json; charset=utf-8' }).end(reply.bytes)
}

function answerText(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8' }).end(`${text}\n`)
}
