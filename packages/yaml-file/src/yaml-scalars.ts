import {
  type Alias,
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type Node,
  parseDocument,
  type Scalar,
} from 'yaml'
import { maskReferences, unmaskReferences } from './env-reference.js'

/** A value in the text of a YAML file that is neither a list nor a map. */
export interface YamlScalar {
  /** Keys and indexes from the top. */
  readonly path: readonly (string | number)[]
  /** Place in the text: index of its first character, and the one behind its last. */
  readonly start: number
  readonly end: number
  /** The value, its variables as they are written; that of an alias is the value it stands for. */
  readonly text: string
  readonly isAlias: boolean
}

/**
 * Finds the values in the text of a YAML file, so that they can be changed in place and all else stays; undefined if its
 * syntax is broken.
 *
 * @example yamlScalars('a: { b: "c" }') // [{ path: ['a', 'b'], start: 8, end: 11, text: 'c', isAlias: false }]
 */
export function yamlScalars(text: string): readonly YamlScalar[] | undefined {
  const document = parseDocument(maskReferences(text), { prettyErrors: false, uniqueKeys: false })
  if (document.errors.length > 0) return undefined
  const found: YamlScalar[] = []
  walk(document.contents, [], { document, found })
  return found
}

interface Walk {
  readonly document: Document.Parsed
  readonly found: YamlScalar[]
}

function walk(node: unknown, path: YamlScalar['path'], context: Walk): void {
  if (isMap(node)) for (const { key, value } of node.items) walk(value, [...path, keyOf(key)], context)
  else if (isSeq(node))
    for (const [index, item] of node.items.entries()) walk(item, [...path, index], context)
  else if (isScalar(node) || isAlias(node)) addScalar(node, path, context)
}

function addScalar(node: Scalar | Alias, path: YamlScalar['path'], { document, found }: Walk): void {
  const [start, end] = (node as Node).range ?? []
  // A key without a value has no text.
  if (start === undefined || end === undefined || start === end) return
  const target = isAlias(node) ? node.resolve(document) : node
  found.push({
    path,
    start,
    end,
    text: textOf(isScalar(target) ? target : undefined),
    isAlias: isAlias(node),
  })
}

function textOf(scalar: Scalar | undefined): string {
  const { value, source } = scalar ?? {}
  return unmaskReferences(typeof value === 'string' ? value : (source ?? String(value ?? '')))
}

const keyOf = (key: unknown): string =>
  isScalar(key) ? unmaskReferences(key.source ?? String(key.value)) : String(key)
