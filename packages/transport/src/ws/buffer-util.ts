import { mask as maskInPlace } from '../frames/mask.js'

/*
 * Stands in for `bufferutil` where `ws` asks for it in a bundle (`scripts/build-packages.mjs`): `ws` would open it at
 * each start.
 */

/** Masks the first `length` bytes of `source` into `output`. */
export function mask(source: Buffer, key: Buffer, output: Buffer, offset: number, length: number): void {
  source.copy(output, offset, 0, length)
  maskInPlace(output.subarray(offset, offset + length), key)
}

/** Unmasks `payload` in place. */
export function unmask(payload: Buffer, key: Buffer): void {
  maskInPlace(payload, key)
}
