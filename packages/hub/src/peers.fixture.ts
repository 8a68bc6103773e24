import { type IncomingHttpHeaders, type IncomingMessage, request } from 'node:http'
import { listen, type WsLink } from '@rookery/transport'
import { WebSocket } from 'ws'
import type { Stage } from './hub.fixture.js'

type Body = Readonly<Record<string, unknown>>

/** An implementation that dials the hub, made of nothing but the `ws` library. */
export class DiallingAccount {
  readonly ws: WebSocket
  readonly calls: Body[] = []
  closed: { code: number; reason: string } | undefined
  /** Data of the answer, or undefined for no answer. */
  answer: (call: Body) => unknown = () => null

  constructor(stage: Stage, path: string, headers: Record<string, string>, options: object) {
    this.ws = new WebSocket(`${stage.hub.url}${path}`, { headers, ...options })
    this.ws.on('error', () => {})
    this.ws.on('close', (code, reason) => {
      this.closed = { code, reason: reason.toString() }
    })
    this.ws.on('message', (data) => this.#called(JSON.parse(data.toString())))
    stage.undo(() => this.ws.terminate())
  }

  emit(event: object): void {
    this.ws.send(JSON.stringify(event))
  }

  #called(call: Body): void {
    this.calls.push(call)
    const data = this.answer(call)
    if (data !== undefined) this.ws.send(JSON.stringify({ status: 'ok', retcode: 0, data, echo: call.echo }))
  }
}

/** Dials the hub as an implementation does, and waits until it is admitted. */
export async function dialledIn(
  stage: Stage,
  path: string,
  selfId: string | undefined,
  { token = '', options = {}, answer = (_call: Body): unknown => null } = {},
): Promise<DiallingAccount> {
  const headers = {
    ...(selfId ? { 'X-Self-ID': selfId } : {}),
    'X-Client-Role': 'Universal',
    ...(token ? { Authorization: `Bearer ${token}` } : {}),
  }
  const account = new DiallingAccount(stage, path, headers, options)
  account.answer = answer
  await new Promise((resolve, reject) => {
    account.ws.once('open', resolve)
    account.ws.once('close', (code) => reject(new RangeError(`refused with ${code}`)))
  })
  return account
}

/** An application that the hub dials. */
export interface Application {
  readonly url: string
  readonly requests: IncomingHttpHeaders[]
  readonly links: WsLink[]
  readonly texts: string[]
  /** Status with which upgrades are refused, unless it is 0. */
  refuseWith: number
}

export async function application(stage: Stage): Promise<Application> {
  const upgrade = ({ headers }: IncomingMessage) => {
    served.requests.push(headers)
    if (served.refuseWith) return { status: served.refuseWith, reason: 'not now' }
    return { open: (link: WsLink) => take(link) }
  }
  const take = (link: WsLink): void => {
    served.links.push(link)
    link.attach({ text: (bytes) => void served.texts.push(bytes.toString()), pong() {}, drained() {} })
  }
  const listener = await listen(
    { host: '127.0.0.1', port: 0 },
    { upgrade, request: (_request, response) => response.end() },
  )
  const served: Application = { url: listener.url, requests: [], links: [], texts: [], refuseWith: 0 }
  stage.undo(async () => {
    await listener.close()
    await Promise.all(served.links.map((link) => link.close(1001, 'gone')))
  })
  return served
}

/** Asks for an upgrade and gives the answer's status, without following it. */
export function upgradeStatus(url: string, headers: Record<string, string>): Promise<number> {
  const wanted = {
    Connection: 'Upgrade',
    Upgrade: 'websocket',
    'Sec-WebSocket-Version': '13',
    'Sec-WebSocket-Key': 'dGhlIHNhbXBsZSBub25jZQ==',
  }
  return new Promise((resolve, reject) => {
    const asked = request(url.replace(/^ws/, 'http'), { headers: { ...wanted, ...headers } })
    asked.on('response', (response) => {
      response.resume()
      resolve(response.statusCode ?? 0)
    })
    asked.on('upgrade', (response, socket) => {
      socket.destroy()
      resolve(response.statusCode ?? 0)
    })
    asked.on('error', reject)
    asked.end()
  })
}
