/** Longest text that is kept whole, the longest of a message; a longer one is the content of a file. */
const MOST_CHARACTERS = 20_000
const SHOWN_CHARACTERS = 200
const MOST_ITEMS = 200

/**
 * A wire value with its long texts and lists cut, so that a thousand of them can be kept. The same object if nothing
 * is cut.
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
