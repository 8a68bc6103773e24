import { type Client, infoOf } from './clients.js'
import type { Connection } from './connection.js'
import { clientStatus } from './own-events.js'

/** Changes within this time leave together, and only the last one of each client. */
const COALESCE_MS = 100

/** Tells clients who comes and goes: those on perpetua's ports, and those that asked for it. */
export class ClientStatusNotices {
  readonly #connections: Iterable<Connection>
  #changes = new Map<Client, boolean>()
  #timer: NodeJS.Timeout | undefined

  constructor(connections: Iterable<Connection>) {
    this.#connections = connections
  }

  changed(client: Client, online: boolean): void {
    this.#changes.set(client, online)
    this.#timer ??= setTimeout(() => this.#flush(), COALESCE_MS)
  }

  close(): void {
    clearTimeout(this.#timer)
  }

  #flush(): void {
    this.#timer = undefined
    const changes = [...this.#changes]
    this.#changes = new Map()
    /** By account: the notices that everybody but the client itself gets. */
    const shared = new Map<string, readonly (readonly [Client, Uint8Array])[]>()
    for (const connection of this.#connections) {
      if (!connection.wantsClientStatus) continue
      const account = connection.served()[0] ?? '0'
      const notices =
        shared.get(account) ??
        changes.map(([client, online]) => [client, notice(account, client, online, false)] as const)
      shared.set(account, notices)
      connection.sendOwn(
        ...notices.map(([client, event]) =>
          client === connection.client ? notice(account, client, true, true) : event,
        ),
      )
    }
  }
}

const notice = (account: string, client: Client, online: boolean, isSelf: boolean): Uint8Array =>
  clientStatus(account, infoOf(client), online, isSelf)
