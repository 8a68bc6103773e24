import { WebSocket } from 'ws'

/** A bot that dials the hub over a WebSocket, and dials again when it is cut. */
export class WsClient {
  socket
  refusals = 0
  /** The code of the last close, and of the first one since somebody reset it. */
  closeCode
  firstCloseCode
  #settings
  #isOver = false
  #timer

  /** `received` counts; `url` may come from a function, for a proxy in between. */
  constructor({ url, token, received, againMs = 50, onText = () => {}, onPing = () => {} }) {
    this.received = received
    this.#settings = { url, token, received, againMs, onText, onPing }
    this.#dial()
  }

  get isOpen() {
    return this.socket.readyState === WebSocket.OPEN
  }

  /** Leaves without a word; `again` dials later. */
  leave() {
    this.#isOver = true
    clearTimeout(this.#timer)
    this.socket.terminate()
  }

  again() {
    this.#isOver = false
    this.#dial()
  }

  close() {
    this.leave()
  }

  #dial() {
    const { url, token, received, againMs, onText, onPing } = this.#settings
    const headers = token ? { Authorization: `Bearer ${token}` } : {}
    const socket = new WebSocket(url, { headers, perMessageDeflate: false })
    this.socket = socket
    socket.on('open', () => received.begin())
    socket.on('message', (data) => {
      const text = data.toString()
      received.take(text)
      onText(text)
    })
    socket.on('ping', onPing)
    socket.on('error', () => this.refusals++)
    socket.on('close', (code) => {
      this.closeCode = code
      this.firstCloseCode ??= code
      if (!this.#isOver) this.#timer = setTimeout(() => this.#dial(), againMs)
    })
  }
}
