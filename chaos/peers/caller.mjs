import { once } from 'node:events'
import { WebSocket } from 'ws'

/** A bot that makes calls, each with an `echo` of its own, and knows which of them are not answered. */
export class Caller {
  /** Calls without a reply so far. */
  waiting = new Map()
  #socket
  #lastEcho = 0

  /** `query` is that of the address, such as `?self_id=10002`; `onText` hears everything that is no reply. */
  static async connect(port, { token = 'chaos-token-of-all', query = '', onText = () => {} } = {}) {
    const socket = new WebSocket(`ws://127.0.0.1:${port}/${query}`, {
      headers: { Authorization: `Bearer ${token}` },
      perMessageDeflate: false,
    })
    const caller = new Caller(socket, onText)
    await once(socket, 'open')
    return caller
  }

  constructor(socket, onText) {
    this.#socket = socket
    socket.on('error', () => {})
    socket.on('message', (data) => this.#take(data.toString(), onText))
  }

  /** Makes a call; resolves with its reply. */
  call(action, params = {}) {
    const echo = ++this.#lastEcho
    this.#socket.send(JSON.stringify({ action, params, echo }))
    return new Promise((resolve) => this.waiting.set(echo, resolve))
  }

  close() {
    this.#socket.terminate()
  }

  #take(text, onText) {
    if (!text.includes('"retcode"')) return onText(text)
    const reply = JSON.parse(text)
    this.waiting.get(reply.echo)?.(reply)
    this.waiting.delete(reply.echo)
  }
}
