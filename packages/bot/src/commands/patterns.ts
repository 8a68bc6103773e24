import { didYouMean, type Message } from '@rookery/protocol'
import type { Declaration, Parameter } from '../arguments/declaration.js'
import { BotUsageError } from '../errors.js'
import { behindOffset } from './command-line.js'

/** A pattern of a command that keeps no `lastIndex`. */
export interface CommandPattern {
  readonly expression: RegExp
  /** Whether its named groups fill the arguments; else these follow the match. */
  readonly fillsArguments: boolean
}

/** The match of a pattern, and the place of its command's arguments. */
export type Match = { readonly result: RegExpExecArray } & (
  | { readonly arguments: 'groups'; readonly groups: Readonly<Record<string, string | undefined>> }
  | { readonly arguments: 'behind'; readonly behind: Message }
)

/** The first pattern that is found in a text, which is the plain text of a message. */
export function firstMatch(
  patterns: readonly CommandPattern[],
  message: Message,
  text: string,
): Match | undefined {
  for (const { expression, fillsArguments } of patterns) {
    const result = expression.exec(text)
    if (result && fillsArguments) return { result, arguments: 'groups', groups: result.groups ?? {} }
    if (result) {
      return { result, arguments: 'behind', behind: behindOffset(message, result.index + result[0].length) }
    }
  }
  return undefined
}

/** Makes the patterns of a command. @throws BotUsageError for one whose groups cannot fill its arguments */
export function makePatterns(
  command: string,
  declaration: Declaration,
  patterns: RegExp | readonly RegExp[] = [],
): readonly CommandPattern[] {
  return [patterns].flat().map((pattern) => {
    const groups = groupsOf(pattern)
    const filled = fillable(declaration).filter(({ name }) => groups.includes(name))
    if (filled.length === 0) checkForTypos(command, declaration, pattern, groups)
    else checkFilled(command, declaration, pattern, filled)
    return { expression: stateless(pattern), fillsArguments: filled.length > 0 }
  })
}

/** Names that a group may fill: arguments, options by their own names, and flags. */
const fillable = ({ parameters, flags }: Declaration): readonly Pick<Parameter, 'name' | 'type'>[] => [
  ...parameters,
  ...flags.map(({ name, value }) => ({ name, type: value?.type ?? ('boolean' as const) })),
]

/** Names of a pattern's groups: with an alternative that matches the empty text, a match lists them all. */
const groupsOf = ({ source, flags }: RegExp): readonly string[] =>
  Object.keys(new RegExp(`${source}|`, flags.replace(/[gy]/g, '')).exec('')?.groups ?? {})

const stateless = (pattern: RegExp): RegExp =>
  pattern.global || pattern.sticky ? new RegExp(pattern.source, pattern.flags.replace(/[gy]/g, '')) : pattern

/**
 * Checks that the groups of a pattern fill all arguments: a mix of groups and text after the match would be ambiguous.
 * A group can fill neither an image nor a reply.
 */
function checkFilled(
  command: string,
  { parameters }: Declaration,
  pattern: RegExp,
  filled: readonly Pick<Parameter, 'name' | 'type'>[],
): void {
  const names = filled.map(({ name }) => name)
  const left = parameters.find(({ name, type }) => type !== 'reply' && !names.includes(name))
  if (left) {
    throw new BotUsageError(
      'bad_command',
      `command ${command}: groups of ${pattern} fill ${names.join(', ')}, but "${left.name}" would be read behind the match; give it a group (?<${left.name}>…) too, or name no group after an argument`,
    )
  }
  const unreadable = filled.find(({ type }) => type === 'image' || type === 'reply')
  if (unreadable) {
    throw new BotUsageError(
      'bad_command',
      `command ${command}: a group of ${pattern} cannot fill "${unreadable.name}", since text is no ${unreadable.type}`,
    )
  }
}

/** Refuses a group name that misses an argument's by a letter; any other name is allowed. */
function checkForTypos(
  command: string,
  declaration: Declaration,
  pattern: RegExp,
  groups: readonly string[],
): void {
  const known = fillable(declaration).map(({ name }) => name)
  for (const group of groups) {
    const near = didYouMean(group, known)
    if (near === undefined) continue
    throw new BotUsageError(
      'bad_command',
      `command ${command} has no argument "${group}", which a group of ${pattern} would fill; ${near}`,
    )
  }
}
