import { parseExact } from '../json/parse-exact.js'
import { readText, skipString, skipValue } from '../json/scan-object.js'
import { nearestItem, type OddItem } from '../message/nearest-cq.js'

const QUOTE = 0x22
const COLON = 0x3a
const OPEN_BRACKET = 0x5b
const STEP_BYTES = 64 * 1024

/** A value in the bytes of a message. */
export interface LargeValue {
  readonly start: number
  readonly end: number
  readonly isString: boolean
}

/** An item as text, with its large values apart: texts and values alternate. */
export interface LargeItem {
  readonly isText: boolean
  readonly texts: readonly string[]
  readonly values: readonly LargeValue[]
}

/** A large item that was scanned. */
export interface ScannedItem {
  readonly end: number
  readonly values: readonly LargeValue[]
}

/** Scans the item that begins at `start`, in steps, for large values in its data, or for data that is a large list. */
export function* scanItem(bytes: Uint8Array, start: number): Generator<undefined, ScannedItem> {
  const values: LargeValue[] = []
  if (!'"{['.includes(String.fromCharCode(bytes[start] ?? 0))) return { end: skipValue(bytes, start), values }
  let [at, depth, before, opened, openedDepth] = [start, 0, 0, -1, -1]
  let stepEnd = start + STEP_BYTES
  do {
    const byte = bytes[at] ?? 0
    if (byte === QUOTE) {
      const end = skipString(bytes, at + 1)
      const isLarge = depth === 2 && before === COLON && end - at > STEP_BYTES
      if (isLarge) values.push({ start: at, end, isString: true })
      at = end
    } else {
      if (byte === 0x7b || byte === OPEN_BRACKET) {
        const isValue = before === COLON && (depth === 2 || (depth === 1 && byte === OPEN_BRACKET))
        if (isValue) [opened, openedDepth] = [at, depth]
        depth++
      } else if (byte === 0x7d || byte === 0x5d) {
        depth--
        const isLarge = depth === openedDepth && at + 1 - opened > STEP_BYTES
        if (isLarge) values.push({ start: opened, end: at + 1, isString: false })
        if (depth === openedDepth) openedDepth = -1
      }
      at++
    }
    if (byte > 0x20) before = byte
    if (at < stepEnd) continue
    stepEnd = at + STEP_BYTES
    yield
  } while (depth > 0)
  return { end: at, values }
}

/** Undefined for an item that is large in another way than by the values of its data. */
export function largeItem(
  bytes: Uint8Array,
  start: number,
  { end, values }: ScannedItem,
  odd: OddItem,
): LargeItem | undefined {
  if (values.length === 0) return undefined
  // No real message contains it.
  const word = `value ${Math.random().toString(36).slice(2)} `
  let json = ''
  let from = start
  values.forEach((each, index) => {
    json += `${readText(bytes, from, each.start)}"${word}${index};"`
    from = each.end
  })
  const item = parseExact(json + readText(bytes, from, end)) as { readonly type?: unknown }
  if (typeof item.type !== 'string' || item.type.startsWith(word)) return undefined
  const pieces = nearestItem(item, odd).split(new RegExp(`${word}(\\d+);`))
  return {
    isText: item.type === 'text',
    texts: pieces.filter((_, index) => index % 2 === 0),
    values: pieces.flatMap((piece, index) => (index % 2 === 1 ? (values[Number(piece)] ?? []) : [])),
  }
}
