import type { Message, Segment } from '@rookery/protocol'
import { BLANK, SPACE, trimEndOfWord, trimFront } from '../message/blanks.js'

/** What stands in front of a command: a string, or a pattern that matches at the beginning. */
export type Prefix = string | RegExp

/** What parts a name: `note.add`, `note/add`. */
export type Separator = string | RegExp

/** How strictly commands are told from other messages. */
export interface Looseness {
  /** Whether the case of prefixes, names, aliases and options is left out. Default false. */
  readonly ignoreCase?: boolean | undefined
  /** Whether blanks may stand between a prefix and the name. Default true. */
  readonly blankBehindPrefix?: boolean | undefined
}

/** How commands are told from other messages. */
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

  /** All of them, as explanations name them. */
  get all(): readonly string[] {
    return [...this.#given, ...this.#patterns.map(({ source }) => `/${source}/`)]
  }

  /** The prefix that is shown to users. */
  get shown(): string {
    return this.#given.find((each) => each !== '') ?? ''
  }

  /** How far the longest prefix of a text goes; undefined where it has none. */
  lengthIn(text: string): number | undefined {
    let longest = this.#strings.find((each) => this.#begins(text, each))?.length
    for (const pattern of this.#patterns) {
      pattern.lastIndex = 0
      const length = pattern.exec(text)?.[0].length
      if (length !== undefined && (longest === undefined || length > longest)) longest = length
    }
    return longest
  }

  /** The same, also where a blank stands behind the prefix. */
  get withBlanks(): Prefixes {
    return this.allowsBlank
      ? this
      : new Prefixes(this.#prefixes, this.#separators, { ignoreCase: this.ignoresCase })
  }

  /** Gives the form that all spellings of one name share. */
  fold(name: string): string {
    return this.ignoresCase ? name.toLowerCase() : name
  }

  #begins(text: string, prefix: string): boolean {
    if (!this.ignoresCase) return text.startsWith(prefix)
    return this.fold(text.slice(0, prefix.length)) === this.fold(prefix)
  }

  /** A name in its parts: of all ways to part it, the one with the most. */
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
