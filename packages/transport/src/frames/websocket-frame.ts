import { randomFillSync } from 'node:crypto'
import { copyInSlices } from '../time/copy-in-slices.js'
import { mask, maskPayload } from './mask.js'

/** A text in its WebSocket frame: built once, shared by every socket, never changed. */
export interface FramedText {
  /** The unmasked frame, header first. */
  readonly frame: Buffer
  readonly payloadStart: number
  /** The text that this one was made of, where an answer to it needs what was changed or left out. */
  readonly received?: FramedText | undefined
}

const FINAL_TEXT = 0x81
const FINAL_PING = 0x89
const MASK_BIT = 0x80
const MASK_KEY_BYTES = 4

/** Copies `payload` into a frame, so that the chunk it was received in can be freed. */
export function frameText(payload: Uint8Array): FramedText {
  return framedAhead.get(payload) ?? frameNow(payload)
}

function frameNow(payload: Uint8Array): FramedText {
  const payloadStart = headerBytes(payload.length)
  const frame = Buffer.allocUnsafe(payloadStart + payload.length)
  writeHeader(frame, 0, payload.length, 0)
  frame.set(payload, payloadStart)
  return { frame, payloadStart }
}

/** Prepared frames, by payload. */
const framedAhead = new WeakMap<Uint8Array, FramedText>()

/**
 * Copies a large payload into its frame, in slices of time, and returns the payload inside the frame; `frameText` of
 * that is free.
 */
export async function frameAhead(payload: Uint8Array): Promise<Buffer> {
  const frame = await frameInSlices([payload])
  const framed = framedPayload(frame)
  framedAhead.set(framed, frame)
  return framed
}

/** A frame whose payload comes in parts, made in slices of time. */
export async function frameInSlices(parts: readonly Uint8Array[]): Promise<FramedText> {
  const size = bytesOf(parts)
  const payloadStart = headerBytes(size)
  const frame = Buffer.allocUnsafe(payloadStart + size)
  const at = writeHeader(frame, 0, size, 0)
  await copyInSlices(parts, frame, at)
  return { frame, payloadStart }
}

/** A large text in the frame that a client must send, made in slices of time. */
export async function maskInSlices(payload: Uint8Array): Promise<Buffer> {
  const key = Buffer.from(freshKey())
  const frame = Buffer.allocUnsafe(headerBytes(payload.length) + MASK_KEY_BYTES + payload.length)
  const at = writeHeader(frame, 0, payload.length, MASK_BIT)
  frame.set(key, at)
  await copyInSlices([payload], frame, at + MASK_KEY_BYTES, (copied) => mask(copied, key))
  return frame
}

/** Returns the UTF-8 bytes of a framed text, without its header. They share the memory of the frame. */
export const framedPayload = (text: FramedText): Buffer => text.frame.subarray(text.payloadStart)

/** A frame header alone, for a payload that is written after it. */
export function unmaskedHeader(payloadBytes: number): Buffer {
  const header = Buffer.allocUnsafe(headerBytes(payloadBytes))
  writeHeader(header, 0, payloadBytes, 0)
  return header
}

const lastPing: { payload?: string; frame: Buffer } = { frame: Buffer.alloc(0) }

/** A ping whose payload is ASCII of up to 125 characters. Many connections are sent the same one in a row. */
export function unmaskedPing(payload: string): Buffer {
  if (lastPing.payload !== payload) {
    lastPing.payload = payload
    lastPing.frame = makePing(payload)
  }
  return lastPing.frame
}

function makePing(payload: string): Buffer {
  const frame = Buffer.allocUnsafe(2 + payload.length)
  frame[0] = FINAL_PING
  frame[1] = payload.length
  frame.write(payload, 2, 'latin1')
  return frame
}

/** Texts in one buffer of masked frames, as a client must send them, each under a fresh random key. */
export function maskedFrames(texts: readonly (readonly Uint8Array[])[]): Buffer {
  const sizes = texts.map(bytesOf)
  const total = sizes.reduce((sum, size) => sum + headerBytes(size) + MASK_KEY_BYTES + size, 0)
  const frames = Buffer.allocUnsafe(total)
  let at = 0
  texts.forEach((parts, index) => {
    at = writeMasked(frames, at, parts, sizes[index] ?? 0)
  })
  return frames
}

/** Size up to which a part is copied, which is cheaper than a piece of its own in the write. */
const COPIED_BYTES = 4 * 1024

/** A text in a masked frame, as pieces to write one after the other: large parts are masked in place. */
export function maskedInPlace(parts: readonly Uint8Array[]): readonly Uint8Array[] {
  if (parts.every(({ length }) => length <= COPIED_BYTES)) return [maskedFrames([parts])]
  const key = freshKey()
  const size = bytesOf(parts)
  const header = Buffer.allocUnsafe(headerBytes(size) + MASK_KEY_BYTES)
  header.set(key, writeHeader(header, 0, size, MASK_BIT))
  const pieces: Uint8Array[] = [header]
  let at = 0
  for (const part of parts) {
    const piece = part.length <= COPIED_BYTES ? Buffer.from(part) : bufferOver(part)
    mask(piece, turned(key, at))
    pieces.push(piece)
    at += part.length
  }
  return pieces
}

/** The key, rotated for an offset of the payload. */
const turned = (key: Buffer, offset: number): Buffer =>
  Buffer.from([0, 1, 2, 3].map((at) => key[(at + offset) & 3] ?? 0))

const bufferOver = ({ buffer, byteOffset, length }: Uint8Array): Buffer =>
  Buffer.from(buffer, byteOffset, length)

export const bytesOf = (parts: readonly Uint8Array[]): number =>
  parts.reduce((sum, part) => sum + part.length, 0)

function writeMasked(frames: Buffer, start: number, parts: readonly Uint8Array[], size: number): number {
  const key = freshKey()
  let at = writeHeader(frames, start, size, MASK_BIT)
  frames.set(key, at)
  at += MASK_KEY_BYTES
  const payloadStart = at
  for (const part of parts) {
    frames.set(part, at)
    at += part.length
  }
  maskPayload(frames, payloadStart, at)
  return at
}

const headerBytes = (payloadBytes: number): number =>
  payloadBytes < 126 ? 2 : payloadBytes < 65_536 ? 4 : 10

function writeHeader(target: Buffer, at: number, payloadBytes: number, maskBit: number): number {
  target[at] = FINAL_TEXT
  if (payloadBytes < 126) {
    target[at + 1] = maskBit | payloadBytes
    return at + 2
  }
  if (payloadBytes < 65_536) {
    target[at + 1] = maskBit | 126
    return target.writeUInt16BE(payloadBytes, at + 2)
  }
  target[at + 1] = maskBit | 127
  return target.writeBigUInt64BE(BigInt(payloadBytes), at + 2)
}

const KEYS_PER_FILL = 1024
const pool = { bytes: Buffer.alloc(KEYS_PER_FILL * MASK_KEY_BYTES), next: KEYS_PER_FILL }

/** Draws random bytes for a thousand keys at a time: a system call per frame would cost more than masking. */
function freshKey(): Buffer {
  if (pool.next === KEYS_PER_FILL) {
    pool.bytes = randomFillSync(Buffer.allocUnsafe(KEYS_PER_FILL * MASK_KEY_BYTES))
    pool.next = 0
  }
  const at = pool.next++ * MASK_KEY_BYTES
  return pool.bytes.subarray(at, at + MASK_KEY_BYTES)
}
