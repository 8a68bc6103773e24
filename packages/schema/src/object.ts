import { didYouMean } from '@rookery/protocol'
import { notAn } from './array.js'
import { child, isNothing, type ObjectEntry, type ValueNode } from './node.js'
import { type Context, type Infer, type InferInput, optional, type Schema } from './schema.js'
import { toValue } from './value-node.js'

/** The keys of an object and what each holds. */
export type Table = Readonly<Record<string, Schema<unknown>>>

type OptionalKeys<T extends Table> = {
  [K in keyof T]: T[K] extends { readonly isOptional: true } ? K : never
}[keyof T]

/** The type of what a table parses: optional keys may be absent. */
export type InferTable<T extends Table> = {
  readonly [K in Exclude<keyof T, OptionalKeys<T>>]: Infer<T[K]>
} & { readonly [K in OptionalKeys<T>]?: Infer<T[K]> }

/** The type of what people write for a table. */
export type InferTableInput<T extends Table> = {
  readonly [K in Exclude<keyof T, OptionalKeys<T>>]: InferInput<T[K]>
} & { readonly [K in OptionalKeys<T>]?: InferInput<T[K]> }

/** A schema of objects, which knows its table. */
export type ObjectSchema<T extends Table> = Schema<InferTable<T>, InferTableInput<T>> & { readonly table: T }

interface ObjectWords {
  /** Names the expected object in messages. Default `a map`. */
  readonly allowed?: string
  /** Hint for an unknown key. Default: the most similar known key. */
  readonly hintFor?: (key: string) => string | undefined
}

/**
 * An object with these keys and no others. All keys are checked; the result is undefined if any is bad.
 *
 * @example object({ name: string({ allowed: 'a name' }), port: optional(integer({ max: 65_535, allowed: 'a port' })) })
 */
export function object<const T extends Table>(table: T, words: ObjectWords = {}): ObjectSchema<T> {
  return {
    kind: 'object',
    table,
    parse(node, context) {
      if (node.kind !== 'object' && !isNothing(node)) return notAn(words.allowed ?? 'a map', node, context)
      const entries = node.kind === 'object' ? node.entries : []
      const values = entries.map((entry) => parseEntry(entry, table, words, context))
      const missing = Object.keys(table).filter((key) => !isOptional(table[key]) && !child(node, key))
      for (const key of missing) addMissing(key, node, context)
      const isWhole = missing.length === 0 && values.every((pair) => pair !== undefined)
      return isWhole ? (Object.fromEntries(values) as InferTable<T>) : undefined
    },
  }
}

function parseEntry(
  { key, keyAt, value: node }: ObjectEntry,
  table: Table,
  { hintFor }: ObjectWords,
  context: Context,
): readonly [string, unknown] | undefined {
  const schema = Object.hasOwn(table, key) ? table[key] : undefined
  if (schema) {
    const value = schema.parse(node, context)
    return value === undefined ? undefined : [key, value]
  }
  const names = Object.keys(table)
  const hint = hintFor?.(key) ?? didYouMean(key, names)
  const found = `the unknown key "${key}"`
  const allowed = names.join(', ')
  context.addIssue({ ...keyAt, code: 'unrecognized_key', found, allowed, ...(hint && { hint }) })
  return undefined
}

function addMissing(key: string, { at }: ValueNode, { addIssue }: Context): void {
  addIssue({ ...at, found: `no key "${key}"`, allowed: `a map with the key "${key}"` })
}

const isOptional = (schema: Schema<unknown> | undefined): boolean =>
  schema !== undefined && 'isOptional' in schema

/** Lets every key of a table be left out. */
export function partial<const T extends Table>(
  table: T,
): { readonly [K in keyof T]: T[K] & { readonly isOptional: true } } {
  const rows = Object.entries(table).map(([key, schema]) => [key, optional(schema)] as const)
  return Object.fromEntries(rows) as { readonly [K in keyof T]: T[K] & { readonly isOptional: true } }
}

/** An object with any keys, returned unchanged. */
export function record(allowed: string): Schema<Readonly<Record<string, unknown>>> {
  return {
    kind: 'object',
    parse(node, { addIssue, describe }) {
      if (node.kind === 'object') return toValue(node) as Readonly<Record<string, unknown>>
      addIssue({ ...node.at, found: describe(node, 'value'), allowed })
      return undefined
    },
  }
}
