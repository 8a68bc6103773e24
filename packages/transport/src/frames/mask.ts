// The banner of an ESM bundle takes the usual name.
import { createRequire as requireFrom } from 'node:module'

/** The part of `bufferutil` that is used here. */
interface Native {
  mask(source: Buffer, key: Buffer, output: Buffer, offset: number, length: number): void
}

/** Masks `payload` in place with the four bytes of `key`, as in RFC 6455, section 5.3. */
export const mask: (payload: Buffer, key: Buffer) => void = chooseMask()

/** Size up to which four bytes at a time are faster than a native call and the view that it needs of the key. */
const SHORT_BYTES = 256

/** Masks `payload` in place with the key at `keyAt` of `bytes`. */
export function maskBy(payload: Buffer, bytes: Buffer, keyAt: number): void {
  if (payload.length > SHORT_BYTES) return mask(payload, bytes.subarray(keyAt, keyAt + 4))
  const first = bytes[keyAt] as number
  const second = bytes[keyAt + 1] as number
  const third = bytes[keyAt + 2] as number
  const fourth = bytes[keyAt + 3] as number
  let at = 0
  for (; at + 3 < payload.length; at += 4) {
    ;(payload[at] as number) ^= first
    ;(payload[at + 1] as number) ^= second
    ;(payload[at + 2] as number) ^= third
    ;(payload[at + 3] as number) ^= fourth
  }
  for (; at < payload.length; at++) (payload[at] as number) ^= bytes[keyAt + (at & 3)] as number
}

/** Loads `bufferutil`, which is forty times as fast, but compiled, and not available on every platform. */
function chooseMask(): (payload: Buffer, key: Buffer) => void {
  try {
    const native = requireFrom(import.meta.url)('bufferutil') as Native
    return (payload, key) => native.mask(payload, key, payload, 0, payload.length)
  } catch {
    return maskPlainly
  }
}

export function maskPlainly(payload: Buffer, key: Buffer): void {
  for (let at = 0; at < payload.length; at++) payload[at] = (payload[at] ?? 0) ^ (key[at & 3] ?? 0)
}
