/** Where a value stands in the file: line and column count from 1, the path runs from the top. */
export interface Spot {
  readonly line: number
  readonly column: number
  readonly path: string
}

/** A world file as its checker sees it: every node knows its place. */
export type YamlNode = ScalarNode | ListNode | MapNode

export interface ScalarNode {
  readonly kind: 'scalar'
  readonly at: Spot
  readonly type: 'text' | 'number' | 'boolean' | 'nothing'
  /** As it was written, variables filled in; a number's own digits, so that none is lost. */
  readonly text: string
  /** What comes from the environment has no type of its own, and is never shown. */
  readonly isFromEnv: boolean
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

/** The value under a key of a map, wherever there is one. */
export const child = (node: YamlNode | undefined, key: string): YamlNode | undefined =>
  node?.kind === 'map' ? node.entries.find((entry) => entry.key === key)?.value : undefined

export const itemsOf = (node: YamlNode | undefined): readonly YamlNode[] =>
  node?.kind === 'list' ? node.items : []

/** A key whose value is left out is as good as none. */
export const isNothing = (node: YamlNode): boolean => node.kind === 'scalar' && node.type === 'nothing'

/** What a message says was found, with the value itself. */
export function describe(node: YamlNode): string {
  if (node.kind !== 'scalar' || node.text === '') return describeKind(node)
  if (node.isFromEnv) return 'a value from the environment'
  const text = node.text.length <= 60 ? node.text : `${node.text.slice(0, 57)}…`
  return node.type === 'text' ? JSON.stringify(text) : text
}

/** What a message says was found, where the value must not be shown. */
export function describeKind(node: YamlNode): string {
  if (node.kind !== 'scalar') return `a ${node.kind}`
  if (node.type === 'nothing') return 'nothing'
  return node.text === '' ? 'an empty text' : `a ${node.type}`
}
