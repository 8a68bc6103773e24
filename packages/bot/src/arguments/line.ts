import { type Message, plainText, type Segment } from '@rookery/protocol'
import { BLANK, endsWithSpace, SPACE, trimEndOfWord } from '../message/blanks.js'
import { EQUALS, OPTION_NAME } from './dashes.js'

/** The text after a command's name, with a read position. */
export class Line {
  readonly message: Message
  /** Id of the quoted message. */
  readonly reply_id: string | undefined
  readonly #words: readonly Word[]
  #at = 0

  constructor(message: Message, reply_id?: string) {
    this.message = message
    this.reply_id = reply_id
    this.#words = wordsOf(message)
  }

  /** The next word, without taking it. */
  get next(): Word | undefined {
    return this.#words[this.#at]
  }

  /** Takes the next word. */
  take(): Word | undefined {
    const word = this.#words[this.#at]
    if (word) this.#at += 1
    return word
  }

  /** Whether a word is a segment that follows the text before it without a blank. */
  isGluedSegment({ from }: Word): boolean {
    const text = this.message[from.segment]
    const isApart = text?.type !== 'text' || endsWithSpace(String(text.data?.text ?? ''))
    return !isApart && this.next?.is === 'segment' && this.next.from.segment === from.segment + 1
  }

  /** Takes everything from the next word on, as it was written. */
  takeRest(): Message {
    const { next } = this
    this.#at = this.#words.length
    return next ? restFrom(this.message, next.from) : []
  }
}

/** A word as a user would recognise it. */
export const shownWord = (word: Word): string => (word.is === 'text' ? word.text : `[${word.segment.type}]`)

/** Whether a message says anything in plain words. */
export const hasText = (message: Message): boolean => plainText(message).trim() !== ''

/** One piece of a command line: a word, quoted or not, or a segment other than text. */
export type Word =
  | { readonly is: 'text'; readonly text: string; readonly quoted: boolean; readonly from: Position }
  | { readonly is: 'segment'; readonly segment: Segment; readonly from: Position }

/** Start of a word: the index of its segment, and the offset in the segment's text. */
export interface Position {
  readonly segment: number
  readonly offset: number
}

/**
 * Splits a message into words, at white space and at segments. Matching quotes keep a word with blanks together: `"a
 * b"`, `'a b'`, `“a b”`, `‘it’s b’`, `「a b」`. A quote opens at the beginning of a word and closes at its end; any other
 * is an ordinary character, so no text is an error. Invisible characters around a word are not part of it.
 */
export function wordsOf(message: Message): Word[] {
  return message.flatMap((segment, index): Word[] =>
    segment.type === 'text'
      ? wordsOfText(String(segment.data?.text ?? ''), index)
      : [{ is: 'segment', segment, from: { segment: index, offset: 0 } }],
  )
}

const PLAIN = new RegExp(`[^${BLANK}][^${SPACE}]*`, 'g')
/** Option with an equals sign, after which a quote may open: `--name="a b"` is one word. */
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

/** Reads a word that is quoted as a whole, or after the name of an option. */
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

/** Closing quotes for each opening one. Phones also put the same one at both ends, or the wrong one of a pair. */
const CLOSING: Readonly<Record<string, string>> = {
  '"': '"',
  "'": "'",
  '“': '”“',
  '”': '”',
  '‘': '’‘',
  '’': '’',
  '„': '“”',
  '‚': '‘’',
  '「': '」',
  '『': '』',
  '«': '»',
  '＂': '＂',
  '＇': '＇',
  '〝': '〞〟',
}

const BEHIND = new RegExp(`[${BLANK}]`)
/** An apostrophe between two letters, as in `it’s`, closes nothing. */
const APOSTROPHES = "'’‘＇"
const LETTER = /\p{L}/u

const QUOTE = new RegExp(`[${Object.keys(CLOSING).join('')}]`)

/** Whether any quote could be opened in a text. */
const hasQuotes = (text: string): boolean => QUOTE.test(text)

/** Quotes in one text. Each kind is searched once from left to right, however many are opened. */
export class Quotes {
  readonly #text: string
  readonly #next = new Map<string, number>()

  constructor(text: string) {
    this.#text = text
  }

  /**
   * Index of the end of the quote that opens at `open`; undefined if it does not close. The end must also end a word.
   */
  endOf(open: number): number | undefined {
    const closing = CLOSING[this.#text[open] ?? ''] ?? ''
    for (const quote of closing) {
      const end = this.#from(quote, open + 1)
      const behind = this.#text[end + 1]
      if (end >= 0 && (behind === undefined || BEHIND.test(behind))) return end
    }
    return undefined
  }

  /** Index of the next quote of a kind, apostrophes left out; -1 if there is none. */
  #from(quote: string, at: number): number {
    const known = this.#next.get(quote)
    if (known !== undefined && (known < 0 || known >= at)) return known
    let end = this.#text.indexOf(quote, at)
    while (end >= 0 && this.#isApostrophe(end)) end = this.#text.indexOf(quote, end + 1)
    this.#next.set(quote, end)
    return end
  }

  #isApostrophe(at: number): boolean {
    const [before = '', quote = '', behind = ''] = [this.#text[at - 1], this.#text[at], this.#text[at + 1]]
    return APOSTROPHES.includes(quote) && LETTER.test(before) && LETTER.test(behind)
  }
}
