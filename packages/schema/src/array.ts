import { isNothing, type ValueNode } from './node.js'
import type { Context, Schema } from './schema.js'

/** An array of any length; nothing counts as an empty one. */
export function array<T, Input>(item: Schema<T, Input>): Schema<readonly T[], readonly Input[]> {
  return {
    kind: 'array',
    parse(node, context) {
      const items = itemsIn(node)
      if (items) return eachBy(item, items, context)
      return isNothing(node) ? [] : notAn('a list', node, context)
    },
  }
}

/** One value, or an array of them. */
export function oneOrArray<T, Input>(item: Schema<T, Input>): Schema<readonly T[], Input | readonly Input[]> {
  return { parse: (node, context) => eachBy(item, itemsIn(node) ?? [node], context) }
}

/** An array with a schema per position; trailing ones may be optional. */
export function tuple<T extends readonly unknown[]>(
  schemas: { readonly [I in keyof T]-?: Schema<Exclude<T[I], undefined>> },
  allowed: string,
): Schema<T> {
  const least = schemas.filter((schema) => !('isOptional' in schema)).length
  return {
    kind: 'array',
    parse(node, context) {
      const items = itemsIn(node)
      if (items === undefined) return notAn(allowed, node, context)
      if (items.length < least || items.length > schemas.length) {
        context.addIssue({ ...node.at, found: `a list of ${items.length}`, allowed })
        return undefined
      }
      return whole(items.map((each, index) => schemas[index]?.parse(each, context))) as T | undefined
    },
  }
}

const itemsIn = (node: ValueNode): readonly ValueNode[] | undefined =>
  node.kind === 'object' ? undefined : node.items

const eachBy = <T, Input>(item: Schema<T, Input>, nodes: readonly ValueNode[], context: Context) =>
  whole(nodes.map((each) => item.parse(each, context)))

const whole = <T>(values: readonly (T | undefined)[]): readonly T[] | undefined =>
  values.every((value) => value !== undefined) ? values : undefined

/** Reports a node of another kind. */
export function notAn(allowed: string, node: ValueNode, { addIssue, describe }: Context): undefined {
  addIssue({ ...node.at, found: describe(node, 'kind'), allowed })
}
