import type { Id } from '@rookery/protocol'
import type { StandardSchemaV1 } from '@standard-schema/spec'
import type { ValueType, ValueTypes } from '../arguments/value-types.js'
import type { ChatEvent, Heard } from '../message/hear.js'
import type { Outgoing, SendOptions } from '../message/outgoing.js'
import type { Expression } from '../texts/texts.js'
import type { CancelWords } from './cancellation.js'

/** An answer: the message, and who wrote it. */
export interface AnswerMessage extends Heard {
  readonly event: ChatEvent
  readonly user_id: Id
  /** The addresses of the images in it. */
  readonly images: readonly string[]
}

/** Verdict on an answer. `true` or nothing: it is right. `false`: it is wrong. A text: it is wrong, and why. */
export type AnswerVerdict = boolean | string | undefined

// biome-ignore lint/suspicious/noConfusingVoidType: a function without `return` gives void
type Validated = AnswerVerdict | void

/** Options of a question: how it is sent, and how long and how often it is asked. */
export interface QuestionOptions extends SendOptions {
  /** Retries after a wrong answer; default 2, so that the third wrong answer ends it. */
  readonly retries?: number
  /** Milliseconds to wait for each answer; default `sessionTimeoutMs` of the bot. */
  readonly timeoutMs?: number
  /** Reply to a wrong answer; `''` sends none. */
  readonly onInvalid?: Expression<{ readonly found: string; readonly reason: string }>
  /** Words that cancel the question, in place of the bot's; `false`: nothing does. */
  readonly cancel?: CancelWords
}

/** Options of a question plus what its kind adds. */
export interface QuestionKind extends QuestionOptions {
  /** Whether any text would be an answer, so that words which cancel must be looked for first. */
  readonly isFreeText: boolean
  /** Name of the requested value, for texts. */
  readonly name?: string
}

/** Requirements of an answer. It goes through `as`, `parse`, `validate` and `schema`, in this order. */
export interface AskOptions<K extends ValueType = 'text', T = ValueTypes[K], O = T> extends QuestionOptions {
  /** Type that it is read as; default `text`. */
  readonly as?: K
  /** Converts the value; undefined means that it is wrong, an `InvalidAnswer` says why. */
  readonly parse?: (value: ValueTypes[K], answer: AnswerMessage) => T | undefined | Promise<T | undefined>
  /** Checks the value. */
  readonly validate?: (value: T, answer: AnswerMessage) => Validated | Promise<Validated>
  /** A schema of your own: zod, valibot, arktype … */
  readonly schema?: StandardSchemaV1<unknown, O>
}

/** Asks, and returns the answer as the requested type. */
export interface Ask {
  (prompt: Outgoing): Promise<string>
  <K extends ValueType>(prompt: Outgoing, as: K): Promise<ValueTypes[K]>
  <S extends StandardSchemaV1>(prompt: Outgoing, schema: S): Promise<StandardSchemaV1.InferOutput<S>>
  <K extends ValueType = 'text', T = ValueTypes[K], O = T>(
    prompt: Outgoing,
    options: AskOptions<K, T, O>,
  ): Promise<O>
}

/** Choices of a question: texts, or labels with their values. */
export type Choices<T> = readonly (T & (string | number))[] | { readonly [label: string]: T }
