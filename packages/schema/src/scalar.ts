import { didYouMean } from '@rookery/protocol'
import type { ScalarNode, ValueNode } from './node.js'
import type { Schema } from './schema.js'
import { toValue } from './value-node.js'

/** How a scalar is parsed, and how a refused one is reported. */
export interface ScalarRule<T> {
  /** Text from the environment passes for any type. */
  readonly types: readonly ScalarNode['type'][]
  /** Returns undefined for a refused text. */
  readonly parse: (text: string) => T | undefined
  readonly allowed: string
  /** Secrets are reported by their kind only. */
  readonly isSecret?: boolean
  /** Describes the value found. Default: the context's words. */
  readonly describe?: (node: ValueNode) => string
  readonly hint?: (node: ValueNode) => string | undefined
}

/** Parses a scalar of one of these types by its text: the primitive under every schema of a single value. */
export function scalar<T>(rule: ScalarRule<T>): Schema<T> & { readonly kind: 'scalar' } {
  const { types, parse, allowed, isSecret = false, hint } = rule
  return {
    kind: 'scalar',
    parse(node, { addIssue, describe }) {
      const fits = node.kind === 'scalar' && (node.isFromEnv || types.includes(node.type))
      const value = fits ? parse(node.text) : undefined
      if (value !== undefined) return value
      const found = rule.describe?.(node) ?? describe(node, isSecret ? 'secret' : 'value')
      const more = hint?.(node)
      addIssue({ ...node.at, found, allowed, ...(more && { hint: more }) })
      return undefined
    },
  }
}

/** A string that `pattern` matches. Default: any. */
export function string({
  allowed,
  pattern = /^/,
  isSecret = false,
}: {
  readonly allowed: string
  readonly pattern?: RegExp
  readonly isSecret?: boolean
}): Schema<string> {
  const parse = (text: string) => (pattern.test(text) ? text : undefined)
  return scalar({ types: ['string'], parse, allowed, isSecret, hint: quotesHint })
}

function quotesHint(node: ValueNode): string | undefined {
  const isUnquoted = node.kind === 'scalar' && (node.type === 'number' || node.type === 'boolean')
  return isUnquoted ? 'put quotes around it to make it a text' : undefined
}

interface Range {
  readonly allowed: string
  readonly min?: number
  readonly max?: number
}

/** A whole number from `min`, which is 0 or above, to `max`, written in digits. A variable may have spaces around it. */
export function integer({ allowed, min = 0, max = Number.MAX_SAFE_INTEGER }: Range): Schema<number> {
  const parse = (text: string) => inRange(/^\s*\d+\s*$/.test(text) ? Number(text) : Number.NaN, min, max)
  return scalar({ types: ['number'], parse, allowed })
}

/** A finite number from `min` to `max`. */
export function number({
  allowed,
  min = Number.NEGATIVE_INFINITY,
  max = Number.POSITIVE_INFINITY,
}: Range): Schema<number> {
  const parse = (text: string) => {
    const value = text.trim() === '' ? Number.NaN : Number(text)
    return Number.isFinite(value) ? inRange(value, min, max) : undefined
  }
  return scalar({ types: ['number'], parse, allowed })
}

const inRange = (value: number, min: number, max: number): number | undefined =>
  value >= min && value <= max ? value : undefined

/** One of several literal values. */
export type LiteralSchema<T> = Schema<T> & { readonly values: readonly T[] }

/**
 * One of a few values.
 *
 * @param allowed names the values in messages; default: all of them, separated by commas
 */
export function literal<const T extends string | number | boolean>(
  values: readonly T[],
  allowed: string = values.join(', '),
): LiteralSchema<T> {
  const words = values.filter((value) => typeof value === 'string')
  const find = (node: ScalarNode) =>
    values.find((value) => String(value) === node.text && (node.isFromEnv || typeof value === node.type))
  return {
    kind: 'scalar',
    values,
    parse(node, { addIssue, describe }) {
      const value = node.kind === 'scalar' ? find(node) : undefined
      if (value !== undefined) return value
      const hint = didYouMean(node.kind === 'scalar' ? node.text : '', words)
      addIssue({ ...node.at, found: describe(node, 'value'), allowed, ...(hint && { hint }) })
      return undefined
    },
  }
}

/** True or false. */
export const boolean: Schema<boolean> = literal<boolean>([true, false])

/** A JavaScript value that `is` accepts, for types that no other schema has. */
export function custom<T>(allowed: string, is: (value: unknown) => boolean): Schema<T> {
  return {
    parse(node, { addIssue, describe }) {
      const value = toValue(node)
      if (value !== undefined && is(value)) return value as T
      addIssue({ ...node.at, found: describe(node, 'value'), allowed })
      return undefined
    },
  }
}
