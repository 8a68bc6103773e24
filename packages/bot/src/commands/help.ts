import { plainText } from '@rookery/protocol'
import type { ChatEvent } from '../message/hear.js'
import type { CommandSession } from '../session/command-session.js'
import type { Session } from '../session/session.js'
import { short } from '../texts/short.js'
import type { Said, Texts } from '../texts/texts.js'
import { type Command, isThereFor } from './command.js'
import { wordsOf } from './command-book.js'
import { nearWord } from './suggest.js'
import { usageOf } from './usage.js'

/** What help needs to know of the commands. */
export interface HelpSource {
  readonly commands: readonly Command[]
  readonly prefix: string
  /** The name of the help command. */
  readonly help: string
  readonly texts: Texts
  named(name: string): Command | undefined
  may(command: Command, session: Session<ChatEvent>): boolean | Promise<boolean>
}

/** What the help command answers: a list of what the user may use, or how one command is used. */
export async function helpText(
  session: CommandSession<{ readonly name?: string }>,
  source: HelpSource,
): Promise<Said> {
  const { name } = session.args
  if (name !== undefined) return detailsOf(name, session, source)
  return listOf(await usableBy(session, source), source)
}

/** What the user may know of: what is hidden or not allowed is not named at all. */
async function usableBy(session: CommandSession, source: HelpSource): Promise<readonly Command[]> {
  const usable: Command[] = []
  for (const command of source.commands) {
    const isShown = !command.options.hidden && isThereFor(command, session)
    if (isShown && (await source.may(command, session))) usable.push(command)
  }
  return usable
}

function listOf(commands: readonly Command[], { texts, prefix, help }: HelpSource): Said {
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

/** Sub-commands stand together under the name that they share. */
const sectionOf = ({ options, declaration }: Command): string =>
  options.section ?? (declaration.name.length > 1 ? (declaration.name[0] ?? '') : '')

/** A command in one line, with every name that it can be said by. */
function lineOf(command: Command, prefix: string): string {
  const { aliases, options } = command
  const names = [usageOf(command, prefix), ...aliases.map((alias) => prefix + alias)].join(' | ')
  return `${names}${options.description ? ` — ${options.description}` : ''}`
}

async function detailsOf(name: string, session: CommandSession, source: HelpSource): Promise<Said> {
  const bare = name.startsWith(source.prefix) ? name.slice(source.prefix.length) : name
  const command = source.named(bare)
  if (!command || !isThereFor(command, session) || !(await source.may(command, session))) {
    const near = nearWord(bare, wordsOf(await usableBy(session, source))) ?? ''
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

const plain = (said: Said): string => (typeof said === 'string' ? said : plainText(said))

/** What there is, a line each. */
const linesOf = (...said: readonly Said[]): string =>
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
