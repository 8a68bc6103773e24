import type { Shape } from '../shape.js'
import { child, textOf } from '../yaml-node.js'
import { keys, type Read, type Table } from './map.js'
import { oneOf } from './scalar.js'

type Variants = Readonly<Record<string, Table>>
type ReadEither<T> = T extends Table ? Read<T> : never

/** A map whose `type` says which table holds; the table under `''` is for a map without a type. */
export function byType<V extends Variants>(variants: V): Shape<ReadEither<V[keyof V]>> {
  const names = Object.keys(variants).filter((name) => name !== '')
  const unknownType = keys({ ...mergedTable(variants), type: oneOf(...names) })
  return (node, reading) => {
    const type = child(node, 'type')
    const name = type === undefined ? '' : textOf(type)
    const table = name !== undefined && Object.hasOwn(variants, name) ? variants[name] : undefined
    const isNamed = type === undefined || name !== ''
    if (table !== undefined && isNamed) {
      const read = keys(table, (key) => keyOfOther(key, variants))
      return read(node, reading) as ReadEither<V[keyof V]> | undefined
    }
    unknownType(node, reading)
    if (node.kind === 'map' && type === undefined) {
      const allowed = `type: ${names.join(' or type: ')}`
      reading.complain({ at: node.at, found: 'no key "type"', allowed })
    }
    return undefined
  }
}

function keyOfOther(key: string, variants: Variants): string | undefined {
  const owners = Object.keys(variants).filter((name) => Object.hasOwn(variants[name] ?? {}, key))
  const types = owners.map((name) => (name === '' ? 'no type' : `type: ${name}`))
  return types.length === 0 ? undefined : `"${key}" goes with ${types.join(' or ')}`
}

/** For a map whose type nobody knows: every key that any type has, checked only where all types have it. */
function mergedTable(variants: Variants): Table {
  const tables = Object.values(variants)
  const rowOf = (key: string, shape: Shape<unknown>): [string, Shape<unknown>] => {
    const isShared = tables.every((table) => Object.hasOwn(table, key))
    return [key, isShared ? (node, reading) => shape(node, reading) : () => true]
  }
  return Object.fromEntries(
    tables.flatMap((table) => Object.entries(table).map(([key, shape]) => rowOf(key, shape))),
  )
}
