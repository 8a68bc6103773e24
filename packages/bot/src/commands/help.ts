import type { ChatEvent } from '../events/chat-event.js'
import type { Session } from '../session/session.js'
import type { Said, Texts } from '../texts/texts.js'
import type { Command } from './command.js'
import { isThereFor } from './command.js'
import type { CommandSession } from './command-session.js'
import { usageOf } from './usage.js'

/** What help needs to know of the commands. */
export interface HelpSource {
  readonly commands: readonly Command[]
  readonly prefix: string
  /** The name of the help command. */
  readonly help: string
  readonly texts: Texts
  named(name: string): Command | undefined
  near(name: string): string | undefined
  may(command: Command, session: Session<ChatEvent>): boolean | Promise<boolean>
}

/** What the help command answers: a list of what the user may use, or how one command is used. */
export async function helpText(
  session: CommandSession<{ readonly name?: string }>,
  source: HelpSource,
): Promise<Said> {
  const { name } = session.args
  if (name !== undefined) return detailsOf(name, session, source)
  const usable: Command[] = []
  for (const command of source.commands) {
    if (!command.options.hidden && isThereFor(command, session) && (await source.may(command, session)))
      usable.push(command)
  }
  return listOf(usable, source)
}

function listOf(commands: readonly Command[], { texts, prefix, help }: HelpSource): Said {
  const sections = [...bySection(commands)]
  const other = String(texts.say('helpOther', {}))
  const listed = sections.map(([section, each]) =>
    [
      ...(sections.length > 1 ? [`【${section || other}】`] : []),
      ...each.map((one) => lineOf(one, prefix)),
    ].join('\n'),
  )
  const footer = texts.say('helpFooter', { usage: `${prefix}${help} <name>` })
  return [texts.say('helpTitle', {}), ...listed, footer].filter((each) => each !== '').join('\n')
}

/** Sub-commands stand together under the name that they share. */
const sectionOf = ({ options, declaration }: Command): string =>
  options.section ?? (declaration.name.length > 1 ? (declaration.name[0] ?? '') : '')

function lineOf(command: Command, prefix: string): string {
  const { description } = command.options
  return `${usageOf(command, prefix)}${description ? ` — ${description}` : ''}`
}

async function detailsOf(name: string, session: CommandSession, source: HelpSource): Promise<Said> {
  const bare = name.startsWith(source.prefix) ? name.slice(source.prefix.length) : name
  const command = source.named(bare)
  if (!command || !isThereFor(command, session) || !(await source.may(command, session))) {
    return source.texts.say('helpUnknown', { name: bare.slice(0, 40), near: source.near(bare) ?? '' })
  }
  const { texts, prefix } = source
  const { aliases, options } = command
  return [
    options.description ?? '',
    texts.say('helpUsage', { usage: usageOf(command, prefix) }),
    aliases.length > 0 ? texts.say('helpAliases', { aliases: aliases.join(', ') }) : '',
  ]
    .filter((each) => each !== '')
    .join('\n')
}

function bySection(commands: readonly Command[]): ReadonlyMap<string, readonly Command[]> {
  const sections = new Map<string, Command[]>()
  for (const command of commands) {
    const section = sections.get(sectionOf(command))
    if (section) section.push(command)
    else sections.set(sectionOf(command), [command])
  }
  return sections
}
