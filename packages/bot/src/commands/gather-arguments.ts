import type { Message } from '@rookery/protocol'
import { checkSchemas } from '../arguments/check-schemas.js'
import { Line } from '../arguments/line.js'
import type { ArgumentProblem } from '../arguments/problems.js'
import { type Reading, readAnswer, readArguments } from '../arguments/read-arguments.js'
import type { ChatEvent } from '../events/chat-event.js'
import type { Outgoing } from '../session/outgoing.js'
import { Finished } from '../session/run.js'
import type { Session } from '../session/session.js'
import type { Texts } from '../texts/texts.js'
import type { Command } from './command.js'
import type { Declaration, Parameter } from './declaration.js'
import { named, short } from './usage.js'

/** How often a wrong answer is asked for again. */
const MAX_FAILURES = 3

/** What an attempt to get a command's arguments came to. */
export type Gathered =
  | { readonly args: Readonly<Record<string, unknown>> }
  | { readonly problem: ArgumentProblem }

/** What is needed beside the command: the session to ask in, texts, and the time. */
export interface Gathering {
  readonly session: Session<ChatEvent>
  readonly texts: Texts
  readonly now: number
  /** Values that are given, as by `callCommand`; they are not read and not asked for. */
  readonly given: Readonly<Record<string, unknown>>
}

/** Gets the arguments of a command: reads them, asks for what is missing, and has the author's schemas check them. */
export async function gatherArguments(command: Command, line: Line, with_: Gathering): Promise<Gathered> {
  const { declaration, options } = command
  const { given, now } = with_
  const reading = readArguments(withoutGiven(declaration, given), line, now)
  if (reading.problem) return { problem: reading.problem }
  const problem = await askForMissing(command, reading, with_)
  if (problem) return { problem }
  for (const [name, value] of Object.entries(given)) reading.values.set(name, value)
  const refused = options.args && (await checkSchemas(options.args, reading.values, parameterOf(declaration)))
  return refused ? { problem: refused } : { args: Object.fromEntries(reading.values) }
}

const withoutGiven = (declaration: Declaration, given: object): Declaration =>
  Object.keys(given).length === 0
    ? declaration
    : { ...declaration, parameters: declaration.parameters.filter(({ name }) => !Object.hasOwn(given, name)) }

const parameterOf =
  ({ parameters, flags }: Declaration) =>
  (name: string): Parameter | undefined =>
    parameters.find((each) => each.name === name) ?? flags.find((each) => each.name === name)?.value

async function askForMissing(
  { options: { ask = {} }, name }: Command,
  { missing, values }: Reading,
  with_: Gathering,
): Promise<ArgumentProblem | undefined> {
  for (const parameter of missing) {
    const prompt = Object.hasOwn(ask, parameter.name) ? ask[parameter.name] : undefined
    if (prompt !== undefined) values.set(parameter.name, await askFor(parameter, prompt, name, with_))
    else if (parameter.required) return { is: 'missing', parameter }
  }
  return undefined
}

/** Asks until the answer is one. */
async function askFor(
  parameter: Parameter,
  prompt: Outgoing,
  command: string,
  with_: Gathering,
): Promise<unknown> {
  const { session, texts, now } = with_
  let question = prompt
  for (let failures = 0; failures < MAX_FAILURES; failures++) {
    const { heard } = await session.hearNext(question)
    const { problem, values } = readAnswer(parameter, new Line(heard.message, heard.reply_id), now)
    if (!problem) return values.get(parameter.name)
    question = texts.say('wrongAnswer', {
      ...named(parameter, texts),
      found: foundIn(problem, heard.message),
    })
  }
  await session.send(texts.say('tooManyFailures', { command }))
  throw new Finished()
}

const foundIn = (problem: ArgumentProblem, message: Message): string =>
  short('found' in problem ? problem.found : message.map(({ type }) => `[${type}]`).join(''))
