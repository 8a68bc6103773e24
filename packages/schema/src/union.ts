import { child, isNothing, textOf } from './node.js'
import { type InferTable, type ObjectSchema, object, type Table } from './object.js'
import { type LiteralSchema, literal } from './scalar.js'
import { type Infer, type InferInput, optional, type Schema, safeParse } from './schema.js'

type Schemas = readonly Schema<unknown>[]

/**
 * The first of several schemas that accepts the node. If none does, reports one issue with `allowed`; without
 * `allowed`, the issues of the schema for this kind of node, else of the last one.
 */
export function union<const S extends Schemas>(
  schemas: S,
  allowed?: string,
): Schema<Infer<S[number]>, InferInput<S[number]>> {
  return {
    parse(node, context) {
      for (const schema of schemas) {
        const result = safeParse(schema, node, context)
        if (result.success) return result.data as Infer<S[number]>
      }
      if (allowed !== undefined) {
        context.addIssue({ ...node.at, found: context.describe(node, 'value'), allowed })
      } else (schemas.find(({ kind }) => kind === node.kind) ?? schemas.at(-1))?.parse(node, context)
      return undefined
    },
  }
}

/** Reports all issues of a value as one issue with `allowed`, at the value's place. */
export const summarized = <T, Input>(schema: Schema<T, Input>, allowed: string): Schema<T, Input> =>
  union([schema], allowed) as Schema<T, Input>

type Variants = readonly ObjectSchema<Table>[]
type InferVariant<S> = S extends ObjectSchema<infer T> ? InferTable<T> : never

/**
 * An object whose `key` says by a literal which variant holds. At most one variant has no such key: it is for objects
 * without it.
 *
 * @example discriminatedUnion('type', [object({ type: literal(['ws']), url }), object({ type: literal(['http']), port })])
 */
export function discriminatedUnion<const V extends Variants>(
  key: string,
  variants: V,
): Schema<InferVariant<V[number]>> {
  const tables = new Map(variants.map(({ table }) => [nameIn(table, key), table]))
  const names = [...tables.keys()].filter((name) => name !== undefined)
  const words = { hintFor: (other: string) => ownersOf(other, key, tables) }
  const byName = new Map([...tables].map(([name, table]) => [name, object(table, words)]))
  const unknown = object({ ...merged([...tables.values()]), [key]: optional(literal(names)) })
  return {
    kind: 'object',
    parse(node, context) {
      const named = child(node, key)
      const variant =
        named?.kind === 'object' || named?.kind === 'array' ? undefined : byName.get(textOf(named))
      if (variant) return variant.parse(node, context) as InferVariant<V[number]> | undefined
      unknown.parse(node, context)
      if (named === undefined && (node.kind === 'object' || isNothing(node))) {
        const allowed = names.map((name) => `${key}: ${name}`).join(' or ')
        context.addIssue({ ...node.at, found: `no key "${key}"`, allowed })
      }
      return undefined
    },
  }
}

/** The name of a variant: the literal under its key. */
function nameIn(table: Table, key: string): string | undefined {
  const schema = table[key]
  return schema && 'values' in schema ? String((schema as LiteralSchema<unknown>).values[0]) : undefined
}

type Tables = ReadonlyMap<string | undefined, Table>

/** Names the variants that have a key which this variant lacks. */
function ownersOf(other: string, key: string, tables: Tables): string | undefined {
  const owners = [...tables].filter(([, table]) => Object.hasOwn(table, other))
  const names = owners.map(([name]) => (name === undefined ? `no ${key}` : `${key}: ${name}`))
  return names.length === 0 ? undefined : `"${other}" goes with ${names.join(' or ')}`
}

const anything: Schema<true> = { parse: () => true }

/**
 * The table for an object of unknown variant: all keys of all variants. Only keys that every variant has are checked.
 */
function merged(tables: readonly Table[]): Table {
  const isShared = (key: string) => tables.every((table) => Object.hasOwn(table, key))
  const rows = tables.flatMap((table) => Object.entries(table))
  return Object.fromEntries(rows.map(([key, schema]) => [key, optional(isShared(key) ? schema : anything)]))
}
