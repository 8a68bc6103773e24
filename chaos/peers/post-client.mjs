import { createServer } from 'node:http'

/** A bot to which the hub posts. It answers 204 at once. */
export class PostClient {
  /** Answers nothing while true: requests wait. */
  isDead = false
  #server

  constructor({ port, received }) {
    this.port = port
    this.received = received
    this.#server = createServer((request, response) => this.#take(request, response, received))
    this.#server.listen(port, '127.0.0.1')
  }

  close() {
    this.#server.closeAllConnections()
    this.#server.close()
  }

  #take(request, response, received) {
    const chunks = []
    request.on('data', (chunk) => chunks.push(chunk))
    request.on('error', () => {})
    request.on('end', () => {
      received.take(Buffer.concat(chunks).toString())
      response.writeHead(204).end()
    })
  }
}
