import type { UpstreamFace } from '@rookery/transport'

/** How an account is: `away` without any connection, `offline` when its QQ is logged off, `online`. */
export type AccountState = 'away' | 'offline' | 'online'

/** One way to reach an account. */
export interface AccountLink {
  readonly face: UpstreamFace
  /** A WebSocket is preferred to HTTP. */
  readonly by: 'ws' | 'http'
}

/** A QQ account that the bot speaks through, whichever links it has at the moment. */
export class Account {
  readonly self_id: string
  #links: readonly AccountLink[] = []
  #isOnline = true

  constructor(self_id: string) {
    this.self_id = self_id
  }

  get state(): AccountState {
    if (this.#links.length === 0) return 'away'
    return this.#isOnline ? 'online' : 'offline'
  }

  /** Whether QQ itself is said to be logged in. */
  set isOnline(isOnline: boolean) {
    this.#isOnline = isOnline
  }

  /** What calls go over: a WebSocket first, HTTP where there is none. */
  face(): UpstreamFace | undefined {
    const open = this.#links.filter(({ face }) => face.isOpen)
    return (open.find(({ by }) => by === 'ws') ?? open[0])?.face
  }

  join(link: AccountLink): void {
    this.#links = [...this.#links, link]
  }

  /** Forgets a link; an older one's end takes nothing from a newer one. */
  leave(link: AccountLink): void {
    this.#links = this.#links.filter((each) => each !== link)
  }
}
