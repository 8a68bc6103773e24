import { BytesError } from './errors.js'

/** Most bytes of a varint: 53 bits, seven each. */
const VARINT_BYTES = 8
const GREATEST = Number.MAX_SAFE_INTEGER
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** Writes into one buffer, whose size is the most that is expected. */
export class ByteWriter {
  readonly #bytes: Buffer
  #at = 0

  /** The buffer is never shared, so that it can be transferred to another thread. */
  constructor(mostBytes: number) {
    this.#bytes = Buffer.allocUnsafeSlow(mostBytes)
  }

  byte(value: number): void {
    this.#bytes[this.#at++] = value
  }

  /** A whole number from 0 to 2^53 − 1, seven bits a byte, the lowest first. */
  varint(value: number): void {
    let rest = value
    while (rest >= 128) {
      this.#bytes[this.#at++] = (rest % 128) + 128
      rest = Math.floor(rest / 128)
    }
    this.#bytes[this.#at++] = rest
  }

  /** A whole number that may be negative: small ones of either sign take few bytes. */
  signed(value: number): void {
    this.varint(value < 0 ? -value * 2 - 1 : value * 2)
  }

  bytes(value: Uint8Array): void {
    this.varint(value.length)
    this.#bytes.set(value, this.#at)
    this.#at += value.length
  }

  /** Leaves room for bytes, behind their length. Returns it for the caller to fill. */
  room(length: number): Buffer {
    this.varint(length)
    this.#at += length
    return this.#bytes.subarray(this.#at - length, this.#at)
  }

  /** Written bytes, without a copy. */
  get written(): Buffer {
    return this.#bytes.subarray(0, this.#at)
  }
}

/** Longest encoding of a text: its bytes and their count. */
export const textBytes = (text: string): number => Buffer.byteLength(text) + VARINT_BYTES

/** Reads what `ByteWriter` wrote. Each method throws `BytesError` on anything else. */
export class ByteReader {
  readonly #bytes: Uint8Array
  #at: number

  constructor(bytes: Uint8Array, start = 0) {
    this.#bytes = bytes
    this.#at = start
  }

  get isAtEnd(): boolean {
    return this.#at >= this.#bytes.length
  }

  byte(): number {
    const byte = this.#bytes[this.#at++]
    if (byte === undefined) throw new BytesError('ends too early')
    return byte
  }

  varint(): number {
    let value = 0
    let scale = 1
    for (let length = 0; length < VARINT_BYTES; length++) {
      const byte = this.byte()
      value += (byte % 128) * scale
      if (byte < 128) return checked(value)
      scale *= 128
    }
    throw new BytesError('has a number that is too long')
  }

  signed(): number {
    const value = this.varint()
    // `0 -` instead of a sign: there is no -0.
    return value % 2 === 1 ? 0 - (value + 1) / 2 : value / 2
  }

  bytes(): Uint8Array {
    const length = this.varint()
    if (length > this.#bytes.length - this.#at) throw new BytesError('ends too early')
    const from = this.#at
    this.#at += length
    return this.#bytes.subarray(from, this.#at)
  }

  text(): string {
    try {
      return utf8.decode(this.bytes())
    } catch (error) {
      throw error instanceof BytesError ? error : new BytesError('has a text that is no UTF-8')
    }
  }
}

function checked(value: number): number {
  if (value > GREATEST) throw new BytesError('has a number that is too large')
  return value
}
