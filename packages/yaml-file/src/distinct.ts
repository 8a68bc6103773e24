import { type AddIssue, type Place, textOf, type ValueNode } from '@rookery/schema'
import { describeFound } from './describe.js'

interface Rule {
  /** Name of the compared values, such as `the name`. */
  readonly what: string
  readonly allowed: string
  /** Text to compare. Default: the whole text. */
  readonly by?: (text: string) => string
}

/** Adds an issue for each scalar that equals an earlier one. Ignores other nodes: their schemas report them. */
export function distinct(
  nodes: readonly (ValueNode | undefined)[],
  { what, allowed, by = (text) => text }: Rule,
  addIssue: AddIssue,
): void {
  const seen = new Map<string, Place>()
  for (const node of nodes) {
    const text = textOf(node)
    if (node === undefined || text === undefined) continue
    const first = seen.get(by(text))
    if (first === undefined) seen.set(by(text), node.at)
    else
      addIssue({
        ...node.at,
        found: `${what} ${describeFound(node)} again, first in line ${first.line}`,
        allowed,
      })
  }
}
