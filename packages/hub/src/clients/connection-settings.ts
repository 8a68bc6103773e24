import type { Role } from '@rookery/transport'
import type { AccountSelection } from '../journal/journal.js'
import type { ClientRights, DeliveryOptions } from '../options.js'
import type { Client } from './clients.js'

/** The kind of a connection: what travels over it, and how. */
export type ConnectionRole = Role | 'http-post' | 'sse'

/** The key of a client's cursor for connections of one account and role. */
export const placeOf = (account: string, role: ConnectionRole): string => `${account} ${role}`

/** Settings of one connection of a client. */
export interface ConnectionSettings {
  readonly client: Client
  /** The account it serves, or `all`. */
  readonly account: string
  readonly role: ConnectionRole
  /** Accounts whose events it is sent. */
  readonly accounts: AccountSelection
  /** How its events are sent. Default: as the client's entry has it. */
  readonly delivery?: DeliveryOptions
  /** Rights by which it was let in: if the client has others by now, it is closed at once. Default: those of now. */
  readonly rights?: ClientRights
  readonly wantsClientStatus: boolean
  /** A port from `get_ws_port`: never pinged, since perpetua's own SDK breaks on a ping. */
  readonly isPort: boolean
  /** Address that the hub dialled, without secrets. Absent where the client came by itself. */
  readonly dialledAt?: string
  /** Program of an application, by its `User-Agent`; shown where it has no name. */
  readonly program?: string
  /** Id of the last event that a client of `sse` got over its last connection; it goes on behind that. */
  readonly lastEventId?: string | undefined
}
