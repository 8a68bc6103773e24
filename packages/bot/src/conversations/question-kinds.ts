import { valueTypes } from '../arguments/value-readers.js'
import {
  amount,
  either,
  handler,
  type KindsOf,
  listOf,
  milliseconds,
  oneOf,
  options,
  pattern,
  schema,
  text,
} from '../checks/option-kind.js'
import { expressionKind, sendKinds } from '../message/message-kinds.js'
import type { AskOptions, QuestionOptions } from './ask-options.js'

export const cancelKind = either(oneOf(false), pattern, listOf('a list of words', text), handler)

const questionKinds: KindsOf<QuestionOptions> = {
  ...sendKinds,
  retries: amount,
  timeoutMs: milliseconds,
  onInvalid: expressionKind,
  cancel: cancelKind,
}

export const questionOptions = options<QuestionOptions>(questionKinds)

export const askOptions = options<AskOptions>({
  ...questionKinds,
  as: oneOf(...valueTypes),
  parse: handler,
  validate: handler,
  schema,
})
