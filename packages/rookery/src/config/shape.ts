import { didYouMean } from '@rookery/protocol'
import type { Problem } from './config-error.js'
import {
  child,
  describe,
  describeKind,
  isNothing,
  type MapEntry,
  type MapNode,
  type Spot,
  textOf,
  type YamlNode,
} from './yaml-tree.js'

/** What a shape may use beside the node: where to complain, and where file paths start. */
export interface Reading {
  /** File paths in the config are relative to this directory. */
  readonly directory: string
  problem(at: Spot, problem: Omit<Problem, 'at' | 'path'>): void
}

/** Reads one node. Answers `undefined` only after it has reported a problem, and never stops at the first. */
export type Shape<T> = (node: YamlNode, reading: Reading) => T | undefined

/** A shape whose key must be there. */
export type RequiredShape<T> = Shape<T> & { readonly required: true }

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

/** What a table reads: its required keys are there, the others may be. */
export type Read<T extends Table> = { readonly [K in RequiredKeys<T>]: ValueOf<T[K]> } & {
  readonly [K in Exclude<keyof T, RequiredKeys<T>>]?: ValueOf<T[K]>
}

type ReadEither<T> = T extends Table ? Read<T> : never

/** A map with these keys and no others. `hintFor` may say more about a key that the table lacks. */
export function keys<T extends Table>(
  table: T,
  hintFor: (key: string) => string | undefined = () => undefined,
): Shape<Read<T>> {
  return (node, reading) => {
    if (node.kind !== 'map')
      return isNothing(node) ? readKeys(table, emptyMap(node), reading) : notA('map', node, reading)
    for (const { key, keyAt } of node.entries) {
      if (Object.hasOwn(table, key)) continue
      const hint = hintFor(key) ?? didYouMean(key, Object.keys(table))
      const allowed = Object.keys(table).join(', ')
      reading.problem(keyAt, { found: `the unknown key "${key}"`, allowed, ...(hint && { hint }) })
    }
    return readKeys(table, node, reading)
  }
}

function emptyMap({ at }: YamlNode): MapNode {
  return { kind: 'map', at, entries: [] }
}

/** All or nothing: a map with one bad key is read to its end, but has no value. */
function readKeys<T extends Table>(table: T, node: MapNode, reading: Reading): Read<T> | undefined {
  const missing = Object.keys(table).filter((key) => isRequired(table[key]) && !child(node, key))
  for (const key of missing) {
    reading.problem(node.at, {
      found: `no key "${key}"`,
      allowed: `a map with the key "${key}"`,
    })
  }
  const values = node.entries
    .filter(({ key }) => Object.hasOwn(table, key))
    .map((entry) => readEntry(table, entry, reading))
  const complete = missing.length === 0 && values.every(([, value]) => value !== undefined)
  return complete ? (Object.fromEntries(values) as Read<T>) : undefined
}

function readEntry(table: Table, { key, value }: MapEntry, reading: Reading): [string, unknown] {
  return [key, table[key]?.(value, reading)]
}

function isRequired(shape: Shape<unknown> | undefined): boolean {
  return shape !== undefined && 'required' in shape
}

/** A map whose `type` says which table holds; the table under `''` is for a map without a type. */
export function byType<V extends Readonly<Record<string, Table>>>(
  variants: V,
): Shape<ReadEither<V[keyof V]>> {
  const names = Object.keys(variants).filter((name) => name !== '')
  const merged = mergedTable(variants)
  return (node, reading) => {
    const type = child(node, 'type')
    const name = type === undefined ? '' : textOf(type)
    const table = name !== undefined && Object.hasOwn(variants, name) ? variants[name] : undefined
    const isNamed = type === undefined || name !== ''
    if (table !== undefined && isNamed) {
      return keys(table, (key) => keyOfOther(key, variants))(node, reading) as
        | ReadEither<V[keyof V]>
        | undefined
    }
    keys({ ...merged, type: oneOf(...names) })(node, reading)
    if (node.kind === 'map' && type === undefined) {
      reading.problem(node.at, { found: 'no key "type"', allowed: `type: ${names.join(' or type: ')}` })
    }
    return undefined
  }
}

function keyOfOther(key: string, variants: Readonly<Record<string, Table>>): string | undefined {
  const owners = Object.keys(variants).filter((name) => Object.hasOwn(variants[name] ?? {}, key))
  const types = owners.map((name) => (name === '' ? 'no type' : `type: ${name}`))
  return types.length === 0 ? undefined : `"${key}" goes with ${types.join(' or ')}`
}

/** For a map whose type nobody knows: every key that any type has, checked only where all types have it. */
function mergedTable(variants: Readonly<Record<string, Table>>): Table {
  const tables = Object.values(variants)
  const rowOf = (key: string, shape: Shape<unknown>): [string, Shape<unknown>] => {
    const isShared = tables.every((table) => Object.hasOwn(table, key))
    return [key, isShared ? (node, reading) => shape(node, reading) : () => true]
  }
  return Object.fromEntries(
    tables.flatMap((table) => Object.entries(table).map(([key, shape]) => rowOf(key, shape))),
  )
}

/** A list of any length; nothing counts as an empty one. */
export function list<T>(item: Shape<T>): Shape<readonly T[]> {
  return (node, reading) => {
    if (node.kind !== 'list') return isNothing(node) ? [] : notA('list', node, reading)
    const values = node.items.map((each) => item(each, reading))
    return values.every((value) => value !== undefined) ? values : undefined
  }
}

/** A list of exactly two. */
export function pair<T>(item: Shape<T>, allowed: string): Shape<readonly [T, T]> {
  return (node, reading) => {
    if (node.kind !== 'list') return notA('list', node, reading)
    const [first, second] = list(item)(node, reading) ?? []
    if (node.items.length !== 2)
      reading.problem(node.at, { found: `a list of ${node.items.length}`, allowed })
    else if (first !== undefined && second !== undefined) return [first, second]
    return undefined
  }
}

/** One of a few words. */
export function oneOf<const W extends string>(...words: readonly W[]): Shape<W> {
  return (node, reading) => {
    const text = textOf(node) ?? ''
    const word = words.find((each) => each === text)
    if (word !== undefined) return word
    const hint = didYouMean(text, words)
    reading.problem(node.at, { found: describe(node), allowed: words.join(', '), ...(hint && { hint }) })
    return undefined
  }
}

/** A further condition on what another shape has read. */
export function where<T>(
  shape: Shape<T>,
  check: (value: T, node: YamlNode, reading: Reading) => boolean,
): Shape<T> {
  return (node, reading) => {
    const value = shape(node, reading)
    return value !== undefined && check(value, node, reading) ? value : undefined
  }
}

function notA(kind: 'list' | 'map', node: YamlNode, reading: Reading): undefined {
  reading.problem(node.at, { found: describeKind(node), allowed: `a ${kind}` })
}
