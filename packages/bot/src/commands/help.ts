import { plainText } from '@rookery/protocol'
import type { ChatEvent } from '../message/hear.js'
import type { Outgoing } from '../message/outgoing.js'
import type { CommandSession } from '../session/command-session.js'
import type { Session } from '../session/session.js'
import { short, type Texts } from '../texts/texts.js'
import type { Command } from './command.js'
import { commandWords, isAvailable } from './command-book.js'
import { nearWord } from './suggest.js'
import { usageOf } from './usage.js'

/** Source of help: the commands, how they are called, and who may use them. */
export interface HelpSource {
  readonly commands: readonly Command[]
  readonly prefix: string
  /** The name of the help command. */
  readonly help: string
  readonly texts: Texts
  named(name: string): Command | undefined
  may(command: Command, session: Session<ChatEvent>): boolean | Promise<boolean>
}

/** Answer of the help command: the list of commands that the user may use, or the usage of one. */
export async function helpText(
  session: CommandSession<{ readonly name?: string }>,
  source: HelpSource,
): Promise<Outgoing> {
  const { name } = session.args
  if (name !== undefined) return detailsOf(name, session, source)
  return listOf(await usableBy(session, source), source)
}

/** Commands that the user may know of. Hidden ones, and ones the user may not use, are left out. */
async function usableBy(session: CommandSession, source: HelpSource): Promise<readonly Command[]> {
  const usable: Command[] = []
  for (const command of source.commands) {
    const isShown = !command.options.hidden && isAvailable(command, session)
    if (isShown && (await source.may(command, session))) usable.push(command)
  }
  return usable
}

function listOf(commands: readonly Command[], { texts, prefix, help }: HelpSource): Outgoing {
  const sections = [...bySection(commands)]
  const other = plain(texts.say('helpOther', {}))
  const listed = sections.map(([section, each]) =>
    [
      ...(sections.length > 1 ? [`【${section || other}】`] : []),
      ...each.map((one) => lineOf(one, prefix)),
    ].join('\n'),
  )
  const footer = texts.say('helpFooter', { usage: `${prefix}${help} <name>` })
  return linesOf(texts.say('helpTitle', {}), ...listed, footer)
}

/** Section of a command: its own, or the name that sub-commands share. */
const sectionOf = ({ options, declaration }: Command): string =>
  options.section ?? (declaration.name.length > 1 ? (declaration.name[0] ?? '') : '')

/** One line for a command, with all its names. */
function lineOf(command: Command, prefix: string): string {
  const { aliases, options } = command
  const names = [usageOf(command, prefix), ...aliases.map((alias) => prefix + alias)].join(' | ')
  return `${names}${options.description ? ` — ${options.description}` : ''}`
}

async function detailsOf(name: string, session: CommandSession, source: HelpSource): Promise<Outgoing> {
  const bare = name.startsWith(source.prefix) ? name.slice(source.prefix.length) : name
  const command = source.named(bare)
  if (!command || !isAvailable(command, session) || !(await source.may(command, session))) {
    const near = nearWord(bare, commandWords(await usableBy(session, source))) ?? ''
    return source.texts.say('helpUnknown', { name: short(bare), near })
  }
  const { texts, prefix } = source
  const { aliases, options } = command
  return linesOf(
    options.description ?? '',
    texts.say('helpUsage', { usage: usageOf(command, prefix) }),
    aliases.length > 0 ? texts.say('helpAliases', { aliases: aliases.join(', ') }) : '',
  )
}

const plain = (said: Outgoing): string => (typeof said === 'string' ? said : plainText(said))

/** Joins the texts, one per line. */
const linesOf = (...said: readonly Outgoing[]): string =>
  said
    .map(plain)
    .filter((line) => line !== '')
    .join('\n')

function bySection(commands: readonly Command[]): ReadonlyMap<string, readonly Command[]> {
  const sections = new Map<string, Command[]>()
  for (const command of commands) {
    const section = sections.get(sectionOf(command))
    if (section) section.push(command)
    else sections.set(sectionOf(command), [command])
  }
  return sections
}
