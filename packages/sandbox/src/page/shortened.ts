/** A message has at most so much text; what is longer is the content of a file. */
const MOST_CHARACTERS = 20_000
const SHOWN_CHARACTERS = 200
const MOST_ITEMS = 200

/**
 * What went over the wire, as far as somebody reads it: files and long lists are cut, so that a thousand of them can be
 * kept. The same object where nothing is.
 */
export function shortened(value: unknown): unknown {
  if (typeof value === 'string') return shortText(value)
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return shortList(value)
  const pairs = Object.entries(value)
  const short = pairs.map(([key, each]) => [key, shortened(each)] as const)
  return short.every(([, each], at) => each === pairs[at]?.[1]) ? value : Object.fromEntries(short)
}

const shortText = (text: string): string =>
  text.length > MOST_CHARACTERS ? `${text.slice(0, SHOWN_CHARACTERS)}… (${text.length} characters)` : text

function shortList(list: readonly unknown[]): readonly unknown[] {
  const short = list.slice(0, MOST_ITEMS).map(shortened)
  if (list.length > MOST_ITEMS) return [...short, `… (${list.length} items)`]
  return short.every((each, at) => each === list[at]) ? list : short
}
