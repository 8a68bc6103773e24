import { randomUUID } from 'node:crypto'
import { type Client, type ClientInfo, type Clients, infoOf } from './clients.js'
import { distributed } from './own-events.js'

/** Where a broadcast went. */
export interface Delivered {
  readonly uuid: string
  readonly delivered: readonly ClientInfo[]
  /** Known, but not connected or not reading. */
  readonly offline: readonly ClientInfo[]
  /** Asked for, but nobody the hub has heard of. */
  readonly unknown: readonly unknown[]
}

interface Broadcast {
  readonly uuid: string
  readonly from: string
  readonly to: ReadonlySet<string>
}

/** So many broadcasts can still be answered. */
const KEPT = 10_000

/** What clients send each other through the hub. */
export class Broadcasts {
  readonly #clients: Clients
  readonly #kept: Broadcast[] = []

  constructor(clients: Clients) {
    this.#clients = clients
  }

  /** Sends to the wanted clients, each once, or to every other client; never to the sender. */
  send(sender: Client, wanted: readonly unknown[] | undefined, data: string): Delivered {
    const { targets, unknown } = this.#targets(sender, wanted)
    const uuid = randomUUID()
    const event = oneForEachAccount('broadcast', { client: infoOf(sender), uuid, data })
    const reached = targets.filter((target) => sendOnce(target, event))
    this.#kept.push({ uuid, from: sender.appId, to: new Set(reached.map(({ appId }) => appId)) })
    if (this.#kept.length > KEPT) this.#kept.shift()
    const offline = targets.filter((target) => !reached.includes(target))
    return { uuid, delivered: reached.map(infoOf), offline: offline.map(infoOf), unknown }
  }

  /** The uuid of the broadcast that `answerer` got from `sender`: the given one, or the last one. */
  find(answerer: Client, sender: Client, uuid: string | undefined): string | undefined {
    return this.#kept.findLast(
      (each) =>
        each.from === sender.appId &&
        each.to.has(answerer.appId) &&
        (uuid === undefined || each.uuid === uuid),
    )?.uuid
  }

  /** Answers a broadcast. False when its sender is gone. */
  answer(answerer: Client, sender: Client, uuid: string, data: string): boolean {
    return sendOnce(sender, oneForEachAccount('broadcast_callback', { client: infoOf(answerer), uuid, data }))
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

/** The event for an account; made once, however many get it. */
function oneForEachAccount(...about: [Parameters<typeof distributed>[1], Parameters<typeof distributed>[2]]) {
  const events = new Map<string, Uint8Array>()
  return (account: string): Uint8Array => {
    const event = events.get(account) ?? distributed(account, ...about)
    events.set(account, event)
    return event
  }
}

/** Over one of the client's connections: it is one program, however many accounts it uses. */
const sendOnce = (client: Client, eventFor: (account: string) => Uint8Array): boolean =>
  [...client.connections].some((each) => each.sendOwn(eventFor(each.served()[0] ?? '0')))
