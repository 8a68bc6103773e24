import type { Socket } from 'node:net'
import { WebSocket } from 'ws'
import type { Batch } from '../frames/batch.js'
import {
  bytesOf,
  maskedFrames,
  maskedInPlace,
  unmaskedHeader,
  unmaskedPing,
} from '../frames/websocket-frame.js'
import type { CloseInfo, Link, LinkLimits, LinkReceiver, TokenRefusal } from '../link/link.js'
import { type Clock, systemClock } from '../time/clock.js'
import { Deadlines, type Wait } from '../time/deadlines.js'
import { readAhead } from './message-reader.js'
import { tokenRefusal } from './token-refusal.js'
import type { WsSocket } from './ws-socket.js'

/** Payload of a ping that only checks whether the peer is alive. */
export const ALIVE = 'alive'
const PINGS_BEFORE_DEATH = 3
/** Size up to which one copy and one write are cheaper than several writes. */
const JOIN_BYTES = 16 * 1024

const MIB = 1024 * 1024

const RECEIVER = Symbol('receiver')

/** A WebSocket, or the socket under it, with the receiver of its link: so the listeners are the same for all links. */
type Received<Of> = Of & { [RECEIVER]?: LinkReceiver }

function takePong(this: Received<WsSocket>, payload: Buffer): void {
  this[RECEIVER]?.pong(payload)
}

function takeDrain(this: Received<Socket>): void {
  this[RECEIVER]?.drained()
}

/** Close code of this side after a frame that violates the protocol; undefined for a failed socket. */
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
 * A link over a WebSocket. Data frames are written straight to the socket beside `ws`, and whole messages are read ahead
 * of it; `ws` still handles control frames, cut and odd ones, and closing. This is allowed while it is open, without
 * deflate and without Blobs.
 */
export class WsLink implements Link {
  /** One watch per clock, so that thousands of links share a timer. */
  static readonly #watches = new WeakMap<Clock, Deadlines<WsLink>>()
  readonly remote: string
  readonly closed: Promise<CloseInfo>
  readonly #ws: WsSocket
  readonly #socket: Socket
  readonly #limits: LinkLimits
  readonly #masks: boolean
  #brokenOff: CloseInfo | undefined
  #refusal: TokenRefusal | undefined
  #deadAfterMs: number
  readonly #clock: Clock
  readonly #watch: Deadlines<WsLink>
  #nextLook: Wait<WsLink> | undefined
  #bytesBefore = -1
  #silentTicks = 0

  /** `socket` is the one under `ws`. */
  constructor(ws: WsSocket, socket: Socket, { isDialled, limits, clock = systemClock }: WsLinkSettings) {
    this.#ws = ws
    this.#socket = socket
    this.#limits = limits
    this.#masks = isDialled
    this.#clock = clock
    this.#deadAfterMs = limits.deadAfterMs
    this.#watch = WsLink.#watchOf(clock)
    this.remote = `${socket.remoteAddress ?? 'unknown'}:${socket.remotePort ?? 0}`
    socket.setNoDelay(true)
    socket.setKeepAlive(true, 30_000)
    // `ws` closes by itself on errors, and 'close' follows, but without the error.
    ws.on('error', (error: NodeJS.ErrnoException) => {
      this.#brokenOff ??= faultOf(error, limits)
    })
    this.closed = new Promise((resolve) => {
      ws.on('close', (code, reason) => {
        this.#stopWatching()
        const info = this.#brokenOff ?? { code, reason: reason.toString() }
        resolve(this.#refusal ? { ...info, refusal: this.#refusal } : info)
      })
    })
    this.#watchLife()
  }

  static #watchOf(clock: Clock): Deadlines<WsLink> {
    const known = WsLink.#watches.get(clock)
    if (known) return known
    const watch = new Deadlines<WsLink>((link) => link.#checkLife(), clock)
    WsLink.#watches.set(clock, watch)
    return watch
  }

  get isOpen(): boolean {
    return this.#ws.readyState === WebSocket.OPEN
  }

  get queuedBytes(): number {
    return this.#socket.writableLength
  }

  attach(receiver: LinkReceiver): void {
    const [ws, socket]: [Received<WsSocket>, Received<Socket>] = [this.#ws, this.#socket]
    ws[RECEIVER] = socket[RECEIVER] = receiver
    const message = this.#masks ? this.#checkingFirst(receiver) : (text: Buffer) => receiver.text(text)
    ws.on('message', message)
    readAhead(socket, { isMasked: !this.#masks, maxFrameBytes: this.#limits.maxFrameBytes, message })
    ws.on('pong', takePong)
    socket.on('drain', takeDrain)
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

  offerBatch(batch: Batch): boolean {
    if (this.#ws.readyState !== WebSocket.OPEN || this.#socket.writableLength > 0) return false
    this.#socket.write(this.#masks ? batch.masked : batch.plain)
    return true
  }

  prepare(batch: Batch): Promise<void> | undefined {
    return this.#masks ? batch.maskedAhead() : undefined
  }

  ping(payload: string): void {
    if (!this.isOpen) return
    if (this.#masks) this.#ws.ping(payload)
    // One write of one piece; `ws` would gather two of them.
    else this.#socket.write(unmaskedPing(payload))
  }

  pause(): void {
    this.#ws.pause()
  }

  resume(): void {
    this.#ws.resume()
  }

  /** Changes the silence after which the link is given up, for a peer that announces its interval. */
  setDeadAfter(deadAfterMs: number): void {
    if (deadAfterMs === this.#deadAfterMs) return
    this.#stopWatching()
    this.#deadAfterMs = deadAfterMs
    this.#bytesBefore = this.#socket.bytesRead
    this.#silentTicks = 0
    this.#watchLife()
  }

  async close(code: number, reason: string): Promise<CloseInfo> {
    if (this.isOpen) this.#ws.close(code, reason)
    const cancel = this.#clock.after(this.#limits.closeTimeoutMs, () => this.#breakOff(code, reason))
    const info = await this.closed
    cancel()
    return info
  }

  /** Breaks the link off at once, as a lost network does. */
  breakOff(reason: string): void {
    this.#breakOff(1006, reason)
  }

  /**
   * Passes messages on, unless the first one refuses the token. A peer that does so closes the connection, too; nothing
   * waits for that.
   */
  #checkingFirst(receiver: LinkReceiver): (text: Buffer) => void {
    let take = (first: Buffer): void => {
      this.#refusal = tokenRefusal(first)
      take = this.#refusal ? () => {} : (text) => receiver.text(text)
      if (this.#refusal) void this.close(1000, 'the token was refused')
      else take(first)
    }
    return (text) => take(text)
  }

  /** Gathers everything sent in one tick into one write: a chunk that was read may hold many calls. */
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
    // What was gathered still leaves, as far as the socket takes it: the answer to the upgrade may be in it.
    this.#socket.uncork()
    this.#ws.terminate()
  }

  get #tickMs(): number {
    return this.#deadAfterMs / PINGS_BEFORE_DEATH
  }

  #watchLife(): void {
    if (this.#deadAfterMs > 0 && this.#ws.readyState !== WebSocket.CLOSED)
      this.#nextLook = this.#watch.start(this, this.#tickMs)
  }

  #stopWatching(): void {
    if (this.#nextLook) this.#watch.end(this.#nextLook)
  }

  /** Looks at the socket's byte count from time to time, which costs nothing per frame. */
  #checkLife(): void {
    const { bytesRead } = this.#socket
    this.#silentTicks = bytesRead === this.#bytesBefore ? this.#silentTicks + 1 : 0
    this.#bytesBefore = bytesRead
    if (this.#silentTicks >= PINGS_BEFORE_DEATH) {
      this.#breakOff(1006, `no byte for ${this.#deadAfterMs} ms`)
      return
    }
    this.ping(ALIVE)
    this.#watchLife()
  }
}
