import { freePorts } from '../../interop/free-ports.mjs'
import { sleep, until } from '../clock.mjs'
import { Received } from '../counts/received.mjs'
import { PostClient } from './post-client.mjs'
import { ReverseClient } from './reverse-client.mjs'
import { SseClient } from './sse-client.mjs'
import { WsClient } from './ws-client.mjs'

/** Several turns of the event loop. */
const ACCEPT_MS = 20

/** How the hub reaches, and is reached by, the clients of each transport. */
const kinds = {
  ws: {
    entry: ({ name, token }) => ({ name, token }),
    start: ({ hubPort, ...rest }) => new WsClient({ url: `ws://127.0.0.1:${hubPort}/`, ...rest }),
  },
  reverse: {
    entry: ({ name, port }) => ({ name, type: 'ws-reverse', url: `ws://127.0.0.1:${port}/` }),
    start: (settings) => new ReverseClient(settings),
  },
  post: {
    entry: ({ name, port }) => ({ name, type: 'http-post', url: `http://127.0.0.1:${port}/` }),
    start: (settings) => new PostClient(settings),
  },
  sse: {
    entry: ({ name, token }) => ({ name, token }),
    start: ({ hubPort, ...rest }) => new SseClient({ url: `http://127.0.0.1:${hubPort}/_events`, ...rest }),
  },
}

/** Named clients on several transports, such as `{ ws: 8, sse: 4 }`, with their entries for the config of a hub. */
export class Crowd {
  entries
  /** What each of them received. */
  received
  clients = []
  #members

  static async of(counts) {
    const kindsOfAll = Object.entries(counts).flatMap(([kind, count]) => Array(count).fill(kind))
    const ports = await freePorts(kindsOfAll.length)
    return new Crowd(kindsOfAll.map((kind, index) => memberOf(kind, index, ports[index])))
  }

  constructor(members) {
    this.#members = members
    this.entries = members.map((member) => kinds[member.kind].entry(member))
    this.received = members.map(({ received }) => received)
  }

  /** Starts all of them; resolves when the hub has greeted each. */
  async start(hubPort) {
    this.clients = this.#members.map((member) => kinds[member.kind].start({ ...member, hubPort }))
    await until('the hub has greeted all clients', () => this.received.every(({ isGreeted }) => isGreeted))
  }

  /**
   * Another hub process takes over: what is posted begins anew, as a new connection does. Connections of the one before that
   * nobody has accepted yet are accepted first.
   */
  async hubAnew() {
    await sleep(ACCEPT_MS)
    for (const client of this.of('post')) client.hubAnew()
  }

  of(kind) {
    return this.clients.filter((_, index) => this.#members[index].kind === kind)
  }

  close() {
    for (const client of this.clients) client.close()
  }
}

function memberOf(kind, index, port) {
  const name = `${kind}-${index}`
  const received = new Received(name, { isOrderedByGroup: kind === 'post' })
  return { kind, name, token: `chaos-token-of-${name}`, port, received }
}
