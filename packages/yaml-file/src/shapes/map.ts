import { didYouMean } from '@rookery/protocol'
import type { Reading, Shape } from '../shape.js'
import { child, isNothing, type MapEntry, type YamlNode } from '../yaml-node.js'
import { notA } from './not-a.js'

/** A shape whose key must be there. */
export type RequiredShape<T> = Shape<T> & { readonly required: true }

/** Makes a key obligatory: a map that lacks it is a problem. */
export function required<T>(shape: Shape<T>): RequiredShape<T> {
  const own: Shape<T> = (node, reading) => shape(node, reading)
  return Object.assign(own, { required: true as const })
}

/** The keys of a map and what each holds. */
export type Table = Readonly<Record<string, Shape<unknown>>>

type ValueOf<S> = S extends Shape<infer T> ? T : never
type RequiredKeys<T extends Table> = {
  [K in keyof T]: T[K] extends { readonly required: true } ? K : never
}[keyof T]

/** Value that a table reads: its required keys are there, the others may be. */
export type Read<T extends Table> = { readonly [K in RequiredKeys<T>]: ValueOf<T[K]> } & {
  readonly [K in Exclude<keyof T, RequiredKeys<T>>]?: ValueOf<T[K]>
}

/**
 * A map with these keys and no others. It is read to its end, but has no value if one key is bad. `hintFor` may say
 * more about a key that the table lacks.
 */
export function keys<T extends Table>(
  table: T,
  hintFor: (key: string) => string | undefined = () => undefined,
): Shape<Read<T>> {
  return (node, reading) => {
    if (node.kind !== 'map' && !isNothing(node)) return notA('map', node, reading)
    const entries = node.kind === 'map' ? node.entries : []
    const known = entries.filter(({ key }) => Object.hasOwn(table, key))
    for (const entry of entries) if (!known.includes(entry)) refuse(entry, table, hintFor, reading)
    const missing = Object.keys(table).filter((key) => isRequired(table[key]) && !child(node, key))
    for (const key of missing) miss(key, node, reading)
    const values = known.map(({ key, value }) => [key, table[key]?.(value, reading)] as const)
    const isWhole = missing.length === 0 && values.every(([, value]) => value !== undefined)
    return isWhole ? (Object.fromEntries(values) as Read<T>) : undefined
  }
}

function refuse(
  { key, keyAt }: MapEntry,
  table: Table,
  hintFor: (key: string) => string | undefined,
  { complain }: Reading,
): void {
  const names = Object.keys(table)
  const hint = hintFor(key) ?? didYouMean(key, names)
  const found = `the unknown key "${key}"`
  complain({ at: keyAt, found, allowed: names.join(', '), ...(hint && { hint }) })
}

function miss(key: string, { at }: YamlNode, { complain }: Reading): void {
  complain({ at, found: `no key "${key}"`, allowed: `a map with the key "${key}"` })
}

function isRequired(shape: Shape<unknown> | undefined): boolean {
  return shape !== undefined && 'required' in shape
}

/** A map, or a single value that stands for one. */
export function mapOr<T, U>(map: Shape<T>, single: Shape<U>): Shape<T | U> {
  return (node, reading) => (node.kind === 'map' ? map(node, reading) : single(node, reading))
}
