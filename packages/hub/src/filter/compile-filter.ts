import type { JudgedEvent } from '../scope/judged-event.js'
import { compileTest, prefixFinder, textOf } from './compile-test.js'
import type { FilterNode, TestNode } from './filter-node.js'
import { type IsOwnMessage, isToMe } from './to-me.js'

/** Judges an event. */
export type JudgeEvent = (event: JudgedEvent) => boolean

/** Compiles a filter. What costs little is asked first. */
export function compileFilter(node: FilterNode, isOwn: IsOwnMessage): JudgeEvent {
  if (node.kind === 'to_me') return (event) => isToMe(event, isOwn)
  if (node.kind === 'not') {
    const judge = compileFilter(node.node, isOwn)
    return (event) => !judge(event)
  }
  if (node.kind === 'test') {
    const judge = compileTest(node)
    const read = reader(node.path)
    return (event) => judge(read(event))
  }
  const judges = cheapestFirst(node.nodes).map((each) => compileFilter(each, isOwn))
  return node.kind === 'and' ? all(judges) : any(judges)
}

const all =
  (judges: readonly JudgeEvent[]): JudgeEvent =>
  (event) => {
    for (const judge of judges) if (!judge(event)) return false
    return true
  }

const any =
  (judges: readonly JudgeEvent[]): JudgeEvent =>
  (event) => {
    for (const judge of judges) if (judge(event)) return true
    return false
  }

/** Reads the value at a path of an event, through maps by name and lists by index. */
export function reader([name = '', ...rest]: readonly string[]): (event: JudgedEvent) => unknown {
  if (rest.length === 0) return (event) => event.member(name)
  return (event) => rest.reduce(memberOf, event.member(name))
}

function memberOf(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined
  return (value as Readonly<Record<string, unknown>>)[name]
}

const cheapestFirst = (nodes: readonly FilterNode[]): readonly FilterNode[] =>
  nodes.toSorted((a, b) => costOf(a) - costOf(b))

const COSTS = { eq: 1, prefix: 2, suffix: 2, within: 3, contains: 4, glob: 5, regex: 6 } as const

/** Costs relative to one another; the parts of the costliest node count, not their number. */
function costOf(node: FilterNode): number {
  if (node.kind === 'test') return COSTS[node.test]
  if (node.kind === 'to_me') return COSTS.contains
  return node.kind === 'not' ? costOf(node.node) : Math.max(0, ...node.nodes.map(costOf))
}

/** Finds the prefix that let an event pass: `''` if it passes without one, undefined if it does not. */
export type FindPrefix = (event: JudgedEvent) => string | undefined

/** Compiles the search for the longest prefix of the text of a message by which a filter passes it. */
export function compilePrefix(node: FilterNode, isOwn: IsOwnMessage): FindPrefix {
  if (node.kind === 'test' && isTextPrefix(node)) return findPrefix(node)
  if (node.kind === 'and' || node.kind === 'or') {
    const finds = node.nodes.map((each) => compilePrefix(each, isOwn))
    return node.kind === 'and' ? (event) => prefixOfAll(finds, event) : (event) => prefixOfAny(finds, event)
  }
  const judge = compileFilter(node, isOwn)
  return (event) => (judge(event) ? '' : undefined)
}

/** Whether a filter can pass a message by a prefix of its text. */
export function hasPrefix(node: FilterNode): boolean {
  if (node.kind === 'and' || node.kind === 'or') return node.nodes.some(hasPrefix)
  return node.kind === 'test' && isTextPrefix(node)
}

const isTextPrefix = ({ test, path: [name, inner] }: TestNode): boolean =>
  test === 'prefix' && inner === undefined && (name === 'raw_message' || name === 'message')

function findPrefix({ path, values }: TestNode): FindPrefix {
  const find = prefixFinder(values.filter((each) => each !== null))
  const read = reader(path)
  return (event) => {
    const text = textOf(read(event))
    return text === undefined ? undefined : find(text)
  }
}

function prefixOfAll(finds: readonly FindPrefix[], event: JudgedEvent): string | undefined {
  let longest = ''
  for (const find of finds) {
    const prefix = find(event)
    if (prefix === undefined) return undefined
    if (prefix.length > longest.length) longest = prefix
  }
  return longest
}

function prefixOfAny(finds: readonly FindPrefix[], event: JudgedEvent): string | undefined {
  let longest: string | undefined
  for (const find of finds) {
    const prefix = find(event)
    if (prefix !== undefined && prefix.length >= (longest?.length ?? 0)) longest = prefix
  }
  return longest
}
