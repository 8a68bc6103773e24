import type { PageAsk, PageFrame, PageRequest } from '@rookery/sandbox'
import { AskFailed } from './ask-failed.js'

/** Delays before the page reconnects: doubled each time, up to the last. */
const FIRST_RETRY_MS = 400
const LAST_RETRY_MS = 5_000

type Answer = Extract<PageFrame, { is: 'answer' }>
export type PageUpdate = Exclude<PageFrame, Answer>

interface Waiter {
  readonly resolve: (data: unknown) => void
  readonly reject: (error: AskFailed) => void
}

export interface ConnectionHandler {
  told(frame: PageUpdate): void
  opened(): void
  lost(): void
}

/** The page's connection to the sandbox. It reconnects as long as the page is open. */
export class SandboxConnection {
  readonly #url: string
  readonly #handler: ConnectionHandler
  readonly #waiting = new Map<number, Waiter>()
  #socket: WebSocket | undefined
  #lastId = 0
  #retryMs = FIRST_RETRY_MS

  constructor(url: string, handler: ConnectionHandler) {
    this.#url = url
    this.#handler = handler
  }

  dial(): void {
    const socket = new WebSocket(this.#url)
    this.#socket = socket
    socket.onopen = () => {
      this.#retryMs = FIRST_RETRY_MS
      this.#handler.opened()
    }
    socket.onmessage = ({ data }) => this.#take(JSON.parse(String(data)) as PageFrame)
    socket.onclose = () => this.#lose()
  }

  /** @throws AskFailed with the sandbox's reason, or if there is no connection. */
  ask(ask: PageAsk): Promise<unknown> {
    const id = ++this.#lastId
    const request: PageRequest = { id, ...ask }
    return new Promise((resolve, reject) => {
      if (this.#socket?.readyState !== WebSocket.OPEN) return reject(new AskFailed('not_connected', ''))
      this.#waiting.set(id, { resolve, reject })
      this.#socket.send(JSON.stringify(request))
    })
  }

  #take(frame: PageFrame): void {
    if (frame.is !== 'answer') return this.#handler.told(frame)
    const waiter = this.#waiting.get(frame.id)
    this.#waiting.delete(frame.id)
    if (frame.ok) waiter?.resolve(frame.data)
    else waiter?.reject(new AskFailed(frame.code, frame.reason, frame.summary))
  }

  #lose(): void {
    for (const { reject } of this.#waiting.values()) reject(new AskFailed('not_connected', ''))
    this.#waiting.clear()
    this.#handler.lost()
    setTimeout(() => this.dial(), this.#retryMs)
    this.#retryMs = Math.min(LAST_RETRY_MS, this.#retryMs * 2)
  }
}
