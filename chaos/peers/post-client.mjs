import { createServer } from 'node:http'

/** A bot to which the hub posts. It answers 204 at once. */
export class PostClient {
  /** Answers nothing while true: requests wait. */
  isDead = false
  /** Counts hub processes: a post of the one before may come late. */
  #life = 0
  #lifeOf = new WeakMap()
  #server

  constructor({ port, received }) {
    this.port = port
    this.received = received
    this.#server = createServer((request, response) => this.#take(request, response, received))
    this.#server.on('connection', (socket) => this.#lifeOf.set(socket, this.#life))
    this.#server.listen(port, '127.0.0.1')
  }

  /** Another hub process takes over: its posts begin anew. */
  hubAnew() {
    this.#life++
    this.received.begin()
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
      const isLate = this.#lifeOf.get(request.socket) !== this.#life
      received.take(Buffer.concat(chunks).toString(), { isLate })
      response.writeHead(204).end()
    })
  }
}
