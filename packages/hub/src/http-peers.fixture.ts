import { once } from 'node:events'
import http, { type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { signatureOf } from '@rookery/transport'
import { parsedOnce, type Stage } from './hub.fixture.js'

type Body = Readonly<Record<string, unknown>>

/** A server that can disappear and return on the same port. */
export interface Served {
  readonly url: string
  stop(): Promise<void>
  start(): Promise<void>
}

async function serve(
  stage: Stage,
  listener: (request: IncomingMessage, response: ServerResponse, body: Buffer) => unknown,
): Promise<Served> {
  const server = http.createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    await listener(request, response, Buffer.concat(chunks))
  })
  const start = async (port: number): Promise<number> => {
    server.listen(port, '127.0.0.1')
    await once(server, 'listening')
    return (server.address() as AddressInfo).port
  }
  const stop = async (): Promise<void> => {
    if (!server.listening) return
    server.close()
    server.closeAllConnections()
    await once(server, 'close')
  }
  const port = await start(0)
  stage.undo(stop)
  return { url: `http://127.0.0.1:${port}`, stop, start: async () => void (await start(port)) }
}

export interface Posted {
  readonly headers: IncomingHttpHeaders
  /** The exact body. */
  readonly bytes: Buffer
  readonly event: Body
}

export interface PostAnswer {
  readonly status?: number
  readonly body?: string
}

/** An application that events are posted to. */
export interface PostReceiver extends Served {
  readonly posts: Posted[]
  /** The response; a promise that never settles is a receiver that hangs. */
  answer: (post: Posted) => PostAnswer | Promise<PostAnswer>
  /** Everything but meta events. */
  events(): Body[]
}

export async function postReceiver(stage: Stage): Promise<PostReceiver> {
  const posts: Posted[] = []
  const served = await serve(stage, async ({ headers }, response, bytes) => {
    const post = { headers, bytes, event: JSON.parse(bytes.toString()) as Body }
    posts.push(post)
    const { status = 204, body = '' } = await receiver.answer(post)
    response.writeHead(status).end(body)
  })
  const events = () => posts.map(({ event }) => event).filter(({ post_type }) => post_type !== 'meta_event')
  const receiver: PostReceiver = { ...served, posts, answer: () => ({}), events }
  return receiver
}

/** An implementation with an HTTP API, with events by HTTP POST or SSE. */
export interface HttpImplementation extends Served {
  readonly calls: { readonly action: string; readonly text: string; readonly headers: IncomingHttpHeaders }[]
  /** Headers of the requests for the event stream. */
  readonly readers: IncomingHttpHeaders[]
  /** The exact reply, or undefined for HTTP 404. */
  answer: (action: string, text: string) => string | undefined
  /** Sends an event, given as its exact text, to all who read the stream. */
  emit(text: string, id?: string): void
  /** Breaks off the streams, while calls are still answered. */
  breakStreams(): void
}

export async function httpImplementation(
  stage: Stage,
  selfId: string,
  token = '',
): Promise<HttpImplementation> {
  const calls: HttpImplementation['calls'] = []
  const readers: IncomingHttpHeaders[] = []
  const streams = new Set<ServerResponse>()
  const served = await serve(stage, ({ url = '', headers }, response, body) => {
    if (token && headers.authorization !== `Bearer ${token}`) return response.writeHead(403).end()
    const action = decodeURIComponent(url.replace(/^\/|\?.*$/g, ''))
    if (action === '_events') {
      readers.push(headers)
      streams.add(response)
      response.writeHead(200, { 'Content-Type': 'text/event-stream' }).write(':\n\n')
      return response.once('close', () => streams.delete(response))
    }
    calls.push({ action, text: body.toString(), headers })
    const reply = implementation.answer(action, body.toString())
    return response.writeHead(reply === undefined ? 404 : 200).end(reply)
  })
  const implementation: HttpImplementation = {
    ...served,
    calls,
    readers,
    breakStreams: () => {
      for (const each of streams) each.destroy()
    },
    answer: (action) => answerAs(selfId, action),
    emit(text, id) {
      for (const each of streams) each.write(`${id === undefined ? '' : `id: ${id}\n`}data: ${text}\n\n`)
    },
  }
  return implementation
}

function answerAs(selfId: string, action: string): string | undefined {
  const data: Readonly<Record<string, string>> = {
    get_login_info: `{"user_id":${selfId},"nickname":"小企"}`,
    get_version_info: '{"app_name":"simulated"}',
    get_status: '{"online":true,"good":true}',
    send_group_msg: '{"message_id":9007199254740993}',
  }
  return data[action] && `{"status":"ok","retcode":0,"data":${data[action]}}`
}

export interface Answer {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly text: string
  readonly json: Body
}

/** Sends one request to the hub, with headers that `fetch` would not send. */
export async function ask(
  stage: Stage,
  path: string,
  {
    method = 'GET',
    headers = {},
    body = '',
  }: { method?: string; headers?: object; body?: string | Buffer } = {},
): Promise<Answer> {
  const isPath = path.startsWith('/')
  const request = http.request(`${stage.hub.url.replace(/^ws/, 'http')}${isPath ? path : ''}`, {
    agent: false,
    method,
    headers: { ...headers },
    // A target in absolute form goes out as it is.
    ...(isPath ? {} : { path }),
  })
  request.end(body)
  const [response] = (await once(request, 'response')) as [IncomingMessage]
  const chunks: Buffer[] = []
  for await (const chunk of response) chunks.push(chunk as Buffer)
  const text = Buffer.concat(chunks).toString()
  const json = text.startsWith('{') ? (JSON.parse(text) as Body) : {}
  return { status: response.statusCode ?? 0, headers: response.headers, text, json }
}

export const askJson = (stage: Stage, path: string, body: string, headers: object = {}): Promise<Answer> =>
  ask(stage, path, { method: 'POST', headers: { 'Content-Type': 'application/json', ...headers }, body })

/** Posts an event to the hub as an implementation does. */
export function postEvent(stage: Stage, path: string, text: string, secret?: string): Promise<Answer> {
  const signature = secret === undefined ? {} : { 'X-Signature': signatureOf(secret, Buffer.from(text)) }
  return askJson(stage, path, text, signature)
}

export interface StreamedEvent {
  readonly id: string | undefined
  readonly text: string
}

/** An application that reads `/_events`. */
export class EventReader {
  readonly received: StreamedEvent[] = []
  readonly response: IncomingMessage
  hasEnded = false
  #rest = ''
  readonly #parsed = parsedOnce()

  constructor(response: IncomingMessage) {
    this.response = response
    response.setEncoding('utf8').on('data', (chunk: string) => this.#read(chunk))
    response.on('error', () => {})
    response.on('close', () => {
      this.hasEnded = true
    })
  }

  get bodies(): readonly Body[] {
    return this.#parsed(this.received.map(({ text }) => text))
  }

  /** The field `n` of everything but meta events. */
  get numbers(): unknown[] {
    return this.bodies.filter(({ post_type }) => post_type !== 'meta_event').map(({ n }) => n)
  }

  get lastId(): string {
    return this.received.findLast(({ id }) => id !== undefined)?.id ?? ''
  }

  cut(): void {
    this.response.destroy()
  }

  #read(chunk: string): void {
    const blocks = `${this.#rest}${chunk}`.split('\n\n')
    this.#rest = blocks.pop() ?? ''
    for (const block of blocks) {
      const id = /^id: (.*)$/m.exec(block)?.[1]
      const text = /^data: (.*)$/m.exec(block)?.[1]
      if (text !== undefined) this.received.push({ id, text })
    }
  }
}

/** Asks for `/_events`; the status instead when the hub refuses. */
export async function readEvents(
  stage: Stage,
  query = '',
  headers: Record<string, string> = {},
): Promise<EventReader | number> {
  const request = http.request(`${stage.hub.url.replace(/^ws/, 'http')}/_events${query}`, {
    agent: false,
    headers,
  })
  request.on('error', () => {})
  request.end()
  const [response] = (await once(request, 'response')) as [IncomingMessage]
  stage.undo(() => response.destroy())
  if (response.statusCode === 200) return new EventReader(response)
  response.resume()
  return response.statusCode ?? 0
}

export async function reading(
  stage: Stage,
  query = '',
  headers: Record<string, string> = {},
): Promise<EventReader> {
  const reader = await readEvents(stage, query, headers)
  if (typeof reader === 'number') throw new TypeError(`the hub answered ${reader}`)
  return reader
}

/** Makes the hub's time pass forty times as fast until the stage closes. */
export function hurry(stage: Stage): void {
  let isOver = false
  const go = async (): Promise<void> => {
    while (!isOver) {
      await stage.clock.advance(80)
      await new Promise((resolve) => setTimeout(resolve, 2))
    }
  }
  void go()
  stage.undo(() => {
    isOver = true
  })
}
