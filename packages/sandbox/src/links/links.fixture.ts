import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { WebSocket, WebSocketServer } from 'ws'
import { Sandbox } from '../sandbox.js'
import { VirtualClock } from '../virtual-clock.js'
import type { LinkSpec } from '../world/link-spec.js'
import { NOW_MS, readingClub } from '../world/world.fixture.js'
import { type AccountLinks, type LinksSettings, startLinks } from './account-links.js'

export type Frame = Readonly<Record<string, unknown>>

/** Received frames, and pending waits for one. */
export class Frames {
  readonly all: Frame[] = []
  readonly #waiting = new Set<() => void>()

  take(frame: Frame): void {
    this.all.push(frame)
    for (const check of this.#waiting) check()
  }

  /** Resolves with the first frame that has all of these values, now or later. */
  has(wanted: Frame): Promise<Frame> {
    return new Promise((resolve) => {
      const check = (): void => {
        const found = this.all.find((each) =>
          Object.entries(wanted).every(([key, value]) => each[key] === value),
        )
        if (!found) return
        this.#waiting.delete(check)
        resolve(found)
      }
      this.#waiting.add(check)
      check()
    })
  }

  /** Resolves when this many frames have arrived. */
  count(wanted: number): Promise<void> {
    return new Promise((resolve) => {
      const check = (): void => {
        if (this.all.length < wanted) return
        this.#waiting.delete(check)
        resolve()
      }
      this.#waiting.add(check)
      check()
    })
  }
}

/** A bot that is a plain WebSocket. */
export class Bot extends Frames {
  readonly ws: WebSocket
  readonly closed: Promise<number>
  #lastEcho = 0

  constructor(ws: WebSocket) {
    super()
    this.ws = ws
    ws.on('message', (data) => this.take(JSON.parse(data.toString())))
    ws.on('error', () => {})
    this.closed = new Promise((resolve) => ws.once('close', (code) => resolve(code)))
  }

  /** Sends a call. Returns its echo. */
  send(action: string, params: object = {}): number {
    const echo = ++this.#lastEcho
    this.ws.send(JSON.stringify({ action, params, echo }))
    return echo
  }

  call(action: string, params: object = {}): Promise<Frame> {
    return this.has({ echo: this.send(action, params) })
  }

  /** Resolves when everything sent to it so far has arrived. */
  settled(): Promise<void> {
    return new Promise((resolve) => {
      this.ws.once('pong', () => resolve())
      this.ws.ping()
    })
  }
}

/** An application to post events to, and for implementations to dial. */
export interface Application {
  readonly url: string
  readonly posts: Frames
  readonly headers: IncomingHttpHeaders[]
  readonly bodies: string[]
  readonly bots: Bot[]
  /** Resolves with the next dialled bot. */
  dialled(): Promise<Bot>
  /** Responses to posts. */
  answer: (event: Frame) => object | undefined
}

/** A sandbox with its links and their peers; `close` ends all of them. */
export class Stage {
  readonly clock = new VirtualClock(NOW_MS)
  readonly sandbox = new Sandbox(readingClub(), this.clock)
  readonly #undo: (() => unknown)[] = []

  undo(act: () => unknown): void {
    this.#undo.unshift(act)
  }

  async links(
    specs: readonly LinkSpec[],
    settings: LinksSettings = {},
    self_id = 10000,
  ): Promise<AccountLinks> {
    const links = await startLinks(this.sandbox, self_id, specs, settings)
    this.undo(() => links.close())
    return links
  }

  /** Opens a single link. Returns its URL. */
  async url(spec: LinkSpec, settings: LinksSettings = {}, self_id = 10000): Promise<string> {
    const [link] = (await this.links([spec], settings, self_id)).open
    return link?.url ?? ''
  }

  async bot(url: string, headers: Readonly<Record<string, string>> = {}): Promise<Bot> {
    const bot = new Bot(new WebSocket(url, { headers }))
    this.undo(() => bot.ws.terminate())
    await new Promise((resolve, reject) => bot.ws.once('open', resolve).once('error', reject))
    return bot
  }

  async application(): Promise<Application> {
    const waiting: ((bot: Bot) => void)[] = []
    const server = createServer((request, response) => {
      const chunks: Buffer[] = []
      request.on('data', (chunk) => chunks.push(chunk))
      request.on('end', () => {
        const body = Buffer.concat(chunks).toString()
        application.headers.push(request.headers)
        application.bodies.push(body)
        const answer = application.answer(JSON.parse(body))
        response.writeHead(answer ? 200 : 204).end(answer && JSON.stringify(answer))
        application.posts.take(JSON.parse(body))
      })
    })
    const sockets = new WebSocketServer({ server })
    sockets.on('connection', (ws, request) => {
      application.headers.push(request.headers)
      const bot = new Bot(ws)
      application.bots.push(bot)
      for (const tell of waiting.splice(0)) tell(bot)
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    this.undo(() => {
      for (const { ws } of application.bots) ws.terminate()
      server.closeAllConnections()
      server.close()
    })
    const application: Application = {
      url: `127.0.0.1:${(server.address() as AddressInfo).port}`,
      posts: new Frames(),
      headers: [],
      bodies: [],
      bots: [],
      dialled: () => new Promise((resolve) => waiting.push(resolve)),
      answer: () => undefined,
    }
    return application
  }

  says(message: string, by = 20001): void {
    this.sandbox.act(by, { do: 'say', group_id: 30001, message })
  }

  async close(): Promise<void> {
    for (const undo of this.#undo.splice(0)) await undo()
    await this.sandbox.close()
  }
}

/** Status of a refused upgrade. */
export function refusedWith(url: string, headers: Readonly<Record<string, string>> = {}): Promise<number> {
  return new Promise((resolve) => {
    const ws = new WebSocket(url, { headers })
    ws.on('error', () => {})
    ws.on('unexpected-response', (_request, response) => {
      response.resume()
      resolve(response.statusCode ?? 0)
      ws.terminate()
    })
    ws.on('open', () => {
      resolve(101)
      ws.terminate()
    })
  })
}
