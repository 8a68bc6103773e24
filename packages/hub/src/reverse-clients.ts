import { type Dialling, Downstream, dial, type Role, shownUrl } from '@rookery/transport'
import type { Account } from './accounts.js'
import type { Clients } from './clients.js'
import type { Connections } from './connections.js'
import type { Log } from './log.js'
import type { ClientOptions } from './options.js'

type ReverseClient = Extract<ClientOptions, { type: 'ws-reverse' }>

/** The applications that the hub dials: one connection for each account that they may see. */
export class ReverseClients {
  readonly #options: readonly ReverseClient[]
  readonly #clients: Clients
  readonly #connections: Connections
  readonly #deadAfterMs: number
  readonly #log: Log
  readonly #dialled: Dialling[] = []

  constructor(
    options: readonly ClientOptions[],
    context: { clients: Clients; connections: Connections; deadAfterMs: number; log: Log },
  ) {
    this.#options = options.filter((each) => each.type === 'ws-reverse')
    this.#clients = context.clients
    this.#connections = context.connections
    this.#deadAfterMs = context.deadAfterMs
    this.#log = context.log
  }

  /** Connects the clients to an account that was seen for the first time. */
  introduce({ selfId }: Account): void {
    for (const each of this.#options) {
      if (each.accounts && !each.accounts.includes(selfId)) continue
      for (const [role, url] of routesOf(each)) this.#dialled.push(this.#dial(each, selfId, role, url))
    }
  }

  async close(code: number, reason: string): Promise<void> {
    await Promise.all(this.#dialled.map((each) => each.close(code, reason)))
  }

  #dial({ name, token, ca }: ReverseClient, account: string, role: Role, url: string): Dialling {
    const client = this.#clients.configured(name)
    let lastWhy = ''
    return dial(
      {
        url,
        token,
        ca,
        headers: { 'X-Self-ID': account, 'X-Client-Role': role },
        limits: { deadAfterMs: this.#deadAfterMs },
      },
      {
        open: (link) => {
          lastWhy = ''
          this.#connections.open((handler) => new Downstream(link, handler, { role }), {
            client,
            account,
            role,
            accounts: [account],
            wantsClientStatus: client.rights.client_status === true,
            isPort: false,
          })
        },
        lost: (why, retryMs) => {
          if (why !== lastWhy)
            this.#log.warn(
              { client: name, account, role, url: shownUrl(url), retryMs },
              `client not connected: ${why}`,
            )
          lastWhy = why
        },
      },
    )
  }
}

/** One connection for everything, or one for calls and one for events, where the client has them apart. */
function routesOf({ url, api_url, event_url }: ReverseClient): readonly (readonly [Role, string])[] {
  if (api_url === undefined && event_url === undefined) return url === undefined ? [] : [['Universal', url]]
  const [api, event] = [api_url ?? url, event_url ?? url]
  return [
    ...(api === undefined ? [] : [['API', api] as const]),
    ...(event === undefined ? [] : [['Event', event] as const]),
  ]
}
