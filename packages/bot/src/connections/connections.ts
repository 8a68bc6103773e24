import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import type { IdInput } from '@rookery/protocol'
import {
  type Link,
  type Refusal,
  refuse,
  refuseForeign,
  settleTarget,
  type Upgrade,
  upgrader,
} from '@rookery/transport'
import { checkOptions, wrongValue } from '../checks/check-options.js'
import { BotClosed, BotUsageError } from '../errors.js'
import { connectHttp, type HttpConnectOptions } from './connect-http.js'
import { connectOptions, httpConnectOptions, listenOptions } from './connect-kinds.js'
import { type ConnectOptions, connectWs } from './connect-ws.js'
import { type Connection, type ConnectionHost, STOPPING } from './connection.js'
import { joinLink } from './join-link.js'
import { type Listening, type ListenOptions, listenReverse } from './listen-reverse.js'
import { loggedIn, type PendingConnection } from './pending-connection.js'
import { type DoorSettings, ReverseDoor } from './reverse-door.js'

/** All connections of a bot. It closes every one that it opened. */
export class Connections {
  readonly #settings: DoorSettings
  readonly #host: ConnectionHost
  readonly #open = new Set<() => Promise<unknown>>()
  #state: 'open' | 'closed' = 'open'
  #door: { readonly reverse: ReverseDoor; readonly upgrade: Upgrade } | undefined

  constructor(settings: DoorSettings, host: ConnectionHost) {
    this.#settings = settings
    this.#host = host
  }

  async connect(target: string | HttpConnectOptions, options?: ConnectOptions): Promise<Connection> {
    this.#assertOpen('connect')
    checkTarget(target, options)
    const { token } = this.#settings
    const pending: PendingConnection =
      typeof target !== 'string'
        ? connectHttp({ token, ...target }, this.#host)
        : /^https?:/i.test(target)
          ? connectHttp({ apiRoot: target, events: 'sse', token, ...options }, this.#host)
          : connectWs(target, { token, ...options }, this.#host)
    const close = this.#keep(() => pending.close())
    return loggedIn({ ...pending, close }, (typeof target === 'string' ? options : target)?.signal)
  }

  async listen(options: ListenOptions): Promise<Listening> {
    this.#assertOpen('listen')
    checkOptions('listen', options, listenOptions)
    const listening = await listenReverse({ ...this.#settings, ...options }, this.#host)
    const close = this.#keep(() => listening.close())
    if (this.#state === 'closed') {
      await close()
      throw new BotClosed('listen')
    }
    return { ...listening, close, [Symbol.asyncDispose]: close }
  }

  handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { reverse } = this.#mounted()
    const refusal = foreign(request, reverse)
    if (!refusal) return reverse.receive(request, response)
    refuse(request, response, refusal)
    return Promise.resolve()
  }

  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const { upgrade, reverse } = this.#mounted()
    upgrade(request, socket, head, foreign(request, reverse) ?? reverse.upgrade(request))
  }

  async attach(link: Link, self_id: IdInput | undefined): Promise<void> {
    this.#assertOpen('attach')
    const joined = joinLink(link, { self_id }, this.#host)
    const close = this.#keep(() => joined.upstream.close(1000, STOPPING))
    void joined.upstream.closed.then(close)
    void joined.ask()
    await joined.known
  }

  async close(): Promise<void> {
    this.#state = 'closed'
    await Promise.all([...this.#open].map((close) => close()))
  }

  #mounted() {
    this.#assertOpen('handle')
    if (this.#door) return this.#door
    const reverse = new ReverseDoor(this.#settings, this.#host)
    this.#keep(() => reverse.close())
    this.#door = { reverse, upgrade: upgrader() }
    return this.#door
  }

  /** Registers a close function. Returns one that closes it and removes the registration. */
  #keep(close: () => Promise<unknown>): () => Promise<void> {
    const once = async (): Promise<void> => {
      if (this.#open.delete(once)) await close()
    }
    this.#open.add(once)
    return once
  }

  #assertOpen(what: string): void {
    if (this.#state === 'closed') throw new BotClosed(what)
  }
}

/** Refuses a target that cannot be dialled. @throws BotUsageError */
function checkTarget(target: string | HttpConnectOptions, options: unknown): void {
  if (typeof target === 'string') return checkOptions('connect', options, connectOptions)
  checkOptions('connect', target ?? null, httpConnectOptions)
  if (options !== undefined)
    throw new BotUsageError('bad_option', 'connect: options stand beside "apiRoot", found a second argument')
  if (target.self_id === 'all' && target.events !== 'sse') {
    const allowed = 'a QQ number where "events" is not "sse"'
    const problem = wrongValue('"self_id"', 'all', { allowed })
    const reason = 'it is events that tell which accounts there are'
    throw new BotUsageError('bad_option', `connect: ${problem}: ${reason}`)
  }
}

/** Refuses requests of a foreign web page to the server that the bot is mounted on. */
function foreign(request: IncomingMessage, door: ReverseDoor): Refusal | undefined {
  settleTarget(request)
  return refuseForeign(request, { onLoopback: false }, () => door.proof(request))
}
