import type { Shape } from './shape.js'
import { durationAllowed, parseDuration, parseSize, sizeAllowed } from './units.js'
import { describe, describeKind, type ScalarNode, type YamlNode } from './yaml-tree.js'

/** How a refused value is told. */
interface Telling {
  /** What was found. A secret is told by its kind only. */
  readonly show?: (node: YamlNode) => string
  readonly hint?: (node: YamlNode) => string | undefined
}

/** A scalar of one of these types whose text `parse` understands. Text from the environment passes for any type. */
export function scalar<T>(
  types: readonly ScalarNode['type'][],
  parse: (text: string) => T | undefined,
  allowed: string,
  { show = describe, hint = () => undefined }: Telling = {},
): Shape<T> {
  return (node, reading) => {
    const fits = node.kind === 'scalar' && (node.fromEnv || types.includes(node.type))
    const value = fits ? parse(node.text) : undefined
    if (value !== undefined) return value
    const more = hint(node)
    reading.problem(node.at, { found: show(node), allowed, ...(more && { hint: more }) })
    return undefined
  }
}

/** A text that `pattern` matches as a whole. */
function text(pattern: RegExp, allowed: string, show = describe): Shape<string> {
  const hint = (node: YamlNode) => (needsQuotes(node) ? 'put quotes around it to make it a text' : undefined)
  return scalar(['text'], (value) => (pattern.test(value) ? value : undefined), allowed, { show, hint })
}

function needsQuotes(node: YamlNode): boolean {
  return node.kind === 'scalar' && (node.type === 'number' || node.type === 'boolean')
}

const trimmedPattern = /^(?!\s)[^\p{Cc}]*[^\p{Cc}\s]$/u

/** Something to call an upstream, a client or an action by. */
export const name = text(trimmedPattern, 'a name without control characters or outer spaces')

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

export function integer(minimum: number, maximum: number, allowed: string): Shape<number> {
  return scalar(
    ['number'],
    (digits) => {
      const value = /^\d+$/.test(digits) ? Number(digits) : Number.NaN
      return value >= minimum && value <= maximum ? value : undefined
    },
    allowed,
  )
}

/** A QQ number as decimal text: gateways hand out ids that no double can hold. */
export const account = scalar(
  ['number', 'text'],
  (digits) => (/^[1-9]\d*$/.test(digits) ? digits : undefined),
  'an account, a whole number above 0',
)

export const flag = scalar(
  ['boolean'],
  (word) => (word === 'true' ? true : word === 'false' ? false : undefined),
  'true, false',
)

// A bare number is read too, so that the refusal can show it and name the units.
export const duration = scalar(['text'], parseDuration, durationAllowed)
export const size = scalar(['text'], parseSize, sizeAllowed)
