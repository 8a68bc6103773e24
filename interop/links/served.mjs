import { once } from 'node:events'
import { createServer } from 'node:http'
import { WebSocketServer } from 'ws'
import { speak } from './speak.mjs'

/** The port of an implementation: its HTTP API and its forward WebSocket. Each token has its own message format. */
export class Served {
  #account
  #formats = new Map()
  #http
  #webSockets = new WebSocketServer({ noServer: true })

  constructor(account, port) {
    this.#account = account
    this.#http = createServer((request, response) => this.#answer(request, response))
    this.#http.on('upgrade', (request, socket, head) => this.#upgrade(request, socket, head))
    this.#http.listen(port, '127.0.0.1')
  }

  async address() {
    if (!this.#http.address()) await once(this.#http, 'listening')
    return `127.0.0.1:${this.#http.address().port}`
  }

  admit({ token, message_format = 'array' }) {
    this.#formats.set(token, message_format)
  }

  disconnect() {
    this.#formats.clear()
    for (const socket of this.#webSockets.clients) socket.terminate()
  }

  close() {
    this.disconnect()
    this.#http.closeAllConnections()
    this.#http.close()
  }

  #upgrade(request, socket, head) {
    // One that was refused may be cut off before it has read so.
    socket.on('error', () => {})
    const format = this.#formats.get(tokenOf(request))
    if (format === undefined) return socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n')
    const { pathname } = urlOf(request)
    const role = /^\/(api|event)\/?$/.exec(pathname)?.[1] ?? 'universal'
    this.#webSockets.handleUpgrade(request, socket, head, (webSocket) =>
      speak(this.#account, webSocket, { role, format }),
    )
  }

  async #answer(request, response) {
    const params = await readParams(request)
    const { status, body } = await this.#perform(request, params)
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
  }

  async #perform(request, params) {
    if (tokenOf(request) === undefined) return { status: 401 }
    if (!this.#formats.has(tokenOf(request))) return { status: 403 }
    const action = urlOf(request).pathname.replaceAll('/', '')
    const reply = await this.#account.call(action, params)
    return { status: reply.retcode === 1404 ? 404 : 200, body: reply }
  }
}

function tokenOf(request) {
  const header = /^(?:Bearer|Token) (.+)$/i.exec(request.headers.authorization ?? '')?.[1]
  return header ?? urlOf(request).searchParams.get('access_token') ?? undefined
}

function urlOf({ url }) {
  return new URL(url, 'http://account')
}

/** Query, form and JSON; in the first two every id is a text that stands for a number. */
async function readParams(request) {
  const chunks = await request.toArray()
  const body = Buffer.concat(chunks).toString()
  const isJson = request.headers['content-type']?.startsWith('application/json')
  if (isJson) return JSON.parse(body)
  const texts = [...urlOf(request).searchParams, ...new URLSearchParams(body)]
  return Object.fromEntries(texts.map(([key, text]) => [key, key.endsWith('_id') ? Number(text) : text]))
}
