import { type Dialling, Downstream, dial, type Role, shownUrl } from '@rookery/transport'
import type { Account } from './accounts.js'
import type { Clients } from './clients.js'
import type { Connections } from './connections.js'
import type { HubRing } from './hub-ring.js'
import { type Log, tellChanges } from './log.js'
import type { ClientOptions } from './options.js'

type ReverseClient = Extract<ClientOptions, { type: 'ws-reverse' }>

type Route = readonly [role: Role, url: string]

/** How long a connection for events waits for the one for calls. */
const API_FIRST_MS = 2_000

/** The applications that the hub dials: one connection for each account that they may see. */
export class ReverseClients {
  readonly #options: readonly ReverseClient[]
  readonly #clients: Clients
  readonly #connections: Connections
  readonly #deadAfterMs: number
  readonly #ring: HubRing
  readonly #log: Log
  /** By account. One that was forgotten is not dialled for any more. */
  readonly #dialled = new Map<string, Dialling[]>()

  constructor(
    options: readonly ClientOptions[],
    context: { clients: Clients; connections: Connections; deadAfterMs: number; ring: HubRing; log: Log },
  ) {
    this.#options = options.filter((each) => each.type === 'ws-reverse')
    this.#clients = context.clients
    this.#connections = context.connections
    this.#deadAfterMs = context.deadAfterMs
    this.#ring = context.ring
    this.#log = context.log
  }

  /** Connects the clients to an account that was seen for the first time. */
  introduce({ selfId }: Account): void {
    this.#dialled.set(selfId, [])
    for (const each of this.#options) {
      if (each.accounts && !each.accounts.includes(selfId)) continue
      const [first, second] = routesOf(each)
      if (first && second) this.#startApart(each, selfId, first, second)
      else if (first) this.#start(each, selfId, first)
    }
  }

  /** Ends the connections for an account that was forgotten. */
  forget({ selfId }: Account): void {
    void this.#end(selfId, 1000, 'the account was forgotten')
  }

  async close(code: number, reason: string): Promise<void> {
    await Promise.all([...this.#dialled.keys()].map((each) => this.#end(each, code, reason)))
  }

  async #end(selfId: string, code: number, reason: string): Promise<void> {
    const dialled = this.#dialled.get(selfId) ?? []
    this.#dialled.delete(selfId)
    await Promise.all(dialled.map((each) => each.close(code, reason)))
  }

  #start(options: ReverseClient, account: string, route: Route, opened = (): void => {}): void {
    this.#dialled.get(account)?.push(this.#dial(options, account, route, opened))
  }

  /** Calls first: applications answer the very first event with calls. An API that is away holds no events up for long. */
  #startApart(options: ReverseClient, account: string, api: Route, event: Route): void {
    let startEvent = (): void => {
      startEvent = () => {}
      this.#start(options, account, event)
    }
    this.#start(options, account, api, () => startEvent())
    setTimeout(() => startEvent(), API_FIRST_MS).unref()
  }

  #dial(
    { name, token, ca }: ReverseClient,
    account: string,
    [role, url]: Route,
    opened: () => void,
  ): Dialling {
    const client = this.#clients.configured(name)
    const fields = { client: name, account, role, url: shownUrl(url) }
    const presence = tellChanges((why, retryMs) =>
      this.#log.warn({ ...fields, retryMs }, `client not connected: ${why}`),
    )
    const greeting = this.#ring.greeting('front')
    return dial(
      {
        url,
        token,
        ca,
        headers: () => ({ ...greeting.headers(), 'X-Self-ID': account, 'X-Client-Role': role }),
        inspect: greeting.inspect,
        limits: { deadAfterMs: this.#deadAfterMs },
      },
      {
        open: (link) => {
          presence.over()
          greeting.opened(link)
          this.#connections.open((handler) => new Downstream(link, handler, { role }), {
            client,
            account,
            role,
            accounts: [account],
            wantsClientStatus: client.rights.client_status === true,
            isPort: false,
          })
          opened()
        },
        lost: presence.lost,
      },
    )
  }
}

/** One connection for everything, or one for calls and one for events, where the client has them apart. */
function routesOf({ url, api_url, event_url }: ReverseClient): readonly Route[] {
  if (api_url === undefined && event_url === undefined) return url === undefined ? [] : [['Universal', url]]
  const [api, event] = [api_url ?? url, event_url ?? url]
  return [
    ...(api === undefined ? [] : [['API', api] satisfies Route]),
    ...(event === undefined ? [] : [['Event', event] satisfies Route]),
  ]
}
