import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import type { IdInput } from '@rookery/protocol'
import type { Clock, Link } from '@rookery/transport'
import type { HttpConnectOptions } from './connect-http.js'
import type { ConnectOptions } from './connect-ws.js'
import type { Connection } from './connection.js'
import type { Listening, ListenOptions } from './listen-reverse.js'

/** Connects a bot to implementations and hubs, any number of times and in any of these ways. */
export interface Connecting {
  /**
   * Dials a hub or an implementation, and settles at the first login. It retries until something answers, and
   * reconnects whenever the connection is lost. An HTTP URL means an HTTP API, with events over SSE and the same
   * options.
   *
   * ```ts
   * await bot.connect('ws://127.0.0.1:7700', { token: 'secret', self_id: 'all' })
   * ```
   *
   * @throws ConnectionRefused when the token is missing or wrong. @throws BotUsageError `bad_option` @throws BotClosed
   */
  connect(url: string, options?: ConnectOptions): Promise<Connection>
  /**
   * Calls over an HTTP API. With `events: 'sse'` its events come from there, too; otherwise another way, usually to
   * `listen`.
   *
   * ```ts
   * await bot.connect({ apiRoot: 'http://127.0.0.1:3000', token: 'secret' })
   * await bot.listen({ port: 8080, secret: 'secret' })
   * ```
   */
  connect(options: HttpConnectOptions): Promise<Connection>
  /**
   * Opens a port for implementations that dial the bot: reverse WebSocket on `/ws`, `/ws/api`, `/ws/event` and
   * `/onebot/v11/ws`, HTTP POST on `/`; what is configured for NoneBot works unchanged.
   *
   * ```ts
   * await bot.listen({ port: 8080, token: 'secret' })
   * ```
   *
   * @throws BotUsageError `open_door` beyond loopback without a token. @throws TransportError such as `EADDRINUSE`
   */
  listen(options?: ListenOptions): Promise<Listening>
  /**
   * Takes an event that is posted to your own server; `token` and `secret` are those of `createBot`.
   *
   * ```ts
   * const server = http.createServer(bot.handle)
   * server.on('upgrade', bot.upgrade)
   * ```
   */
  readonly handle: (request: IncomingMessage, response: ServerResponse) => Promise<void>
  /** Takes a reverse WebSocket of your own server; see `handle`. */
  readonly upgrade: (request: IncomingMessage, socket: Duplex, head: Buffer) => void
  /**
   * Joins an implementation, or a simulated one, over an open link: how a test connects, without a socket. With `clock`
   * the bot runs by that clock.
   */
  attach(link: Link, options?: { readonly clock?: Clock; readonly self_id?: IdInput }): Promise<void>
  /** Ends all connections and conversations; everything that waits settles. */
  close(): Promise<void>
  [Symbol.asyncDispose](): Promise<void>
}
