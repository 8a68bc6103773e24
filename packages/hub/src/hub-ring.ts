import { randomUUID } from 'node:crypto'
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http'
import { type Clock, type Refusal, steadyOf } from '@rookery/transport'

/** Names the hubs on the way, the neighbour first. */
const HEADER = 'x-rookery-hubs'
/** More in one header are not looked at. */
const MAX_HUBS = 32
/** A request of its own, unlike a connection, does not say when its hub is gone. Hubs ask each other more often than this. */
const HEARD_MS = 60_000
/** Hubs that are remembered by the requests they sent. */
const MAX_HEARD = 256

/** Hubs in front call this one; it calls those behind it. */
export type RingSide = 'front' | 'behind'

const OTHER = { front: 'behind', behind: 'front' } as const

/** A connection, with whose end everything told over it is forgotten. */
interface Told {
  readonly closed: Promise<unknown>
}

/** How this hub introduces itself to one that it dials. */
export interface Greeting {
  headers(): Readonly<Record<string, string>>
  /** Why the other side's answer makes the connection useless; undefined when it does not. */
  inspect(answer: IncomingHttpHeaders): string | undefined
  opened(connection: Told): void
}

/**
 * Hubs that are connected in a ring pass calls round for ever. So each has an id, and with every handshake and request
 * tells its neighbour which hubs it has on its own other side: who would thereby be on both sides is in a ring. The
 * connection that closes the ring is refused, the others stay.
 */
export class HubRing {
  readonly id = randomUUID()
  readonly #connected = {
    front: new Map<Told, readonly string[]>(),
    behind: new Map<Told, readonly string[]>(),
  }
  readonly #now: () => number
  readonly #heard = { front: new Map<string, Heard>(), behind: new Map<string, Heard>() }

  constructor(clock: Clock) {
    this.#now = steadyOf(clock)
  }

  /** Headers for a neighbour on a side. */
  headers(side: RingSide): Readonly<Record<string, string>> {
    const ids = new Set([this.id, ...this.#known(OTHER[side])])
    return { 'X-Rookery-Hubs': [...ids].slice(0, MAX_HUBS).join(', ') }
  }

  /** Headers of the answer to a neighbour on a side; none for clients that are no hubs. */
  answer(side: RingSide, request: IncomingMessage): Readonly<Record<string, string>> {
    return request.headers[HEADER] === undefined ? {} : this.headers(side)
  }

  /** Refuses a request from a side that would close a ring. */
  refusal(side: RingSide, { headers }: IncomingMessage): Refusal | undefined {
    if (headers[HEADER] === undefined) return undefined
    const reason = this.#ringBy(side, idsIn(headers))
    return reason === undefined ? undefined : { status: 508, reason }
  }

  /** Remembers who is on a side, for as long as the connection that was asked for is open. */
  joined(side: RingSide, { headers }: IncomingMessage, connection: Told): void {
    this.#join(side, idsIn(headers), connection)
  }

  /** Remembers for a while who sent a request. */
  heard(side: RingSide, { headers }: IncomingMessage): void {
    if (headers[HEADER] === undefined) return
    const ids = idsIn(headers)
    const [first] = ids
    if (first === undefined) return
    const all = this.#heard[side]
    all.delete(first)
    all.set(first, { ids, until: this.#now() + HEARD_MS })
    for (const oldest of all.keys()) if (all.size > MAX_HEARD) all.delete(oldest)
  }

  /** For dialling a neighbour on a side. */
  greeting(side: RingSide): Greeting {
    let told: readonly string[] = []
    return {
      headers: () => this.headers(side),
      inspect: (answer) => {
        told = idsIn(answer)
        return this.#ringBy(side, told)
      },
      opened: (connection) => this.#join(side, told, connection),
    }
  }

  #join(side: RingSide, ids: readonly string[], connection: Told): void {
    if (ids.length === 0) return
    const all = this.#connected[side]
    all.set(connection, ids)
    void connection.closed.then(() => all.delete(connection))
  }

  #ringBy(side: RingSide, ids: readonly string[]): string | undefined {
    if (ids.length === 0) return undefined
    if (ids[0] === this.id)
      return 'this hub is connected with itself; take the entry with its own address out'
    const other = new Set([this.id, ...this.#known(OTHER[side])])
    if (!ids.some((each) => other.has(each))) return undefined
    return 'hubs are connected in a ring, in which calls would go round for ever; take one of the entries out'
  }

  #known(side: RingSide): string[] {
    const now = this.#now()
    for (const [first, { until }] of this.#heard[side]) if (until <= now) this.#heard[side].delete(first)
    return [
      ...[...this.#connected[side].values()].flat(),
      ...[...this.#heard[side].values()].flatMap(({ ids }) => ids),
    ]
  }
}

interface Heard {
  readonly ids: readonly string[]
  readonly until: number
}

function idsIn(headers: IncomingHttpHeaders): readonly string[] {
  const text = headers[HEADER]
  if (text === undefined) return []
  const ids = String(text).split(/, */, MAX_HUBS)
  return ids.filter((each) => /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(each))
}
