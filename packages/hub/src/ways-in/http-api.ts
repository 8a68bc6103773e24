import type { IncomingMessage, ServerResponse } from 'node:http'
import { type Call, failedReply, makeCall, okReply, type Reply } from '@rookery/protocol'
import {
  answerReply,
  type Clock,
  isRefusal,
  type Refusal,
  readBody,
  refuse,
  refuseWithoutUpgrade,
  requestTarget,
  roleOfPath,
  SseSink,
  serveHttpCall,
  TransportError,
  withoutTokens,
} from '@rookery/transport'
import type { CallingClient } from '../call-lane/caller.js'
import type { ExecuteCall } from '../call-lane/drainable.js'
import { type HubActionsContext, hubActionNames } from '../call-lane/hub-actions.js'
import { refuseKey } from '../call-lane/keyed-calls.js'
import { type Client, infoOf, isConnected } from '../clients/clients.js'
import type { Connections } from '../clients/connections.js'
import type { HubRing } from '../hub-ring.js'
import { idsOf } from '../journal/event-id.js'
import type { HubSettings } from '../options.js'
import { trimSlash, type Upstreams } from '../upstreams/upstreams.js'
import type { FrontDoor } from './front-door.js'
import { reloadReply } from './reload-reply.js'
import type { WsPorts } from './ws-ports.js'

export interface HttpApiContext extends HubActionsContext {
  readonly door: FrontDoor
  readonly ring: HubRing
  readonly clock: Clock
  readonly ports: WsPorts
  readonly connections: Connections
  readonly upstreams: Upstreams
  readonly execute: ExecuteCall
  /** Refuses an action that the client has no right to. */
  refuse(client: Client, action: string): Reply | undefined
  isReady(): boolean
  readonly reload: HubSettings['reload']
}

type Answer = (
  context: HttpApiContext,
  request: IncomingMessage,
  response: ServerResponse,
) => void | Promise<void>

/** Limit for bodies of the hub's own actions, which are small; other actions may contain files. */
const OWN_BODY = { maxBodyBytes: 1024 * 1024, bodyTimeoutMs: 10_000 }

/** Answers plain HTTP requests. */
export function httpApi(
  context: HttpApiContext,
): (request: IncomingMessage, response: ServerResponse) => void {
  return (request, response) => {
    const path = pathOf(request)
    if (context.upstreams.request(path, request, response)) return
    const failed = (): void => {
      if (!response.headersSent)
        refuse(request, response, { status: 500, reason: 'the hub could not answer' })
    }
    try {
      answerFor(path)(context, request, response)?.catch(failed)
    } catch {
      failed()
    }
  }
}

/** The path of a request, without a trailing slash. */
const pathOf = (request: IncomingMessage): string => trimSlash(requestTarget(request).path)

const answerReady: Answer = ({ isReady }, _request, response) =>
  isReady() ? answerText(response, 200, 'ok') : answerText(response, 503, 'no account is online')

const answerGet =
  (action: string, answer: (context: HttpApiContext) => Promise<Reply>): Answer =>
  async (context, request, response) => {
    const admission = context.door.authenticate(request, true)
    if (isRefusal(admission)) return refuse(request, response, admission)
    if (request.method !== 'GET') return refuse(request, response, onlyBy('GET', request))
    const refusal = admission.value && context.refuse(admission.value, action)
    answerReply(response, refusal ?? (await answer(context)))
  }

async function openPort({ ports }: HttpApiContext): Promise<Reply> {
  try {
    return okReply({ port: await ports.open() })
  } catch (error) {
    if (error instanceof TransportError) return failedReply(1503, error.message, { outcome: 'unsent' })
    throw error
  }
}

/** `POST /api/reload`: reads the config again. */
const answerReload: Answer = async ({ door, reload }, request, response) => {
  const admission = door.authenticate(request, true)
  if (isRefusal(admission)) return refuse(request, response, admission)
  if (request.method !== 'POST') return refuse(request, response, onlyBy('POST', request))
  const asker = { client: admission.value, address: request.socket.remoteAddress }
  answerReply(response, await reloadReply(asker, reload))
}

/** `GET /_events`: a client's events from now on, or from its `Last-Event-ID` on. */
const answerEvents: Answer = async ({ door, connections, ring, clock }, request, response) => {
  if (request.method !== 'GET') return refuse(request, response, onlyBy('GET', request))
  const settings = await door.enter(request, 'sse')
  if (isRefusal(settings)) return refuse(request, response, settings)
  response.setHeader('X-App-ID', settings.client.appId)
  for (const [name, value] of Object.entries(ring.answer('front', request))) response.setHeader(name, value)
  ring.joined('front', request, { closed: new Promise((resolve) => response.once('close', resolve)) })
  const idOf = idsOf(connections.viewOf(settings))
  const lastEventId = request.headers['last-event-id']
  connections.open((connection) => new SseSink(response, connection, { idOf, clock }), {
    ...settings,
    lastEventId: lastEventId === undefined ? undefined : String(lastEventId),
  })
}

/** `GET|POST /:action`: the standard's HTTP API. */
const answerCall: Answer = ({ door, clients, execute, ring }, request, response) => {
  const admission = door.authenticate(request)
  if (isRefusal(admission)) return refuse(request, response, admission)
  const loop = ring.refusal('front', request)
  if (loop) return refuse(request, response, loop)
  ring.heard('front', request)
  const client = admission.value ?? clients.nobody
  const caller: CallingClient = { client, account: 'all', onLeave: (listener) => onClose(response, listener) }
  return serveHttpCall(request, response, {
    call: (call, sendPart) => execute({ caller, call, sendPart, source: 'http' }),
  })
}

/** `GET|POST /api/<action>`, for actions that need no connection: the same as `/<action>`. */
const answerForAnybody: Answer = (context, request, response) => {
  request.url = request.url?.replace(/^\/api/, '') ?? ''
  return answerCall(context, request, response)
}

/** Calls `listener` when the caller hangs up, at once if it has; returns the undo. */
function onClose(response: ServerResponse, listener: () => void): () => void {
  response.once('close', listener)
  if (response.destroyed) listener()
  return () => response.off('close', listener)
}

/** One of the hub's own actions, called by the client that the request identifies. */
const answerHubAction =
  (action: string): Answer =>
  async (context, request, response) => {
    const admission = context.door.authenticate(request, true)
    if (isRefusal(admission)) return refuse(request, response, admission)
    if (request.method !== 'POST') return refuse(request, response, onlyBy('POST', request))
    if (request.headers['x-idempotency-key'] !== undefined) return answerReply(response, refuseKey(action))
    const body = await readBody(request, OWN_BODY)
    if (isRefusal(body)) return refuse(request, response, body)
    const params = readParams(body)
    if (params?.idempotency_key !== undefined) return answerReply(response, refuseKey(action))
    if (!params) return refuse(request, response, { status: 400, reason: 'the body must be a JSON object' })
    const claim = { tokenClient: admission.value, header: request.headers['x-app-id'] }
    answerReply(response, await executeAs(context, claim, action, params))
  }

/** Parses a body as JSON, whatever its declared type; undefined if it is none. */
function readParams(body: Buffer): Readonly<Record<string, unknown>> | undefined {
  try {
    const params: unknown = body.length === 0 ? {} : JSON.parse(body.toString('utf8'))
    if (Array.isArray(params) && params.length === 0) return {}
    if (typeof params !== 'object' || params === null || Array.isArray(params)) return undefined
    return params as Readonly<Record<string, unknown>>
  } catch {
    return undefined
  }
}

/** Identification of a client in a request. */
interface Claim {
  /** The client of its token, if it is one in `clients:`. */
  readonly tokenClient: Client | undefined
  /** `X-App-ID`. */
  readonly header: string | readonly string[] | undefined
}

/** Executes a call as the token's client, or else as the client with the given `app_id`. */
function executeAs(
  context: HttpApiContext,
  { tokenClient, header }: Claim,
  action: string,
  { app_id, ...params }: Readonly<Record<string, unknown>>,
): Reply | Promise<Reply> {
  const wanted = header || (app_id === '' ? undefined : app_id)
  const named = wanted === undefined ? undefined : context.clients.find({ app_id: wanted })
  if (tokenClient && wanted !== undefined && named !== tokenClient) {
    return failedReply(1403, `the token is that of ${tokenClient.name}, the app_id is not`)
  }
  const client = tokenClient ?? named
  if (!client) return failedReply(1400, 'X-App-ID must hold the app_id of a connected client')
  if (!tokenClient && client.kind === 'configured') {
    return failedReply(
      1403,
      `${client.name} has an entry in clients:, so only the token of that entry identifies it`,
    )
  }
  if (!isConnected(client)) return failedReply(1400, `${client.name ?? client.appId} is not connected`)
  const call = callWith(action, params)
  if (!call) return failedReply(1400, `the params of ${action} are nested too deeply`)
  const caller = { client, account: 'all' }
  return context.execute({ caller, call, sendPart() {}, source: 'http' })
}

/** A call with params that were read; undefined where they are nested too deeply to be written again. */
function callWith(action: string, params: Readonly<Record<string, unknown>>): Call | undefined {
  try {
    return makeCall(action, params)
  } catch (error) {
    if (error instanceof RangeError) return undefined
    throw error
  }
}

const answerNothing: Answer = (_context, request, response) =>
  refuse(request, response, {
    status: 404,
    reason: `there is no ${withoutTokens(pathOf(request))} here; calls go to /<action>, events of an implementation to the post path of its entry`,
  })

/** Handlers of the paths that are not actions. */
const answers: ReadonlyMap<string, Answer> = new Map<string, Answer>([
  ['/healthz', (_context, _request, response) => answerText(response, 200, 'ok')],
  ['/readyz', answerReady],
  ['/_events', answerEvents],
  ['/api/get_ws_port', answerGet('get_ws_port', openPort)],
  ['/api/get_events', answerForAnybody],
  ['/api/get_queue_status', answerForAnybody],
  ['/api/reload', answerReload],
  [
    '/api/get_online_clients',
    answerGet('get_online_clients', async ({ clients }) =>
      okReply({ clients: clients.online().map(infoOf) }),
    ),
  ],
  ...hubActionNames.flatMap((action): [string, Answer][] => [
    [`/${action}`, answerHubAction(action)],
    [`/api/${action}`, answerHubAction(action)],
  ]),
  // Reserved single-segment paths.
  ...['/console', '/metrics', '/status.json'].map((path): [string, Answer] => [path, answerNothing]),
])

/** Plain requests to WebSocket paths: a GET is told to upgrade. */
const answerWithoutUpgrade: Answer = (context, request, response) =>
  request.method === 'GET'
    ? refuseWithoutUpgrade(request, response)
    : answerNothing(context, request, response)

/** The handler of a path. Any other single segment is the name of an action. */
function answerFor(path: string): Answer {
  const own = answers.get(path)
  if (own) return own
  if (roleOfPath(path)) return answerWithoutUpgrade
  return path.length > 1 && path.lastIndexOf('/') === 0 ? answerCall : answerNothing
}

const onlyBy = (method: string, request: IncomingMessage): Refusal => ({
  status: 405,
  reason: `this takes ${method}, found ${request.method}`,
})

function answerText(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8' }).end(`${text}\n`)
}
