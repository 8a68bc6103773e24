import { checkSchemas } from '../arguments/check-schemas.js'
import type { Declaration, Parameter } from '../arguments/declaration.js'
import { Line } from '../arguments/line.js'
import type { ArgumentProblem } from '../arguments/problems.js'
import { type ArgumentReading, readAnswer, readArguments } from '../arguments/read-arguments.js'
import type { AnswerMessage } from '../conversations/ask-options.js'
import type { AnswerReading } from '../conversations/read-value.js'
import type { ChatEvent } from '../message/hear.js'
import type { Outgoing } from '../message/outgoing.js'
import type { Session } from '../session/session.js'
import type { Command } from './command.js'
import type { Found } from './command-book.js'
import type { MaybePromise } from './gate.js'

/** Result of gathering a command's arguments: the arguments, or the problem. */
export type Gathered =
  | { readonly args: Readonly<Record<string, unknown>> }
  | { readonly problem: ArgumentProblem }

/** Inputs besides the command: the session to ask in, and what its message provides. */
export interface Gathering {
  readonly session: Session<ChatEvent>
  /** Gives the time, in milliseconds since 1970, for the types that need it. */
  readonly now: () => number
  /** Whether option names match regardless of case. */
  readonly ignoresCase: boolean
  /** The id of the message that is quoted. */
  readonly reply_id: string | undefined
  /** Values given in advance, as by `callCommand`; they are neither read nor asked for. */
  readonly given: Readonly<Record<string, unknown>>
}

const NOTHING = Object.freeze({})

/** Gathers the arguments of a command: reads them, asks for missing ones, and runs the author's schemas over them. */
export function gatherArguments(found: Found, with_: Gathering): MaybePromise<Gathered> {
  const { command } = found
  const { options } = command
  const { given, now, reply_id, ignoresCase } = with_
  const declaration = withoutGiven(command.declaration, given)
  const reading = readFound(found, { declaration, reply_id, now, ignoresCase })
  if (reading.problem) return { problem: reading.problem }
  if (options.ask || options.args || Object.keys(given).length > 0) return completed(command, reading, with_)
  const missing = reading.missing.find(({ required }) => required)
  return missing
    ? { problem: { is: 'missing', parameter: missing } }
    : { args: reading.values.size === 0 ? NOTHING : Object.fromEntries(reading.values) }
}

/** Asks for missing arguments, adds the given ones, and runs the schemas over all. */
async function completed(
  { declaration, options }: Command,
  { missing, values }: ArgumentReading,
  with_: Gathering,
): Promise<Gathered> {
  const { ask = {}, args } = options
  for (const parameter of missing) {
    const prompt = Object.hasOwn(ask, parameter.name) ? ask[parameter.name] : undefined
    if (prompt !== undefined) values.set(parameter.name, await askFor(parameter, prompt, with_))
    else if (parameter.required) return { problem: { is: 'missing', parameter } }
  }
  for (const [name, value] of Object.entries(with_.given)) values.set(name, value)
  const refused = args && (await checkSchemas(args, values, parameterOf(declaration)))
  return refused ? { problem: refused } : { args: Object.fromEntries(values) }
}

const withoutGiven = (declaration: Declaration, given: object): Declaration =>
  Object.keys(given).length === 0
    ? declaration
    : { ...declaration, parameters: declaration.parameters.filter(({ name }) => !Object.hasOwn(given, name)) }

const parameterOf =
  ({ parameters, flags }: Declaration) =>
  (name: string): Parameter | undefined =>
    parameters.find((each) => each.name === name) ?? flags.find((each) => each.name === name)?.value

/** Asks until the answer is a value of the argument's type. */
function askFor(parameter: Parameter, prompt: Outgoing, { session }: Gathering): Promise<unknown> {
  const read = ({ message, reply_id }: AnswerMessage, now: number): AnswerReading => {
    const { problem, values } = readAnswer(parameter, new Line(message, reply_id), now)
    return problem
      ? { is: 'wrong', type: parameter.type }
      : { is: 'value', value: values.get(parameter.name) }
  }
  const isFreeText = parameter.type === 'text' || parameter.type === 'message'
  return session.askBy(prompt, read, { name: parameter.name, isFreeText })
}

/** Settings for reading a command's arguments. */
export interface FoundSettings {
  /** Gives the time, in milliseconds since 1970, for the types that need it. */
  readonly now: () => number
  /** Whether option names match regardless of case. */
  readonly ignoresCase: boolean
  /** The id of the message that it quotes. */
  readonly reply_id: string | undefined
  /** The declaration of the command, without arguments that are given already. */
  readonly declaration: Declaration
}

/**
 * Reads the arguments of a command that was found: from the text after its name or its match, or from the groups of a
 * pattern.
 */
export function readFound(
  { argument, match }: Pick<Found, 'argument' | 'match'>,
  settings: FoundSettings,
): ArgumentReading {
  if (match?.arguments === 'groups') return readGroups(match.groups, settings)
  const { declaration, reply_id, now, ignoresCase } = settings
  return readArguments(declaration, new Line(match ? match.behind : argument, reply_id), now, ignoresCase)
}

type Groups = Readonly<Record<string, string | undefined>>

/** Reads each group as if it were the whole answer to a question for its argument. */
function readGroups(groups: Groups, { declaration, reply_id, now }: FoundSettings): ArgumentReading {
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
  now: () => number,
): ArgumentProblem | undefined {
  if (text === undefined || text.trim() === '') return undefined
  const reading = readAnswer(parameter, new Line([{ type: 'text', data: { text } }]), now())
  if (reading.problem) return { is: 'wrong', parameter, found: text.trim() }
  values.set(parameter.name, reading.values.get(parameter.name))
  return undefined
}
