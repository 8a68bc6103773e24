import type { TrafficItem } from '@rookery/hub'
import type { Clock, Refusal, WsLink } from '@rookery/transport'
import type { AdminHub } from '../admin-hub.js'
import type { LogRing } from '../log/log-ring.js'
import type { Realm } from '../wire.js'
import { Page, type Viewer } from './page.js'
import { SharedRow } from './shared-row.js'
import { StateFeed } from './state-feed.js'

/** Pages of one realm that may be open at a time: viewers keep no admin out. */
const MOST_PAGES = 32

export interface LiveContext {
  readonly clock: Clock
  readonly log: LogRing
  /** The hub, once it runs. */
  hub(): AdminHub
}

/** The open pages. While there are none, the hub is asked for nothing. */
export class Live {
  readonly #context: LiveContext
  readonly #pages = new Set<Page>()
  readonly #feed: StateFeed
  #untap: (() => void) | undefined
  #unlog: (() => void) | undefined
  #seq = 0

  constructor(context: LiveContext) {
    this.#context = context
    this.#feed = new StateFeed({
      clock: context.clock,
      state: () => context.hub().state(),
      send: (text) => this.#tell(Buffer.from(text)),
    })
  }

  /** Answer to whoever wants to open a page; undefined if he may. */
  refusal(realm: Realm): Refusal | undefined {
    if ([...this.#pages].filter((page) => page.realm === realm).length < MOST_PAGES) return undefined
    return { status: 503, reason: `${MOST_PAGES} pages are open already; close one of them` }
  }

  /** Takes the connection of a page. */
  add(link: WsLink, viewer: Viewer): void {
    const page = new Page(link, viewer, { clock: this.#context.clock, watched: () => this.#follow() })
    this.#pages.add(page)
    page.begin(this.#feed.snapshot())
    this.#feed.start()
    void link.closed.then(() => {
      page.ended()
      this.#pages.delete(page)
      this.#follow()
      if (this.#pages.size === 0) this.#feed.stop()
    })
  }

  /** Ends the pages whose logins have ended. */
  look(): void {
    for (const page of [...this.#pages]) page.look()
  }

  /** Ends all pages: the hub stops, and they come back when it is up again. */
  async close(): Promise<void> {
    this.#feed.stop()
    await Promise.all([...this.#pages].map((page) => page.close('stopping')))
  }

  #tell(frame: Uint8Array): void {
    this.look()
    for (const page of this.#pages) page.tell(frame)
  }

  /** Listens to traffic and log only while some page watches them. */
  #follow(): void {
    const pages = [...this.#pages]
    if (!pages.some((each) => each.watchesTraffic)) {
      this.#untap?.()
      this.#untap = undefined
    } else this.#untap ??= this.#context.hub().traffic.tap((item) => this.#passed(item))
    if (!pages.some((each) => each.watchesLog)) {
      this.#unlog?.()
      this.#unlog = undefined
    } else
      this.#unlog ??= this.#context.log.onLine((line) => {
        for (const page of this.#pages) page.line(line)
      })
  }

  #passed(item: TrafficItem): void {
    const row = new SharedRow(item, ++this.#seq)
    for (const page of this.#pages) {
      try {
        page.offer(row)
      } catch {
        // Of a row that cannot be made, the event or the call must not suffer.
      }
    }
  }
}
