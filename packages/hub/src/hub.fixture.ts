import { type Call, callParams, failedReply, makeReply, okReply, type Reply } from '@rookery/protocol'
import { type Clock, Downstream, type Listener, listen, type WsLink } from '@rookery/transport'
import { WebSocket } from 'ws'
import { TestClock } from '../../transport/src/time/clock.fixture.js'
import type { AuditLog } from './audit/audit-log.js'
import type { HttpExtension } from './extension/http-extension.js'
import type { Kept } from './history/kept-store.fixture.js'
import { type Hub, startHub } from './hub.js'
import type { Log } from './log/log.js'
import { defaultOptions, type HubOptions } from './options.js'

/** A simulated implementation that is dialled by the hub. */
export interface SimulatedAccount {
  readonly url: string
  readonly port: number
  readonly calls: {
    readonly action: string
    readonly params: Readonly<Record<string, unknown>>
    readonly text: string
  }[]
  /** Sends one event, given as a value or as its exact text. */
  emit(event: object | string): void
  link(): WsLink
  answer: (call: Call, sendPart: (part: Reply) => void) => Promise<Reply> | Reply
  /** Cuts the connection without a close frame; the implementation keeps listening. */
  cut(): void
  close(): Promise<void>
}

async function simulatedAccount(
  selfId = '10001',
  { token = '', silent = false, port = 0 } = {},
): Promise<SimulatedAccount> {
  let downstream: Downstream | undefined
  const calls: SimulatedAccount['calls'] = []
  const links = new Set<WsLink>()
  const listener: Listener = await listen(
    { host: '127.0.0.1', port },
    {
      upgrade: (request) => {
        if (token && request.headers.authorization !== `Bearer ${token}`)
          return { status: 403, reason: 'wrong token' }
        return {
          open: (link) => {
            links.add(link)
            downstream = new Downstream(link, {
              call: async (call, sendPart) => {
                calls.push({
                  action: call.action,
                  params: callParams(call),
                  text: Buffer.from(call.bytes).toString(),
                })
                return account.answer(call, sendPart)
              },
            })
            if (!silent) emit({ post_type: 'meta_event', meta_event_type: 'lifecycle', sub_type: 'connect' })
          },
        }
      },
      request: (_request, response) => response.end(),
    },
  )
  const emit = (event: object | string): void => {
    const text = typeof event === 'string' ? event : withSelf(event, selfId)
    downstream?.send(Buffer.from(text))
  }
  const account: SimulatedAccount = {
    url: listener.url,
    port: listener.port,
    calls,
    emit,
    link: () => [...links].at(-1) as WsLink,
    answer: (call) => answerAs(selfId, call),
    cut: () => void [...links].at(-1)?.close(1006 - 5, 'cut'),
    async close() {
      await listener.close()
      await Promise.all([...links].map((link) => link.close(1001, 'gone')))
    },
  }
  return account
}

const withSelf = (event: object, selfId: string): string =>
  `{"time":${Math.floor(Date.now() / 1000)},"self_id":${selfId},${JSON.stringify(event).slice(1)}`

function answerAs(selfId: string, call: Call): Reply {
  const ok = (data: string): Reply => {
    const reply = makeReply({ status: 'ok', retcode: 0 })
    const bytes = Buffer.from(`{"status":"ok","retcode":0,"data":${data}}`)
    return { ...reply, bytes, scan: { ...reply.scan, start: 0, end: bytes.length, members: [] } }
  }
  if (call.action === 'get_login_info') return ok(`{"user_id":${selfId},"nickname":"小企"}`)
  if (call.action === 'get_version_info')
    return okReply({ app_name: 'simulated', app_version: '1', protocol_version: 'v11' })
  if (call.action === 'get_status') return okReply({ online: true, good: true })
  if (call.action.startsWith('send_')) return okReply({ message_id: 1 })
  if (call.action === 'echo_params') return okReply(callParams(call))
  return failedReply(1404, 'no such action')
}

/** Parses the texts of a list that grows, each of them once, however often it is asked. */
export function parsedOnce(): (texts: readonly string[]) => readonly Readonly<Record<string, unknown>>[] {
  const parsed: Readonly<Record<string, unknown>>[] = []
  return (texts) => {
    for (const text of texts.slice(parsed.length)) parsed.push(JSON.parse(text))
    return parsed
  }
}

/** A client made of nothing but the `ws` library. */
export class TestClient {
  readonly ws: WebSocket
  readonly texts: string[] = []
  readonly pings: string[] = []
  closed: { code: number; reason: string } | undefined
  appId = ''
  status = 0
  readonly #parsed = parsedOnce()

  constructor(url: string, headers: Record<string, string> = {}, options: object = {}) {
    this.ws = new WebSocket(url, { headers, ...options })
    this.ws.on('message', (data) => this.texts.push(data.toString()))
    this.ws.on('ping', (payload) => this.pings.push(payload.toString()))
    this.ws.on('upgrade', (response) => {
      this.appId = String(response.headers['x-app-id'] ?? '')
    })
    this.ws.on('unexpected-response', (_request, response) => {
      this.status = response.statusCode ?? 0
      response.resume()
      this.closed = { code: 1006, reason: String(this.status) }
    })
    this.ws.on('error', () => {})
    this.ws.on('close', (code, reason) => {
      this.closed ??= { code, reason: reason.toString() }
    })
  }

  get frames(): readonly Readonly<Record<string, unknown>>[] {
    return this.#parsed(this.texts)
  }

  /** Everything but meta events and replies. */
  get events(): readonly Readonly<Record<string, unknown>>[] {
    return this.frames.filter((frame) => frame.post_type !== undefined && frame.post_type !== 'meta_event')
  }

  opened(): Promise<'open' | number> {
    return new Promise((resolve) => {
      if (this.ws.readyState === WebSocket.OPEN) resolve('open')
      this.ws.once('open', () => resolve('open'))
      this.ws.once('close', () => resolve(this.status))
      this.ws.once('unexpected-response', (_request, response) => resolve(response.statusCode ?? 0))
    })
  }

  /** Sends a call given as its exact text. Returns the first reply after it. */
  async ask(text: string): Promise<string> {
    const before = this.texts.length
    this.ws.send(text)
    for (;;) {
      const reply = this.texts.slice(before).find((each) => each.includes('"retcode"'))
      if (reply) return reply
      if (this.closed) throw new TypeError(`closed with ${this.closed.code}`)
      await new Promise((resolve) => setTimeout(resolve, 2))
    }
  }

  async call(
    action: string,
    params: object = {},
    echo: unknown = 'e',
  ): Promise<Readonly<Record<string, unknown>>> {
    return JSON.parse(await this.ask(JSON.stringify({ action, params, echo })))
  }
}

export interface LogLine {
  readonly level: 'info' | 'warn' | 'error'
  readonly text: string
  readonly fields: Readonly<Record<string, unknown>>
}

export interface HttpAnswer {
  readonly code: number
  readonly text: string
  readonly json: Readonly<Record<string, unknown>>
}

/** A hub with simulated accounts and clients, all closed again with `close`. */
export class Stage {
  /** The hub's clock, unless another was given. */
  readonly clock = new TestClock()
  readonly #hubClock: Clock
  readonly log: LogLine[] = []
  readonly #undo: (() => unknown)[] = []
  hub!: Hub
  /** What outlives the hubs of this stage; by default nothing. */
  kept: Kept | undefined
  /** Where its hubs record calls; by default nowhere. */
  audit: AuditLog | undefined
  /** Answers paths of its own; by default there is none. */
  extension: HttpExtension | undefined

  constructor({ clock }: { readonly clock?: Clock } = {}) {
    this.#hubClock = clock ?? this.clock
  }

  async account(
    selfId?: string,
    options?: Parameters<typeof simulatedAccount>[1],
  ): Promise<SimulatedAccount> {
    const account = await simulatedAccount(selfId, options)
    this.#undo.push(() => account.close())
    return account
  }

  /** Starts the hub on these accounts and waits until they were seen. */
  async start(accounts: readonly SimulatedAccount[], options: Partial<HubOptions> = {}): Promise<Hub> {
    const upstreams = accounts.map(({ url }, index) => ({ name: `up${index}`, type: 'ws' as const, url }))
    this.hub = await startHub(
      { ...defaultOptions, upstreams, ...options, listen: { host: '127.0.0.1', port: 0, ...options.listen } },
      {
        log: this.#logger(),
        clock: this.#hubClock,
        ...(this.kept && { store: this.kept.store() }),
        ...(this.audit && { audit: this.audit }),
        ...(this.extension && { extension: this.extension }),
      },
    )
    const { hub } = this
    this.#undo.unshift(() => hub.close())
    while (hub.accounts().length < accounts.length) await new Promise((resolve) => setTimeout(resolve, 2))
    return hub
  }

  /** `options` are those of `ws`: `autoPong: false` withholds the confirmation of events. */
  client(query = '', headers: Record<string, string> = {}, options: object = {}): TestClient {
    const base = /^wss?:/.test(query) ? '' : query.startsWith('/') ? this.hub.url : `${this.hub.url}/`
    const client = new TestClient(`${base}${query}`, headers, options)
    this.undo(() => client.ws.terminate())
    return client
  }

  async opened(query = '', headers: Record<string, string> = {}, options: object = {}): Promise<TestClient> {
    const client = this.client(query, headers, options)
    const outcome = await client.opened()
    if (outcome !== 'open') throw new TypeError(`the hub answered ${outcome}`)
    return client
  }

  /** Sends an HTTP request to the hub; an object as body makes it a POST. */
  async http(path: string, body?: object, headers: Record<string, string> = {}): Promise<HttpAnswer> {
    const init = body ? { method: 'POST', body: JSON.stringify(body) } : {}
    const response = await fetch(`${this.hub.url.replace(/^ws/, 'http')}${path}`, { ...init, headers })
    const text = await response.text()
    const json = text.startsWith('{') ? JSON.parse(text) : {}
    return { code: response.status, text, json }
  }

  /** Runs `undo` on close, in reverse order of registration. */
  undo(undo: () => unknown): void {
    this.#undo.unshift(undo)
  }

  async close(): Promise<void> {
    for (const undo of this.#undo.splice(0)) await undo()
  }

  #logger(): Log {
    const to =
      (level: LogLine['level']) =>
      (fields: LogLine['fields'], text: string): void =>
        void this.log.push({ level, text, fields })
    return { info: to('info'), warn: to('warn'), error: to('error') }
  }
}
