import {
  type Alias,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  type Pair,
  parseDocument,
} from 'yaml'
import type { Problem } from './config-error.js'
import { type Environment, expandReferences, maskReferences, unmaskReferences } from './env-reference.js'
import { yamlComplaint } from './yaml-complaint.js'
import type { ListNode, MapEntry, MapNode, ScalarNode, Spot, YamlNode } from './yaml-tree.js'

/** Reads YAML into a tree with positions, references filled in. A file with a syntax error has no tree. */
export function readYaml(
  text: string,
  env: Environment,
): { readonly root?: YamlNode; readonly problems: readonly Problem[] } {
  const lines = new LineCounter()
  const document = parseDocument(maskReferences(text), {
    lineCounter: lines,
    prettyErrors: false,
    uniqueKeys: false,
  })
  const complaints = [...document.errors, ...document.warnings]
  if (complaints.length > 0) {
    return {
      problems: onePerLine(complaints.map((error) => yamlComplaint(error, lines.linePos(error.pos[0])))),
    }
  }
  const planter = new Planter(lines, env, (alias) => alias.resolve(document))
  return { root: planter.plant(document.contents, ''), problems: planter.problems }
}

/** What follows a syntax error in its line is nearly always its echo. */
function onePerLine(problems: readonly Problem[]): Problem[] {
  const first = new Map<number | undefined, Problem>()
  for (const problem of problems) {
    if (!first.has(problem.at?.line)) first.set(problem.at?.line, problem)
  }
  return [...first.values()]
}

/** Turns the YAML library's nodes into ours. */
class Planter {
  readonly problems: Problem[] = []
  readonly #lines: LineCounter
  readonly #env: Environment
  readonly #resolve: (alias: Alias) => Node | undefined

  constructor(lines: LineCounter, env: Environment, resolve: (alias: Alias) => Node | undefined) {
    this.#lines = lines
    this.#env = env
    this.#resolve = resolve
  }

  plant(node: unknown, path: string, fallback?: Spot): YamlNode {
    const at = this.#spot(node, path, fallback)
    if (isMap(node)) return this.#map(node.items, at)
    if (isSeq(node)) return this.#list(node.items, at)
    if (isAlias(node)) return this.#alias(node, at)
    return this.#scalar(node, at)
  }

  #map(pairs: readonly Pair[], at: Spot): MapNode {
    const entries = new Map<string, MapEntry>()
    for (const pair of pairs) {
      const key = isScalar(pair.key) ? unmaskReferences(pair.key.source ?? String(pair.key.value)) : undefined
      const keyAt = this.#spot(pair.key, at.path, at)
      if (key === undefined) this.#problem(keyAt, 'a key that is a list or a map', 'a name')
      else if (entries.has(key)) this.#twice(key, keyAt, entries.get(key)?.keyAt)
      else entries.set(key, { key, keyAt, value: this.plant(pair.value, join(at.path, key), keyAt) })
    }
    return { kind: 'map', at, entries: [...entries.values()] }
  }

  #list(items: readonly unknown[], at: Spot): ListNode {
    return {
      kind: 'list',
      at,
      items: items.map((item, index) => this.plant(item, `${at.path}[${index}]`, at)),
    }
  }

  /** Of single values only: a list or map could hold itself, and an error in it would have two places. */
  #alias(alias: Alias, at: Spot): YamlNode {
    const target = this.#resolve(alias)
    if (isScalar(target)) return this.#scalar(target, at)
    const found =
      target === undefined ? 'an alias (*) without its anchor (&)' : 'an alias (*) of a list or a map'
    this.#problem(at, found, 'an alias of a single value above it; a text that begins with * in quotes')
    return { kind: 'scalar', at, type: 'nothing', text: '', written: '', fromEnv: false }
  }

  #scalar(node: unknown, at: Spot): ScalarNode {
    const value = isScalar(node) ? node.value : null
    const type = scalarType(value)
    const source = isScalar(node) && type !== 'text' ? node.source : undefined
    const written = unmaskReferences(source ?? String(value ?? ''))
    const { text, fromEnv, problems } = expandReferences(written, this.#env)
    for (const { found, allowed } of problems) this.#problem(at, found, allowed)
    return { kind: 'scalar', at, type, text, written, fromEnv }
  }

  #twice(key: string, at: Spot, first: Spot | undefined): void {
    this.#problem(at, `the key "${key}" again, first in line ${first?.line}`, 'each key once')
  }

  #problem({ line, column, path }: Spot, found: string, allowed: string): void {
    this.problems.push({ at: { line, column }, path, found, allowed })
  }

  #spot(node: unknown, path: string, fallback: Spot = { line: 1, column: 1, path: '' }): Spot {
    const offset = (node as Node | null | undefined)?.range?.[0]
    if (offset === undefined) return { ...fallback, path }
    const { line, col } = this.#lines.linePos(offset)
    return { line: Math.max(line, 1), column: Math.max(col, 1), path }
  }
}

function scalarType(value: unknown): ScalarNode['type'] {
  if (value === null || value === undefined) return 'nothing'
  if (typeof value === 'boolean') return 'boolean'
  return typeof value === 'number' || typeof value === 'bigint' ? 'number' : 'text'
}

function join(path: string, key: string): string {
  return path === '' ? key : `${path}.${key}`
}
