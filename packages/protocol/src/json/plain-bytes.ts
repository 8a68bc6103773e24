import { makePlainSearch, type PlainSearch } from './plain-search.js'

/** For each byte, 1 if it stands for itself in a string: neither a quote, a backslash nor a control character. */
const PLAIN = Uint8Array.from({ length: 256 }, (_, byte) =>
  byte >= 0x20 && byte !== 0x22 && byte !== 0x5c ? 1 : 0,
)

/** Size from which a text is copied to where it can be searched. */
const SEARCHED_BYTES = 512
/** Length up to which a loop is faster than a search. */
const NEAR_BYTES = 8

/** The search, null where it cannot be had, and the text whose copy is in its memory. */
const shared: { search?: PlainSearch | null; text?: Uint8Array | undefined } = {}

/** Readies a text for `skipPlain` until `closeText`; until then it must not change. */
export function openText(bytes: Uint8Array): void {
  if (bytes.length < SEARCHED_BYTES) return
  if (shared.search === undefined) shared.search = makePlainSearch() ?? null
  if (!shared.search || bytes.length > shared.search.longest) return
  shared.search.memory.set(bytes)
  shared.text = bytes
}

/** Lets go of the text that was opened last. */
export function closeText(): void {
  shared.text = undefined
}

/** Index of the first byte from `first` on that does not stand for itself in a string, or the length of the text. */
export function skipPlain(bytes: Uint8Array, first: number): number {
  const search = shared.text === bytes ? shared.search : undefined
  const near = search ? Math.min(first + NEAR_BYTES, bytes.length) : bytes.length
  let at = first
  while (at < near && PLAIN[bytes[at] as number] === 1) at++
  return at < near || !search ? at : Math.min(search.find(at, bytes.length), bytes.length)
}
