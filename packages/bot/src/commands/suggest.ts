import { nearest } from '@rookery/protocol'
import type { IncomingChat } from '../events/incoming.js'
import { type Command, isThereFor } from './command.js'
import { type CommandBook, wordsOf } from './command-book.js'
import { readPrefixed } from './command-line.js'
import type { Gate } from './gate.js'

/** Whoever writes a whole letter behind a slash means no command. */
const MAX_LENGTH = 24

/** The word that was probably meant; only those of about the same length are compared. */
export function nearWord(word: string, words: readonly string[]): string | undefined {
  if (word.length > MAX_LENGTH) return undefined
  const alike = words.filter(({ length }) => Math.abs(length - word.length) <= Math.max(1, length / 3))
  const near = nearest(word, alike)
  // Of a single letter any other would be near.
  return near !== undefined && near.length > 1 ? near : undefined
}

/** The command that was probably meant by a message that looks like one, and is none. */
export function nearCommand(
  incoming: IncomingChat,
  { book, gate }: { readonly book: CommandBook; readonly gate: Gate },
): { readonly name: string; readonly near: string } | undefined {
  const line = readPrefixed(incoming.heard.message, book.prefixes)
  if (!line || line.prefixLength === 0 || line.isGlued || book.byWord(line.word)) return undefined
  // Nobody is told unasked of what is hidden, or perhaps not allowed.
  const isShown = (command: Command): boolean =>
    !command.options.hidden &&
    isThereFor(command, incoming) &&
    command.permission.guess(gate.subject(incoming)) === true
  const near = nearWord(line.word, wordsOf(book.all.filter(isShown)))
  return near === undefined ? undefined : { name: line.word, near }
}
