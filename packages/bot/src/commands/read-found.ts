import type { Declaration, Parameter } from '../arguments/declaration.js'
import { Line } from '../arguments/line.js'
import type { ArgumentProblem } from '../arguments/problems.js'
import { type Reading, readAnswer, readArguments } from '../arguments/read-arguments.js'
import type { Found } from './command-book.js'

/** Parts of a command's message that the search did not give. */
export interface FoundSettings {
  /** Milliseconds since 1970. */
  readonly now: number
  /** Whether the case of options is left out. */
  readonly ignoresCase: boolean
  /** The id of the message that it quotes. */
  readonly reply_id: string | undefined
  /** The declaration of the command, without arguments that are given already. */
  readonly declaration: Declaration
}

/** Reads the arguments of a command that was found: what stands behind its name or its match, or the groups of a pattern. */
export function readFound(
  { argument, match }: Pick<Found, 'argument' | 'match'>,
  settings: FoundSettings,
): Reading {
  if (match?.arguments === 'groups') return readGroups(match.groups, settings)
  const { declaration, reply_id, now, ignoresCase } = settings
  return readArguments(declaration, new Line(match ? match.behind : argument, reply_id), now, ignoresCase)
}

type Groups = Readonly<Record<string, string | undefined>>

/** Each group is read as the whole answer to a question for its argument would be. */
function readGroups(groups: Groups, { declaration, reply_id, now }: FoundSettings): Reading {
  const values = new Map<string, unknown>()
  let problem: ArgumentProblem | undefined
  for (const { name, value } of declaration.flags) {
    if (!value) values.set(name, Boolean(groups[name]))
    else problem ??= readGroup({ ...value, name }, groups[name], values, now)
  }
  for (const parameter of declaration.parameters) {
    if (parameter.type !== 'reply') problem ??= readGroup(parameter, groups[parameter.name], values, now)
    else if (reply_id !== undefined) values.set(parameter.name, reply_id)
  }
  const missing = declaration.parameters.filter(({ name }) => !values.has(name))
  return { values, missing, ...(problem ? { problem } : {}) }
}

function readGroup(
  parameter: Parameter,
  text: string | undefined,
  values: Map<string, unknown>,
  now: number,
): ArgumentProblem | undefined {
  if (text === undefined || text.trim() === '') return undefined
  const reading = readAnswer(parameter, new Line([{ type: 'text', data: { text } }]), now)
  if (reading.problem) return { is: 'wrong', parameter, found: text.trim() }
  values.set(parameter.name, reading.values.get(parameter.name))
  return undefined
}
