import { type Describe, isNothing, type ScalarNode, type ValueNode } from '@rookery/schema'

/** Describes a node found in a file: by its value, or only by its kind if the value must not be shown. */
export function describeFound(node: ValueNode, shows: Parameters<Describe>[1] = 'value'): string {
  if (node.kind !== 'scalar') return node.kind === 'array' ? 'a list' : 'a map'
  return shows === 'value' && !isNothing(node) ? describeScalar(node) : describeType(node)
}

function describeScalar(node: ScalarNode): string {
  if (node.isFromEnv) return `${node.written} (its value from the environment)`
  if (node.type === 'string') return node.text === '' ? 'an empty text' : JSON.stringify(shorten(node.text))
  return shorten(node.written)
}

function describeType({ type, text }: ScalarNode): string {
  if (type === 'nothing') return 'nothing'
  if (type !== 'string') return `a ${type}`
  return text === '' ? 'an empty text' : 'a text'
}

function shorten(text: string): string {
  return text.length <= 60 ? text : `${text.slice(0, 57)}…`
}
