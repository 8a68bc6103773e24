import type { Socket } from 'node:net'
import { maskPayload } from '../frames/mask.js'

/** First byte of a final frame without extensions. Text and binary frames mean the same here. */
const TEXT = 0x81
const BINARY = 0x82
const PING = 0x89
const PONG = 0x8a
const MASK_BIT = 0x80
const KEY_BYTES = 4
const LONGEST_HEADER = 14
const LONGEST_CONTROL = 125
const NO_BYTES = Buffer.alloc(0)
/** All the bytes that will ever come. */
const ALL = Number.POSITIVE_INFINITY

export interface MessageReaderSettings {
  /** Whether the other side masks its frames, as a client must. */
  readonly isMasked: boolean
  readonly maxFrameBytes: number
  /** Takes a message that was read here. */
  readonly message: (payload: Buffer) => void
  /** Takes, in order, all the other bytes, for `ws` to read. */
  readonly rest: (bytes: Buffer) => void
}

/**
 * Reads the messages that lie whole in a received chunk, which takes `ws` several views and calls each. All else is left
 * to `ws`, byte by byte as it came: a message that was cut, pings and pongs, and, from the first of them to the end of
 * the connection, fragments, close frames and whatever violates the protocol.
 */
export class MessageReader {
  readonly #maskBit: number
  readonly #maxFrameBytes: number
  readonly #message: (payload: Buffer) => void
  readonly #rest: (bytes: Buffer) => void
  /** Bytes still to come of the frame that `ws` is reading. */
  #owed = 0
  /** Copy of the header that `ws` is reading, if it was cut. */
  #cutHeader = NO_BYTES
  /** The first error that taking a message threw, until the chunk under way is read. */
  #thrown: { readonly error: unknown } | undefined

  constructor({ isMasked, maxFrameBytes, message, rest }: MessageReaderSettings) {
    this.#maskBit = isMasked ? MASK_BIT : 0
    this.#maxFrameBytes = maxFrameBytes
    this.#message = message
    this.#rest = rest
  }

  /**
   * Reads the next bytes of the socket, and unmasks messages in place. An error of `message` is thrown on once all
   * bytes are read: else the next chunk would be read from the middle of a frame, and the other side blamed for it.
   */
  take(chunk: Buffer): void {
    if (this.#cutHeader.length > 0) this.#completeHeader(chunk)
    let at = 0
    if (this.#owed > 0) at = this.#leave(chunk, 0, this.#owed)
    while (at < chunk.length) at = this.#frame(chunk, at)
    if (this.#thrown) this.#throwIt(this.#thrown)
  }

  /** Takes the frame that begins at `at`, or what is there of it, and returns the index after that. */
  #frame(chunk: Buffer, at: number): number {
    const size = this.#frameBytes(chunk, at)
    if (size === undefined) {
      this.#cutHeader = Buffer.from(chunk.subarray(at))
      return this.#leave(chunk, at, chunk.length - at)
    }
    const end = at + size
    const first = chunk[at]
    if (end > chunk.length || first === PING || first === PONG) return this.#leave(chunk, at, size)
    const start = at + headerBytes(chunk, at)
    if (this.#maskBit) maskPayload(chunk, start, end)
    try {
      this.#message(chunk.subarray(start, end))
    } catch (error) {
      this.#thrown ??= { error }
    }
    return end
  }

  #throwIt({ error }: { readonly error: unknown }): never {
    this.#thrown = undefined
    throw error
  }

  /** Leaves the next `size` bytes to `ws`, as far as they have come. */
  #leave(chunk: Buffer, at: number, size: number): number {
    const end = Math.min(at + size, chunk.length)
    this.#owed = size - (end - at)
    this.#rest(at === 0 && end === chunk.length ? chunk : chunk.subarray(at, end))
    return end
  }

  /** Finds out how long the frame is whose header was cut. */
  #completeHeader(chunk: Buffer): void {
    const known = this.#cutHeader.length
    const header = Buffer.concat([this.#cutHeader, chunk.subarray(0, LONGEST_HEADER - known)])
    const size = this.#frameBytes(header, 0)
    this.#cutHeader = size === undefined ? header : NO_BYTES
    this.#owed = size === undefined ? chunk.length : size - known
  }

  /** Bytes of the whole frame; undefined if the header is cut, and all bytes if `ws` must read it and what follows. */
  #frameBytes(bytes: Buffer, at: number): number | undefined {
    if (at + 2 > bytes.length) return undefined
    const first = bytes[at]
    const second = bytes[at + 1] as number
    const isText = first === TEXT || first === BINARY
    const isControl = (first === PING || first === PONG) && (second & ~MASK_BIT) <= LONGEST_CONTROL
    if ((second & MASK_BIT) !== this.#maskBit || !(isText || isControl)) return ALL
    const header = headerBytes(bytes, at)
    if (at + header > bytes.length) return undefined
    const payload = payloadBytes(bytes, at)
    return payload > this.#maxFrameBytes && isText ? ALL : header + payload
  }
}

/** Length of a header, mask included, by its first two bytes. */
function headerBytes(bytes: Buffer, at: number): number {
  const second = bytes[at + 1] as number
  const short = second & ~MASK_BIT
  return (short < 126 ? 2 : short === 126 ? 4 : 10) + (second & MASK_BIT ? KEY_BYTES : 0)
}

function payloadBytes(bytes: Buffer, at: number): number {
  const short = (bytes[at + 1] as number) & ~MASK_BIT
  if (short < 126) return short
  if (short === 126) return bytes.readUInt16BE(at + 2)
  return bytes.readUInt32BE(at + 2) * 2 ** 32 + bytes.readUInt32BE(at + 6)
}

/**
 * Reads the messages of a socket ahead of `ws`, in the place of the listener by which `ws` reads it. `ws` removes that
 * listener when it wants no more bytes; the property `listener`, as of one added by `once`, makes this one go with it.
 */
export function readAhead(socket: Socket, settings: Omit<MessageReaderSettings, 'rest'>): void {
  const [own, ...others] = socket.listeners('data') as ((chunk: Buffer) => void)[]
  if (!own || others.length > 0) return
  const reader = new MessageReader({ ...settings, rest: (bytes) => own.call(socket, bytes) })
  const take = Object.assign((chunk: Buffer) => reader.take(chunk), { listener: own })
  socket.off('data', own)
  socket.on('data', take)
}
