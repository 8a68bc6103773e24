import type { IncomingMessage, ServerResponse } from 'node:http'
import {
  isLoopback,
  type Listener,
  listen,
  refuse,
  refuseWithoutUpgrade,
  requestTarget,
} from '@rookery/transport'
import { BotUsageError } from '../errors.js'
import type { ConnectionHost } from './connection.js'
import { type DoorSettings, ReverseDoor } from './reverse-door.js'

/** Options of `bot.listen`. */
export interface ListenOptions extends DoorSettings {
  /** Default 8080; 0 takes any free port. */
  readonly port?: number
  /** Default 127.0.0.1. Another one needs a token. */
  readonly host?: string
  /**
   * Host names, besides those of loopback, under which implementations reach it, such as `host.docker.internal`.
   * Default: none.
   */
  readonly hosts?: readonly string[]
  /** PEM texts; with it only https and wss are spoken. */
  readonly tls?: { readonly cert: string; readonly key: string }
}

/** A port where implementations connect. */
export interface Listening {
  readonly port: number
  /** `ws://host:port`. */
  readonly url: string
  close(): Promise<void>
  [Symbol.asyncDispose](): Promise<void>
}

/** NoneBot's and aiocqhttp's paths, and those of NoneBot 2. */
const WS_PATHS = /^\/(?:ws(?:\/(?:api|event))?|onebot\/v11(?:\/ws)?)?\/?$/
const POST_PATHS = /^\/(?:onebot(?:\/v11(?:\/http)?)?)?\/?$/
const WHERE = 'implementations connect to /ws (or /ws/api and /ws/event, or /onebot/v11/ws), and post to /'

/**
 * Opens a port for implementations that dial the bot.
 *
 * @throws BotUsageError `open_door` beyond loopback without a token. @throws TransportError when the port cannot be had
 */
export async function listenReverse(options: ListenOptions, context: ConnectionHost): Promise<Listening> {
  const { port = 8080, host = '127.0.0.1', tls, token, hosts } = options
  if (!token && !isLoopback(host)) {
    throw new BotUsageError('open_door', `listening on ${host}, beyond this machine, needs a token`)
  }
  const door = new ReverseDoor(options, context)
  const listener: Listener = await listen(
    { host, port, hosts, keys: { hosts: 'hosts, an option of bot.listen()' }, ...(tls ? { tls } : {}) },
    {
      proof: (request) => door.proof(request),
      upgrade: (request) =>
        WS_PATHS.test(requestTarget(request).path) ? door.upgrade(request) : { status: 404, reason: WHERE },
      request: (request, response) => serve(request, response, door),
    },
  )
  context.log.info({ url: listener.url }, `listening on ${listener.url}`)
  const close = async (): Promise<void> => {
    await Promise.all([listener.close(), door.close()])
  }
  return { port: listener.port, url: listener.url, close, [Symbol.asyncDispose]: close }
}

function serve(request: IncomingMessage, response: ServerResponse, door: ReverseDoor): void {
  const { path } = requestTarget(request)
  if (POST_PATHS.test(path) && request.method !== 'GET') void door.receive(request, response)
  else if (WS_PATHS.test(path)) refuseWithoutUpgrade(request, response)
  else refuse(request, response, { status: 404, reason: WHERE })
}
