import { randomUUID } from 'node:crypto'
import type { EventId } from '../history/index.js'
import type { Cursor } from '../journal/cursor.js'
import type { ClientRights } from '../options.js'
import type { Scopes } from '../rights/scopes.js'

/** A client as other clients see it. */
export interface ClientInfo {
  readonly app_id: string
  readonly client_name?: string
}

/** The part of a client's open connection that others need. */
export interface ClientConnection {
  /** The account it serves, or `all`. */
  readonly account: string
  readonly role: string
  /** Served accounts that have been seen. */
  served(): readonly string[]
  /** Sends events that are not in the journal. False if they were dropped. */
  sendOwn(...events: readonly Uint8Array[]): boolean
  /** Whether it sends events of an account that are confirmed by acks. */
  confirmsByAck(account: string): boolean
  /** Confirms all events of an account up to one of them. */
  ack(id: EventId): void
  /** Whether the client still answers. */
  probe(timeoutMs: number): Promise<boolean>
  close(code: number, reason: string): Promise<void>
}

/** An application. A named one outlives its connections. */
export interface Client {
  readonly appId: string
  kind: 'configured' | 'named' | 'anonymous'
  name: string | undefined
  /** Another object once a reload has changed them. */
  rights: ClientRights
  /** What its entry restricts; absent where that is nothing. */
  scopes?: Scopes | undefined
  /** Confirmed position by role and account (or `all`). */
  readonly cursors: Map<string, Cursor>
  readonly connections: Set<ClientConnection>
  /** Gap notices that it got. */
  gaps: number
  /** Unix milliseconds when its last connection ended; undefined while it is connected, and before. */
  leftAt: number | undefined
  /** Unix seconds when its name was last seen, if the hub has forgotten its position since. */
  lostSince: number | undefined
  /** Unix seconds when the previous holder of its name was last seen. */
  previousHolderSeenAt: number | undefined
}

export const isConnected = (client: Client): boolean => client.connections.size > 0

export const infoOf = ({ appId, name }: Client): ClientInfo =>
  name === undefined ? { app_id: appId } : { app_id: appId, client_name: name }

/** A string in one piece: `randomUUID` joins its text of twenty, which an idle client would keep. */
const newAppId = (): string => Buffer.from(randomUUID()).toString('latin1')

/** Rights of a client, and what they restrict. */
export type GivenRights = Pick<Client, 'rights' | 'scopes'>

/** Makes a client without a position. */
export function makeClient(kind: Client['kind'], name: string | undefined, given: GivenRights): Client {
  return {
    appId: newAppId(),
    kind,
    name,
    ...given,
    cursors: new Map(),
    connections: new Set(),
    gaps: 0,
    leftAt: undefined,
    lostSince: undefined,
    previousHolderSeenAt: undefined,
  }
}
