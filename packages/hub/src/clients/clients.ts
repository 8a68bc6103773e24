import { randomUUID } from 'node:crypto'
import { type Clock, type Refusal, Subscribable, systemClock } from '@rookery/transport'
import { type Cursor, unixSeconds } from '../journal/cursor.js'
import type { ClientOptions, ClientRights } from '../options.js'
import { AwayNames } from './away-names.js'

/** A client as other clients see it. */
export interface ClientInfo {
  readonly app_id: string
  readonly client_name?: string
}

/** A client's open connection, as far as other clients' business needs it. */
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
  /** Unix seconds of when its name was last seen, where the hub has forgotten since how far it was. */
  lostSince: number | undefined
  /** Unix seconds of when the one was last seen whose name this client took. */
  tookFrom: number | undefined
}

const LONGEST_NAME = 64

export const NAME_RULE = `a string of 1 to ${LONGEST_NAME} characters, none of them a control character`

export function isClientName(name: unknown): name is string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused
  return typeof name === 'string' && /^[^\u0000-\u001f\u007f]+$/.test(name) && name.length <= LONGEST_NAME
}

/** Says why a name cannot be had: another has it (409), or it is not one of the config (403). */
export interface NameRefusal extends Refusal {
  readonly status: 403 | 409
}

export interface ClientsSettings {
  /** `configured` lets nobody take a name that is not in `clients:`. Default `any`. */
  readonly names?: 'any' | 'configured' | undefined
  /** Default that of the machine. */
  readonly clock?: Clock
}

/** Registry of the clients. Names are unique over all of them. */
export class Clients {
  readonly #byName = new Map<string, Client>()
  readonly #byAppId = new Map<string, Client>()
  readonly #away: AwayNames<Client>
  readonly #clock: Clock
  readonly #names: 'any' | 'configured'
  readonly #changed = new Subscribable<[client: Client, online: boolean]>()
  readonly #lost = new Subscribable<[client: Client, place: string, cursor: Cursor]>()
  readonly #forgotten = new Subscribable<[client: Client, lostSince: number]>()
  /** The caller over HTTP that does not say who it is; never connected. */
  readonly nobody = makeClient('anonymous', undefined, {})

  constructor(
    configured: readonly ClientOptions[],
    { names = 'any', clock = systemClock }: ClientsSettings = {},
  ) {
    this.#names = names
    this.#clock = clock
    this.#away = new AwayNames(clock)
    for (const each of configured) this.configure(each)
  }

  /** Calls back when a client has connected, left, or taken another name. */
  onChange(listener: (client: Client, online: boolean) => void): () => void {
    return this.#changed.subscribe(listener)
  }

  /** Calls back when a client took the name of one that is away, but goes on at `place` from where it is itself: what the other had not got behind `cursor` is lost. */
  onLost(listener: (client: Client, place: string, cursor: Cursor) => void): () => void {
    return this.#lost.subscribe(listener)
  }

  /** Calls back when a client took a name that was last seen at `lostSince`, and how far it was is forgotten. */
  onForgotten(listener: (client: Client, lostSince: number) => void): () => void {
    return this.#forgotten.subscribe(listener)
  }

  /** Adds the client of an entry in `clients:`. */
  configure(options: ClientOptions): Client {
    const client = makeClient('configured', options.name, options)
    this.#remember(client)
    return client
  }

  /** The client of an entry in `clients:`. */
  configured(name: string): Client {
    const client = this.#byName.get(name)
    if (!client) throw new RangeError(`no client ${name} is configured`)
    return client
  }

  /** The client that a connection says it is; without a name it is a new one. */
  identify(name: string | undefined): Client | NameRefusal | Promise<Client | NameRefusal> {
    if (!name) return makeClient('anonymous', undefined, {})
    const known = this.#byName.get(name)
    if (known?.kind === 'configured') return configuredName(name)
    if (known) return known
    if (this.#names === 'configured') return notConfigured(name)
    // Not remembered before it is connected: it may yet be refused.
    return makeClient('named', name, {})
  }

  find(wanted: { readonly app_id?: unknown; readonly client_name?: unknown }): Client | undefined {
    if (typeof wanted.app_id === 'string' && wanted.app_id) return this.#byAppId.get(wanted.app_id)
    return typeof wanted.client_name === 'string' ? this.#byName.get(wanted.client_name) : undefined
  }

  online(): Client[] {
    return [...this.#byAppId.values()].filter(isConnected)
  }

  connected(client: Client, connection: ClientConnection): void {
    if (client.kind === 'named' && !this.#byAppId.has(client.appId))
      client.lostSince = this.#away.lostSince(client.name ?? '')
    this.#remember(client)
    client.connections.add(connection)
    if (client.connections.size > 1) return
    this.#away.returned(client)
    this.#changed.emit(client, true)
  }

  disconnected(client: Client, connection: ClientConnection): void {
    if (!client.connections.delete(connection) || isConnected(client)) return
    client.lostSince = undefined
    if (client.kind === 'anonymous') this.#byAppId.delete(client.appId)
    if (client.kind === 'named') for (const each of this.#away.add(client)) this.#forget(each)
    this.#changed.emit(client, false)
  }

  /**
   * Gives a connected client another name, under the same `app_id`. A name whose holder is away is free. Where both
   * had a connection of one kind, what the holder had not received is lost, and told; elsewhere the newcomer goes on
   * from there.
   */
  rename(client: Client, name: string): NameRefusal | undefined | Promise<NameRefusal | undefined> {
    if (client.name === name) return undefined
    if (client.kind === 'configured') return conflict(`this client is configured as "${client.name}"`)
    const holder = this.#byName.get(name)
    if (holder?.kind === 'configured') return configuredName(name)
    if (this.#names === 'configured') return notConfigured(name)
    if (holder && isConnected(holder)) return conflict(`the name "${name}" is taken`)
    if (client.name !== undefined) this.#leave(client, client.name)
    client.kind = 'named'
    client.name = name
    if (holder) this.#takeOver(client, holder)
    else this.#takeForgotten(client, name)
    this.#remember(client)
    this.#changed.emit(client, true)
    return undefined
  }

  /** Lets go of a name. One who had it before comes back to nothing, and is told so. */
  #leave(client: Client, name: string): void {
    this.#byName.delete(name)
    if (client.tookFrom !== undefined) this.#away.abandon(name, client.tookFrom)
    client.tookFrom = undefined
  }

  #takeOver(client: Client, holder: Client): void {
    client.tookFrom = Math.min(
      unixSeconds(this.#clock),
      ...[...holder.cursors.values()].map(({ time }) => time),
    )
    this.#away.returned(holder)
    this.#byAppId.delete(holder.appId)
    for (const [place, cursor] of holder.cursors) {
      if (client.cursors.has(place)) this.#lost.emit(client, place, cursor)
      else client.cursors.set(place, cursor)
    }
  }

  #takeForgotten(client: Client, name: string): void {
    const lostSince = this.#away.lostSince(name)
    if (lostSince === undefined) return
    client.lostSince = lostSince
    this.#forgotten.emit(client, lostSince)
  }

  /**
   * Drops how far clients are with an account that was forgotten; `headOf` gives how far its events went for a client.
   * One that is away and had not all of them is told so when it is back.
   */
  forgetAccount(selfId: string, headOf: (client: Client) => number): void {
    for (const client of this.#byAppId.values()) {
      for (const [place, { position, time }] of [...client.cursors]) {
        if (!place.startsWith(`${selfId} `)) continue
        client.cursors.delete(place)
        const hasAll = position >= headOf(client)
        if (!hasAll && !isConnected(client)) client.lostSince = Math.min(time, client.lostSince ?? time)
      }
    }
  }

  #remember(client: Client): void {
    this.#byAppId.set(client.appId, client)
    if (client.name !== undefined) this.#byName.set(client.name, client)
  }

  #forget(client: Client): void {
    this.#byAppId.delete(client.appId)
    if (this.#byName.get(client.name ?? '') === client) this.#byName.delete(client.name ?? '')
  }
}

export const isConnected = (client: Client): boolean => client.connections.size > 0

export const infoOf = ({ appId, name }: Client): ClientInfo =>
  name === undefined ? { app_id: appId } : { app_id: appId, client_name: name }

const conflict = (reason: string): NameRefusal => ({ status: 409, reason })

const configuredName = (name: string): NameRefusal =>
  conflict(`the name "${name}" is configured; its token shows who has it`)

const notConfigured = (name: string): NameRefusal => ({
  status: 403,
  reason: `listen.names is configured: the name "${name}" would need an entry in clients:`,
})

function makeClient(kind: Client['kind'], name: string | undefined, rights: ClientRights): Client {
  return {
    appId: randomUUID(),
    kind,
    name,
    rights,
    cursors: new Map(),
    connections: new Set(),
    lostSince: undefined,
    tookFrom: undefined,
  }
}
