/** Place of a value in its input. */
export interface Place {
  /** The path from the top, such as `upstreams[0].url`; empty at the top. */
  readonly path: string
  /** Line and column count from 1; absent if the input is not a text. */
  readonly line?: number
  readonly column?: number
}

/** One value of an input, with its place: what schemas parse, whatever the input was written in. */
export type ValueNode = ScalarNode | ArrayNode | ObjectNode

/** A single value. */
export interface ScalarNode {
  readonly kind: 'scalar'
  readonly at: Place
  /** `nothing` passes for an empty array or object; `other` is a value without a text form, such as a function. */
  readonly type: 'string' | 'number' | 'boolean' | 'nothing' | 'other'
  /** The exact text; for a number its own digits. */
  readonly text: string
  /** The text as written in the input, references not expanded: safe to print unless the value is a secret. */
  readonly written: string
  /** Text from the environment has no type of its own and passes for any scalar. */
  readonly isFromEnv: boolean
  /** The text as an array, if its source has a notation for one. */
  readonly items?: readonly ValueNode[]
  /** The JavaScript value that the node was made from, if any. */
  readonly value?: unknown
}

/** Values in order. */
export interface ArrayNode {
  readonly kind: 'array'
  readonly at: Place
  readonly items: readonly ValueNode[]
  /** The JavaScript value that the node was made from, if any. */
  readonly value?: unknown
}

/** Values by key; each key comes once. */
export interface ObjectNode {
  readonly kind: 'object'
  readonly at: Place
  readonly entries: readonly ObjectEntry[]
  /** The JavaScript value that the node was made from, if any. */
  readonly value?: unknown
}

/** One key of an object with its value. */
export interface ObjectEntry {
  readonly key: string
  readonly keyAt: Place
  readonly value: ValueNode
}

/** Finds the node under these keys; undefined as soon as one is missing. */
export function child(node: ValueNode | undefined, ...keys: readonly string[]): ValueNode | undefined {
  let found = node
  for (const key of keys) {
    if (found?.kind !== 'object') return undefined
    found = found.entries.find((entry) => entry.key === key)?.value
  }
  return found
}

/** Lists the items of an array; none for any other node. */
export function itemsOf(node: ValueNode | undefined): readonly ValueNode[] {
  return node?.kind === 'array' ? node.items : []
}

/** Gives the text of a scalar; undefined for any other node. */
export function textOf(node: ValueNode | undefined): string | undefined {
  return node?.kind === 'scalar' ? node.text : undefined
}

/** Whether nothing is written: a section whose lines are all commented out is as good as absent. */
export function isNothing(node: ValueNode): boolean {
  return node.kind === 'scalar' && node.type === 'nothing'
}
