import type { LiveFrame, WatchFrame } from '../wire/wire.js'

/** Delays before the page dials again: doubled each time, up to the last. */
const FIRST_RETRY_MS = 400
const LAST_RETRY_MS = 5_000

export interface LiveHandler {
  told(frame: LiveFrame): void
  lost(): void
  /** Asked before the page dials again; false ends it. */
  mayDial(): Promise<boolean>
}

/** The live stream of the hub. It is dialled again until it is closed. */
export class LiveSocket {
  readonly #url: string
  readonly #handler: LiveHandler
  #socket: WebSocket | undefined
  #retryMs = FIRST_RETRY_MS
  #timer: ReturnType<typeof setTimeout> | undefined
  #isClosed = false
  #watch: WatchFrame = { type: 'watch', traffic: false, log: false }

  constructor(url: string, handler: LiveHandler) {
    this.#url = url
    this.#handler = handler
  }

  dial(): void {
    const socket = new WebSocket(this.#url)
    this.#socket = socket
    socket.onopen = () => this.#send()
    socket.onmessage = ({ data }) => this.#take(String(data))
    socket.onclose = () => this.#lose(socket)
  }

  /** Names the streams that the page wants; named again after each reconnect. */
  watch(wanted: Omit<WatchFrame, 'type'>): void {
    this.#watch = { ...this.#watch, ...wanted }
    this.#send()
  }

  /** Dials at once where the page waits to dial again. */
  hurry(): void {
    if (this.#timer === undefined) return
    clearTimeout(this.#timer)
    this.#retryMs = FIRST_RETRY_MS
    void this.#redial()
  }

  close(): void {
    this.#isClosed = true
    clearTimeout(this.#timer)
    this.#socket?.close()
  }

  #send(): void {
    if (this.#socket?.readyState === WebSocket.OPEN) this.#socket.send(JSON.stringify(this.#watch))
  }

  #take(text: string): void {
    const frame = JSON.parse(text) as LiveFrame
    if (frame.type === 'hello') this.#retryMs = FIRST_RETRY_MS
    this.#handler.told(frame)
  }

  #lose(socket: WebSocket): void {
    if (this.#isClosed || socket !== this.#socket) return
    this.#handler.lost()
    this.#wait()
  }

  #wait(): void {
    this.#timer = setTimeout(() => void this.#redial(), this.#retryMs)
    this.#retryMs = Math.min(LAST_RETRY_MS, this.#retryMs * 2)
  }

  async #redial(): Promise<void> {
    this.#timer = undefined
    try {
      if (!(await this.#handler.mayDial())) return
    } catch {
      // The hub is away: it is asked again.
      if (!this.#isClosed) this.#wait()
      return
    }
    if (!this.#isClosed) this.dial()
  }
}
