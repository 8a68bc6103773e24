import type { ValueNode } from '@rookery/schema'
import { toValue } from '@rookery/schema'

/** Converts a node to a JavaScript value. Integers beyond 2^53 become their digits, as in events. */
export function exactValue(node: ValueNode): unknown {
  if (node.kind === 'array') return node.items.map(exactValue)
  if (node.kind === 'object')
    return Object.fromEntries(node.entries.map(({ key, value }) => [key, exactValue(value)]))
  const isWide =
    node.type === 'number' && /^-?\d+$/.test(node.text) && !Number.isSafeInteger(Number(node.text))
  return isWide ? node.text : toValue(node)
}
