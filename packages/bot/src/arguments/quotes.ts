import { BLANK } from '../message/blanks.js'

/** Quotes that hold words together. Phones also put the same one at both ends, or the wrong one of a pair. */
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

/** Whether any quote could be opened in a text. */
export const hasQuotes = (text: string): boolean => QUOTE.test(text)
const QUOTE = new RegExp(`[${Object.keys(CLOSING).join('')}]`)

/** The quotes of one text. Each kind is looked for once from left to right, however many are opened. */
export class Quotes {
  readonly #text: string
  readonly #next = new Map<string, number>()

  constructor(text: string) {
    this.#text = text
  }

  /** Index of the end of the quote that opens at a place; undefined without one. It must be the end of a word, too. */
  endOf(open: number): number | undefined {
    const closing = CLOSING[this.#text[open] ?? ''] ?? ''
    for (const quote of closing) {
      const end = this.#from(quote, open + 1)
      const behind = this.#text[end + 1]
      if (end >= 0 && (behind === undefined || BEHIND.test(behind))) return end
    }
    return undefined
  }

  /** The next quote of a kind that is no apostrophe; -1 where there is none. */
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
