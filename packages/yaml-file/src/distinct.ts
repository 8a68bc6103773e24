import { describe } from './describe.js'
import type { Complain } from './shape.js'
import { textOf, type YamlNode } from './yaml-node.js'

interface Rule {
  /** Name for one of them, such as `the name`. */
  readonly what: string
  readonly allowed: string
  /** Part of the text that is compared. Default: all of it. */
  readonly by?: (text: string) => string
}

/** Complains of each scalar that an earlier one equals; what is no scalar has been complained of elsewhere. */
export function distinct(
  nodes: readonly (YamlNode | undefined)[],
  { what, allowed, by = (text) => text }: Rule,
  complain: Complain,
): void {
  const seen = new Map<string, number>()
  for (const node of nodes) {
    const text = textOf(node)
    if (node === undefined || text === undefined) continue
    const first = seen.get(by(text))
    if (first === undefined) seen.set(by(text), node.at.line)
    else complain({ at: node.at, found: `${what} ${describe(node)} again, first in line ${first}`, allowed })
  }
}
