import type { Message, Segment } from '@rookery/protocol'
import { BLANK, SPACE, trimEndOfWord } from '../message/blanks.js'
import { EQUALS, OPTION_NAME } from './dashes.js'
import { hasQuotes, Quotes } from './quotes.js'

/** One piece of a command line: a word, in quotes or not, or a segment that is no text. */
export type Word =
  | { readonly is: 'text'; readonly text: string; readonly quoted: boolean; readonly from: Position }
  | { readonly is: 'segment'; readonly segment: Segment; readonly from: Position }

/** Where a word begins: in which segment, and how far inside its text. */
export interface Position {
  readonly segment: number
  readonly offset: number
}

/**
 * Takes a message apart into words, at white space and at segments. Quotes of one kind hold a word with blanks together:
 * `"a b"`, `'a b'`, `“a b”`, `‘it’s b’`, `「a b」`. They open at the beginning of a word and close at its end; one that does
 * neither is an ordinary letter, so no text is an error. What cannot be seen around a word is not part of it.
 */
export function wordsOf(message: Message): Word[] {
  return message.flatMap((segment, index): Word[] =>
    segment.type === 'text'
      ? wordsOfText(String(segment.data?.text ?? ''), index)
      : [{ is: 'segment', segment, from: { segment: index, offset: 0 } }],
  )
}

const PLAIN = new RegExp(`[^${BLANK}][^${SPACE}]*`, 'g')
/** `--name="a b"` is one word, too: a quote may open behind the equals sign of an option. */
const OPTION = new RegExp(`${OPTION_NAME}[${EQUALS}]`, 'y')

function wordsOfText(text: string, segment: number): Word[] {
  const quotes = hasQuotes(text) ? new Quotes(text) : undefined
  const words: Word[] = []
  PLAIN.lastIndex = 0
  for (let found = PLAIN.exec(text); found; found = PLAIN.exec(text)) {
    const from = { segment, offset: found.index }
    const quoted = quotes && quotedWord(text, found.index, quotes)
    words.push({
      is: 'text',
      text: quoted?.text ?? trimEndOfWord(found[0]),
      quoted: quoted?.isWhole ?? false,
      from,
    })
    if (quoted) PLAIN.lastIndex = quoted.end
  }
  return words
}

/** A word in quotes, which it may be as a whole or behind the name of an option. */
function quotedWord(text: string, at: number, quotes: Quotes) {
  OPTION.lastIndex = at
  const option = OPTION.exec(text)?.[0] ?? ''
  const open = at + option.length
  const close = quotes.endOf(open)
  return close === undefined
    ? undefined
    : { text: option + text.slice(open + 1, close), isWhole: option === '', end: close + 1 }
}

/** A message from a position on, as it was written. */
export function restFrom(message: Message, { segment, offset }: Position): Message {
  const [first, ...behind] = message.slice(segment)
  if (first?.type !== 'text') return first ? [first, ...behind] : []
  const text = String(first.data?.text ?? '').slice(offset)
  return text === '' ? behind : [{ type: 'text', data: { text } }, ...behind]
}
