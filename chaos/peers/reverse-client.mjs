import { WebSocketServer } from 'ws'

/** A bot that the hub dials. */
export class ReverseClient {
  /** The newest connection; one of a hub that was killed may still carry events. */
  #current
  #server

  constructor({ port, received }) {
    this.received = received
    this.#server = new WebSocketServer({ port, host: '127.0.0.1', perMessageDeflate: false })
    this.#server.on('connection', (socket) => {
      this.#current = socket
      received.begin()
      socket.on('message', (data) => received.take(data.toString(), { isLate: socket !== this.#current }))
      socket.on('error', () => {})
    })
  }

  close() {
    for (const socket of this.#server.clients) socket.terminate()
    this.#server.close()
  }
}
