import { Unreadable } from './transcript-error.js'

/** A name or value in a line, quoted or bare. */
export interface TranscriptWord {
  readonly text: string
  readonly isQuoted: boolean
}

/** Characters of a bare word: letters of any script, digits, and a few signs without a meaning in transcripts. */
const BARE = /^[\p{L}\p{M}\p{N}\p{Emoji_Presentation}_.~·-]+$/u
const NUMBER = /^-?\d+(\.\d+)?$/

/** Formats a word, quoted if any of it could be misread: `小企`, `"Al:ice"`, `"10001"`. */
export const writeWord = (text: string): string =>
  BARE.test(text) && !NUMBER.test(text) && !/^[-.]/.test(text) ? text : quote(text)

/** Quotes a text on one line; a `#` after a space is escaped, so that it does not begin a comment. */
export const quote = (text: string): string =>
  JSON.stringify(text).replace(
    /(?<=\s)#|[\u2028\u2029]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )

/** A word of a line: `"…"` as in JSON, `“…”`, or anything without spaces. */
const WORD = /"(?:\\.|[^"\\])*"|“[^”]*”|[^\s"“][^\s]*/gy

/** Splits a line into words. @throws Unreadable for quotes that do not close. */
export function readWords(line: string): TranscriptWord[] {
  const words: TranscriptWord[] = []
  let at = 0
  while (true) {
    at += /^\s*/.exec(line.slice(at))?.[0].length ?? 0
    if (at >= line.length) return words
    WORD.lastIndex = at
    const [found] = WORD.exec(line) ?? []
    if (found === undefined) throw new Unreadable(`quotes that do not close: ${line.slice(at)}`, '"…"')
    words.push(readTranscriptWord(found))
    at += found.length
  }
}

/** Parses a single word, quoted or bare. @throws Unreadable */
export function readTranscriptWord(found: string): TranscriptWord {
  if (found.startsWith('“') && found.endsWith('”')) return { text: found.slice(1, -1), isQuoted: true }
  if (!found.startsWith('"')) return { text: found, isQuoted: false }
  try {
    return { text: JSON.parse(found) as string, isQuoted: true }
  } catch {
    throw new Unreadable(found, 'a text in quotes as in JSON, such as "a \\"b\\" c"')
  }
}
