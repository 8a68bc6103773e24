import type { Shape } from '../shape.js'
import { isNothing } from '../yaml-node.js'
import { notA } from './not-a.js'

/** A list of any length; nothing counts as an empty one. */
export function list<T>(item: Shape<T>): Shape<readonly T[]> {
  return (node, reading) => {
    if (node.kind !== 'list') return isNothing(node) ? [] : notA('list', node, reading)
    return whole(node.items.map((each) => item(each, reading)))
  }
}

/** One of them, or a list of several. */
export function oneOrList<T>(item: Shape<T>): Shape<readonly T[]> {
  const several = list(item)
  return (node, reading) => (node.kind === 'list' ? several(node, reading) : whole([item(node, reading)]))
}

/** A list of exactly two. */
export function pair<T>(item: Shape<T>, allowed: string): Shape<readonly [T, T]> {
  return (node, reading) => {
    if (node.kind !== 'list') return notA('list', node, reading)
    const [first, second] = list(item)(node, reading) ?? []
    if (node.items.length !== 2)
      reading.complain({ at: node.at, found: `a list of ${node.items.length}`, allowed })
    else if (first !== undefined && second !== undefined) return [first, second]
    return undefined
  }
}

const whole = <T>(values: readonly (T | undefined)[]): readonly T[] | undefined =>
  values.every((value) => value !== undefined) ? values : undefined
