const BACKSLASH = 0x5c
const SMALL_U = 0x75
const STEP_BYTES = 64 * 1024
const LONGEST_ENTITY = 5

const encoder = new TextEncoder()
const entities: ReadonlyMap<number, Uint8Array> = new Map(
  [...'&[],'].map((character) => [
    character.charCodeAt(0),
    encoder.encode(character === '&' ? '&amp;' : `&#${character.charCodeAt(0)};`),
  ]),
)
const COMMA = 0x2c

/**
 * The inside of a JSON string, from `start` to `end`, as it stands in the JSON string of a message with CQ codes: as text,
 * or as the value of a code. It is made of the bytes, for values of many megabytes.
 */
export function* escapedString(
  bytes: Uint8Array,
  { start, end, isText }: { readonly start: number; readonly end: number; readonly isText: boolean },
  parts: Uint8Array[],
): Generator<undefined, void> {
  const scratch = new Uint8Array((STEP_BYTES + 6) * LONGEST_ENTITY)
  for (let at = start; at < end; ) {
    const from = at
    const stepEnd = Math.min(at + STEP_BYTES, end)
    let length = 0
    let isSame = true
    while (at < stepEnd) {
      const size = bytes[at] === BACKSLASH ? (bytes[at + 1] === SMALL_U ? 6 : 2) : 1
      const code = size === 6 ? hexAt(bytes, at + 2) : size === 1 ? (bytes[at] ?? 0) : 0
      const entity = code > COMMA + 0x31 || (isText && code === COMMA) ? undefined : entities.get(code)
      if (entity) {
        scratch.set(entity, length)
        length += entity.length
        isSame = false
      } else for (let next = at; next < at + size; next++) scratch[length++] = bytes[next] ?? 0
      at += size
    }
    parts.push(isSame ? bytes.subarray(from, at) : scratch.slice(0, length))
    yield
  }
}

function hexAt(bytes: Uint8Array, at: number): number {
  let code = 0
  for (let next = at; next < at + 4; next++) code = code * 16 + digitOf(bytes[next] ?? 0)
  return code
}

const digitOf = (byte: number): number => (byte <= 0x39 ? byte - 0x30 : (byte | 0x20) - 0x57)
