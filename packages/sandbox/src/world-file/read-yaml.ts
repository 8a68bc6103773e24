import {
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  type Pair,
  parseDocument,
  type Scalar,
} from 'yaml'
import { type Environment, expandReferences, maskReferences, unmaskReferences } from './env-reference.js'
import type { MapEntry, ScalarNode, Spot, YamlNode } from './yaml-node.js'

/** Something wrong, and where. */
export interface Complaint {
  readonly at: Spot
  readonly found: string
  readonly allowed: string
  readonly hint?: string
}

/** What reading writes down of what it meets. */
interface Notes {
  readonly env: Environment
  spotOf(node: unknown, path: string, fallback: Spot): Spot
  complain(complaint: Complaint): void
}

const TOP: Spot = { line: 1, column: 1, path: '' }

/** Reads YAML into nodes that know their place, variables filled in. A file with a syntax error has no nodes. */
export function readYaml(text: string, env: Environment, complain: Notes['complain']): YamlNode | undefined {
  const lines = new LineCounter()
  const options = { lineCounter: lines, prettyErrors: false, uniqueKeys: false }
  const document = parseDocument(maskReferences(text), options)
  const [error] = [...document.errors, ...document.warnings]
  const spotAt = (offset: number, path: string): Spot => {
    const { line, col } = lines.linePos(offset)
    return { line: Math.max(line, 1), column: Math.max(col, 1), path }
  }
  if (error) {
    // What follows the first error is nearly always its echo.
    const [sentence = ''] = unmaskReferences(error.message).split(/(?<=\w): |; | \\/)
    const found = `broken YAML, ${sentence.charAt(0).toLowerCase()}${sentence.slice(1)}`
    complain({ at: spotAt(error.pos[0], ''), found, allowed: 'YAML; a text with special signs in quotes' })
    return undefined
  }
  const spotOf: Notes['spotOf'] = (node, path, fallback) => {
    const offset = (node as Node | null | undefined)?.range?.[0]
    return offset === undefined ? { ...fallback, path } : spotAt(offset, path)
  }
  return nodeOf(document.contents, '', TOP, { env, spotOf, complain })
}

function nodeOf(node: unknown, path: string, fallback: Spot, notes: Notes): YamlNode {
  const at = notes.spotOf(node, path, fallback)
  if (isMap(node)) return { kind: 'map', at, entries: entriesOf(node.items, at, notes) }
  if (isSeq(node)) {
    const items = node.items.map((item, index) => nodeOf(item, `${path}[${index}]`, at, notes))
    return { kind: 'list', at, items }
  }
  if (isAlias(node)) {
    notes.complain({
      at,
      found: 'an alias (*)',
      allowed: 'the value itself; a text that begins with * in quotes',
    })
  }
  return scalarOf(isScalar(node) ? node : undefined, at, notes)
}

function entriesOf(pairs: readonly Pair[], at: Spot, notes: Notes): readonly MapEntry[] {
  const entries = new Map<string, MapEntry>()
  for (const pair of pairs) {
    const keyAt = notes.spotOf(pair.key, at.path, at)
    const key = isScalar(pair.key) ? unmaskReferences(String(pair.key.value)) : undefined
    const first = key === undefined ? undefined : entries.get(key)
    if (key === undefined) {
      notes.complain({ at: keyAt, found: 'a key that is a list or a map', allowed: 'a name' })
    } else if (first) {
      const found = `the key "${key}" again, first in line ${first.keyAt.line}`
      notes.complain({ at: keyAt, found, allowed: 'each key once' })
    } else {
      const path = at.path === '' ? key : `${at.path}.${key}`
      entries.set(key, { key, keyAt, value: nodeOf(pair.value, path, keyAt, notes) })
    }
  }
  return [...entries.values()]
}

function scalarOf(node: Scalar | undefined, at: Spot, { env, complain }: Notes): ScalarNode {
  const type = typeOf(node?.value)
  const source = type === 'text' ? undefined : node?.source
  const written = unmaskReferences(source ?? String(node?.value ?? ''))
  const { text, isFromEnv, missing } = expandReferences(written, env)
  for (const name of missing) {
    const allowed = `a variable that is set, or \${${name}:-default}`
    complain({ at, found: `\${${name}}, but the environment has no variable ${name}`, allowed })
  }
  return { kind: 'scalar', at, type, text, isFromEnv }
}

function typeOf(value: unknown): ScalarNode['type'] {
  if (value === null || value === undefined) return 'nothing'
  if (typeof value === 'boolean') return 'boolean'
  return typeof value === 'number' || typeof value === 'bigint' ? 'number' : 'text'
}
