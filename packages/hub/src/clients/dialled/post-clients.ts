import { eventBody, readEvent } from '@rookery/protocol'
import {
  type Clock,
  LARGE_EVENT_BYTES,
  Poster,
  type PosterHandler,
  type PosterSettings,
  readEventInSlices,
  shownUrl,
} from '@rookery/transport'
import type { Account } from '../../accounts/accounts.js'
import type { HubRing } from '../../hub-ring.js'
import { unixSeconds } from '../../journal/cursor.js'
import type { Gap } from '../../journal/gap.js'
import { type Absence, type Log, tellAbsence } from '../../log/log.js'
import type { ClientOptions } from '../../options.js'
import { DEFAULT_BREAKER } from '../../traffic-options.js'
import type { Clients } from '../clients.js'
import type { Connection } from '../connection.js'
import type { Connections } from '../connections.js'
import type { OwnEvents } from '../own-events.js'
import type { FailingReceiver } from './failing-receiver.js'

type PostClient = Extract<ClientOptions, { type: 'http-post' }>

/** Events dropped within this time are announced together. */
const GAP_MS = 1_000

export interface PostClientsContext {
  readonly clients: Clients
  readonly connections: Connections
  readonly ring: HubRing
  readonly log: Log
  readonly ownEvents: OwnEvents
  readonly clock: Clock
  /** Messages older than this, in milliseconds, are dropped. */
  readonly maxAgeMs: number
  /** The clock that measures the age of events. */
  now(): number
  /** Executes a quick operation, given as the exact bytes of event and operation. */
  quickOperation(connection: Connection, event: Uint8Array, operation: Uint8Array): void
}

/** Applications that receive events by HTTP POST: one poster for each account that they may see. */
export class PostClients {
  readonly #context: PostClientsContext
  readonly #options = new Map<string, PostClient>()
  /** Known accounts. */
  readonly #accounts = new Set<string>()
  readonly #presences = new Map<Connection, Absence>()

  constructor(context: PostClientsContext) {
    this.#context = context
  }

  /** Adds an application, and posts the events of all known accounts to it. Its client must be configured. */
  add(options: PostClient): void {
    this.#options.set(options.name, options)
    for (const each of this.#accounts) this.#open(options, each)
  }

  /** Posts to an application anew, whose connections were closed. Without effect where nothing is posted to it. */
  reopen(name: string): void {
    const options = this.#options.get(name)
    if (options) for (const each of this.#accounts) this.#open(options, each)
  }

  /** Stops posting to an application. */
  async remove(name: string, code: number, reason: string): Promise<void> {
    this.#options.delete(name)
    const open = [...this.#context.connections].filter(
      ({ client, role }) => client.name === name && role === 'http-post',
    )
    await Promise.all(open.map((each) => each.close(code, reason)))
  }

  /** Applications that cannot be reached, by account. */
  failing(): FailingReceiver[] {
    return [...this.#presences].flatMap(([{ client, account, remote }, { failure }]) =>
      failure ? [{ client: client.name ?? client.appId, account, address: remote, failure }] : [],
    )
  }

  /** Starts posting the events of a new account. */
  introduce({ selfId }: Account): void {
    this.#accounts.add(selfId)
    for (const each of this.#options.values()) this.#open(each, selfId)
  }

  /** Ends the connections of a forgotten account. */
  forget({ selfId }: Account): void {
    this.#accounts.delete(selfId)
  }

  #open(options: PostClient, account: string): void {
    if (options.accounts && !options.accounts.includes(account)) return
    const { clients, connections } = this.#context
    const client = clients.configured(options.name)
    connections.open(
      (connection) =>
        new Poster(this.#settingsOf(options, connection), {
          confirmed: (position) => connection.confirmed(position),
          drained: () => connection.drained(),
          ...this.#noticesOf(options, connection),
        }),
      {
        client,
        account,
        role: 'http-post',
        accounts: [account],
        wantsClientStatus: client.rights.clientStatus === true,
        isPort: false,
      },
    )
  }

  #settingsOf(
    { url, secret, ca, timeoutMs, retries, breaker = DEFAULT_BREAKER }: PostClient,
    connection: Connection,
  ): PosterSettings {
    const { ring, now, clock } = this.#context
    const isUnasked = (ageMs: number): boolean => {
      const from = connection.wantedFrom
      return from === undefined || now() - ageMs < from
    }
    return {
      url,
      secret,
      ca,
      headers: () => ring.headers('front'),
      isStale: (event, ageMs) => isStale(event, ageMs > this.#context.maxAgeMs && isUnasked(ageMs)),
      now,
      clock,
      ...(timeoutMs && { timeoutMs }),
      ...(retries !== undefined && { retries }),
      ...(breaker !== 'off' && { breaker }),
    }
  }

  /** Reports dropped and refused posts of one account: in the log, and in notices to the application. */
  #noticesOf({ name, url }: PostClient, connection: Connection): PosterHandler {
    const { log, ownEvents, clock, quickOperation } = this.#context
    const { account } = connection
    const fields = { client: name, account, url: shownUrl(url) }
    const given = new GapNotices((gap) => {
      const isSent = connection.sendOwn(ownEvents.gap(account, gap))
      if (isSent) connection.client.gaps++
      return isSent || !connection.isOpen
    }, clock)
    const presence = tellAbsence(
      (why, { retryMs, still, lasting }) =>
        log.warn({ ...fields, retryMs, ...(still && lasting) }, `client ${still}not reachable: ${why}`),
      clock,
    )
    this.#presences.set(connection, presence)
    connection.onLeave(() => this.#presences.delete(connection))
    return {
      quickOperation: (event, operation) => quickOperation(connection, event, operation),
      gaveUp: (count, why) => {
        if (given.add(count)) log.warn({ ...fields, why }, 'events could not be posted')
      },
      oddAnswer: () => log.warn(fields, 'an answer to an event was no JSON object; such answers are ignored'),
      unreachable: presence.lost,
      reachable: () => {
        presence.over()
        log.info(fields, 'client reachable again')
      },
    }
  }
}

/**
 * Whether a waiting event has become useless: an old message does harm, and a heartbeat describes its own moment
 * only.
 */
function isStale(event: Uint8Array, isOld: boolean): boolean | Promise<boolean> {
  if (event.length > LARGE_EVENT_BYTES) return isOld && isMessageInSlices(event)
  const frame = readEvent(event)
  if (frame?.postType === 'meta_event') return eventBody(frame).meta_event_type === 'heartbeat'
  return isOld && frame?.postType === 'message'
}

const isMessageInSlices = async (event: Uint8Array): Promise<boolean> =>
  (await readEventInSlices(event))?.postType === 'message'

/** Collects dropped events, and announces them in batches. */
class GapNotices {
  /** False if it must be sent later. */
  readonly #send: (gap: Gap) => boolean
  readonly #clock: Clock
  #since = 0
  #count = 0

  constructor(send: (gap: Gap) => boolean, clock: Clock) {
    this.#send = send
    this.#clock = clock
  }

  /** True for the first events of a notice. */
  add(count: number): boolean {
    this.#count += count
    if (this.#count > count) return false
    this.#since = unixSeconds(this.#clock)
    this.#announceSoon()
    return true
  }

  #announceSoon(): void {
    this.#clock.after(GAP_MS, () => this.#announce()).unref?.()
  }

  #announce(): void {
    const gap = { from_time: this.#since, to_time: unixSeconds(this.#clock), count: this.#count }
    if (this.#send(gap)) this.#count = 0
    else this.#announceSoon()
  }
}
