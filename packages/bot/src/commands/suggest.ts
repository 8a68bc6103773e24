import { nearest } from '@rookery/protocol'
import type { IncomingChat } from '../events/incoming.js'
import type { Outgoing } from '../message/outgoing.js'
import { short, type Texts } from '../texts/texts.js'
import type { Command } from './command.js'
import { type CommandBook, commandWords, isAvailable } from './command-book.js'
import { joinTexts, readPrefixed } from './command-line.js'
import type { Gate } from './gate.js'

/** Longest word that is compared; longer text after a prefix is no misspelt command. */
const MAX_LENGTH = 24
/** Longest name that is looked for in a word. */
const MAX_NAME = 40

/** Command that a word, which names none, probably means: its blank is missing, or it is misspelt. */
export type Meant = Glued | { readonly is: 'near'; readonly near: string }

interface Glued {
  readonly is: 'glued'
  readonly command: Command
  readonly name: string
  readonly rest: string
}

/** Whether a command may be named to the user who wrote the word. */
type IsShown = (command: Command) => boolean

/** Finds the command that an unknown word probably means. */
export function meantBy(word: string, books: readonly CommandBook[], isShown: IsShown): Meant | undefined {
  const near = nearWord(word, commandWords(books.flatMap(({ all }) => all).filter(isShown)))
  const glued = gluedName(word, books, isShown)
  // 天气预抱 is 天气预报 rather than 天气 without a blank.
  if (near !== undefined && near.length > (glued?.name.length ?? 0)) return { is: 'near', near }
  return glued
}

/** The most similar word; only words of similar length are compared. */
export function nearWord(word: string, words: readonly string[]): string | undefined {
  if (word.length > MAX_LENGTH) return undefined
  const alike = words.filter(({ length }) => Math.abs(length - word.length) <= Math.max(1, length / 3))
  const near = nearest(word, alike)
  // Every single letter would be similar to every other.
  return near !== undefined && near.length > 1 ? near : undefined
}

/** The longest name that a word begins with: `天气南京` is 天气 without its blank. */
function gluedName(word: string, books: readonly CommandBook[], isShown: IsShown): Glued | undefined {
  for (let length = Math.min(word.length - 1, MAX_NAME); length > 0; length--) {
    const [name, rest] = [word.slice(0, length), word.slice(length)]
    if (isOneWord(name, rest)) continue
    const command = books.map((book) => book.byWord(name)).find((each) => each !== undefined)
    if (command && isShown(command)) return { is: 'glued', command, name, rest }
  }
  return undefined
}

/** Whether name and rest form one word: `rolls` is no `roll` without a blank, but `roll20` and `weather南京` are. */
const isOneWord = (name: string, rest: string): boolean =>
  (/[a-z]$/i.test(name) && /^[a-z]/i.test(rest)) ||
  (/\d$/.test(name) && /^\d/.test(rest)) ||
  /^[-_./]/.test(rest)

/** Returns the hint for a message that looks like a command but is none: which one was meant, or how it is written. */
export function hintFor(incoming: IncomingChat, { books, gate, texts }: HintParts): Outgoing | undefined {
  const [{ prefixes }] = books as readonly [CommandBook]
  const line = readPrefixed(joinTexts(incoming.heard.message), prefixes)
  if (!line || line.prefixLength === 0 || books.some((book) => book.byWord(line.word))) return undefined
  // A hint never reveals hidden commands, or ones the user may not use.
  const isShown = (command: Command): boolean =>
    !command.options.hidden && isAvailable(command, incoming) && gate.guess(command, incoming) === true
  const meant = meantBy(line.word, books, isShown)
  if (meant?.is !== 'glued')
    return meant && texts.say('unknownCommand', { name: line.word, near: meant.near })
  const { name, rest } = meant
  return texts.say('gluedCommand', { name, example: `${prefixes.shown}${name}${apart(rest)}` })
}

interface HintParts {
  readonly books: readonly CommandBook[]
  readonly gate: Gate
  readonly texts: Texts
}

/** The text that is glued to a name, with a blank in front; signs alone, as in 签到！, say nothing. */
const apart = (rest: string): string => (/[\p{L}\p{N}]/u.test(rest) ? ` ${short(rest)}` : '')
