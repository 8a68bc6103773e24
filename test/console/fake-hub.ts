import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname } from 'node:path'
import type { LiveFrame, WatchFrame } from '@rookery/admin'
import { consoleFolder } from '@rookery/console'
import type { HubState } from '@rookery/hub'
import { type WebSocket, WebSocketServer } from 'ws'
import { answerOf, Refused } from './answers.js'
import { hubState } from './hub-state.js'

/** The policy of the hub: what the page may do is tested under it. */
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data: blob:; font-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
}

export const ADMIN_TOKEN = 'admin-token-of-the-test'
export const VIEWER_TOKEN = 'viewer-token-of-the-test'
export const LOGIN_LINK = 'once'

interface Session {
  readonly realm: 'admin' | 'viewer'
  readonly csrf: string
}

/** A request that changed something, as the hub would have seen it. */
interface Posted {
  readonly path: string
  readonly body: Readonly<Record<string, unknown>>
}

/** Speaks the console's side of a hub over HTTP and WebSocket, below a path as a proxy would have it. */
export class FakeHub {
  readonly #sockets = new Set<WebSocket>()
  readonly #sessions = new Map<string, Session>()
  readonly #upgrades = new WebSocketServer({ noServer: true })
  #server: Server | undefined
  #hasLink = true
  state: HubState = hubState()
  readonly posted: Posted[] = []
  readonly watched: WatchFrame[] = []
  /** Answers in place of the usual ones, by path, with `POST ` before those of changes. */
  readonly instead = new Map<string, unknown>()
  port = 0

  get url(): string {
    return `http://127.0.0.1:${this.port}/below/a/path/console/`
  }

  get pages(): number {
    return this.#sockets.size
  }

  async listen(): Promise<void> {
    const server = createServer((request, response) => void this.#answer(request, response))
    server.on('upgrade', (request, socket, head) => {
      if (!this.#sessionOf(request)) socket.destroy()
      else this.#upgrades.handleUpgrade(request, socket, head, (page) => this.#welcome(page, request))
    })
    await new Promise<void>((done) => server.listen(this.port, '127.0.0.1', done))
    this.port = (server.address() as AddressInfo).port
    this.#server = server
  }

  tell(frame: LiveFrame): void {
    for (const socket of this.#sockets) socket.send(JSON.stringify(frame))
  }

  /** Ends as a hub does that stops. */
  async stop(): Promise<void> {
    this.tell({ type: 'bye', reason: 'stopping' })
    for (const socket of this.#sockets) socket.terminate()
    this.#sockets.clear()
    const server = this.#server
    server?.closeAllConnections()
    await new Promise<void>((done) => (server ? server.close(() => done()) : done()))
  }

  /** Begins again, as another run of the hub; sessions outlive it. */
  async restart(): Promise<void> {
    await this.stop()
    this.state = { ...this.state, started_at: Date.now() }
    await this.listen()
  }

  /** Ends all sessions. */
  expire(): void {
    this.#sessions.clear()
    this.tell({ type: 'bye', reason: 'logged_out' })
  }

  #welcome(page: WebSocket, request: IncomingMessage): void {
    this.#sockets.add(page)
    page.on('close', () => this.#sockets.delete(page))
    page.on('message', (data) => this.watched.push(JSON.parse(String(data)) as WatchFrame))
    const realm = this.#sessionOf(request)?.realm ?? 'viewer'
    page.send(JSON.stringify({ type: 'hello', realm, state: this.state } satisfies LiveFrame))
  }

  #sessionOf({ headers }: IncomingMessage): Session | undefined {
    return this.#sessions.get(/session=([\w-]+)/.exec(headers.cookie ?? '')?.[1] ?? '')
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://hub')
    const path = pathname.replace('/below/a/path/', '')
    try {
      if (path.startsWith('console/')) return await sendFile(path.slice('console/'.length), response)
      if (!path.startsWith('api/admin/')) throw new Refused(404, 'not_found')
      const body = request.method === 'POST' ? await bodyOf(request) : undefined
      const told = this.#api(path.slice('api/admin/'.length), { request, response, searchParams, body })
      response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify(told))
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      const { code, message } = error
      response.writeHead(error.status, { 'Content-Type': 'application/json' })
      response.end(JSON.stringify({ error: { code, message } }))
    }
  }

  #api(
    path: string,
    asked: {
      readonly request: IncomingMessage
      readonly response: ServerResponse
      readonly searchParams: URLSearchParams
      readonly body: Readonly<Record<string, unknown>> | undefined
    },
  ): unknown {
    const { request, response, searchParams, body } = asked
    if (path === 'login') return this.#login(body ?? {}, response)
    const session = this.#sessionOf(request)
    if (!session) throw new Refused(401, 'no_login')
    if (path === 'session') return session
    if (body && request.headers['x-csrf-token'] !== session.csrf) throw new Refused(403, 'no_csrf')
    if (body && request.headers.origin !== `http://127.0.0.1:${this.port}`)
      throw new Refused(403, 'foreign_origin')
    if (body) this.posted.push({ path, body })
    if (path === 'logout') {
      this.#sessions.clear()
      return {}
    }
    const instead = this.instead.get(body ? `POST ${path}` : path)
    if (instead instanceof Refused) throw instead
    return instead ?? answerOf(path, body, searchParams)
  }

  #login(proof: Readonly<Record<string, unknown>>, response: ServerResponse): Session {
    const realm = this.#realmOf(proof)
    const id = randomUUID()
    const session: Session = { realm, csrf: randomUUID() }
    this.#sessions.set(id, session)
    response.setHeader('Set-Cookie', `session=${id}; HttpOnly; SameSite=Strict; Path=/`)
    return session
  }

  #realmOf({ token, link }: Readonly<Record<string, unknown>>): Session['realm'] {
    if (link === LOGIN_LINK && this.#hasLink) {
      this.#hasLink = false
      return 'admin'
    }
    if (link !== undefined) throw new Refused(403, 'link_used')
    if (token === ADMIN_TOKEN) return 'admin'
    if (token === VIEWER_TOKEN) return 'viewer'
    throw new Refused(403, 'wrong_token')
  }
}

async function sendFile(name: string, response: ServerResponse): Promise<void> {
  const file = name === '' ? 'index.html' : name
  const type = TYPES[extname(file)]
  if (type === undefined || file.includes('..')) throw new Refused(404, 'not_found')
  const bytes = await readFile(new URL(file, consoleFolder))
  response.writeHead(200, { 'Content-Type': type, 'Content-Security-Policy': POLICY }).end(bytes)
}

async function bodyOf(request: IncomingMessage): Promise<Readonly<Record<string, unknown>>> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return JSON.parse(Buffer.concat(chunks).toString('utf8')) as Readonly<Record<string, unknown>>
}
