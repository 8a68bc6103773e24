import { createRequire as requireFrom } from 'node:module'

/** A search in a text whose time grows with its length alone, whatever the pattern. */
export interface Search {
  /** Whether the pattern is found in the text. */
  finds(text: string): boolean
}

/** Most instructions of a compiled pattern. */
const MOST_INSTRUCTIONS = 500
/**
 * Characters of a text that are searched, times the instructions of the pattern: the worst of patterns takes some 50 ns for
 * each. Of a longer text the beginning is searched.
 */
const MOST_WORK = 1_000_000
const LEAST_CHARACTERS = 5_000
/** Stands for what is left out, so that the text does not end there; no text has this character. */
const MORE = '\u{10ffff}'

/**
 * Compiles a regular expression of RE2's syntax: without look-around and references back, which no engine can search
 * for in linear time.
 *
 * @throws an `Error` that says what is wrong with the pattern
 */
export function compileRegex(pattern: string): Search {
  const compiled = loadEngine().RE2JS.compile(pattern)
  const size = compiled.programSize()
  if (size > MOST_INSTRUCTIONS)
    throw new RangeError(`it compiles to ${size} instructions, more than ${MOST_INSTRUCTIONS}`)
  const searched = Math.max(LEAST_CHARACTERS, Math.floor(MOST_WORK / size))
  return {
    finds: (text) => compiled.test(text.length > searched ? `${text.slice(0, searched)}${MORE}` : text),
  }
}

/** Loads the library with the first expression: a hub without one starts without its 3 MB. */
const loadEngine = (): typeof import('re2js') => requireFrom(import.meta.url)('re2js')

/** Compiles a pattern in which `*` stands for any characters, and `?` for one. It is matched against the whole text. */
export function compileGlob(pattern: string): Search {
  return pattern.includes('?') ? compileRegex(regexOfGlob(pattern)) : compileStars(pattern)
}

/** Compiles a pattern in which `*` alone has a meaning. */
export function compileStars(pattern: string): Search {
  const parts = pattern.split('*')
  if (parts.length === 1) return { finds: (text) => text === pattern }
  const [first = '', ...others] = parts
  const last = others.pop() ?? ''
  return { finds: (text) => fitsBetween(text, first, others, last) }
}

/** Whether a text begins with one part and ends with another, and has the parts between them in their order. */
function fitsBetween(text: string, first: string, between: readonly string[], last: string): boolean {
  if (!text.startsWith(first) || !text.endsWith(last)) return false
  let at = first.length
  for (const part of between) {
    const found = text.indexOf(part, at)
    if (found < 0) return false
    at = found + part.length
  }
  return at + last.length <= text.length
}

const regexOfGlob = (pattern: string): string =>
  `(?s)^${[...pattern].map((each) => (each === '*' ? '.*' : each === '?' ? '.' : quoted(each))).join('')}$`

const quoted = (character: string): string =>
  /[\\^$.|+()[\]{}]/.test(character) ? `\\${character}` : character
