import { randomUUID } from 'node:crypto'
import { type Clock, type Refusal, Subscribable, systemClock } from '@rookery/transport'
import type { EventId } from '../history/index.js'
import { type Cursor, unixSeconds } from '../journal/cursor.js'
import type { ClientOptions, ClientRights } from '../options.js'
import { AwayNames } from './away-names.js'
import type { SentUpTo } from './recent-events.js'

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
  /** How far it was sent the events of its view; undefined while that is not known. */
  sentUpTo?(): SentUpTo | undefined
  /** Confirms all events of an account up to one of them. */
  ack(id: EventId): void
  /** Lets it finish what it shares with others; settles once it has. */
  drain?(): Promise<void>
  /** Whether the client still answers. */
  probe(timeoutMs: number): Promise<boolean>
  close(code: number, reason: string): Promise<void>
}

/** An application. A named one outlives its connections. */
export interface Client {
  readonly appId: string
  kind: 'configured' | 'named' | 'anonymous'
  name: string | undefined
  readonly rights: ClientRights
  /** Confirmed position by role and account (or `all`). */
  readonly cursors: Map<string, Cursor>
  readonly connections: Set<ClientConnection>
  /** Unix seconds when its name was last seen, if the hub has forgotten its position since. */
  lostSince: number | undefined
  /** Unix seconds when the previous holder of its name was last seen. */
  previousHolderSeenAt: number | undefined
}

/** Rights of all clients that the config does not name. */
const NO_RIGHTS: ClientRights = {}

const LONGEST_NAME = 64

export const NAME_RULE = `a string of 1 to ${LONGEST_NAME} characters in well-formed Unicode, none of them a control character`

/** Lone surrogates, and U+FFFD, which stands for bytes that were no UTF-8: written as UTF-8, different names were one. */
const ILL_FORMED = /[\p{Cs}\ufffd]/u

export function isClientName(name: unknown): name is string {
  if (typeof name !== 'string' || name.length > LONGEST_NAME || ILL_FORMED.test(name)) return false
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused
  return /^[^\u0000-\u001f\u007f]+$/.test(name)
}

/** Reason why a name is refused: it is taken (409), or not in the config (403). */
export interface NameRefusal extends Refusal {
  readonly status: 403 | 409
}

export interface ClientsSettings {
  /** `configured`: only names in `clients:` are accepted. Default `any`. */
  readonly names?: 'any' | 'configured' | undefined
  /** Default: the machine's clock. */
  readonly clock?: Clock
}

/** Registry of clients. Names are unique. */
export class Clients {
  readonly #byName = new Map<string, Client>()
  readonly #byAppId = new Map<string, Client>()
  readonly #away: AwayNames<Client>
  readonly #clock: Clock
  readonly #names: 'any' | 'configured'
  readonly #changed = new Subscribable<[client: Client, online: boolean]>()
  readonly #lost = new Subscribable<[client: Client, place: string, cursor: Cursor]>()
  readonly #positionForgotten = new Subscribable<[client: Client, lostSince: number]>()
  readonly #taken = new Subscribable<[client: Client]>()
  readonly #forgotten = new Subscribable<[name: string, places: readonly string[]]>()
  /** The anonymous caller over HTTP; never connected. */
  readonly nobody = makeClient('anonymous', undefined, NO_RIGHTS)

  constructor(
    configured: readonly ClientOptions[],
    { names = 'any', clock = systemClock }: ClientsSettings = {},
  ) {
    this.#names = names
    this.#clock = clock
    this.#away = new AwayNames(clock)
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

  /** Adds the client of a `clients:` entry. */
  configure(options: ClientOptions): Client {
    const client = makeClient('configured', options.name, options)
    this.#remember(client)
    return client
  }

  /** The client of a `clients:` entry. */
  configured(name: string): Client {
    const client = this.#byName.get(name)
    if (!client) throw new RangeError(`no client ${name} is configured`)
    return client
  }

  /** The client that a connection claims to be; a new one without a name. */
  identify(name: string | undefined): Client | NameRefusal | Promise<Client | NameRefusal> {
    if (!name) return makeClient('anonymous', undefined, NO_RIGHTS)
    const known = this.#byName.get(name)
    if (known?.kind === 'configured') return configuredName(name)
    if (known) return known
    if (this.#names === 'configured') return notConfigured(name)
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
   * Renames a connected client, which keeps its `app_id`. The name of an absent client is free. Where both had a
   * connection of the same kind, the holder's pending events are lost and announced; elsewhere the newcomer continues
   * from the holder's position.
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

/** A string in one piece: `randomUUID` joins its text of twenty, which an idle client would keep. */
const newAppId = (): string => Buffer.from(randomUUID()).toString('latin1')

function makeClient(kind: Client['kind'], name: string | undefined, rights: ClientRights): Client {
  return {
    appId: newAppId(),
    kind,
    name,
    rights,
    cursors: new Map(),
    connections: new Set(),
    lostSince: undefined,
    previousHolderSeenAt: undefined,
  }
}
