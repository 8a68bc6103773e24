import { describeKind } from '../describe.js'
import type { Reading } from '../shape.js'
import type { YamlNode } from '../yaml-node.js'

/** Complains of a node of another kind. */
export function notA(kind: 'list' | 'map', node: YamlNode, { complain }: Reading): undefined {
  complain({ at: node.at, found: describeKind(node), allowed: `a ${kind}` })
}
