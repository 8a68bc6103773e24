import { framedPayload } from '@rookery/transport'
import type { Account } from '../accounts/accounts.js'
import type { Cursor } from '../journal/cursor.js'
import type { JournalView } from '../journal/journal.js'
import type { Log } from '../log/log.js'
import type { Client, ClientConnection, Clients } from './clients.js'
import {
  Connection,
  type ConnectionContext,
  type ConnectionRole,
  type ConnectionSettings,
  type MakeSink,
  placeOf,
} from './connection.js'
import { MissedEvents } from './missed-events.js'

const PROBE_MS = 1_000

/** Reason of closing a connection whose client's entry was changed. */
export const CHANGED = 'the entry of this client was changed'

/** How connections are closed for a change of the config. */
export interface Cut {
  readonly code: number
  readonly reason: string
  readonly ended?: (connection: Connection) => void
}

/** Identifies a connection; at most one is open per key. */
export interface ConnectionKey {
  readonly client: Client
  readonly account: string
  readonly role: ConnectionRole
}

/** All open connections of clients. */
export class Connections {
  readonly #open = new Set<Connection>()
  /** Keys whose current connection is being probed for a newcomer. */
  readonly #probed = new Set<string>()
  readonly #clients: Clients
  readonly #context: ConnectionContext
  readonly #log: Log
  readonly #missed: MissedEvents
  #lastId = 0
  /** Number of events that connections were sent which have ended since. */
  #deliveredBefore = 0
  #isClosed = false

  constructor(
    clients: Clients,
    log: Log,
    context: Omit<ConnectionContext, 'nextId' | 'ended' | 'pongsUnusable' | 'missed' | 'leftOut'>,
  ) {
    this.#clients = clients
    this.#log = log
    this.#missed = new MissedEvents(log, context.clock)
    this.#context = {
      ...context,
      nextId: () => ++this.#lastId,
      ended: (connection, why) => this.#ended(connection, why),
      pongsUnusable: (connection) =>
        log.info(
          describe(connection),
          'pongs lack what the ping held; what has left the socket counts as received',
        ),
      missed: (connection, gap) => {
        connection.client.gaps++
        this.#missed.add(connection, gap)
      },
      leftOut: (connection, { id, time, text }) =>
        log.warn(
          { ...describe(connection), account: id.account, time, bytes: framedPayload(text).length },
          'event left out: the client broke off at it three times',
        ),
    }
  }

  [Symbol.iterator](): Iterator<Connection> {
    return this.#open[Symbol.iterator]()
  }

  get size(): number {
    return this.#open.size
  }

  /** Number of events of the journal that clients were sent. */
  get delivered(): number {
    let delivered = this.#deliveredBefore
    for (const each of this.#open) delivered += each.delivered
    return delivered
  }

  /** Takes over what was opened, which starts to get events at once. */
  open(makeSink: MakeSink, settings: ConnectionSettings): Connection {
    const connection = new Connection(makeSink, settings, this.#context)
    this.#open.add(connection)
    this.#clients.connected(connection.client, connection)
    this.#log.info(describe(connection), 'client connected')
    const { rights, client } = settings
    if (rights !== undefined && rights !== client.rights) void connection.close(1012, CHANGED)
    else {
      if (client.rights.scope) this.#holdView(connection, settings)
      connection.start(settings)
    }
    return connection
  }

  /** Closes connections for a change of the config; `ended` is called as each has ended, before it has a successor. */
  async cut(isMeant: (connection: Connection) => boolean, { code, reason, ended }: Cut): Promise<void> {
    const meant = [...this.#open].filter(isMeant)
    await Promise.all(meant.map((each) => each.cut(code, reason, () => ended?.(each))))
  }

  /**
   * Makes room for a connection of this client, account and role. False when there is one that still answers, or the hub
   * has closed them all; one that does not answer is closed.
   */
  async makeRoom(wanted: ConnectionKey): Promise<boolean> {
    if (this.#isClosed) return false
    const old = newest(wanted)
    if (!old) return true
    const key = keyOf(wanted)
    // Of several newcomers only the first waits; the others would all find that there is room.
    if (this.#probed.has(key)) return false
    this.#probed.add(key)
    const answers = await old.probe(PROBE_MS)
    this.#probed.delete(key)
    if (answers || this.#isClosed) return false
    const meanwhile = newest(wanted)
    if (meanwhile !== old) return meanwhile === undefined
    void old.close(1008, 'a newer connection took over')
    return true
  }

  /**
   * Announces to a client the events that the previous holder of its name had not confirmed at `place`: they are lost.
   */
  announceLost(client: Client, place: string, cursor: Cursor): void {
    for (const each of this.#open)
      if (each.client === client && placeOf(each.account, each.role) === place) each.announceLost(cursor)
  }

  /** Announces to a client what it may have missed since its name was last seen, and before it was connected. */
  announceSince(client: Client, lostSince: number): void {
    for (const each of this.#open) if (each.client === client) each.announceSince(lostSince)
  }

  /** Announces to a client that took a name what the store knows it to have missed by that name. */
  announceStored(client: Client): void {
    for (const each of this.#open) if (each.client === client) void each.announceStored()
  }

  /** The events that a connection with these settings is sent. */
  viewOf({ accounts, client }: ConnectionSettings): JournalView {
    return this.#context.view(accounts, client)
  }

  /** Sends the lifecycle event of a new account to the connections that serve all accounts and may see it. */
  introduce(account: Account): void {
    for (const each of this.#open) {
      if (each.account === 'all' && each.served().includes(account.selfId))
        each.sendOwn(this.#context.own.lifecycle(account.selfId, 'connect'))
    }
  }

  /** Closes the connections that serve nothing but an account that was forgotten. */
  forget({ selfId }: Account): void {
    for (const each of [...this.#open]) {
      if (each.account === selfId) void each.close(1001, 'the account was forgotten')
    }
  }

  async close(code: number, reason: string): Promise<void> {
    this.#isClosed = true
    this.#missed.close()
    await Promise.all([...this.#open].map((each) => each.close(code, reason)))
  }

  #holdView(connection: Connection, settings: ConnectionSettings): void {
    const release = connection.role === 'API' ? undefined : this.viewOf(settings).hold?.()
    if (release) connection.onLeave(release)
  }

  #ended(connection: Connection, why: string): void {
    if (this.#open.delete(connection)) this.#deliveredBefore += connection.delivered
    this.#clients.disconnected(connection.client, connection)
    this.#log.info({ ...describe(connection), why }, 'client disconnected')
  }
}

const newest = ({ client, account, role }: ConnectionKey): ClientConnection | undefined =>
  [...client.connections].findLast((each) => each.account === account && each.role === role)

const keyOf = ({ client, account, role }: ConnectionKey): string => `${client.appId} ${account} ${role}`

/** The fields of a line about a connection. */
export const describe = ({ label, account, role, remote }: Connection): Record<string, unknown> => ({
  client: label,
  account,
  role,
  remote,
})
