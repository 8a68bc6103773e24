import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { WebSocketServer } from 'ws'
import { WsClient } from './client.js'
import type { Facts } from './shapes.js'

/** One request that was posted, to the byte. */
export interface Post {
  readonly headers: IncomingHttpHeaders
  readonly bytes: Buffer
  readonly event: Facts
}

/** An application that implementations find: it takes posts, and WebSockets that are dialled. */
export class Application {
  readonly posts: Post[] = []
  readonly dialled: { readonly headers: IncomingHttpHeaders; readonly client: WsClient }[] = []
  /** What a post is answered with; nothing is 204. */
  answer: (event: Facts) => object | undefined = () => undefined
  readonly #server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk) => chunks.push(chunk))
    request.on('end', () => {
      const bytes = Buffer.concat(chunks)
      const event = JSON.parse(bytes.toString())
      this.posts.push({ headers: request.headers, bytes, event })
      const answer = this.answer(event)
      response.writeHead(answer ? 200 : 204).end(answer && JSON.stringify(answer))
    })
  })

  static async open(): Promise<Application> {
    const application = new Application()
    const sockets = new WebSocketServer({ server: application.#server })
    sockets.on('connection', (ws, { headers }) =>
      application.dialled.push({ headers, client: WsClient.of(ws) }),
    )
    await new Promise<void>((resolve) => application.#server.listen(0, '127.0.0.1', resolve))
    return application
  }

  /** Its host and port. */
  get place(): string {
    return `127.0.0.1:${(this.#server.address() as AddressInfo).port}`
  }

  close(): void {
    for (const { client } of this.dialled) client.close()
    this.#server.closeAllConnections()
    this.#server.close()
  }
}
