import { WebSocket } from 'ws'
import type { Facts } from './shapes.js'

/** A reply, and the status that it came with over HTTP. */
export interface Reply {
  readonly status: number
  readonly body: Facts
  /** As it came over the wire. */
  readonly text: string
}

/** A bot that knows WebSockets, JSON and the words of the standard, and nothing else. */
export class WsClient {
  readonly events: Facts[] = []
  readonly closed: Promise<number>
  /** Hears every text as it comes. */
  heard: (text: string) => void = () => {}
  readonly #ws: WebSocket
  readonly #waiting = new Map<string, (reply: Reply) => void>()
  #calls = 0

  private constructor(ws: WebSocket) {
    this.#ws = ws
    this.closed = new Promise((resolve) => ws.once('close', resolve))
    ws.on('error', () => {})
    ws.on('message', (data) => this.#take(data.toString()))
  }

  static async open(url: string, headers: Readonly<Record<string, string>> = {}): Promise<WsClient> {
    const ws = new WebSocket(url, { headers })
    const client = new WsClient(ws)
    await new Promise((resolve, reject) => ws.once('open', resolve).once('error', reject))
    return client
  }

  /** One that somebody dialled. */
  static of(ws: WebSocket): WsClient {
    return new WsClient(ws)
  }

  /** `params` may be JSON as it stands. */
  call(action: string, params: object | string = {}): Promise<Reply> {
    const echo = `e${++this.#calls}`
    const text = typeof params === 'string' ? params : JSON.stringify(params)
    this.send(`{"action":${JSON.stringify(action)},"params":${text},"echo":"${echo}"}`)
    return new Promise((resolve) => this.#waiting.set(echo, resolve))
  }

  send(text: string): void {
    this.#ws.send(text)
  }

  close(): void {
    this.#ws.terminate()
  }

  #take(text: string): void {
    this.heard(text)
    const body = JSON.parse(text)
    if (body.post_type !== undefined) return void this.events.push(body)
    const waiting = this.#waiting.get(body.echo)
    this.#waiting.delete(body.echo)
    waiting?.({ status: 200, body, text })
  }
}

const JSON_TYPE = { 'Content-Type': 'application/json' }

const queryOf = (params: Facts) =>
  new URLSearchParams(
    Object.fromEntries(Object.entries(params).map(([name, value]) => [name, String(value)])),
  )

async function replyOf(response: Response): Promise<Reply> {
  const text = await response.text()
  return { status: response.status, body: JSON.parse(text), text }
}

/** The three ways in which HTTP carries a call. */
export const overHttp = {
  get: async (url: string, action: string, params: Facts) =>
    replyOf(await fetch(`${url}/${action}?${queryOf(params)}`)),
  form: async (url: string, action: string, params: Facts) =>
    replyOf(await fetch(`${url}/${action}`, { method: 'POST', body: queryOf(params) })),
  post: async (url: string, action: string, params: object) =>
    replyOf(
      await fetch(`${url}/${action}`, { method: 'POST', headers: JSON_TYPE, body: JSON.stringify(params) }),
    ),
} as const

/** Whether params can be written without JSON. */
export const areScalar = (params: Facts): boolean =>
  Object.values(params).every((value) => typeof value !== 'object' || value === null)
