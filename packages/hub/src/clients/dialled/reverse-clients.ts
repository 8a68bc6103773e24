import {
  type Clock,
  type Dialling,
  Downstream,
  dial,
  type Link,
  type Role,
  shownUrl,
} from '@rookery/transport'
import type { Account } from '../../accounts/accounts.js'
import type { HubRing } from '../../hub-ring.js'
import { type Absence, type Log, tellAbsence } from '../../log/log.js'
import type { ClientOptions } from '../../options.js'
import type { Clients } from '../clients.js'
import type { Connections } from '../connections.js'
import type { FailingReceiver } from './failing-receiver.js'

type ReverseClient = Extract<ClientOptions, { type: 'ws-reverse' }>

type Route = readonly [role: Role, url: string]

/** How long the event connection waits for the call connection. */
const API_FIRST_MS = 2_000

export interface ReverseClientsContext {
  readonly clients: Clients
  readonly connections: Connections
  /** Milliseconds of silence after which a connection is given up. */
  readonly deadAfterMs: number
  readonly ring: HubRing
  readonly log: Log
  readonly clock: Clock
}

/** The dialled connections of one application and account; they end together. */
interface Dialled {
  readonly options: ReverseClient
  readonly account: string
  readonly diallings: Dialling[]
  /** By address. */
  readonly presences: Map<string, Absence>
}

/** Applications that the hub dials: one connection for each account that they may see. */
export class ReverseClients {
  readonly #context: ReverseClientsContext
  readonly #options = new Map<string, ReverseClient>()
  /** Known accounts. */
  readonly #accounts = new Set<string>()
  readonly #dialled = new Set<Dialled>()

  constructor(context: ReverseClientsContext) {
    this.#context = context
  }

  /** Adds an application, and dials it for all known accounts. Its client must be configured. */
  add(options: ReverseClient): void {
    this.#options.set(options.name, options)
    for (const each of this.#accounts) this.#connect(options, each)
  }

  /** Ends the connections of an application, and stops dialling it. */
  async remove(name: string, code: number, reason: string): Promise<void> {
    this.#options.delete(name)
    await this.#end(({ options }) => options.name === name, code, reason)
  }

  /** Applications that cannot be reached, by account. */
  failing(): FailingReceiver[] {
    return [...this.#dialled].flatMap(({ options: { name: client }, account, presences }) =>
      [...presences].flatMap(([address, { failure }]) =>
        failure ? [{ client, account, address, failure }] : [],
      ),
    )
  }

  /** Dials the applications for a new account. */
  introduce({ selfId }: Account): void {
    this.#accounts.add(selfId)
    for (const each of this.#options.values()) this.#connect(each, selfId)
  }

  /** Ends the connections of a forgotten account. */
  forget({ selfId }: Account): void {
    this.#accounts.delete(selfId)
    void this.#end(({ account }) => account === selfId, 1000, 'the account was forgotten')
  }

  /** Ends all connections, and stops dialling. */
  async close(code: number, reason: string): Promise<void> {
    this.#options.clear()
    await this.#end(() => true, code, reason)
  }

  async #end(isMeant: (dialled: Dialled) => boolean, code: number, reason: string): Promise<void> {
    const ended = [...this.#dialled].filter(isMeant)
    for (const each of ended) this.#dialled.delete(each)
    await Promise.all(ended.flatMap(({ diallings }) => diallings.map((each) => each.close(code, reason))))
  }

  #connect(options: ReverseClient, account: string): void {
    if (options.accounts && !options.accounts.includes(account)) return
    const dialled: Dialled = { options, account, diallings: [], presences: new Map() }
    this.#dialled.add(dialled)
    const [first, second] = routesOf(options)
    if (first && second) this.#startApart(dialled, first, second)
    else if (first) this.#start(dialled, first)
  }

  #start(dialled: Dialled, route: Route, opened = (): void => {}): void {
    if (this.#dialled.has(dialled)) dialled.diallings.push(this.#dial(dialled, route, opened))
  }

  /**
   * Opens the call connection first: applications answer the very first event with calls. An unreachable API delays
   * events only briefly.
   */
  #startApart(dialled: Dialled, api: Route, event: Route): void {
    let startEvent = (): void => {
      startEvent = () => {}
      this.#start(dialled, event)
    }
    this.#start(dialled, api, () => startEvent())
    this.#context.clock.after(API_FIRST_MS, () => startEvent()).unref?.()
  }

  #dial({ options, account, presences }: Dialled, [role, url]: Route, opened: () => void): Dialling {
    const { deadAfterMs, ring, clock } = this.#context
    const { token, ca } = options
    const presence = this.#presence({ client: options.name, account, role, url: shownUrl(url) })
    presences.set(shownUrl(url), presence)
    const greeting = ring.greeting('front')
    const headers = () => ({ ...greeting.headers(), 'X-Self-ID': account, 'X-Client-Role': role })
    const { inspect } = greeting
    return dial(
      { url, whom: 'application', token, ca, headers, inspect, limits: { deadAfterMs }, clock },
      {
        open: (link) => {
          presence.over()
          greeting.opened(link)
          this.#opened(options, account, [role, url], link)
          opened()
        },
        lost: presence.lost,
      },
    )
  }

  #presence(fields: Readonly<Record<string, unknown>>): Absence {
    const { log, clock } = this.#context
    return tellAbsence(
      (why, { retryMs, still, lasting }) =>
        log.warn({ ...fields, retryMs, ...(still && lasting) }, `client ${still}not connected: ${why}`),
      clock,
    )
  }

  #opened({ name }: ReverseClient, account: string, [role, url]: Route, link: Link): void {
    const { clients, connections, clock } = this.#context
    const client = clients.configured(name)
    connections.open((connection) => new Downstream(link, connection, { role, clock }), {
      client,
      account,
      role,
      accounts: [account],
      wantsClientStatus: client.rights.clientStatus === true,
      isPort: false,
      dialledAt: shownUrl(url),
    })
  }
}

/** One connection for everything, or one for calls and one for events if the client separates them. */
function routesOf({ url, apiUrl, eventUrl }: ReverseClient): readonly Route[] {
  if (apiUrl === undefined && eventUrl === undefined) return url === undefined ? [] : [['Universal', url]]
  const [api, event] = [apiUrl ?? url, eventUrl ?? url]
  return [
    ...(api === undefined ? [] : [['API', api] satisfies Route]),
    ...(event === undefined ? [] : [['Event', event] satisfies Route]),
  ]
}
