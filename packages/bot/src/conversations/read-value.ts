import type { StandardSchemaV1 } from '@standard-schema/spec'
import { Line } from '../arguments/line.js'
import { readAnswer } from '../arguments/read-arguments.js'
import type { ValueType } from '../arguments/value-types.js'
import type { AnswerMessage, AskOptions } from './ask-options.js'
import { InvalidAnswer } from './invalid-answer.js'

/** Result of reading an answer: a value; not of the requested type; or refused by the author's own rules. */
export type AnswerReading =
  | { readonly is: 'value'; readonly value: unknown }
  | { readonly is: 'wrong'; readonly type: ValueType }
  | { readonly is: 'refused'; readonly reason: string }

/** Reads an answer, or says what is wrong with it. */
export type ReadAnswer = (answer: AnswerMessage, now: number) => AnswerReading | Promise<AnswerReading>

/** Options of any question, with its types erased. */
export type AnyAskOptions = AskOptions<ValueType, unknown, unknown>

/** Reads an answer as a type, and applies the author's own rules. */
export async function readValue(
  answer: AnswerMessage,
  { as = 'text', parse, validate, schema }: AnyAskOptions,
  now: number,
): Promise<AnswerReading> {
  const typed = typedValue(answer, as, now)
  if (typed === undefined) return { is: 'wrong', type: as }
  const parsed = parse ? await parsedBy(parse, typed, answer) : { is: 'value' as const, value: typed }
  if (parsed.is !== 'value') return parsed
  const verdict = (await validate?.(parsed.value, answer)) ?? true
  if (verdict !== true) return { is: 'refused', reason: verdict === false ? '' : verdict }
  return schema ? checkedBy(schema, parsed.value) : parsed
}

function typedValue({ message, reply_id }: AnswerMessage, as: ValueType, now: number): unknown {
  if (as === 'message') return message.length > 0 ? message : undefined
  const parameter = { name: 'answer', type: as, required: true, rest: false }
  const { problem, values } = readAnswer(parameter, new Line(message, reply_id), now)
  return problem ? undefined : values.get('answer')
}

async function parsedBy(
  parse: NonNullable<AnyAskOptions['parse']>,
  typed: unknown,
  answer: AnswerMessage,
): Promise<AnswerReading> {
  try {
    const value = await parse(typed as never, answer)
    return value === undefined ? { is: 'refused', reason: '' } : { is: 'value', value }
  } catch (error) {
    if (error instanceof InvalidAnswer) return { is: 'refused', reason: error.reason }
    throw error
  }
}

async function checkedBy(schema: StandardSchemaV1, value: unknown): Promise<AnswerReading> {
  const result = await schema['~standard'].validate(value)
  return result.issues
    ? { is: 'refused', reason: result.issues.map(({ message }) => message).join('; ') }
    : { is: 'value', value: result.value }
}
