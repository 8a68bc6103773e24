/** Place of a value in the file: line and column count from 1, the path runs from the top. */
export interface Spot {
  readonly line: number
  readonly column: number
  readonly path: string
}

/** A file as its shapes see it: every node knows its place, every scalar the text it was written as. */
export type YamlNode = ScalarNode | ListNode | MapNode

/** A single value: text, number, boolean or nothing. */
export interface ScalarNode {
  readonly kind: 'scalar'
  readonly at: Spot
  readonly type: 'text' | 'number' | 'boolean' | 'nothing'
  /** The exact text, references filled in; a number's own digits, so that none is lost. */
  readonly text: string
  /** As it stands in the file, references unread: safe to print unless the key is a secret one. */
  readonly written: string
  /** Text from the environment has no type of its own and may stand for a number too. It is never printed. */
  readonly isFromEnv: boolean
}

/** A list, with the place where it begins. */
export interface ListNode {
  readonly kind: 'list'
  readonly at: Spot
  readonly items: readonly YamlNode[]
}

/** A map, its entries in the order of the file. */
export interface MapNode {
  readonly kind: 'map'
  readonly at: Spot
  readonly entries: readonly MapEntry[]
}

/** One key of a map with its value, and the place of the key. */
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

/** The items of a list; none, if the node is no list. */
export function itemsOf(node: YamlNode | undefined): readonly YamlNode[] {
  return node?.kind === 'list' ? node.items : []
}

/** The text of a scalar. */
export function textOf(node: YamlNode | undefined): string | undefined {
  return node?.kind === 'scalar' ? node.text : undefined
}

/** A section whose lines are all commented out is as good as absent. */
export function isNothing(node: YamlNode): boolean {
  return node.kind === 'scalar' && node.type === 'nothing'
}
