import { type Message, plainText } from '@rookery/protocol'
import { BotUsageError } from '../errors.js'
import type { IncomingChat } from '../events/incoming.js'
import { visible } from '../message/blanks.js'
import type { Heard } from '../message/hear.js'
import type { Command } from './command.js'
import {
  behindName,
  behindPrefix,
  type CommandLine,
  joinTexts,
  type Prefixes,
  readBare,
  readPrefixed,
} from './command-line.js'
import { firstMatch, type Match } from './patterns.js'

/** A command that a message means. */
export interface Found {
  readonly command: Command
  /** The text after the name; for a pattern, everything after the prefix. */
  readonly argument: Message
  /** The match of a pattern, and the place of its arguments. Without one they are in `argument`. */
  readonly match?: Match
}

/** Reason why a command is not available for a message, whoever wrote it. */
export type Obstacle =
  /** The command's plugin is switched off there. */
  | { readonly is: 'disabled'; readonly plugin: string }
  | { readonly is: 'elsewhere'; readonly in: string }
  | { readonly is: 'notToMe' }

/** Whether the plugin of a command is switched on for an event; a command without a plugin always is. */
export const isOn = ({ plugin }: Command, event: IncomingChat['event']): boolean =>
  plugin?.isOn(event) ?? true

/** Returns why a command is not available for a message: switched off, in another kind of chat, or not addressed. */
export function obstaclesOf(
  command: Command,
  { event, heard }: Pick<IncomingChat, 'event' | 'heard'>,
): readonly Obstacle[] {
  const { options, plugin } = command
  const obstacles: Obstacle[] = []
  if (plugin && !isOn(command, event)) obstacles.push({ is: 'disabled', plugin: plugin.name })
  if (options.in && options.in !== event.message_type) obstacles.push({ is: 'elsewhere', in: options.in })
  if (options.onlyToMe && !heard.toMe) obstacles.push({ is: 'notToMe' })
  return obstacles
}

/** Whether a command is available for a message. */
export const isAvailable = (command: Command, incoming: Pick<IncomingChat, 'event' | 'heard'>): boolean =>
  obstaclesOf(command, incoming).length === 0

/** Text whose characters have no other spelling. */
const ORDINARY = /^[\x21-\x7e\u4e00-\u9fff]*$/

/** All commands, found by name at a cost that does not depend on how many there are. */
export class CommandBook {
  readonly prefixes: Prefixes
  readonly #names = new Map<string, Command>()
  readonly #aliases = new Map<string, Command>()
  /** Aliases, keyed like names: a command of the same name would hide them. */
  readonly #aliasNames = new Map<string, Command>()
  #withPatterns: readonly Command[] = []
  #bare = 0

  constructor(prefixes: Prefixes) {
    this.prefixes = prefixes
  }

  /** Every command, in the order in which they were added. */
  get all(): readonly Command[] {
    return [...this.#names.values()]
  }

  /** Every name and alias, as users write them. */
  get words(): readonly string[] {
    return commandWords(this.all)
  }

  /** Adds a command. Returns a function that removes it. @throws BotUsageError for a name that is taken */
  add(command: Command): () => void {
    const key = this.#keyOf(command.declaration.name)
    for (const word of [command.name, ...command.aliases]) this.#claim(this.named(word), word)
    this.#claim(this.#aliasNames.get(key), command.name)
    this.#names.set(key, command)
    for (const alias of command.aliases) {
      this.#aliases.set(this.prefixes.fold(alias), command)
      this.#aliasNames.set(this.#keyOfWord(alias), command)
    }
    if (command.patterns.length > 0) this.#withPatterns = [...this.#withPatterns, command]
    if (command.options.prefix === false) this.#bare += 1
    return () => this.#remove(key, command)
  }

  /** The command of a name, as an author writes it. */
  named(name: string): Command | undefined {
    return this.#names.get(this.#keyOf(name.split('.'))) ?? this.byWord(name)
  }

  /** Finds the command that a message means, among those that pass the filter. */
  find(
    { message: heard }: Pick<Heard, 'message'>,
    isIncluded: (command: Command) => boolean = () => true,
  ): Found | undefined {
    const message = joinTexts(heard)
    const line = readPrefixed(message, this.prefixes)
    const found = line && this.#inLine(line, isIncluded)
    if (found || this.#bare === 0) return found
    const bare = readBare(message)
    return bare && this.#inLine(bare, (command) => command.options.prefix === false && isIncluded(command))
  }

  #inLine(line: CommandLine, isIncluded: (command: Command) => boolean): Found | undefined {
    const named = this.byWord(line.word)
    if (named && isIncluded(named)) return { command: named, argument: behindName(line) }
    return this.#withPatterns.length === 0 ? undefined : this.#matched(behindPrefix(line), isIncluded)
  }

  #matched(argument: Message, isIncluded: (command: Command) => boolean): Found | undefined {
    const text = plainText(argument)
    for (const command of this.#withPatterns) {
      const match = isIncluded(command) ? firstMatch(command.patterns, argument, text) : undefined
      if (match) return { command, argument, match }
    }
    return undefined
  }

  /**
   * Looks up a command by a name split into parts, or by an alias as it is; failing that, by its form in ordinary,
   * visible characters.
   */
  byWord(word: string): Command | undefined {
    return this.#byExactWord(word) ?? this.#byPlainWord(word)
  }

  #byExactWord(word: string): Command | undefined {
    return this.#names.get(this.#keyOfWord(word)) ?? this.#aliases.get(this.prefixes.fold(word))
  }

  #byPlainWord(word: string): Command | undefined {
    const plain = ORDINARY.test(word) ? word : visible(word).normalize('NFKC')
    return plain === word ? undefined : this.#byExactWord(plain)
  }

  #keyOfWord(word: string): string {
    return this.#keyOf(this.prefixes.partsOf(word))
  }

  /** Joins the parts with a newline, which no name can contain. */
  #keyOf(parts: readonly string[]): string {
    return this.prefixes.fold(parts.join('\n'))
  }

  #claim(taken: Command | undefined, word: string): void {
    if (taken) throw new BotUsageError('duplicate_command', `"${word}" is a command already: ${taken.name}`)
  }

  #remove(key: string, command: Command): void {
    if (this.#names.get(key) !== command) return
    this.#names.delete(key)
    for (const alias of command.aliases) {
      this.#aliases.delete(this.prefixes.fold(alias))
      const name = this.#keyOfWord(alias)
      if (this.#aliasNames.get(name) === command) this.#aliasNames.delete(name)
    }
    this.#withPatterns = this.#withPatterns.filter((each) => each !== command)
    if (command.options.prefix === false) this.#bare -= 1
  }
}

/** The names and aliases of some commands. */
export const commandWords = (commands: readonly Command[]): readonly string[] =>
  commands.flatMap(({ name, aliases }) => [name, ...aliases])
