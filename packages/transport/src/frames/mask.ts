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

/** Size up to which four bytes at a time are faster than a native call and the two views that it needs. */
const SHORT_BYTES = 256

/** Masks the payload of a frame in place, which is from `start` to `end`, with the key that stands before it. */
export function maskPayload(frame: Buffer, start: number, end: number): void {
  if (end - start > SHORT_BYTES) return mask(frame.subarray(start, end), frame.subarray(start - 4, start))
  const first = frame[start - 4] as number
  const second = frame[start - 3] as number
  const third = frame[start - 2] as number
  const fourth = frame[start - 1] as number
  let at = start
  for (; at + 3 < end; at += 4) {
    ;(frame[at] as number) ^= first
    ;(frame[at + 1] as number) ^= second
    ;(frame[at + 2] as number) ^= third
    ;(frame[at + 3] as number) ^= fourth
  }
  if (at < end) (frame[at++] as number) ^= first
  if (at < end) (frame[at++] as number) ^= second
  if (at < end) (frame[at] as number) ^= third
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
