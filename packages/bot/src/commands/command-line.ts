import type { Message, Segment } from '@rookery/protocol'
import { BLANK, SPACE, trimEndOfWord, trimFront } from '../message/blanks.js'
import type { Prefixes } from './prefixes.js'

/** A message read as a command: the word that could be its name, and what stands behind. */
export interface CommandLine {
  /** How long the prefix is; 0 where there is none, or an empty one is allowed. */
  readonly prefixLength: number
  /** The first word; a blank or what is no text ends it. */
  readonly word: string
  /** A blank stands between the prefix and the word. */
  readonly isSpaced: boolean
  /** Where the text begins that is behind the prefix, and where what is behind the word. */
  readonly begin: number
  readonly end: number
  readonly message: Message
}

/** The message with texts that follow one another made one, as the rules of commands want to see it. */
export function joinTexts(message: Message): Message {
  const isJoined = message.every(({ type }, index) => type !== 'text' || message[index - 1]?.type !== 'text')
  if (isJoined) return message
  const joined: Segment[] = []
  for (const segment of message) {
    const last = joined.at(-1)
    if (segment.type !== 'text' || last?.type !== 'text') joined.push(segment)
    else joined[joined.length - 1] = { type: 'text', data: { text: last.data.text + segment.data.text } }
  }
  return joined
}

/** Reads a message behind its prefix; undefined where it has none, or nothing follows, or a blank that may not. */
export function readPrefixed(message: Message, prefixes: Prefixes): CommandLine | undefined {
  const text = firstText(message)
  const prefixLength = text === undefined ? undefined : prefixes.lengthIn(text)
  const line = prefixLength === undefined ? undefined : lineOf(message, text ?? '', prefixLength)
  return line?.isSpaced && !prefixes.allowsBlank ? undefined : line
}

/** Reads a message as if a prefix were not needed. */
export function readBare(message: Message): CommandLine | undefined {
  const text = firstText(message)
  return text === undefined ? undefined : lineOf(message, text, 0)
}

const firstText = ([first]: Message): string | undefined =>
  first?.type === 'text' ? String(first.data?.text ?? '') : undefined

function lineOf(message: Message, text: string, prefixLength: number): CommandLine | undefined {
  WORD.lastIndex = prefixLength
  const found = WORD.exec(text)
  if (!found) return undefined
  const [whole, space = '', word = ''] = found
  const [begin, end] = [prefixLength + space.length, prefixLength + whole.length]
  const isSpaced = prefixLength > 0 && SEEN.test(space)
  return { prefixLength, word: trimEndOfWord(word), isSpaced, begin, end, message }
}

const WORD = new RegExp(`([${BLANK}]*)([^${BLANK}][^${SPACE}]*)`, 'y')
const SEEN = new RegExp(`[${SPACE}]`)

/** What stands behind the name: as it was written, without the blanks in front. */
export const behindName = ({ message, end }: CommandLine): Message => from(message, end)

/** Everything behind the prefix. */
export const behindPrefix = ({ message, begin }: CommandLine): Message => from(message, begin)

const NOTHING: Message = Object.freeze([])

function from(message: Message, offset: number): Message {
  const text = trimFront((firstText(message) ?? '').slice(offset))
  const behind = message.length === 1 ? NOTHING : message.slice(1)
  return text === '' ? behind : [{ type: 'text', data: { text } }, ...behind]
}

/** Gives the part behind the end of a match in the plain text of a message: the rest of that text and what follows it. */
export function behindOffset(message: Message, offset: number): Message {
  let left = offset
  for (const [index, segment] of message.entries()) {
    if (segment.type !== 'text') {
      if (left === 0) return message.slice(index)
      continue
    }
    const text = String(segment.data?.text ?? '')
    if (left < text.length) {
      return [{ type: 'text', data: { text: text.slice(left) } }, ...message.slice(index + 1)]
    }
    left -= text.length
  }
  return NOTHING
}
