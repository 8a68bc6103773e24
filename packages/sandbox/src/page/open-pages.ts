import type { WsLink } from '@rookery/transport'
import type { Sandbox } from '../sandbox.js'
import { PageFeed } from './feed.js'
import { frameBytes, Live } from './live.js'
import { type AskParts, answerAsk, canAdvance } from './page-asks.js'
import type { PageSettings } from './page-parts.js'
import type { Uploads } from './upload.js'
import type { PageFrame, PageStatus } from './wire.js'

const STATUS_EVERY_MS = 1_000

/** The pages that are open in browsers. */
export class OpenPages {
  readonly #lives = new Set<Live>()
  readonly #sandbox: Sandbox
  readonly #settings: PageSettings
  readonly #parts: AskParts
  readonly #feed: PageFeed
  readonly #watch: NodeJS.Timeout
  #status = ''

  constructor(sandbox: Sandbox, settings: PageSettings, uploads: Uploads) {
    this.#sandbox = sandbox
    this.#settings = settings
    this.#feed = new PageFeed(sandbox, (frame) => this.#sendAll(frame))
    this.#parts = { feed: this.#feed, uploads, worlds: settings.worlds }
    this.#watch = setInterval(() => {
      if (this.#lives.size > 0) this.#tellStatus()
    }, STATUS_EVERY_MS)
    this.#watch.unref()
  }

  add(link: WsLink): void {
    const live = new Live(link, async (request) => {
      const data = await answerAsk(this.#sandbox, this.#parts, request)
      // The page must have the changes of its request before the answer.
      this.#feed.flush()
      this.#tellStatus()
      return data
    })
    this.#tellStatus()
    live.send(frameBytes(this.#snapshot()))
    this.#lives.add(live)
    void link.closed.then(() => this.#lives.delete(live))
  }

  close(): void {
    clearInterval(this.#watch)
    this.#feed.close()
    for (const live of this.#lives) live.close()
  }

  #snapshot(): PageFrame {
    const abilities = {
      advance: canAdvance(this.#sandbox.clock),
      worlds: this.#settings.worlds !== undefined,
    }
    return { is: 'snapshot', ...this.#feed.snapshot(), status: this.#statusNow(), abilities }
  }

  #statusNow(): PageStatus {
    const { clock, faults } = this.#sandbox
    const info = this.#settings.info?.() ?? { accounts: [] }
    const ahead_ms = Math.round((clock.now() - Date.now()) / 1_000) * 1_000
    return { info, faults: faults.list().map(({ rule }) => rule), ahead_ms }
  }

  #tellStatus(): void {
    const status = this.#statusNow()
    const text = JSON.stringify(status)
    if (text === this.#status) return
    this.#status = text
    this.#sendAll({ is: 'info', ...status })
  }

  #sendAll(frame: PageFrame | 'snapshot'): void {
    if (this.#lives.size === 0) return
    const bytes = frameBytes(frame === 'snapshot' ? this.#snapshot() : frame)
    for (const live of this.#lives) live.send(bytes)
  }
}
