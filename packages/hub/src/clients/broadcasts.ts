import { randomUUID } from 'node:crypto'
import { type Client, type ClientInfo, type Clients, infoOf } from './clients.js'
import type { Distributed, OwnEvents } from './own-events.js'

/** The receivers of a broadcast. */
export interface Delivered {
  readonly uuid: string
  readonly delivered: readonly ClientInfo[]
  /** Known clients that are not connected or do not read. */
  readonly offline: readonly ClientInfo[]
  /** Requested clients that the hub does not know. */
  readonly unknown: readonly unknown[]
}

interface Broadcast {
  readonly uuid: string
  readonly from: string
}

/** Number of received broadcasts that a client can answer. */
const KEPT = 1_000
/** The same limit after the client has left: a client that reconnects at once may be about to answer. */
const KEPT_AWAY = 16

/** Delivers what clients send each other through the hub. */
export class Broadcasts {
  readonly #clients: Clients
  readonly #own: OwnEvents
  /** Received broadcasts by client, oldest first. The list lives as long as the client. */
  readonly #received = new WeakMap<Client, Broadcast[]>()

  constructor(clients: Clients, own: OwnEvents) {
    this.#clients = clients
    this.#own = own
    clients.onChange((client, online) => {
      if (!online) this.#left(client)
    })
  }

  /** Sends to the wanted clients, each once, or to all other clients; never to the sender. */
  send(sender: Client, wanted: readonly unknown[] | undefined, data: string): Delivered {
    const { targets, unknown } = this.#targets(sender, wanted)
    const uuid = randomUUID()
    const event = this.#oneForEachAccount('broadcast', { client: infoOf(sender), uuid, data })
    const delivered: ClientInfo[] = []
    const offline: ClientInfo[] = []
    const broadcast = { uuid, from: sender.appId }
    for (const target of targets) {
      const isReached = sendOnce(target, event)
      if (isReached) this.#keep(target, broadcast)
      const list = isReached ? delivered : offline
      list.push(infoOf(target))
    }
    return { uuid, delivered, offline, unknown }
  }

  /** The uuid of a broadcast that `answerer` received from `sender`: the given one, else the latest. */
  find(answerer: Client, sender: Client, uuid: string | undefined): string | undefined {
    return this.#received
      .get(answerer)
      ?.findLast(({ from, uuid: each }) => from === sender.appId && (uuid === undefined || each === uuid))
      ?.uuid
  }

  /** Answers a broadcast. False if its sender is gone. */
  answer(answerer: Client, sender: Client, uuid: string, data: string): boolean {
    return sendOnce(
      sender,
      this.#oneForEachAccount('broadcast_callback', { client: infoOf(answerer), uuid, data }),
    )
  }

  #left(client: Client): void {
    const received = this.#received.get(client)
    if (received) this.#received.set(client, received.slice(-KEPT_AWAY))
  }

  /** The event for an account; built once for all receivers. */
  #oneForEachAccount(type: 'broadcast' | 'broadcast_callback', message: Distributed) {
    const events = new Map<string, Uint8Array>()
    return (account: string): Uint8Array => {
      const event = events.get(account) ?? this.#own.distributed(account, type, message)
      events.set(account, event)
      return event
    }
  }

  #keep(receiver: Client, broadcast: Broadcast): void {
    const received = this.#received.get(receiver) ?? []
    this.#received.set(receiver, received)
    received.push(broadcast)
    if (received.length > KEPT) received.shift()
  }

  #targets(
    sender: Client,
    wanted: readonly unknown[] | undefined,
  ): { targets: Client[]; unknown: unknown[] } {
    if (!wanted) return { targets: this.#clients.online().filter((each) => each !== sender), unknown: [] }
    const targets = new Set<Client>()
    const unknown: unknown[] = []
    for (const each of wanted) {
      const found = isObject(each) ? this.#clients.find(each) : undefined
      if (!found) unknown.push(each)
      else if (found !== sender) targets.add(found)
    }
    return { targets: [...targets], unknown }
  }
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null

/** Sends over one of the client's connections: the client is one program, whatever accounts it uses. */
const sendOnce = (client: Client, eventFor: (account: string) => Uint8Array): boolean =>
  [...client.connections].some((each) => each.sendOwn(eventFor(each.served()[0] ?? '0')))
