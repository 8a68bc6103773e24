import type { ChatEvent } from '../message/hear.js'
import type { CommandSession } from '../session/command-session.js'
import type { Session } from '../session/session.js'
import type { Texts } from '../texts/texts.js'
import { type Command, makeCommand } from './command.js'
import type { CommandBook } from './command-book.js'
import type { Gate } from './gate.js'
import { helpText } from './help.js'

/** Names of the help command. */
export interface HelpOptions {
  /** Default `help`. */
  readonly name?: string
  /** Default `帮助`. */
  readonly aliases?: readonly string[]
}

/** Creates the command that lists all others. */
export function helpCommand(
  { name = 'help', aliases = ['帮助'] }: HelpOptions,
  { book, gate, texts }: { readonly book: CommandBook; readonly gate: Gate; readonly texts: Texts },
): Command {
  const source = {
    get commands() {
      return book.all
    },
    prefix: book.prefixes.shown,
    help: name,
    texts,
    named: (word: string) => book.named(word),
    may: (command: Command, session: Session<ChatEvent>) => gate.may(command, session, session),
  }
  const handler = (session: CommandSession<{ readonly name?: string }>) => helpText(session, source)
  return makeCommand(`${name} [name]`, { aliases }, handler as Command['handler'])
}
