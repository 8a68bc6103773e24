import { checkSchemas } from '../arguments/check-schemas.js'
import type { Declaration, Parameter } from '../arguments/declaration.js'
import { Line } from '../arguments/line.js'
import type { ArgumentProblem } from '../arguments/problems.js'
import { type Reading, readAnswer } from '../arguments/read-arguments.js'
import type { AnswerMessage } from '../conversations/ask-options.js'
import type { Reading as AnswerReading } from '../conversations/read-value.js'
import type { ChatEvent } from '../message/chat-event.js'
import type { Outgoing } from '../message/outgoing.js'
import type { Session } from '../session/session.js'
import type { Command } from './command.js'
import type { Found } from './command-book.js'
import { readFound } from './read-found.js'
import type { SoonerOrLater } from './sooner-or-later.js'

/** What an attempt to get a command's arguments came to. */
export type Gathered =
  | { readonly args: Readonly<Record<string, unknown>> }
  | { readonly problem: ArgumentProblem }

/** Parts that are needed beside the command: the session to ask in, and what its message has beside the line. */
export interface Gathering {
  readonly session: Session<ChatEvent>
  /** Milliseconds since 1970. */
  readonly now: number
  /** Whether the case of options is left out. */
  readonly ignoresCase: boolean
  /** The id of the message that is quoted. */
  readonly reply_id: string | undefined
  /** Values that are given, as by `callCommand`; they are not read and not asked for. */
  readonly given: Readonly<Record<string, unknown>>
}

/** Gets the arguments of a command: reads them, asks for what is missing, and has the author's schemas check them. */
export function gatherArguments(found: Found, with_: Gathering): SoonerOrLater<Gathered> {
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

const NOTHING = Object.freeze({})

/** Asks for what is missing, adds what is given, and has the schemas check it. */
async function completed(
  { declaration, options }: Command,
  { missing, values }: Reading,
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

/** Asks until the answer is one. */
function askFor(parameter: Parameter, prompt: Outgoing, { session, now }: Gathering): Promise<unknown> {
  const read = ({ message, reply_id }: AnswerMessage): AnswerReading => {
    const { problem, values } = readAnswer(parameter, new Line(message, reply_id), now)
    return problem
      ? { is: 'wrong', type: parameter.type }
      : { is: 'value', value: values.get(parameter.name) }
  }
  const isFreeText = parameter.type === 'text' || parameter.type === 'message'
  return session.askBy(prompt, read, { name: parameter.name, isFreeText })
}
