import type { Message, Segment } from '@rookery/protocol'
import { BLANK, SPACE, trimEndOfWord, trimFront } from '../message/blanks.js'

/** Prefix of a command: a string, or a pattern that matches at the beginning. */
export type Prefix = string | RegExp

/** Separator of the parts of a name: `note.add`, `note/add`. */
export type Separator = string | RegExp

/** Strictness with which commands are recognized. */
export interface Looseness {
  /** Whether prefixes, names, aliases and options match regardless of case. Default false. */
  readonly ignoreCase?: boolean | undefined
  /** Whether blanks are allowed between a prefix and the name. Default true. */
  readonly blankBehindPrefix?: boolean | undefined
}

/** Rules by which commands are recognized: prefixes, separators, case. */
export class Prefixes {
  readonly #given: readonly string[]
  readonly #strings: readonly string[]
  readonly #patterns: readonly RegExp[]
  readonly #separators: readonly Separator[]
  readonly #prefixes: readonly Prefix[]
  readonly ignoresCase: boolean
  /** Whether blanks may stand between a prefix and the name. */
  readonly allowsBlank: boolean

  constructor(prefixes: readonly Prefix[], separators: readonly Separator[], looseness: Looseness = {}) {
    this.ignoresCase = looseness.ignoreCase === true
    this.allowsBlank = looseness.blankBehindPrefix !== false
    this.#given = prefixes.filter((each) => typeof each === 'string')
    this.#strings = this.#given.toSorted((a, b) => b.length - a.length)
    this.#patterns = prefixes
      .filter((each) => each instanceof RegExp)
      .map(({ source, flags }) => new RegExp(source, `${flags.replace(/[gy]/g, '')}y`))
    this.#separators = separators
    this.#prefixes = prefixes
  }

  /** All prefixes, as explanations name them. */
  get all(): readonly string[] {
    return [...this.#given, ...this.#patterns.map(({ source }) => `/${source}/`)]
  }

  /** The prefix that is shown to users. */
  get shown(): string {
    return this.#given.find((each) => each !== '') ?? ''
  }

  /** Length of the longest prefix of a text; undefined if it has none. */
  lengthIn(text: string): number | undefined {
    let longest = this.#strings.find((each) => this.#begins(text, each))?.length
    for (const pattern of this.#patterns) {
      pattern.lastIndex = 0
      const length = pattern.exec(text)?.[0].length
      if (length !== undefined && (longest === undefined || length > longest)) longest = length
    }
    return longest
  }

  /** The same prefixes, with blanks allowed after them. */
  get withBlanks(): Prefixes {
    return this.allowsBlank
      ? this
      : new Prefixes(this.#prefixes, this.#separators, { ignoreCase: this.ignoresCase })
  }

  /** Returns the form that all spellings of one name share. */
  fold(name: string): string {
    return this.ignoresCase ? name.toLowerCase() : name
  }

  #begins(text: string, prefix: string): boolean {
    if (!this.ignoresCase) return text.startsWith(prefix)
    return this.fold(text.slice(0, prefix.length)) === this.fold(prefix)
  }

  /** Splits a name into parts; if several separators apply, the one that gives the most parts wins. */
  partsOf(name: string): readonly string[] {
    let parts: readonly string[] = [name]
    for (const separator of this.#separators) {
      if (typeof separator === 'string' && !name.includes(separator)) continue
      const parted = name.split(separator)
      if (parted.length > parts.length) parts = parted
    }
    return parts
  }
}

/** Message read as a command: the word that may be its name, and the offsets around it. */
export interface CommandLine {
  /** Length of the prefix; 0 if there is none, or an empty one is allowed. */
  readonly prefixLength: number
  /** The first word, up to a blank or a segment. */
  readonly word: string
  /** Whether there is a blank between the prefix and the word. */
  readonly isSpaced: boolean
  /** Offset of the text after the prefix. `end` is the offset of the text after the word. */
  readonly begin: number
  readonly end: number
  readonly message: Message
}

/** Merges adjacent text segments, as the rules of commands expect. */
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

/**
 * Reads a message after its prefix; undefined without a prefix, without text after it, or with a blank after it that is
 * not allowed.
 */
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

const WORD = new RegExp(`([${BLANK}]*)([^${BLANK}][^${SPACE}]*)`, 'y')
const SEEN = new RegExp(`[${SPACE}]`)

function lineOf(message: Message, text: string, prefixLength: number): CommandLine | undefined {
  WORD.lastIndex = prefixLength
  const found = WORD.exec(text)
  if (!found) return undefined
  const [whole, space = '', word = ''] = found
  const [begin, end] = [prefixLength + space.length, prefixLength + whole.length]
  const isSpaced = prefixLength > 0 && SEEN.test(space)
  return { prefixLength, word: trimEndOfWord(word), isSpaced, begin, end, message }
}

/** The message after the name, as it was written, without leading blanks. */
export const behindName = ({ message, end }: CommandLine): Message => from(message, end)

/** The message after the prefix. */
export const behindPrefix = ({ message, begin }: CommandLine): Message => from(message, begin)

const NOTHING: Message = Object.freeze([])

function from(message: Message, offset: number): Message {
  const text = trimFront((firstText(message) ?? '').slice(offset))
  const behind = message.length === 1 ? NOTHING : message.slice(1)
  return text === '' ? behind : [{ type: 'text', data: { text } }, ...behind]
}

/** Returns the message after an offset in its plain text: the rest of that text segment and what follows it. */
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
