import { eventBody, readEvent } from '@rookery/protocol'
import { LARGE_EVENT_BYTES, Poster, readEventInSlices, shownUrl } from '@rookery/transport'
import type { Account } from './accounts.js'
import type { Clients } from './clients.js'
import type { Connection } from './connection.js'
import type { Connections } from './connections.js'
import { unixSeconds } from './cursor.js'
import type { HubRing } from './hub-ring.js'
import { type Log, tellAbsence } from './log.js'
import type { ClientOptions } from './options.js'
import { gapNotice } from './own-events.js'

type PostClient = Extract<ClientOptions, { type: 'http-post' }>

/** Events that were given up within this time are announced together. */
const GAP_MS = 1_000

export interface PostClientsContext {
  readonly clients: Clients
  readonly connections: Connections
  readonly ring: HubRing
  readonly log: Log
  /** Messages older than this, in milliseconds, are given up. */
  readonly maxAgeMs: number
  /** The clock by which the age of events is told. */
  now(): number
  /** Executes a quick operation, given as the exact bytes of the event and of the answer to it. */
  quickOperation(connection: Connection, event: Uint8Array, operation: Uint8Array): void
}

/** The applications that events are posted to: one poster for each account that they may see. */
export class PostClients {
  readonly #options: readonly PostClient[]
  readonly #context: PostClientsContext

  constructor(options: readonly ClientOptions[], context: PostClientsContext) {
    this.#options = options.filter((each) => each.type === 'http-post')
    this.#context = context
  }

  /** Posts the events of an account that was seen for the first time. */
  introduce({ selfId }: Account): void {
    for (const each of this.#options) {
      if (each.accounts && !each.accounts.includes(selfId)) continue
      this.#open(each, selfId)
    }
  }

  #open({ name, url, secret, ca, timeoutMs, retries }: PostClient, account: string): void {
    const { clients, connections, ring, log, maxAgeMs, now, quickOperation } = this.#context
    const client = clients.configured(name)
    const fields = { client: name, account, url: shownUrl(url) }
    const given = new GapNotices((notice) => connection.sendOwn(notice) || !connection.isOpen, account)
    const presence = tellAbsence((why, { retryMs, still, lasting }) =>
      log.warn({ ...fields, retryMs, ...(still && lasting) }, `client ${still}not reachable: ${why}`),
    )
    const connection: Connection = connections.open(
      (handler) =>
        new Poster(
          {
            url,
            secret,
            ca,
            headers: () => ring.headers('front'),
            isStale: (event, ageMs) => isStale(event, ageMs > maxAgeMs),
            now,
            ...(timeoutMs && { timeoutMs }),
            ...(retries !== undefined && { retries }),
          },
          {
            ...handler,
            quickOperation: (event, operation) => quickOperation(connection, event, operation),
            gaveUp: (count, why) => {
              if (given.add(count)) log.warn({ ...fields, why }, 'events could not be posted')
            },
            oddAnswer: () =>
              log.warn(fields, 'an answer to an event was no JSON object; such answers are ignored'),
            unreachable: presence.lost,
            reachable: () => {
              presence.over()
              log.info(fields, 'client reachable again')
            },
          },
        ),
      {
        client,
        account,
        role: 'http-post',
        accounts: [account],
        wantsClientStatus: client.rights.client_status === true,
        isPort: false,
      },
    )
  }
}

/** Asked about what has waited: a message that is too old does harm, and a heartbeat speaks of its moment alone. */
function isStale(event: Uint8Array, isOld: boolean): boolean | Promise<boolean> {
  if (event.length > LARGE_EVENT_BYTES) return isOld && isMessageInSlices(event)
  const frame = readEvent(event)
  if (frame?.postType === 'meta_event') return eventBody(frame).meta_event_type === 'heartbeat'
  return isOld && frame?.postType === 'message'
}

const isMessageInSlices = async (event: Uint8Array): Promise<boolean> =>
  (await readEventInSlices(event))?.postType === 'message'

/** Announces what was given up, some at a time. */
class GapNotices {
  /** False when it has to be sent later. */
  readonly #send: (notice: Uint8Array) => boolean
  readonly #account: string
  #since = 0
  #count = 0

  constructor(send: (notice: Uint8Array) => boolean, account: string) {
    this.#send = send
    this.#account = account
  }

  /** True for the first ones of a notice. */
  add(count: number): boolean {
    this.#count += count
    if (this.#count > count) return false
    this.#since = unixSeconds()
    this.#announceSoon()
    return true
  }

  #announceSoon(): void {
    setTimeout(() => this.#announce(), GAP_MS).unref()
  }

  #announce(): void {
    const gap = { from_time: this.#since, to_time: unixSeconds(), count: this.#count }
    if (this.#send(gapNotice(this.#account, gap))) this.#count = 0
    else this.#announceSoon()
  }
}
