import type { IncomingMessage } from 'node:http'
import { TransportError } from '../errors.js'
import type { CloseInfo } from '../link/link.js'
import { type Alarm, type Clock, steadyOf, systemClock } from '../time/clock.js'
import type { SseParser } from './sse-parser.js'

export interface SseSourceSettings {
  /** Milliseconds without any byte after which the connection is given up; 0 = never. */
  readonly deadAfterMs: number
  readonly clock?: Clock | undefined
}

/** One open connection over which events come in. */
export class SseSource {
  readonly remote: string
  readonly closed: Promise<CloseInfo>
  readonly #response: IncomingMessage
  readonly #clock: Clock
  readonly #now: () => number
  #deadAfterMs: number
  #watch: Alarm | undefined
  #heardAt: number
  #ending: CloseInfo | undefined

  constructor(
    response: IncomingMessage,
    parser: SseParser,
    { deadAfterMs, clock = systemClock }: SseSourceSettings,
  ) {
    const { socket } = response
    this.remote = `${socket.remoteAddress ?? 'unknown'}:${socket.remotePort ?? 0}`
    this.#response = response
    this.#deadAfterMs = deadAfterMs
    this.#clock = clock
    this.#now = steadyOf(clock)
    this.#heardAt = this.#now()
    response.on('data', (chunk: Buffer) => this.#read(parser, chunk))
    // 'close' follows, also when the other side ends the answer in order.
    response.on('error', () => {})
    this.closed = new Promise((resolve) => {
      response.once('close', () => {
        this.#watch?.()
        resolve(this.#ending ?? { code: 1006, reason: '' })
      })
    })
    this.#watchLife()
  }

  get isOpen(): boolean {
    return this.#ending === undefined && !this.#response.destroyed
  }

  /** Changes the milliseconds without any byte after which the connection is given up. 0 = never. */
  setDeadAfter(deadAfterMs: number): void {
    if (deadAfterMs === this.#deadAfterMs) return
    this.#deadAfterMs = deadAfterMs
    this.#heardAt = this.#now()
    this.#watchLife()
  }

  pause(): void {
    this.#response.pause()
  }

  resume(): void {
    this.#response.resume()
  }

  close(code: number, reason: string): Promise<CloseInfo> {
    this.#ending ??= { code, reason }
    this.#response.destroy()
    return this.closed
  }

  #read(parser: SseParser, chunk: Buffer): void {
    this.#heardAt = this.#now()
    try {
      parser.push(chunk)
    } catch (error) {
      // Errors of the parser only, not of a handler.
      if (!(error instanceof TransportError)) throw error
      void this.close(1009, error.message)
    }
  }

  #watchLife(): void {
    this.#watch?.()
    this.#watch = undefined
    if (this.#deadAfterMs === 0 || !this.isOpen) return
    const leftMs = this.#heardAt + this.#deadAfterMs - this.#now()
    // A timer may be early by a part of a millisecond.
    if (leftMs < 1) return void this.close(1006, `no byte for ${this.#deadAfterMs} ms`)
    this.#watch = this.#clock.after(leftMs, () => this.#watchLife())
    this.#watch.unref?.()
  }
}
