import { createHash } from 'node:crypto'
import { type Call, forwardParams } from '@rookery/protocol'
import { inSlices } from '@rookery/transport'

/** Bytes above which the digest is computed in slices of time. */
const LARGE_BYTES = 256 * 1024
const SLICE_BYTES = 256 * 1024

/**
 * Digest of action and params, by their bytes: the same params in another order or spacing are others. The `self_id` that
 * chose the account does not count.
 */
export function callDigest(call: Call): string | Promise<string> {
  const hash = createHash('sha256').update(`${call.action}\n`)
  const parts = forwardParams(call)
  if (call.bytes.length > LARGE_BYTES) return digestInSlices(hash, parts)
  for (const part of parts) hash.update(part)
  return hash.digest('base64')
}

async function digestInSlices(
  hash: ReturnType<typeof createHash>,
  parts: readonly Uint8Array[],
): Promise<string> {
  for (const part of parts) {
    let at = 0
    await inSlices(() => {
      hash.update(part.subarray(at, at + SLICE_BYTES))
      at += SLICE_BYTES
      return at >= part.length
    })
  }
  return hash.digest('base64')
}
