import http, { type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import {
  type Call,
  exactParams,
  failedReply,
  makeReply,
  okReply,
  type Reply,
  readReply,
} from '@rookery/protocol'
import {
  type Clock,
  Downstream,
  dial,
  type Link,
  type ListenSettings,
  listen,
  type Role,
  readRole,
  SseSink,
  serveHttpCall,
} from '@rookery/transport'

export interface Called {
  readonly action: string
  readonly params: Readonly<Record<string, unknown>>
}

type Answer = (called: Called) => unknown

/** An implementation that answers what its test says, by every transport, on real sockets. */
export class Simulated {
  readonly calls: Called[] = []
  /** Requests that came in over HTTP. */
  readonly requests: IncomingMessage[] = []
  readonly self_id: string
  app_name = 'NapCat.Onebot'
  /** Gives `data`, or a whole reply, or a promise of them that may never settle. */
  answer: Answer = () => ({ message_id: this.calls.length })
  readonly #undo: (() => unknown)[] = []
  #sinks: { send(bytes: Uint8Array): void }[] = []

  constructor(self_id: number | string = 10000) {
    this.self_id = String(self_id)
  }

  /** Tells an event to everybody who is connected; long decimal text goes out as the number it is. */
  tell(event: object): void {
    const fields = JSON.stringify(event)
      .slice(1)
      .replace(/"(\d{16,})"/g, '$1')
    const text = `{"time":1,"self_id":${this.self_id},${fields}`
    for (const sink of this.#sinks) sink.send(Buffer.from(text))
  }

  /** A forward WebSocket. */
  async listen({ token, port = 0, ...settings }: Partial<ListenSettings> & { token?: string } = {}) {
    const links: Link[] = []
    const listener = await listen(
      { host: '127.0.0.1', port, ...settings },
      {
        upgrade: (request) => {
          const { authorization } = request.headers
          if (token && !authorization) return { status: 401, reason: 'no token' }
          if (token && authorization !== `Bearer ${token}`) return { status: 403, reason: 'wrong token' }
          return {
            open: (link) => {
              links.push(link)
              this.join(link)
            },
          }
        },
        request: (_, response) => response.end(),
      },
    )
    const close = async (): Promise<void> => {
      await listener.close()
      await Promise.all(links.map((link) => link.close(1001, 'the implementation stops')))
    }
    this.#undo.push(close)
    return { url: listener.url, port: listener.port, links, close }
  }

  /** A reverse WebSocket; resolves once it is open. */
  async dial(url: string, headers: Readonly<Record<string, string>> = {}, ca?: string): Promise<Link> {
    return new Promise((resolve, reject) => {
      const dialling = dial(
        { url, headers: { 'X-Self-ID': this.self_id, 'X-Client-Role': 'Universal', ...headers }, ca },
        {
          open: (link) => {
            this.join(link, readRole(headers['X-Client-Role']))
            resolve(link)
          },
          lost: (why, _, status) => {
            void dialling.close(1000, '')
            reject(Object.assign(new TypeError(why), { status }))
          },
        },
      )
      this.#undo.push(() => dialling.close(1000, ''))
    })
  }

  /** An HTTP API, with events over SSE. */
  async serve({ token = '', port = 0 } = {}): Promise<string> {
    const server = http.createServer((request, response) => {
      this.requests.push(request)
      if (token && request.headers.authorization !== `Bearer ${token}`)
        return void response.writeHead(403).end()
      if (request.url?.startsWith('/_events')) return this.#stream(request, response)
      void serveHttpCall(request, response, { call: (call) => this.#call(call) })
    })
    await new Promise<void>((resolve) => void server.listen(port, '127.0.0.1', resolve))
    this.#undo.push(() => {
      server.close()
      server.closeAllConnections()
    })
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  }

  /** Speaks over a link that is open. */
  join(link: Link, role: Role = 'Universal'): void {
    const downstream = new Downstream(link, { call: (call) => this.#call(call) }, { role })
    if (role !== 'API') this.#sinks.push(downstream)
    link.closed.then(() => {
      this.#sinks = this.#sinks.filter((each) => each !== downstream)
    })
  }

  async close(): Promise<void> {
    await Promise.all(this.#undo.splice(0).map((each) => each()))
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close()
  }

  #stream(_request: IncomingMessage, response: ServerResponse): void {
    const sink = new SseSink(response, {})
    this.#sinks.push(sink)
  }

  async #call(call: Call): Promise<Reply> {
    if (call.action === 'get_login_info') return exactly(`{"user_id":${this.self_id},"nickname":"小企"}`)
    if (call.action === 'get_version_info') return okReply({ app_name: this.app_name })
    if (call.action === 'get_status') return okReply({ online: true, good: true })
    const called = { action: call.action, params: exactParams(call) }
    this.calls.push(called)
    const data = await this.answer(called)
    return isReply(data) ? data : okReply(data)
  }
}

export const refusal = (retcode: number, wording: string): Reply => failedReply(retcode, wording)

/** A reply whose numbers stay as they are written. */
function exactly(data: string): Reply {
  const bytes = Buffer.from(`{"status":"ok","retcode":0,"data":${data}}`)
  return readReply(bytes) ?? makeReply({})
}

const isReply = (value: unknown): value is Reply =>
  typeof value === 'object' && value !== null && 'scan' in value

/** A message in a group, as NapCat tells it. */
export const groupMessage = (text: string, more: object = {}) => ({
  post_type: 'message',
  message_type: 'group',
  sub_type: 'normal',
  message_id: 1,
  group_id: 30001,
  user_id: 20001,
  message: [{ type: 'text', data: { text } }],
  raw_message: text,
  font: 0,
  sender: { user_id: 20001, nickname: 'Alice' },
  ...more,
})

/** A clock that goes on only when it is told. */
export class TestClock implements Clock {
  #now = 0
  readonly #waiting = new Set<{ readonly at: number; readonly wake: () => void }>()

  now(): number {
    return this.#now
  }

  after(delayMs: number, wake: () => void): () => void {
    const waiting = { at: this.#now + delayMs, wake }
    this.#waiting.add(waiting)
    return () => void this.#waiting.delete(waiting)
  }

  get waiting(): number {
    return this.#waiting.size
  }

  advance(ms: number): void {
    const until = this.#now + ms
    for (;;) {
      const [next] = [...this.#waiting].filter(({ at }) => at <= until).sort((a, b) => a.at - b.at)
      if (!next) break
      this.#waiting.delete(next)
      this.#now = next.at
      next.wake()
    }
    this.#now = until
  }
}

/** What a bot logs, for a test to look at. */
export function keptLog() {
  const lines: string[] = []
  const keep = (level: string) => (_: object, line: string) => void lines.push(`${level}: ${line}`)
  return { lines, log: { info: keep('info'), warn: keep('warn'), error: keep('error') } }
}
