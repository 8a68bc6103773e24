import { didYouMean } from '@rookery/protocol'
import type { Complaint } from './read-yaml.js'
import { child, describe, describeKind, isNothing, type YamlNode } from './yaml-node.js'

/** Where a shape complains. */
export type Complain = (complaint: Complaint) => void

/** Reads one node. Answers `undefined` only after it has complained, and never stops at the first. */
export type Shape<T> = (node: YamlNode, complain: Complain) => T | undefined

/** A shape whose key must be there. */
type RequiredShape<T> = Shape<T> & { readonly required: true }

export function required<T>(shape: Shape<T>): RequiredShape<T> {
  const own: Shape<T> = (node, complain) => shape(node, complain)
  return Object.assign(own, { required: true as const })
}

/** The keys of a map and what each holds. */
type Table = Readonly<Record<string, Shape<unknown>>>

type ValueOf<S> = S extends Shape<infer T> ? T : never
type RequiredKeys<T extends Table> = {
  [K in keyof T]: T[K] extends { readonly required: true } ? K : never
}[keyof T]

/** What a table reads: its required keys are there, the others may be. */
export type Read<T extends Table> = { readonly [K in RequiredKeys<T>]: ValueOf<T[K]> } & {
  readonly [K in Exclude<keyof T, RequiredKeys<T>>]?: ValueOf<T[K]>
}

/** A map with these keys and no others. */
export function keys<T extends Table>(table: T): Shape<Read<T>> {
  return (node, complain) => {
    if (node.kind !== 'map' && !isNothing(node)) return notA('map', node, complain)
    const entries = node.kind === 'map' ? node.entries : []
    const names = Object.keys(table)
    for (const { key, keyAt } of entries) {
      if (Object.hasOwn(table, key)) continue
      const hint = didYouMean(key, names)
      const found = `the unknown key "${key}"`
      complain({ at: keyAt, found, allowed: names.join(', '), ...(hint && { hint }) })
    }
    const missing = names.filter((key) => isRequired(table[key]) && !child(node, key))
    for (const key of missing) {
      complain({ at: node.at, found: `no key "${key}"`, allowed: `a map with the key "${key}"` })
    }
    const known = entries.filter(({ key }) => Object.hasOwn(table, key))
    const values = known.map(({ key, value }) => [key, table[key]?.(value, complain)] as const)
    const isWhole = missing.length === 0 && values.every(([, value]) => value !== undefined)
    return isWhole ? (Object.fromEntries(values) as Read<T>) : undefined
  }
}

const isRequired = (shape: Shape<unknown> | undefined): boolean => shape !== undefined && 'required' in shape

/** A list of any length; nothing counts as an empty one. */
export function list<T>(item: Shape<T>): Shape<readonly T[]> {
  return (node, complain) => {
    if (isNothing(node)) return []
    if (node.kind !== 'list') return notA('list', node, complain)
    return whole(node.items.map((each) => item(each, complain)))
  }
}

/** One of them, or a list of several. */
export function oneOrList<T>(item: Shape<T>): Shape<readonly T[]> {
  const several = list(item)
  return (node, complain) => {
    if (node.kind === 'list') return several(node, complain)
    return whole([item(node, complain)])
  }
}

const whole = <T>(values: readonly (T | undefined)[]): readonly T[] | undefined =>
  values.every((value) => value !== undefined) ? values : undefined

/** A map, or a single value that stands for one. */
export const mapOr =
  <T, U>(map: Shape<T>, single: Shape<U>): Shape<T | U> =>
  (node, complain) =>
    node.kind === 'map' ? map(node, complain) : single(node, complain)

function notA(kind: 'list' | 'map', node: YamlNode, complain: Complain): undefined {
  complain({ at: node.at, found: describeKind(node), allowed: `a ${kind}` })
}

/** How a scalar is read. */
interface Reading<T> {
  /** Text from the environment passes for any type. */
  readonly type: 'text' | 'number' | 'boolean'
  readonly parse: (text: string) => T | undefined
  readonly allowed: string
  /** What was found; a secret is told by its kind only. */
  readonly show?: (node: YamlNode) => string
}

export function scalar<T>({ type, parse, allowed, show = describe }: Reading<T>): Shape<T> {
  return (node, complain) => {
    const fits = node.kind === 'scalar' && (node.isFromEnv || node.type === type)
    const value = fits ? parse(node.text) : undefined
    if (value !== undefined) return value
    const isUnquoted = type === 'text' && node.kind === 'scalar' && /number|boolean/.test(node.type)
    const hint = isUnquoted ? 'put quotes around it to make it a text' : undefined
    complain({ at: node.at, found: show(node), allowed, ...(hint && { hint }) })
    return undefined
  }
}

/** One of a few words. */
export function oneOf<const W extends string>(...words: readonly W[]): Shape<W> {
  return (node, complain) => {
    const text = node.kind === 'scalar' ? node.text : ''
    const word = words.find((each) => each === text)
    if (word !== undefined) return word
    const hint = didYouMean(text, words)
    complain({ at: node.at, found: describe(node), allowed: words.join(', '), ...(hint && { hint }) })
    return undefined
  }
}
