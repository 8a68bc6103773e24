import { isUtf8 } from 'node:buffer'
import { isJson } from '@rookery/protocol'

/** Size above which a call or reply is checked only at its top level, and by its brackets. */
export const FULL_CHECK_BYTES = 64 * 1024

/** Size up to which a plain walk tells invalid JSON from deep JSON: that of a thousand brackets. */
const SHORT_BYTES = 1024

/** Whether bytes are UTF-8, and of a size that is checked in full: one walk of our own checks and reads them the fastest. */
export const isSmallText = (bytes: Buffer): boolean => bytes.length <= FULL_CHECK_BYTES && isUtf8(bytes)

export type TextFault = 'not UTF-8' | 'not JSON'

/** Why bytes are not a JSON text; undefined if they are. */
export function textFault(bytes: Buffer): TextFault | undefined {
  if (!isUtf8(bytes)) return 'not UTF-8'
  if (bytes.length <= SHORT_BYTES) return isJson(bytes) ? undefined : 'not JSON'
  try {
    // Decoded as latin1, because only the grammar matters here, and that costs a fraction of decoding UTF-8.
    JSON.parse(bytes.toString('latin1'))
    return undefined
  } catch {
    return 'not JSON'
  }
}

/** The same, without checking the inside of large values. */
export function shallowTextFault(bytes: Buffer): TextFault | undefined {
  if (bytes.length <= FULL_CHECK_BYTES) return textFault(bytes)
  return isUtf8(bytes) ? undefined : 'not UTF-8'
}
