import { inSlices } from './in-slices.js'

/** Divisible by four, so that each piece of a part begins at the first byte of the mask. */
const COPY_BYTES = 256 * 1024
const NOTHING = new Uint8Array()

/**
 * Copies parts one after the other into `target` from `start` on, in slices of time; each piece may be changed there.
 */
export async function copyInSlices(
  parts: readonly Uint8Array[],
  target: Buffer,
  start: number,
  change: (copied: Buffer) => void = () => {},
): Promise<void> {
  let [at, part, from] = [start, 0, 0]
  await inSlices(() => {
    const piece = parts[part]?.subarray(from, from + COPY_BYTES) ?? NOTHING
    target.set(piece, at)
    change(target.subarray(at, at + piece.length))
    at += piece.length
    from += piece.length
    if (from >= (parts[part]?.length ?? 0)) {
      part++
      from = 0
    }
    return part >= parts.length
  })
}
