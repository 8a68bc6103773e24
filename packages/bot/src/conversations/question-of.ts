import { AsyncResource } from 'node:async_hooks'
import type { StandardSchemaV1 } from '@standard-schema/spec'
import { valueTypes } from '../arguments/value-readers.js'
import type { ValueType } from '../arguments/value-types.js'
import { checkOptions, unknownKey } from '../checks/check-options.js'
import { BotUsageError } from '../errors.js'
import type { QuestionKind } from './ask-options.js'
import { askOptions } from './question-kinds.js'
import { type AnyAskOptions, type ReadAnswer, readValue } from './read-value.js'

/** A question: its options, and how its answer is read. */
interface AskedFor {
  readonly read: ReadAnswer
  readonly kind: QuestionKind
}

/** Shared by all questions without options. */
const ANY_TEXT: AskedFor = {
  read: (answer, now) => readValue(answer, {}, now),
  kind: { isFreeText: true },
}

/** Reads the second argument of `ask`: options, a schema, the name of a type, or nothing. */
export function questionOf(what: unknown): AskedFor {
  if (what === undefined) return ANY_TEXT
  const options = optionsOf(what)
  return { read: readerOf(options), kind: { ...options, isFreeText: isFreeText(options) } }
}

/** Takes any message as it is. */
export const readWhole: ReadAnswer = (value) => ({ is: 'value', value })

/** Takes any message, with its content as addressed to the bot in `heard`. */
export const readHeard: ReadAnswer = (answer) => {
  const { event, user_id, images, ...heard } = answer
  return { is: 'value', value: { ...answer, heard } }
}

function readerOf(options: AnyAskOptions): ReadAnswer {
  const { parse, validate, schema } = options
  if (!parse && !validate && !schema) return (answer, now) => readValue(answer, options, now)
  // The author's functions are called in the context of the handler, not in that of the answer.
  const context = new AsyncResource('question')
  return (answer, now) => context.runInAsyncScope(() => readValue(answer, options, now))
}

function optionsOf(what: unknown): AnyAskOptions {
  if (typeof what === 'string') return namedType(what)
  if ('~standard' in Object(what)) return { schema: what as StandardSchemaV1 }
  checkOptions('ask', what, askOptions)
  return what as AnyAskOptions
}

function namedType(name: string): AnyAskOptions {
  if ((valueTypes as readonly string[]).includes(name)) return { as: name as ValueType }
  throw new BotUsageError('bad_option', `ask: ${unknownKey(name, 'type of an answer', valueTypes)}`)
}

/** Whether any text would be an answer, so that words which cancel must be looked for first. */
const isFreeText = ({ as = 'text' }: AnyAskOptions): boolean => as === 'text' || as === 'message'
