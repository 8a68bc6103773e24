import type { ObjectEntry, ScalarNode, ValueNode } from '@rookery/schema'
import { type Alias, isAlias, isMap, isScalar, isSeq, type Node, type Pair, type Scalar } from 'yaml'
import { type Environment, expandReferences, unmaskReferences } from './env-reference.js'
import type { PlacedIssue, Spot } from './spot.js'

/** Context of converting the YAML library's nodes. */
interface Context {
  readonly env: Environment
  readonly addIssue: (issue: PlacedIssue) => void
  resolve(alias: Alias): Node | undefined
  /** The node's own position, with the path of `fallback`. */
  spotOf(node: unknown, fallback: Spot): Spot
}

/** Converts a node of the YAML library, with everything below it. `around` is its place if the node has no range. */
export function nodeOf(node: unknown, around: Spot, context: Context): ValueNode {
  const at = context.spotOf(node, around)
  if (isMap(node)) return { kind: 'object', at, entries: entriesOf(node.items, at, context) }
  if (isSeq(node)) {
    const items = node.items.map((item, index) =>
      nodeOf(item, { ...at, path: `${at.path}[${index}]` }, context),
    )
    return { kind: 'array', at, items }
  }
  if (isAlias(node)) return aliasOf(node, at, context)
  return scalarOf(isScalar(node) ? node : undefined, at, context)
}

function entriesOf(pairs: readonly Pair[], at: Spot, context: Context): readonly ObjectEntry[] {
  const entries = new Map<string, ObjectEntry>()
  for (const pair of pairs) {
    const keyAt = context.spotOf(pair.key, at)
    const key = isScalar(pair.key) ? keyOf(pair.key) : undefined
    const first = key === undefined ? undefined : entries.get(key)
    if (key === undefined) {
      context.addIssue({ ...keyAt, found: 'a key that is a list or a map', allowed: 'a name' })
    } else if (first) {
      const found = `the key "${key}" again, first in line ${first.keyAt.line}`
      context.addIssue({ ...keyAt, found, allowed: 'each key once' })
    } else {
      const path = at.path === '' ? key : `${at.path}.${key}`
      entries.set(key, { key, keyAt, value: nodeOf(pair.value, { ...keyAt, path }, context) })
    }
  }
  return [...entries.values()]
}

const keyOf = ({ source, value }: Scalar): string => unmaskReferences(source ?? String(value))

/** Resolves aliases of scalars only: a list or map could contain itself, and an issue in it would have two places. */
function aliasOf(alias: Alias, at: Spot, context: Context): ValueNode {
  const target = context.resolve(alias)
  if (isScalar(target)) return scalarOf(target, at, context)
  const found =
    target === undefined ? 'an alias (*) without its anchor (&)' : 'an alias (*) of a list or a map'
  const allowed = 'an alias of a single value above it; a text that begins with * in quotes'
  context.addIssue({ ...at, found, allowed })
  return scalarOf(undefined, at, context)
}

function scalarOf(node: Scalar | undefined, at: Spot, { env, addIssue }: Context): ScalarNode {
  const type = typeOf(node?.value)
  const source = type === 'string' ? undefined : node?.source
  const written = unmaskReferences(source ?? String(node?.value ?? ''))
  const { text, isFromEnv, problems } = expandReferences(written, env)
  for (const problem of problems) addIssue({ ...at, ...problem })
  return { kind: 'scalar', at, type, text, written, isFromEnv }
}

function typeOf(value: unknown): ScalarNode['type'] {
  if (value === null || value === undefined) return 'nothing'
  if (typeof value === 'boolean') return 'boolean'
  return typeof value === 'number' || typeof value === 'bigint' ? 'number' : 'string'
}
