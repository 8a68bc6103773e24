import type { Socket } from 'node:net'
import type { RawData, WebSocket } from 'ws'
import type { Batch } from './batch.js'
import { type Alarm, type Clock, systemClock } from './clock.js'
import type { CloseInfo, Link, LinkLimits, LinkReceiver } from './link.js'
import { bytesOf, maskedFrames, maskedInPlace, unmaskedHeader } from './websocket-frame.js'

/** The payload of a ping that only asks whether anybody is there. */
export const ALIVE = 'alive'
const PINGS_BEFORE_DEATH = 3
/** Up to here one copy and one write are cheaper than several writes. */
const JOIN_BYTES = 16 * 1024

const MIB = 1024 * 1024

/** Close code of this side after a frame that breaks the protocol; undefined for a socket that failed. */
function faultOf(
  { code, message }: NodeJS.ErrnoException,
  { maxFrameBytes }: LinkLimits,
): CloseInfo | undefined {
  if (!code?.startsWith('WS_ERR')) return undefined
  if (/^WS_ERR_UNSUPPORTED_.*LENGTH$/.test(code)) {
    const limit = maxFrameBytes % MIB === 0 ? `${maxFrameBytes / MIB} MiB` : `${maxFrameBytes} bytes`
    return { code: 1009, reason: `it sent a frame larger than ${limit}`, isOwn: true }
  }
  const fault = message.replace(/^Invalid WebSocket frame: /, '')
  return { code: 1002, reason: `it broke the protocol: ${fault}`, isOwn: true }
}

export interface WsLinkSettings {
  /** Whether this side dialled, and so masks its frames. */
  readonly isDialled: boolean
  readonly limits: LinkLimits
  readonly clock?: Clock | undefined
}

/**
 * A link over a WebSocket. Data frames are written straight to the socket beside `ws`, which goes on to do
 * control frames, reading and closing: allowed while it is open, without deflate and without Blobs.
 */
export class WsLink implements Link {
  readonly remote: string
  readonly closed: Promise<CloseInfo>
  readonly #ws: WebSocket
  readonly #socket: Socket
  readonly #limits: LinkLimits
  readonly #masks: boolean
  #brokenOff: CloseInfo | undefined
  #deadAfterMs: number
  readonly #clock: Clock
  #watch: Alarm | undefined

  /** `socket` is the one under `ws`. */
  constructor(ws: WebSocket, socket: Socket, { isDialled, limits, clock = systemClock }: WsLinkSettings) {
    this.#ws = ws
    this.#socket = socket
    this.#limits = limits
    this.#masks = isDialled
    this.#clock = clock
    this.#deadAfterMs = limits.deadAfterMs
    this.remote = `${socket.remoteAddress ?? 'unknown'}:${socket.remotePort ?? 0}`
    socket.setNoDelay(true)
    socket.setKeepAlive(true, 30_000)
    // `ws` closes by itself on errors, and 'close' follows; but without what the error was.
    ws.on('error', (error: NodeJS.ErrnoException) => {
      this.#brokenOff ??= faultOf(error, limits)
    })
    this.closed = new Promise((resolve) => {
      ws.once('close', (code, reason) => {
        this.#watch?.()
        resolve(this.#brokenOff ?? { code, reason: reason.toString() })
      })
    })
    this.#watchLife(-1, 0)
  }

  get isOpen(): boolean {
    return this.#ws.readyState === this.#ws.OPEN
  }

  get queuedBytes(): number {
    return this.#socket.writableLength
  }

  attach(receiver: LinkReceiver): void {
    this.#ws.on('message', (data: RawData) => receiver.text(data as Buffer))
    this.#ws.on('pong', (payload) => receiver.pong(payload))
    this.#socket.on('drain', () => receiver.drained())
  }

  send(parts: readonly Uint8Array[], mayOverwrite = false): void {
    if (!this.#mayWrite()) return
    this.#gather()
    if (this.#masks) {
      const pieces = mayOverwrite ? maskedInPlace(parts) : [maskedFrames([parts])]
      for (const piece of pieces) this.#socket.write(piece)
      return
    }
    const size = bytesOf(parts)
    const pieces = [unmaskedHeader(size), ...parts]
    if (size <= JOIN_BYTES) this.#socket.write(Buffer.concat(pieces))
    else for (const piece of pieces) this.#socket.write(piece)
  }

  sendBatch(batch: Batch): void {
    if (this.#mayWrite()) this.#socket.write(this.#masks ? batch.masked : batch.plain)
  }

  prepare(batch: Batch): Promise<void> | undefined {
    return this.#masks ? batch.maskedAhead() : undefined
  }

  ping(payload: string): void {
    if (this.isOpen) this.#ws.ping(payload)
  }

  pause(): void {
    this.#ws.pause()
  }

  resume(): void {
    this.#ws.resume()
  }

  /** Changes after how much silence the link is given up, for a peer that tells how often it speaks. */
  setDeadAfter(deadAfterMs: number): void {
    if (deadAfterMs === this.#deadAfterMs) return
    this.#deadAfterMs = deadAfterMs
    this.#watch?.()
    this.#watchLife(this.#socket.bytesRead, 0)
  }

  async close(code: number, reason: string): Promise<CloseInfo> {
    if (this.#ws.readyState === this.#ws.OPEN) this.#ws.close(code, reason)
    const cancel = this.#clock.after(this.#limits.closeTimeoutMs, () => this.#breakOff(code, reason))
    const info = await this.closed
    cancel()
    return info
  }

  /** Ends it at once and without a word, as a lost network does. */
  breakOff(reason: string): void {
    this.#breakOff(1006, reason)
  }

  /** What is sent in one tick leaves in one write: a chunk that was read may hold many calls. */
  #gather(): void {
    if (this.#socket.writableCorked > 0) return
    this.#socket.cork()
    process.nextTick(() => this.#socket.uncork())
  }

  #mayWrite(): boolean {
    if (!this.isOpen) return false
    if (this.#socket.writableLength <= this.#limits.maxQueuedBytes) return true
    this.#breakOff(1013, `more than ${this.#limits.maxQueuedBytes} bytes wait for a peer that does not read`)
    return false
  }

  #breakOff(code: number, reason: string): void {
    this.#brokenOff ??= { code, reason }
    this.#ws.terminate()
  }

  /** Looks at the socket's byte count now and then, which costs nothing per frame. */
  #watchLife(bytesBefore: number, silentTicks: number): void {
    if (this.#deadAfterMs === 0) return
    this.#watch = this.#clock.after(this.#deadAfterMs / PINGS_BEFORE_DEATH, () => {
      const { bytesRead } = this.#socket
      const silent = bytesRead === bytesBefore ? silentTicks + 1 : 0
      if (silent >= PINGS_BEFORE_DEATH) {
        this.#breakOff(1006, `no byte for ${this.#deadAfterMs} ms`)
        return
      }
      this.ping(ALIVE)
      this.#watchLife(bytesRead, silent)
    })
    this.#watch.unref?.()
  }
}
