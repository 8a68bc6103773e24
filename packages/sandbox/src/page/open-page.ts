import type { IncomingMessage, ServerResponse } from 'node:http'
import { OneBotError } from '@rookery/protocol'
import { isLoopback, listen, type Refusal, refuse, requestUrl, type UpgradeAnswer } from '@rookery/transport'
import { Feed } from './feed.js'
import { frameBytes, Live } from './live.js'
import { answerAsk } from './page-asks.js'
import { openDoorReason, PageDoor } from './page-door.js'
import type { PageSandbox, PageSettings } from './page-parts.js'
import { isStaticPath, serveStatic } from './static-files.js'
import { takeUpload } from './upload.js'
import type { PageFrame } from './wire.js'

export interface Page {
  /** To be opened in a browser; with the token, where there is one. */
  readonly url: string
  readonly port: number
  close(): Promise<void>
}

const LIMITS = { maxFrameBytes: 16 * 1024 * 1024, maxQueuedBytes: 64 * 1024 * 1024 }
const INFO_EVERY_MS = 1_000

/**
 * Serves the chat page of a sandbox.
 *
 * @throws OneBotError `open_door` beyond loopback without a token.
 * @throws TransportError with Node's code, such as `EADDRINUSE`.
 */
export async function openPage(sandbox: PageSandbox, settings: PageSettings): Promise<Page> {
  const { host, port, token } = settings
  const open = openDoorReason(host, token)
  if (open !== undefined) throw new OneBotError('open_door', open)
  const door = new PageDoor(token)
  const pages = new OpenPages(sandbox, settings)
  const listener = await listen(
    { host, port, limits: LIMITS },
    {
      upgrade: (request) => upgrade(request, door, pages),
      request: (request, response) => {
        serve(request, response, door, settings).catch(() => {
          if (response.headersSent) response.destroy()
          else refuse(request, response, { status: 500, reason: 'the page could not be served' })
        })
      },
    },
  )
  return {
    url: pageUrl(listener.url, host, token),
    port: listener.port,
    close() {
      pages.close()
      return listener.close()
    },
  }
}

function pageUrl(wsUrl: string, host: string, token: string | undefined): string {
  const url = new URL(wsUrl.replace(/^ws/, 'http'))
  // An address that means all of them cannot be opened.
  if (!isLoopback(host) && /^(0\.0\.0\.0|\[::\])$/.test(url.hostname)) url.hostname = '127.0.0.1'
  if (token !== undefined) url.searchParams.set('token', token)
  return url.href
}

function upgrade(request: IncomingMessage, door: PageDoor, pages: OpenPages): UpgradeAnswer {
  if (requestUrl(request).pathname !== '/live') return { status: 404, reason: 'the WebSocket is at /live' }
  return door.refusal(request) ?? { open: (link) => pages.add(link) }
}

async function serve(
  request: IncomingMessage,
  response: ServerResponse,
  door: PageDoor,
  { staticFolder, media }: PageSettings,
): Promise<void> {
  const { pathname } = requestUrl(request)
  // A name in /media is the hash of the content: whoever knows it has been given it, as a bot has.
  const file = /^\/media\/([^/]+)$/.exec(pathname)?.[1]
  if (file !== undefined && media && isRead(request)) return media.serve(file, request, response)
  if (door.takesToken(request, response)) return
  const refusal = door.refusal(request)
  if (refusal) return refuse(request, response, refusal)
  if (pathname === '/upload' && request.method === 'POST' && media)
    return takeUpload(media, request, response)
  if (!isStaticPath(pathname)) return refuse(request, response, NOT_FOUND)
  if (!isRead(request)) return refuse(request, response, { status: 405, reason: 'only GET and HEAD' })
  await serveStatic(staticFolder, pathname, request, response)
}

const NOT_FOUND: Refusal = { status: 404, reason: 'there is nothing here; the page is at /' }

const isRead = ({ method }: IncomingMessage): boolean => method === 'GET' || method === 'HEAD'

/** The pages that are open in browsers now. */
class OpenPages {
  readonly #lives = new Set<Live>()
  readonly #sandbox: PageSandbox
  readonly #settings: PageSettings
  readonly #feed: Feed
  readonly #watch: NodeJS.Timeout
  #info = ''

  constructor(sandbox: PageSandbox, settings: PageSettings) {
    this.#sandbox = sandbox
    this.#settings = settings
    this.#feed = new Feed(sandbox, (frame) => this.#sendAll(frame))
    this.#watch = setInterval(() => this.#tellInfo(), INFO_EVERY_MS)
    this.#watch.unref()
  }

  add(link: ConstructorParameters<typeof Live>[0]): void {
    const live = new Live(link, (request) => {
      const answer = answerAsk(this.#sandbox, this.#settings, request)
      return answer instanceof Promise ? answer : this.#afterChanges(answer)
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

  /** Whoever has an answer has also been told what it changed. */
  #afterChanges(answer: unknown): unknown {
    this.#feed.flush()
    return answer
  }

  #snapshot(): PageFrame {
    const { media, worlds, faults } = this.#settings
    const abilities = {
      advance: this.#sandbox.clock.advance !== undefined,
      faults: faults !== undefined,
      worlds: worlds !== undefined,
      media: media !== undefined,
    }
    return { is: 'snapshot', ...this.#feed.snapshot(), info: this.#infoNow(), abilities }
  }

  #infoNow = () => this.#settings.info?.() ?? { accounts: [] }

  #tellInfo(): void {
    if (this.#lives.size === 0) return
    const info = this.#infoNow()
    const text = JSON.stringify(info)
    if (text === this.#info) return
    this.#info = text
    this.#sendAll({ is: 'info', info })
  }

  #sendAll(frame: PageFrame | 'snapshot'): void {
    if (this.#lives.size === 0) return
    const bytes = frameBytes(frame === 'snapshot' ? this.#snapshot() : frame)
    for (const live of this.#lives) live.send(bytes)
  }
}
