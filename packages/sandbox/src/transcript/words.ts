import { Unreadable } from './transcript-error.js'

/** A name or value in a line: in quotes, or bare. */
export interface Word {
  readonly text: string
  readonly isQuoted: boolean
}

/** Letters of any script, digits, and a few signs that mean nothing in a transcript. */
const BARE = /^[\p{L}\p{M}\p{N}\p{Emoji_Presentation}_.~·-]+$/u
const NUMBER = /^-?\d+(\.\d+)?$/

/** In quotes where anything in it could be taken for something else: `小企`, `"Al:ice"`, `"10001"`. */
export const writeWord = (text: string): string =>
  BARE.test(text) && !NUMBER.test(text) && !/^[-.]/.test(text) ? text : quote(text)

/** In double quotes, on one line; a `#` behind a space does not begin a comment. */
export const quote = (text: string): string =>
  JSON.stringify(text).replace(
    /(?<=\s)#|[\u2028\u2029]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )

/** One word of a line: `"…"` as in JSON, `“…”`, or anything without spaces. */
const WORD = /"(?:\\.|[^"\\])*"|“[^”]*”|[^\s"“][^\s]*/gy

/** The words of a line. @throws Unreadable for quotes that do not close. */
export function readWords(line: string): Word[] {
  const words: Word[] = []
  let at = 0
  while (true) {
    at += /^\s*/.exec(line.slice(at))?.[0].length ?? 0
    if (at >= line.length) return words
    WORD.lastIndex = at
    const [found] = WORD.exec(line) ?? []
    if (found === undefined) throw new Unreadable(`quotes that do not close: ${line.slice(at)}`, '"…"')
    words.push(readWord(found))
    at += found.length
  }
}

/** A single word, with or without quotes. @throws Unreadable */
export function readWord(found: string): Word {
  if (found.startsWith('“') && found.endsWith('”')) return { text: found.slice(1, -1), isQuoted: true }
  if (!found.startsWith('"')) return { text: found, isQuoted: false }
  try {
    return { text: JSON.parse(found) as string, isQuoted: true }
  } catch {
    throw new Unreadable(found, 'a text in quotes as in JSON, such as "a \\"b\\" c"')
  }
}
