// The banner of an ESM bundle takes the usual name.
import { createRequire as requireFrom } from 'node:module'

/** Masks a payload in place with the four bytes of a key, as in RFC 6455, section 5.3; once more, and it is unmasked. */
type Mask = (payload: Buffer, key: Buffer) => void

let chosen: Mask | undefined

/** Masks `payload`, or unmasks it. Chooses how on first use: to open `bufferutil` takes a twentieth of a start. */
export function mask(payload: Buffer, key: Buffer): void {
  chosen ??= chooseMask()
  chosen(payload, key)
}

/** Loads `bufferutil`, which is forty times as fast, but compiled, and not available on every platform. */
function chooseMask(): Mask {
  try {
    const native = requireFrom(import.meta.url)('bufferutil') as { readonly unmask: Mask }
    return native.unmask
  } catch {
    return maskPlainly
  }
}

export function maskPlainly(payload: Buffer, key: Buffer): void {
  for (let at = 0; at < payload.length; at++) payload[at] = (payload[at] ?? 0) ^ (key[at & 3] ?? 0)
}
