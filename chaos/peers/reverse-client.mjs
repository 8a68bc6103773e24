import { WebSocketServer } from 'ws'

/** A bot that the hub dials. */
export class ReverseClient {
  #server

  constructor({ port, received }) {
    this.received = received
    this.#server = new WebSocketServer({ port, host: '127.0.0.1', perMessageDeflate: false })
    this.#server.on('connection', (socket) => {
      received.begin()
      socket.on('message', (data) => received.take(data.toString()))
      socket.on('error', () => {})
    })
  }

  close() {
    for (const socket of this.#server.clients) socket.terminate()
    this.#server.close()
  }
}
