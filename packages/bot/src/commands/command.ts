import type { Declaration } from '../arguments/declaration.js'
import { parseDeclaration } from '../arguments/parse-declaration.js'
import { checkHandler } from '../checks/check-options.js'
import { BotUsageError } from '../errors.js'
import { type Permission, permissionOf } from '../permissions/permission.js'
import type { OwningPlugin } from '../plugins/owning-plugin.js'
import type { AnyOptions } from './command-options.js'
import { type CommandPattern, makePatterns } from './patterns.js'

/** A command as the bot holds it. */
export interface Command {
  /** The whole name, its parts joined by dots. */
  readonly name: string
  readonly declaration: Declaration
  readonly options: AnyOptions
  readonly aliases: readonly string[]
  readonly patterns: readonly CommandPattern[]
  /** Permission to use it; undefined if everybody may. */
  readonly permission: Permission | undefined
  /** Handler of the command; its session has the arguments. */
  readonly handler: (session: never) => unknown
  /** The plugin that added it. */
  readonly plugin?: OwningPlugin | undefined
}

/** Builds a command from an author's declaration. @throws BotUsageError for an invalid one */
export function makeCommand(text: string, options: AnyOptions, handler: Command['handler']): Command {
  const declaration = parseDeclaration(text)
  const name = declaration.name.join('.')
  checkHandler(`command ${name}`, handler)
  checkNamed(name, declaration, options)
  const aliases = [options.aliases ?? []].flat()
  for (const alias of aliases) checkAlias(name, alias)
  return {
    name,
    declaration,
    options,
    aliases,
    patterns: makePatterns(name, declaration, options.patterns),
    permission: options.permission && permissionOf(options.permission),
    handler,
  }
}

/** Checks that schemas and questions name declared arguments. */
function checkNamed(
  name: string,
  { parameters, flags }: Declaration,
  { args, ask, privileged }: AnyOptions,
): void {
  const known = [...parameters, ...flags].map((each) => each.name)
  for (const each of [...Object.keys(args ?? {}), ...Object.keys(ask ?? {})]) {
    if (known.includes(each)) continue
    const allowed = known.length > 0 ? `it has ${known.join(', ')}` : 'it has none'
    throw new BotUsageError('bad_command', `command ${name} has no argument "${each}"; ${allowed}`)
  }
  if (privileged && Object.keys(ask ?? {}).length > 0) {
    throw new BotUsageError('bad_command', `command ${name} is privileged, so it cannot ask for arguments`)
  }
}

function checkAlias(name: string, alias: string): void {
  if (typeof alias === 'string' && /^\S+$/.test(alias)) return
  throw new BotUsageError(
    'bad_command',
    `command ${name}: "${alias}" is no alias; expected one word without blanks`,
  )
}
