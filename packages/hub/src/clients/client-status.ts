import type { Alarm, Clock } from '@rookery/transport'
import { type Client, infoOf } from './clients.js'
import type { Connection } from './connection.js'
import type { ClientStatus, OwnEvents } from './own-events.js'

/** Changes within this time are sent together, and only the last one per client. */
const COALESCE_MS = 100

/** Notifies clients of other clients' arrival and departure: those on perpetua's ports, and those that subscribed. */
export class ClientStatusNotices {
  readonly #connections: Iterable<Connection>
  readonly #own: OwnEvents
  readonly #clock: Clock
  #changes = new Map<Client, boolean>()
  #due: Alarm | undefined

  constructor(connections: Iterable<Connection>, own: OwnEvents, clock: Clock) {
    this.#connections = connections
    this.#own = own
    this.#clock = clock
  }

  changed(client: Client, online: boolean): void {
    this.#changes.set(client, online)
    this.#due ??= this.#clock.after(COALESCE_MS, () => this.#flush())
  }

  close(): void {
    this.#due?.()
  }

  #flush(): void {
    this.#due = undefined
    const changes = [...this.#changes]
    this.#changes = new Map()
    /** Notices by account, shared by all clients other than the one they are about. */
    const shared = new Map<string, readonly (readonly [Client, Uint8Array])[]>()
    for (const connection of this.#connections) {
      if (!connection.wantsClientStatus) continue
      const account = connection.served()[0] ?? '0'
      const notices =
        shared.get(account) ??
        changes.map(
          ([client, online]) => [client, this.#notice(account, client, { online, isOwn: false })] as const,
        )
      shared.set(account, notices)
      connection.sendOwn(
        ...notices.map(([client, event]) =>
          client === connection.client ? this.#notice(account, client, { online: true, isOwn: true }) : event,
        ),
      )
    }
  }

  #notice(account: string, client: Client, status: ClientStatus): Uint8Array {
    return this.#own.clientStatus(account, infoOf(client), status)
  }
}
