import { randomUUID } from 'node:crypto'
import type { Cursor } from './cursor.js'
import type { ClientOptions, ClientRights } from './options.js'

/** A client as other clients see it. */
export interface ClientInfo {
  readonly app_id: string
  readonly client_name?: string
}

/** What others need of a client's open connection. */
export interface ClientConnection {
  /** The accounts that it serves, as far as they were seen. */
  served(): readonly string[]
  /** Sends events that are not in the journal; false when they were dropped. */
  sendOwn(...events: readonly Uint8Array[]): boolean
}

/** An application. It outlives its connections when it has a name. */
export interface Client {
  readonly appId: string
  kind: 'configured' | 'named' | 'anonymous'
  name: string | undefined
  readonly rights: ClientRights
  /** By account, or `all`, and role: how far it is confirmed there. */
  readonly cursors: Map<string, Cursor>
  readonly connections: Set<ClientConnection>
}

const LONGEST_NAME = 64

export const NAME_RULE = `a string of 1 to ${LONGEST_NAME} characters, none of them a control character`

export function isName(name: unknown): name is string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused
  return typeof name === 'string' && /^[^\u0000-\u001f\u007f]+$/.test(name) && name.length <= LONGEST_NAME
}

/** Why a name cannot be had. */
export interface NameConflict {
  readonly conflict: string
}

/** Names that clients gave themselves and that are away are remembered up to this number. */
const AWAY_NAMES = 10_000

/** Who the clients are. Names are unique over all of them. */
export class Clients {
  readonly #byName = new Map<string, Client>()
  readonly #byAppId = new Map<string, Client>()
  readonly #onChange: (client: Client, online: boolean) => void
  /** Who calls over HTTP without saying who it is; never connected. */
  readonly nobody = makeClient('anonymous', undefined, {})

  /** `onChange` learns when a client comes, goes or changes its name. */
  constructor(configured: readonly ClientOptions[], onChange: (client: Client, online: boolean) => void) {
    this.#onChange = onChange
    for (const options of configured) this.#remember(makeClient('configured', options.name, options))
  }

  /** The client of an entry in `clients:`. */
  configured(name: string): Client {
    const client = this.#byName.get(name)
    if (!client) throw new RangeError(`no client ${name} is configured`)
    return client
  }

  /** The client that a connection says it is; without a name it is a new one. */
  identify(name: string | undefined): Client | NameConflict {
    if (!name) return makeClient('anonymous', undefined, {})
    const known = this.#byName.get(name)
    if (known?.kind === 'configured') return { conflict: configuredName(name) }
    if (known) return known
    this.#forgetOldNames()
    return this.#remember(makeClient('named', name, {}))
  }

  find(wanted: { readonly app_id?: unknown; readonly client_name?: unknown }): Client | undefined {
    if (typeof wanted.app_id === 'string' && wanted.app_id) return this.#byAppId.get(wanted.app_id)
    return typeof wanted.client_name === 'string' ? this.#byName.get(wanted.client_name) : undefined
  }

  online(): Client[] {
    return [...this.#byAppId.values()].filter(isConnected)
  }

  connected(client: Client, connection: ClientConnection): void {
    this.#byAppId.set(client.appId, client)
    client.connections.add(connection)
    if (client.connections.size === 1) this.#onChange(client, true)
  }

  disconnected(client: Client, connection: ClientConnection): void {
    if (!client.connections.delete(connection) || isConnected(client)) return
    if (client.kind === 'anonymous') this.#byAppId.delete(client.appId)
    // Behind the others: those that are away for longest are forgotten first.
    if (client.name !== undefined && this.#byName.delete(client.name)) this.#byName.set(client.name, client)
    this.#onChange(client, false)
  }

  /**
   * Gives a connected client another name, under the same `app_id`. A name whose holder is away is free; what
   * that holder had not received is not sent to the newcomer.
   */
  rename(client: Client, name: string): NameConflict | undefined {
    if (client.name === name) return undefined
    if (client.kind === 'configured') return { conflict: `this client is configured as "${client.name}"` }
    const holder = this.#byName.get(name)
    if (holder?.kind === 'configured') return { conflict: configuredName(name) }
    if (holder && isConnected(holder)) return { conflict: `the name "${name}" is taken` }
    if (holder) this.#byAppId.delete(holder.appId)
    if (client.name !== undefined) this.#byName.delete(client.name)
    client.kind = 'named'
    client.name = name
    this.#remember(client)
    this.#onChange(client, true)
    return undefined
  }

  /** Drops how far clients are with an account that was forgotten. */
  forgetAccount(selfId: string): void {
    for (const { cursors } of this.#byAppId.values()) {
      for (const place of [...cursors.keys()]) if (place.startsWith(`${selfId} `)) cursors.delete(place)
    }
  }

  #remember(client: Client): Client {
    this.#byAppId.set(client.appId, client)
    if (client.name !== undefined) this.#byName.set(client.name, client)
    return client
  }

  #forgetOldNames(): void {
    if (this.#byName.size < AWAY_NAMES) return
    for (const client of this.#byName.values()) {
      if (client.kind !== 'named' || isConnected(client)) continue
      this.#byAppId.delete(client.appId)
      this.#byName.delete(client.name ?? '')
      return
    }
  }
}

export const isConnected = (client: Client): boolean => client.connections.size > 0

export const infoOf = ({ appId, name }: Client): ClientInfo =>
  name === undefined ? { app_id: appId } : { app_id: appId, client_name: name }

const configuredName = (name: string): string =>
  `the name "${name}" is configured; its token shows who has it`

function makeClient(kind: Client['kind'], name: string | undefined, rights: ClientRights): Client {
  return { appId: randomUUID(), kind, name, rights, cursors: new Map(), connections: new Set() }
}
