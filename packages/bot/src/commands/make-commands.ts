import type { IdInput } from '@rookery/protocol'
import type { Clock } from '@rookery/transport'
import { idSet } from '../permissions/subject.js'
import type { Language } from '../texts/built-in.js'
import { type TextOptions, Texts } from '../texts/texts.js'
import { CommandBook } from './command-book.js'
import { type Looseness, type Prefix, Prefixes, type Separator } from './command-line.js'
import { CommandRouter } from './command-router.js'
import { Gate } from './gate.js'
import { type HelpOptions, helpCommand } from './help-command.js'

/** Settings of commands, and of the texts that the bot says by itself. */
export interface CommandSettings extends Looseness {
  /** Prefixes of commands; default `/`, `!`, `／`, `！`. With `''`, none is needed. */
  readonly prefixes?: readonly Prefix[]
  /** Separators in the name of a sub-command as users write it; default `/` and `.`. */
  readonly separators?: readonly Separator[]
  /** Users with the permission `superuser`. */
  readonly superusers?: readonly IdInput[]
  /** Language of the texts that the bot says by itself; default `zh`. */
  readonly language?: Language
  /** Texts of your own, in place of the built-in ones. */
  readonly texts?: TextOptions
  /**
   * Whether an unknown command is answered with a similar one: never, always, or (the default) `toMe`: in private and
   * when addressed, since a prefix is shared with other bots of the group.
   */
  readonly suggest?: boolean | 'toMe'
  /** The generated help command; `false` for none. A command of the same name replaces it. */
  readonly help?: HelpOptions | false
}

/** Everything about commands, made from the options of a bot. */
export interface CommandKit {
  readonly book: CommandBook
  /** The author's commands, then the framework's own. */
  readonly books: readonly CommandBook[]
  readonly gate: Gate
  readonly texts: Texts
  readonly router: CommandRouter
}

export const DEFAULT_PREFIXES: readonly Prefix[] = ['/', '!', '／', '！']
export const DEFAULT_SEPARATORS: readonly Separator[] = ['/', '.']

export function makeCommands(settings: CommandSettings, clock: Clock): CommandKit {
  const prefixes = new Prefixes(
    settings.prefixes ?? DEFAULT_PREFIXES,
    settings.separators ?? DEFAULT_SEPARATORS,
    settings,
  )
  const [book, builtIn] = [new CommandBook(prefixes), new CommandBook(prefixes)]
  const gate = new Gate(idSet(settings.superusers ?? []), clock)
  const texts = new Texts(settings.language ?? 'zh', settings.texts)
  if (settings.help !== false) builtIn.add(helpCommand(settings.help ?? {}, { book, gate, texts }))
  const router = new CommandRouter({ book, builtIn, gate, clock, texts, suggest: settings.suggest ?? 'toMe' })
  return { book, books: [book, builtIn], gate, texts, router }
}
