import type { Calls } from '../calls/calls.js'
import { checkOptions } from '../checks/check-options.js'
import { BotUsageError } from '../errors.js'
import type { CommandGroup } from './bot-commands.js'
import { type Command, makeCommand } from './command.js'
import { commandOptions, groupOptions } from './command-kinds.js'
import type { AnyOptions, SharedOptions } from './command-options.js'

type AddCommand = (command: Command) => () => void

/** Implements `command` and `group` for a bot (without a name) and for groups. */
export function commandsOf<B extends Calls>(
  add: AddCommand,
  name = '',
  shared: SharedOptions = {},
): CommandGroup<B> {
  const command = (declaration: string, ...rest: readonly unknown[]): (() => void) => {
    const [options, handler] = (rest.length > 1 ? rest : [{}, rest[0]]) as [AnyOptions, Command['handler']]
    const text = `${name}${String(declaration).trimStart()}`
    checkOptions(`command ${text}`, options, commandOptions)
    return add(makeCommand(text, { ...shared, ...options }, handler))
  }
  const group = (more: string, options: SharedOptions = {}): CommandGroup<B> => {
    checkGroup(more, options)
    return commandsOf(add, `${name}${more}.`, { ...shared, ...options })
  }
  return { name: name.slice(0, -1), command, group } as CommandGroup<B>
}

function checkGroup(name: string, options: object): void {
  if (!/^[^\s<>[\]]+$/.test(name)) {
    throw new BotUsageError('bad_group', `"${name}" is no name of a group; expected one word, as in note`)
  }
  for (const own of ['aliases', 'patterns']) {
    if (own in options) {
      throw new BotUsageError(
        'bad_group',
        `${own} are of one command; give them to bot.group("${name}").command(…)`,
      )
    }
  }
  checkOptions(`group ${name}`, options, groupOptions)
}
