import { randomUUID } from 'node:crypto'
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http'
import { type Clock, type Refusal, steadyOf } from '@rookery/transport'

/** Header that lists the hubs on the path, the nearest first. */
const HEADER = 'x-rookery-hubs'
/** Longest header list that is read. */
const MAX_HUBS = 32
/**
 * How long a single request proves its hub is present: unlike a connection, it has no end to observe. Hubs poll each
 * other more often than this.
 */
const HEARD_MS = 60_000
/** Number of hubs remembered from their requests. */
const MAX_HEARD = 256

/** Hubs in front call this one; it calls those behind it. */
export type RingSide = 'front' | 'behind'

const OTHER = { front: 'behind', behind: 'front' } as const

/** A neighbour's connection. What it said is forgotten when it closes. */
interface Neighbour {
  readonly closed: Promise<unknown>
}

/** The handshake of this hub with one that it dials. */
export interface Greeting {
  headers(): Readonly<Record<string, string>>
  /** Reason why the other side's answer makes the connection useless; undefined if there is none. */
  inspect(answer: IncomingHttpHeaders): string | undefined
  opened(connection: Neighbour): void
}

/**
 * Detects rings of hubs, which would pass calls round for ever. Each hub has an id, and lists the hubs on its other
 * side in every handshake and request. A hub that would appear on both sides closes a ring: that connection is
 * refused, the others stay.
 */
export class HubRing {
  readonly id = randomUUID()
  readonly #connected = {
    front: new Map<Neighbour, readonly string[]>(),
    behind: new Map<Neighbour, readonly string[]>(),
  }
  readonly #now: () => number
  readonly #heard = { front: new Map<string, Heard>(), behind: new Map<string, Heard>() }

  constructor(clock: Clock) {
    this.#now = steadyOf(clock)
  }

  /** Request headers for a neighbour. */
  headers(side: RingSide): Readonly<Record<string, string>> {
    const ids = new Set([this.id, ...this.#known(OTHER[side])])
    return { 'X-Rookery-Hubs': [...ids].slice(0, MAX_HUBS).join(', ') }
  }

  /** Response headers for a neighbour; none for clients that are no hubs. */
  answer(side: RingSide, request: IncomingMessage): Readonly<Record<string, string>> {
    return request.headers[HEADER] === undefined ? {} : this.headers(side)
  }

  /** Refuses a request that would close a ring. */
  refusal(side: RingSide, { headers }: IncomingMessage): Refusal | undefined {
    if (headers[HEADER] === undefined) return undefined
    const reason = this.#ringBy(side, idsIn(headers))
    return reason === undefined ? undefined : { status: 508, reason }
  }

  /** Records a neighbour for as long as its connection is open. */
  joined(side: RingSide, { headers }: IncomingMessage, connection: Neighbour): void {
    this.#join(side, idsIn(headers), connection)
  }

  /** Records the sender of a request for some time. */
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

  /** The handshake for dialling a neighbour. */
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

  #join(side: RingSide, ids: readonly string[], connection: Neighbour): void {
    if (ids.length === 0) return
    const all = this.#connected[side]
    all.set(connection, ids)
    void connection.closed.then(() => all.delete(connection))
  }

  #ringBy(side: RingSide, ids: readonly string[]): string | undefined {
    if (ids.length === 0) return undefined
    if (ids[0] === this.id) return 'this hub is connected with itself; remove the entry with its own address'
    const other = new Set([this.id, ...this.#known(OTHER[side])])
    if (!ids.some((each) => other.has(each))) return undefined
    return 'hubs are connected in a ring, in which calls would go round for ever; remove one of the entries'
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
