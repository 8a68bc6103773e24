import http, { type IncomingMessage, type ServerResponse } from 'node:http'
import https from 'node:https'
import type { AddressInfo, Socket } from 'node:net'
import { type ForeignRules, isLoopback, type Proof, refuseForeign } from '../door/door.js'
import { Doorkeeper } from '../door/doorkeeper.js'
import { settleTarget } from '../door/request-target.js'
import { TransportError } from '../errors.js'
import { refuse } from '../http/refuse.js'
import { defaultLinkLimits, type LinkLimits } from '../link/link.js'
import type { Clock } from '../time/clock.js'
import { isWebSocket, serveWithoutUpgrade } from './other-upgrade.js'
import { type UpgradeAnswer, upgrader } from './upgrader.js'

/** Settings of an HTTP server that takes WebSockets: its address, TLS, and the pages and names that are let in. */
export interface ListenSettings {
  readonly host: string
  /** 0 takes any free port. */
  readonly port: number
  /** PEM texts; if given, only https and wss are served. */
  readonly tls?: { readonly cert: string; readonly key: string }
  readonly limits?: Partial<LinkLimits>
  /** Origins whose pages have access, such as `https://example.org`. Default: none. */
  readonly cors?: readonly string[] | undefined
  /** Host names besides those of loopback by which this is reached, such as `bot.example.com`. Default: none. */
  readonly hosts?: readonly string[] | undefined
  /** Names of the settings that hold `hosts` and `cors`, for refusals. */
  readonly keys?: ForeignRules['keys']
  /** Doorkeeper for refusals; several listeners may share one. Default: one of its own, which reports nothing. */
  readonly keeper?: Doorkeeper
  /** Waits for silent peers. Default that of the machine. */
  readonly clock?: Clock
}

/** Handlers behind the door. Requests of foreign pages never reach them. */
export interface Routes {
  upgrade(request: IncomingMessage): UpgradeAnswer | Promise<UpgradeAnswer>
  request(request: IncomingMessage, response: ServerResponse): void
  /** The proof in a request that looks as if a stranger's page had sent it. Default: none. */
  proof?(request: IncomingMessage): Proof
}

/** A server that listens: its real address, and two ways to end it. */
export interface Listener {
  readonly host: string
  readonly port: number
  /** `ws://host:port` or `wss://host:port`. */
  readonly url: string
  /** Stops listening; requests under way may still be answered. */
  stop(): void
  /** Stops listening, and aborts requests. Open links stay open: they belong to the code that took them. */
  close(): Promise<void>
}

const HANDSHAKE_TIMEOUT_MS = 10_000

/**
 * Opens a port for HTTP and WebSocket.
 *
 * @throws TransportError with Node's code, such as `EADDRINUSE`.
 */
export async function listen(settings: ListenSettings, routes: Routes): Promise<Listener> {
  const limits = { ...defaultLinkLimits, ...settings.limits }
  const { hosts, cors, keys } = settings
  const rules: ForeignRules = { onLoopback: isLoopback(settings.host), hosts, cors, keys }
  const foreign = (request: IncomingMessage) =>
    refuseForeign(request, rules, () => routes.proof?.(request) ?? 'none')
  const server = makeServer(settings)
  const keeper = settings.keeper ?? new Doorkeeper(undefined, settings.clock)
  server.on(settings.tls ? 'secureConnection' : 'connection', (socket: Socket) => keeper.watch(socket))
  const upgrade = upgrader(limits, settings.clock)
  const serve = (request: IncomingMessage, response: ServerResponse): void => {
    settleTarget(request)
    const refusal = foreign(request)
    if (refusal) return refuse(request, response, refusal)
    if (cors && answerPreflight(request, response, cors)) return
    routes.request(request, response)
  }
  server.on('request', serve)
  server.on('upgrade', (request: IncomingMessage, socket: Socket, head: Buffer) => {
    if (!isWebSocket(request)) return serveWithoutUpgrade(request, socket, head, serve)
    settleTarget(request)
    upgrade(request, socket, head, foreign(request) ?? routes.upgrade(request))
  })
  const { port } = await opened(server, settings)
  const scheme = settings.tls ? 'wss' : 'ws'
  const name = settings.host.includes(':') ? `[${settings.host}]` : settings.host
  return {
    host: settings.host,
    port,
    url: `${scheme}://${name}:${port}`,
    stop: () => void server.close(),
    async close() {
      if (keeper !== settings.keeper) keeper.close()
      await closed(server)
    },
  }
}

function makeServer(settings: ListenSettings): http.Server | https.Server {
  const options = {
    headersTimeout: HANDSHAKE_TIMEOUT_MS,
    connectionsCheckingInterval: HANDSHAKE_TIMEOUT_MS / 2,
  }
  try {
    return settings.tls
      ? https.createServer({ ...options, handshakeTimeout: HANDSHAKE_TIMEOUT_MS, ...settings.tls })
      : http.createServer(options)
  } catch (cause) {
    throw new TransportError('bad_tls', `the TLS certificate or key cannot be used: ${messageOf(cause)}`, {
      cause,
    })
  }
}

/** Answers the preflight of a page of an allowed origin; true if the request was one. */
function answerPreflight(
  request: IncomingMessage,
  response: ServerResponse,
  cors: readonly string[],
): boolean {
  const { origin } = request.headers
  if (origin === undefined || !cors.includes(origin)) return false
  response.setHeader('Access-Control-Allow-Origin', origin)
  response.setHeader('Vary', 'Origin')
  if (request.method !== 'OPTIONS') return false
  response.writeHead(204, {
    'Access-Control-Allow-Methods': 'GET, POST',
    'Access-Control-Allow-Headers':
      'Authorization, Content-Type, Last-Event-ID, X-App-ID, X-Client-Name, X-Idempotency-Key',
    'Access-Control-Max-Age': '600',
  })
  response.end()
  return true
}

function opened(server: http.Server | https.Server, { host, port }: ListenSettings): Promise<AddressInfo> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) =>
      reject(
        new TransportError(cause.code ?? 'listen', `cannot listen on ${host}:${port}: ${cause.message}`, {
          cause,
        }),
      ),
    )
    server.listen({ host, port, backlog: 4096 }, () => resolve(server.address() as AddressInfo))
  })
}

/** The port is free at once; the callback of `close` would wait for the open links, which belong to others. */
async function closed(server: http.Server | https.Server): Promise<void> {
  server.close()
  server.closeAllConnections()
}

const messageOf = (cause: unknown): string => (cause instanceof Error ? cause.message : String(cause))
