import type { Message } from '../tables/segments.gen.js'
import { builders } from './builders.js'
import { compose, type Insertable } from './compose.js'
import { parseCq } from './parse-cq.js'

type Builders = typeof builders

/** The template tag, with a builder for each segment as a method. */
export interface MessageTag extends Builders {
  (strings: TemplateStringsArray, ...values: readonly Insertable[]): Message

  /** Parses a message with CQ codes: the only function that parses a string. Never call it with a user's text. */
  cq(codes: string): Message
}

/**
 * Composes a message. A string, number or bigint that is inserted can only become text, whatever it holds;
 * segments and messages are inserted as they are.
 *
 * ```ts
 * msg`你好 ${name} ${msg.at(10001)}`
 * ```
 *
 * @throws {TypeError} for null, undefined, booleans and objects that are no segments.
 */
export const msg: MessageTag = /* @__PURE__ */ Object.assign(tag, builders, { cq })

function tag(strings: TemplateStringsArray, ...values: readonly Insertable[]): Message {
  if (!Array.isArray(strings?.raw)) throw new TypeError('msg is a template tag: write msg`…`, not msg(…)')
  // `cooked` is undefined for an invalid escape.
  const texts = strings.map((cooked: string | undefined, index) => cooked ?? strings.raw[index] ?? '')
  const pieces = texts.flatMap((text, index) => (index < values.length ? [text, values[index]] : [text]))
  return compose(
    pieces as Insertable[],
    (index) => `value ${(index + 1) / 2}, behind ${quote(texts, index)},`,
  )
}

function cq(codes: string): Message {
  if (typeof codes !== 'string')
    throw new TypeError(`msg.cq takes a string with CQ codes, found ${typeof codes}`)
  return parseCq(codes)
}

const quote = (texts: readonly string[], index: number): string =>
  JSON.stringify((texts[(index - 1) / 2] ?? '').slice(-20))
