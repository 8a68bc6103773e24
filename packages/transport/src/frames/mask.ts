// The banner of an ESM bundle takes the usual name.
import { createRequire as requireFrom } from 'node:module'

/** The part of `bufferutil` that is used here. */
interface Native {
  mask(source: Buffer, key: Buffer, output: Buffer, offset: number, length: number): void
}

/** Masks `payload` in place with the four bytes of `key`, as in RFC 6455, section 5.3. */
export const mask: (payload: Buffer, key: Buffer) => void = chooseMask()

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
