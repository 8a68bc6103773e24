import { didYouMean } from '@rookery/protocol'
import { describe, describeKind } from '../describe.js'
import type { Shape } from '../shape.js'
import { type ScalarNode, textOf, type YamlNode } from '../yaml-node.js'

/** How a scalar is read, and how one that is refused is told. */
export interface ScalarRule<T> {
  /** Text from the environment passes for any type. */
  readonly types: readonly ScalarNode['type'][]
  /** `undefined` for a text that is refused. */
  readonly parse: (text: string) => T | undefined
  readonly allowed: string
  /** Words for the value that was found; for a secret, its kind alone. Default: `describe`. */
  readonly show?: (node: YamlNode) => string
  readonly hint?: (node: YamlNode) => string | undefined
}

/** A scalar of one of these types whose text `parse` understands. */
export function scalar<T>({ types, parse, allowed, show = describe, hint }: ScalarRule<T>): Shape<T> {
  return (node, { complain }) => {
    const fits = node.kind === 'scalar' && (node.isFromEnv || types.includes(node.type))
    const value = fits ? parse(node.text) : undefined
    if (value !== undefined) return value
    const more = hint?.(node)
    complain({ at: node.at, found: show(node), allowed, ...(more && { hint: more }) })
    return undefined
  }
}

/** A text that `pattern` matches. */
export function text(pattern: RegExp, allowed: string, show = describe): Shape<string> {
  const parse = (found: string) => (pattern.test(found) ? found : undefined)
  return scalar({ types: ['text'], parse, allowed, show, hint: quotesHint })
}

function quotesHint(node: YamlNode): string | undefined {
  const isUnquoted = node.kind === 'scalar' && (node.type === 'number' || node.type === 'boolean')
  return isUnquoted ? 'put quotes around it to make it a text' : undefined
}

/** A whole number from `minimum` to `maximum`. */
export function integer(minimum: number, maximum: number, allowed: string): Shape<number> {
  const parse = (digits: string) => {
    const value = /^\d+$/.test(digits) ? Number(digits) : Number.NaN
    return value >= minimum && value <= maximum ? value : undefined
  }
  return scalar({ types: ['number'], parse, allowed })
}

/** `true` or `false`. */
export const flag = scalar({
  types: ['boolean'],
  parse: (word) => (word === 'true' ? true : word === 'false' ? false : undefined),
  allowed: 'true, false',
})

/** One of a few words. */
export function oneOf<const W extends string>(...words: readonly W[]): Shape<W> {
  return (node, { complain }) => {
    const found = textOf(node) ?? ''
    const word = words.find((each) => each === found)
    if (word !== undefined) return word
    const hint = didYouMean(found, words)
    complain({ at: node.at, found: describe(node), allowed: words.join(', '), ...(hint && { hint }) })
    return undefined
  }
}

/** Neither control characters nor outer spaces, and not empty. */
export const trimmedPattern = /^(?!\s)[^\p{Cc}]*[^\p{Cc}\s]$/u

const tokenPattern = /^(?! )[\x20-\x7e]*[\x21-\x7e]$/

/** Whether a header can carry it. */
export function isToken(value: string): boolean {
  return tokenPattern.test(value)
}

/** Never printed. */
export const token = text(tokenPattern, 'a text of ASCII letters, digits and signs, not empty', describeKind)

/** The key of a signature, which no header carries. Never printed. */
export const secret = text(
  trimmedPattern,
  'a text without control characters or outer spaces, not empty',
  describeKind,
)
