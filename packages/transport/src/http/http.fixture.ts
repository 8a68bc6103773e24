import { once } from 'node:events'
import http, { type IncomingMessage, type RequestListener } from 'node:http'
import net, { type AddressInfo } from 'node:net'

/** Servers on loopback, closed together. */
export class Servers {
  readonly #undo: (() => Promise<void>)[] = []

  /** Gives the URL, without a slash at the end. */
  async http(listener: RequestListener, port = 0): Promise<string> {
    return `http://127.0.0.1:${await this.#listen(http.createServer(listener), port)}`
  }

  /** A server that speaks only what the test has it speak. */
  async raw(onSocket: (socket: net.Socket) => void): Promise<string> {
    const server = net.createServer((socket) => {
      socket.on('error', () => {})
      onSocket(socket)
    })
    return `http://127.0.0.1:${await this.#listen(server, 0)}`
  }

  /** A URL where nobody listens. */
  async nowhere(): Promise<string> {
    const server = net.createServer()
    const port = await this.#listen(server, 0)
    await this.#undo.pop()?.()
    return `http://127.0.0.1:${port}`
  }

  async close(): Promise<void> {
    await Promise.all(this.#undo.splice(0).map((each) => each()))
  }

  async #listen(server: net.Server, port: number): Promise<number> {
    const sockets = new Set<net.Socket>()
    server.on('connection', (socket: net.Socket) => {
      sockets.add(socket)
      socket.once('close', () => sockets.delete(socket))
    })
    server.listen(port, '127.0.0.1')
    await once(server, 'listening')
    this.#undo.push(async () => {
      for (const each of sockets) each.destroy()
      server.close()
      await once(server, 'close')
    })
    return (server.address() as AddressInfo).port
  }
}

export async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString()
}

export interface Answered {
  readonly status: number
  readonly headers: http.IncomingHttpHeaders
  readonly body: string
}

/** One request; its body may come in chunks, given one after the other. */
export function ask(
  url: string,
  options: http.RequestOptions = {},
  chunks: Iterable<string | Buffer> | AsyncIterable<string | Buffer> = [],
): Promise<Answered> {
  return new Promise((resolve, reject) => {
    const request = http.request(url, { agent: false, ...options }, async (response) => {
      resolve({
        status: response.statusCode ?? 0,
        headers: response.headers,
        body: await bodyOf(response).catch(String),
      })
    })
    request.on('error', reject)
    // What breaks is told by the request itself.
    write(request, chunks).catch(() => {})
  })
}

async function write(
  request: http.ClientRequest,
  chunks: Iterable<string | Buffer> | AsyncIterable<string | Buffer>,
): Promise<void> {
  for await (const chunk of chunks) {
    if (request.destroyed) return
    if (!request.write(chunk)) await Promise.race([once(request, 'drain'), once(request, 'close')])
  }
  request.end()
}
