/** Where a value stands in the file: line and column count from 1, the path runs from the top. */
export interface Spot {
  readonly line: number
  readonly column: number
  readonly path: string
}

/** A config file as its checker sees it: every node knows its place, every scalar the text it was written as. */
export type YamlNode = ScalarNode | ListNode | MapNode

export interface ScalarNode {
  readonly kind: 'scalar'
  readonly at: Spot
  readonly type: 'text' | 'number' | 'boolean' | 'nothing'
  /** The exact text, references filled in; a number's own digits, so that none is lost. */
  readonly text: string
  /** As it stands in the file, references unread: safe to print unless the key is a secret one. */
  readonly written: string
  /** Text from the environment has no type of its own and may stand for a number too. */
  readonly fromEnv: boolean
}

export interface ListNode {
  readonly kind: 'list'
  readonly at: Spot
  readonly items: readonly YamlNode[]
}

export interface MapNode {
  readonly kind: 'map'
  readonly at: Spot
  readonly entries: readonly MapEntry[]
}

export interface MapEntry {
  readonly key: string
  readonly keyAt: Spot
  readonly value: YamlNode
}

/** The node under these keys, wherever the file has all of them. */
export function child(node: YamlNode | undefined, ...keys: readonly string[]): YamlNode | undefined {
  let found = node
  for (const key of keys) {
    if (found?.kind !== 'map') return undefined
    found = found.entries.find((entry) => entry.key === key)?.value
  }
  return found
}

export function itemsOf(node: YamlNode | undefined): readonly YamlNode[] {
  return node?.kind === 'list' ? node.items : []
}

export function textOf(node: YamlNode | undefined): string | undefined {
  return node?.kind === 'scalar' ? node.text : undefined
}

/** A section whose lines are all commented out is as good as absent. */
export function isNothing(node: YamlNode): boolean {
  return node.kind === 'scalar' && node.type === 'nothing'
}

/** What a message says was found, with the value itself. */
export function describe(node: YamlNode): string {
  if (node.kind !== 'scalar' || isNothing(node)) return describeKind(node)
  if (node.fromEnv) return `${node.written} (its value from the environment)`
  if (node.type === 'text') return node.text === '' ? 'an empty text' : JSON.stringify(shorten(node.text))
  return shorten(node.written)
}

/** What a message says was found, where the value must not be shown. */
export function describeKind(node: YamlNode): string {
  if (node.kind !== 'scalar') return `a ${node.kind}`
  if (node.type === 'nothing') return 'nothing'
  if (node.type === 'text' && node.text === '') return 'an empty text'
  return `a ${node.type}`
}

function shorten(text: string): string {
  return text.length <= 60 ? text : `${text.slice(0, 57)}…`
}
