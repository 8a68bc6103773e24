import type { ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import type { EventSink, EventSinkHandler } from '../downstream/event-sink.js'
import type { Batch, IdOf } from '../frames/batch.js'
import { sseText } from '../frames/sse-text.js'
import { type CloseInfo, defaultLinkLimits } from '../link/link.js'
import { type Alarm, type Clock, every, systemClock } from '../time/clock.js'

/**
 * Settings of events that are sent as a stream: their ids, signs of life, and the limits of a peer that does not read.
 */
export interface SseSinkSettings {
  /** Formats the position of an event for its `id`; connections of one view should share it. Default: its digits. */
  readonly idOf?: IdOf
  /** Milliseconds between two keep-alives; default 15 000. */
  readonly keepAliveMs?: number
  /** Most queued bytes for a peer that does not read; beyond it, the connection is broken off. */
  readonly maxQueuedBytes?: number
  /** Milliseconds without progress on queued bytes after which a peer is broken off; default 90 000. */
  readonly deadAfterMs?: number
  readonly clock?: Clock | undefined
}

const KEEP_ALIVE_MS = 15_000
const KEEP_ALIVE = Buffer.from(':\n\n')

/**
 * Sends events to an application over `text/event-stream`. The stream has no way back: bytes that left the socket
 * count as received, until the application reconnects with its `Last-Event-ID`.
 */
export class SseSink implements EventSink {
  readonly remote: string
  readonly closed: Promise<CloseInfo>
  readonly #response: ServerResponse
  readonly #socket: Socket | null
  readonly #handler: EventSinkHandler
  readonly #idOf: IdOf
  readonly #maxQueuedBytes: number
  readonly #deadAfterMs: number
  readonly #keepAliveMs: number
  readonly #clock: Clock
  readonly #alive: Alarm
  #ending: CloseInfo | undefined
  #marked = 0
  #confirmed = 0
  #leftBytes = 0
  #stuckMs = 0

  /** Answers a request, which must have been admitted before, with a stream of events. */
  constructor(response: ServerResponse, handler: EventSinkHandler, settings: SseSinkSettings = {}) {
    this.#response = response
    this.#socket = response.socket
    this.#handler = handler
    this.#idOf = settings.idOf ?? String
    this.#maxQueuedBytes = settings.maxQueuedBytes ?? defaultLinkLimits.maxQueuedBytes
    this.#deadAfterMs = settings.deadAfterMs ?? defaultLinkLimits.deadAfterMs
    this.#keepAliveMs = settings.keepAliveMs ?? KEEP_ALIVE_MS
    this.remote = `${this.#socket?.remoteAddress ?? 'unknown'}:${this.#socket?.remotePort ?? 0}`
    this.#clock = settings.clock ?? systemClock
    this.#alive = every(this.#clock, this.#keepAliveMs, () => this.#keepAlive())
    this.closed = new Promise((resolve) => {
      const ended = (): void => {
        this.#alive()
        resolve(this.#ending ?? { code: 1006, reason: '' })
      }
      // The requester may be gone before it is answered.
      if (response.destroyed) ended()
      else response.once('close', ended)
    })
    this.#begin()
  }

  get isOpen(): boolean {
    return this.#ending === undefined && !this.#response.destroyed
  }

  get queuedBytes(): number {
    return this.#response.writableLength
  }

  send(event: Uint8Array): void {
    this.#write(sseText(Buffer.from(event.buffer, event.byteOffset, event.byteLength), undefined))
  }

  sendBatch(batch: Batch): void {
    if (this.isOpen) this.#write(batch.sse(this.#idOf))
  }

  prepare(batch: Batch): Promise<void> {
    return batch.sseAhead(this.#idOf)
  }

  mark(position: number): boolean {
    this.#marked = position
    if (this.queuedBytes > 0) return false
    if (position <= this.#confirmed) return true
    this.#confirmed = position
    this.#handler.confirmed?.(position)
    return true
  }

  /** A stream cannot be probed: a reconnecting peer is believed. */
  probe(): Promise<boolean> {
    return Promise.resolve(false)
  }

  async close(code: number, reason: string): Promise<CloseInfo> {
    if (this.isOpen) {
      this.#ending = { code, reason }
      this.#response.end()
    }
    const cancel = this.#clock.after(defaultLinkLimits.closeTimeoutMs, () => this.#response.destroy())
    const info = await this.closed
    cancel()
    return info
  }

  #begin(): void {
    this.#socket?.setNoDelay(true)
    this.#socket?.setKeepAlive(true, 30_000)
    this.#response.on('drain', () => this.#drained())
    this.#response.on('error', () => {})
    this.#response.writeHead(200, {
      'Content-Type': 'text/event-stream',
      'Cache-Control': 'no-cache, no-transform',
      // nginx would hold events back until its buffer is full.
      'X-Accel-Buffering': 'no',
    })
    this.#response.write(KEEP_ALIVE)
  }

  #write(bytes: Buffer): void {
    if (!this.isOpen) return
    if (this.queuedBytes <= this.#maxQueuedBytes) this.#response.write(bytes)
    else this.#breakOff(1013, `more than ${this.#maxQueuedBytes} bytes wait for a peer that does not read`)
  }

  #drained(): void {
    if (this.#marked > this.#confirmed) this.mark(this.#marked)
    this.#handler.drained?.()
  }

  /** Keeps an idle stream from being cut on the way. A stream that takes no bytes is dead already. */
  #keepAlive(): void {
    const leftBytes = (this.#socket?.bytesWritten ?? 0) - (this.#socket?.writableLength ?? 0)
    const isStuck = this.queuedBytes > 0 && leftBytes === this.#leftBytes
    this.#leftBytes = leftBytes
    this.#stuckMs = isStuck ? this.#stuckMs + this.#keepAliveMs : 0
    if (this.#stuckMs >= this.#deadAfterMs) this.#breakOff(1006, `no byte taken for ${this.#deadAfterMs} ms`)
    else if (!isStuck) this.#write(KEEP_ALIVE)
  }

  #breakOff(code: number, reason: string): void {
    this.#ending ??= { code, reason }
    this.#response.destroy()
  }
}
