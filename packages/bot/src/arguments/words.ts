import type { Message, Segment } from '@rookery/protocol'

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
 * `"a b"`, `'a b'`, `“a b”`, `‘a b’`, `「a b」`. They open at the beginning of a word and close at its end; one that does
 * neither is an ordinary letter, so no text is an error.
 */
export function wordsOf(message: Message): Word[] {
  return message.flatMap((segment, index): Word[] =>
    segment.type === 'text'
      ? wordsOfText(String(segment.data?.text ?? ''), index)
      : [{ is: 'segment', segment, from: { segment: index, offset: 0 } }],
  )
}

/** `--name="a b"` is one word, too: a quote may open behind the equals sign of an option. */
const WORD = /(?:((?:--|——)[^\s=]+=)?(?:"([^"]*)"|'([^']*)'|“([^”]*)”|‘([^’]*)’|「([^」]*)」)(?=\s|$))|(\S+)/g

const QUOTE = /["'“‘「]/

function wordsOfText(text: string, segment: number): Word[] {
  return QUOTE.test(text) ? quotedWords(text, segment) : plainWords(text, segment)
}

function plainWords(text: string, segment: number): Word[] {
  const words: Word[] = []
  const pattern = /\S+/g
  for (let found = pattern.exec(text); found; found = pattern.exec(text)) {
    words.push({ is: 'text', text: found[0], quoted: false, from: { segment, offset: found.index } })
  }
  return words
}

function quotedWords(text: string, segment: number): Word[] {
  return [...text.matchAll(WORD)].map((found) => {
    const [whole, option = '', ...inside] = found
    const quotedText = inside.slice(0, 5).find((each) => each !== undefined)
    const quoted = quotedText !== undefined && option === ''
    return {
      is: 'text',
      text: quotedText === undefined ? whole : option + quotedText,
      quoted,
      from: { segment, offset: found.index },
    }
  })
}

/** A message from a position on, as it was written. */
export function restFrom(message: Message, { segment, offset }: Position): Message {
  const [first, ...behind] = message.slice(segment)
  if (first?.type !== 'text') return first ? [first, ...behind] : []
  const text = String(first.data?.text ?? '').slice(offset)
  return text === '' ? behind : [{ type: 'text', data: { text } }, ...behind]
}
