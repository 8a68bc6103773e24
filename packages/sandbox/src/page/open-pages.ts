import type { WsLink } from '@rookery/transport'
import type { Sandbox } from '../sandbox.js'
import { Feed } from './feed.js'
import { frameBytes, Live } from './live.js'
import { type AskParts, answerAsk, canAdvance } from './page-asks.js'
import type { PageSettings } from './page-parts.js'
import type { Uploads } from './upload.js'
import type { PageFrame } from './wire.js'

const INFO_EVERY_MS = 1_000

/** The pages that are open in browsers now. */
export class OpenPages {
  readonly #lives = new Set<Live>()
  readonly #sandbox: Sandbox
  readonly #settings: PageSettings
  readonly #parts: AskParts
  readonly #feed: Feed
  readonly #watch: NodeJS.Timeout
  #info = ''

  constructor(sandbox: Sandbox, settings: PageSettings, uploads: Uploads) {
    this.#sandbox = sandbox
    this.#settings = settings
    this.#feed = new Feed(sandbox, (frame) => this.#sendAll(frame))
    this.#parts = { feed: this.#feed, uploads, worlds: settings.worlds }
    this.#watch = setInterval(() => this.#tellInfo(), INFO_EVERY_MS)
    this.#watch.unref()
  }

  add(link: WsLink): void {
    const live = new Live(link, async (request) => {
      const data = await answerAsk(this.#sandbox, this.#parts, request)
      // Whoever has an answer has also been told what it changed.
      this.#feed.flush()
      this.#tellInfo()
      return data
    })
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
    return { is: 'snapshot', ...this.#feed.snapshot(), ...this.#infoNow(), abilities }
  }

  #infoNow() {
    const info = this.#settings.info?.() ?? { accounts: [] }
    return { info, faults: this.#sandbox.faults.list().map(({ rule }) => rule) }
  }

  /** Who is connected and what goes wrong is looked at now and then: nobody tells it. */
  #tellInfo(): void {
    if (this.#lives.size === 0) return
    const now = this.#infoNow()
    const text = JSON.stringify(now)
    if (text === this.#info) return
    this.#info = text
    this.#sendAll({ is: 'info', ...now })
  }

  #sendAll(frame: PageFrame | 'snapshot'): void {
    if (this.#lives.size === 0) return
    const bytes = frameBytes(frame === 'snapshot' ? this.#snapshot() : frame)
    for (const live of this.#lives) live.send(bytes)
  }
}
