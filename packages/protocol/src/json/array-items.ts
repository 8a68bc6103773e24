import { skipSpace, skipValue } from './scan-object.js'

/** One item of a JSON array, by byte offsets into the text. */
export interface ArrayItem {
  readonly start: number
  /** Index after the item. */
  readonly end: number
}

const OPEN_BRACKET = 0x5b
const CLOSE_BRACKET = 0x5d
const COMMA = 0x2c

/**
 * Finds the items of the array that begins at `start`, at most the first `most`; each is checked by its brackets only.
 * Undefined if there is no array, or it breaks off before that.
 */
export function arrayItems(bytes: Uint8Array, start: number, most: number): readonly ArrayItem[] | undefined {
  if (bytes[start] !== OPEN_BRACKET) return undefined
  const items: ArrayItem[] = []
  let at = skipSpace(bytes, start + 1)
  if (bytes[at] === CLOSE_BRACKET) return items
  while (items.length < most) {
    const end = skipValue(bytes, at)
    if (end < 0) return undefined
    items.push({ start: at, end })
    at = skipSpace(bytes, end)
    if (bytes[at] === CLOSE_BRACKET) return items
    if (bytes[at] !== COMMA) return undefined
    at = skipSpace(bytes, at + 1)
  }
  return items
}
