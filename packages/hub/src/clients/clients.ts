import { type Clock, type Refusal, Subscribable, systemClock } from '@rookery/transport'
import { type Cursor, unixSeconds } from '../journal/cursor.js'
import type { ClientOptions } from '../options.js'
import { type RightsScopes, rightsOf, Scopes } from '../rights/scopes.js'
import { AwayNames } from './away-names.js'
import { type Client, type ClientConnection, type GivenRights, isConnected, makeClient } from './client.js'
import type { DeriveRights } from './derived-rights.js'

export { type Client, type ClientConnection, type ClientInfo, infoOf, isConnected } from './client.js'
export { isClientName, NAME_RULE } from './client-name.js'

/** Named clients that are away, and are still shown. */
const MOST_AWAY_SHOWN = 100

/** Rights of all clients that the config does not name. */
const NO_RIGHTS: GivenRights = { rights: {} }

/** Reason why a name is refused: it is taken (409), or not in the config (403). */
export interface NameRefusal extends Refusal {
  readonly status: 403 | 409
}

export interface ClientsSettings {
  /** `configured`: only names in `clients:` are accepted. Default `any`. Read as each client comes. */
  readonly names?: 'any' | 'configured' | undefined
  /** Default: the machine's clock. */
  readonly clock?: Clock
  /** Makes of an entry the rights of its client. Default: the entry itself. */
  readonly derive?: DeriveRights
}

/** Registry of clients. Names are unique. */
export class Clients {
  readonly #byName = new Map<string, Client>()
  readonly #byAppId = new Map<string, Client>()
  readonly #away: AwayNames<Client>
  readonly #clock: Clock
  readonly #settings: ClientsSettings
  readonly #rightsScopes: RightsScopes = new Map()
  readonly #changed = new Subscribable<[client: Client, online: boolean]>()
  readonly #lost = new Subscribable<[client: Client, place: string, cursor: Cursor]>()
  readonly #positionForgotten = new Subscribable<[client: Client, lostSince: number]>()
  readonly #taken = new Subscribable<[client: Client]>()
  readonly #forgotten = new Subscribable<[name: string, places: readonly string[]]>()
  /** The anonymous caller over HTTP; never connected. */
  readonly nobody = makeClient('anonymous', undefined, NO_RIGHTS)

  constructor(configured: readonly ClientOptions[], settings: ClientsSettings = {}) {
    this.#settings = settings
    this.#clock = settings.clock ?? systemClock
    this.#away = new AwayNames(this.#clock)
    for (const each of configured) this.configure(each)
  }

  /** Subscribes to clients that connect, leave or change their name. */
  onChange(listener: (client: Client, online: boolean) => void): () => void {
    return this.#changed.subscribe(listener)
  }

  /**
   * Subscribes to lost events: a client took the name of an absent one, but continues at `place` from its own
   * position, so that the previous holder's events behind `cursor` are lost.
   */
  onLost(listener: (client: Client, place: string, cursor: Cursor) => void): () => void {
    return this.#lost.subscribe(listener)
  }

  /** Subscribes to clients that took a name last seen at `lostSince`, whose position is forgotten. */
  onPositionForgotten(listener: (client: Client, lostSince: number) => void): () => void {
    return this.#positionForgotten.subscribe(listener)
  }

  /** Subscribes to connected clients that took a name of which nothing is known here. */
  onTaken(listener: (client: Client) => void): () => void {
    return this.#taken.subscribe(listener)
  }

  /** Subscribes to names that are forgotten, with the places of their cursors. */
  onForgotten(listener: (name: string, places: readonly string[]) => void): () => void {
    return this.#forgotten.subscribe(listener)
  }

  /** Adds the client of a `clients:` entry. One that is known by that name keeps its positions, and gets the entry's rights. */
  configure(options: ClientOptions): Client {
    // Its filter is asked before its chats: ids of what it is not sent must not become known.
    const given = rightsOf(this.#settings.derive?.(options) ?? options, this.#rightsScopes)
    const client = this.#byName.get(options.name) ?? makeClient('configured', options.name, given)
    this.#away.returned(client)
    client.kind = 'configured'
    client.rights = given.rights
    client.scopes = given.scopes
    this.#remember(client)
    return client
  }

  /** Removes the client of an entry, whose name is free from then on. */
  dismiss(name: string): void {
    const client = this.configured(name)
    this.#byName.delete(name)
    this.#byAppId.delete(client.appId)
    client.kind = 'anonymous'
    client.name = undefined
    client.rights = { ...client.rights }
    // What it has asked for over HTTP may still wait.
    client.scopes = new Scopes({ name, expiresAt: 0 }, undefined)
  }

  /** The client of a `clients:` entry. */
  configured(name: string): Client {
    const client = this.#byName.get(name)
    if (!client) throw new RangeError(`no client ${name} is configured`)
    return client
  }

  /** The clients of all `clients:` entries. */
  allConfigured(): Client[] {
    return [...this.#byName.values()].filter(({ kind }) => kind === 'configured')
  }

  /** Closes all connections of a configured client at once. */
  async cut(name: string, code: number, reason: string): Promise<void> {
    const { connections } = this.configured(name)
    await Promise.all([...connections].map((each) => each.close(code, reason)))
  }

  /** The client that a connection claims to be; a new one without a name. */
  identify(name: string | undefined): Client | NameRefusal | Promise<Client | NameRefusal> {
    if (!name) return makeClient('anonymous', undefined, NO_RIGHTS)
    const known = this.#byName.get(name)
    if (known?.kind === 'configured') return configuredName(name)
    if (known) return known
    if (this.#settings.names === 'configured') return notConfigured(name)
    // A client is remembered once it is connected: it may still be refused.
    return makeClient('named', name, NO_RIGHTS)
  }

  find(wanted: { readonly app_id?: unknown; readonly client_name?: unknown }): Client | undefined {
    if (typeof wanted.app_id === 'string' && wanted.app_id) return this.#byAppId.get(wanted.app_id)
    return typeof wanted.client_name === 'string' ? this.#byName.get(wanted.client_name) : undefined
  }

  online(): Client[] {
    return [...this.#byAppId.values()].filter(isConnected)
  }

  /** Clients of entries, connected ones, and of the others those that left last. */
  known(): Client[] {
    const isShown = (each: Client): boolean => each.kind === 'configured' || isConnected(each)
    return [...[...this.#byAppId.values()].filter(isShown), ...this.#away.latest(MOST_AWAY_SHOWN)]
  }

  connected(client: Client, connection: ClientConnection): void {
    if (client.kind === 'named' && !this.#byAppId.has(client.appId))
      client.lostSince = this.#away.lostSince(client.name ?? '')
    this.#remember(client)
    client.connections.add(connection)
    client.leftAt = undefined
    if (client.connections.size > 1) return
    this.#away.returned(client)
    this.#changed.emit(client, true)
  }

  disconnected(client: Client, connection: ClientConnection): void {
    if (!client.connections.delete(connection) || isConnected(client)) return
    client.lostSince = undefined
    client.leftAt = this.#clock.now()
    if (client.kind === 'anonymous') this.#byAppId.delete(client.appId)
    if (client.kind === 'named') for (const each of this.#away.add(client)) this.#forget(each)
    this.#changed.emit(client, false)
  }

  /**
   * Renames a connected client, which keeps its `app_id`. The name of an absent client is free. Where both had a
   * connection of the same kind, the holder's pending events are lost and announced; elsewhere the newcomer continues
   * from the holder's position.
   */
  rename(client: Client, name: string): NameRefusal | undefined | Promise<NameRefusal | undefined> {
    if (client.name === name) return undefined
    if (client.kind === 'configured') return conflict(`this client is configured as "${client.name}"`)
    const holder = this.#byName.get(name)
    if (holder?.kind === 'configured') return configuredName(name)
    if (this.#settings.names === 'configured') return notConfigured(name)
    if (holder && isConnected(holder)) return conflict(`the name "${name}" is taken`)
    if (client.name !== undefined) this.#leave(client, client.name)
    client.kind = 'named'
    client.name = name
    if (holder) this.#takeOver(client, holder)
    else this.#takeUnknown(client, name)
    this.#remember(client)
    this.#changed.emit(client, true)
    return undefined
  }

  /** Releases a name. A previous holder that returns starts without a position, and is notified. */
  #leave(client: Client, name: string): void {
    this.#byName.delete(name)
    if (client.previousHolderSeenAt !== undefined) this.#away.abandon(name, client.previousHolderSeenAt)
    client.previousHolderSeenAt = undefined
  }

  #takeOver(client: Client, holder: Client): void {
    client.previousHolderSeenAt = Math.min(
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

  #takeUnknown(client: Client, name: string): void {
    const lostSince = this.#away.lostSince(name)
    if (lostSince === undefined) return this.#taken.emit(client)
    client.lostSince = lostSince
    this.#positionForgotten.emit(client, lostSince)
  }

  /**
   * Drops the clients' positions in a forgotten account; `headOf` returns the end of a client's events. An absent
   * client with pending events is notified when it returns.
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
    if (client.name === undefined || this.#byName.get(client.name) !== client) return
    this.#byName.delete(client.name)
    const places = [...client.cursors.keys()]
    // Nothing more is saved of them.
    client.cursors.clear()
    this.#forgotten.emit(client.name, places)
  }
}

const conflict = (reason: string): NameRefusal => ({ status: 409, reason })

const configuredName = (name: string): NameRefusal =>
  conflict(`the name "${name}" is configured; its token shows who has it`)

const notConfigured = (name: string): NameRefusal => ({
  status: 403,
  reason: `listen.names is configured: the name "${name}" would need an entry in clients:`,
})
