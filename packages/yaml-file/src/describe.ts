import { isNothing, type YamlNode } from './yaml-node.js'

/** Words for a value that was found, with the value itself. */
export function describe(node: YamlNode): string {
  if (node.kind !== 'scalar' || isNothing(node)) return describeKind(node)
  if (node.isFromEnv) return `${node.written} (its value from the environment)`
  if (node.type === 'text') return node.text === '' ? 'an empty text' : JSON.stringify(shorten(node.text))
  return shorten(node.written)
}

/** Words for a value that was found, without the value, which may be secret. */
export function describeKind(node: YamlNode): string {
  if (node.kind !== 'scalar') return `a ${node.kind}`
  if (node.type === 'nothing') return 'nothing'
  if (node.type === 'text' && node.text === '') return 'an empty text'
  return `a ${node.type}`
}

function shorten(text: string): string {
  return text.length <= 60 ? text : `${text.slice(0, 57)}…`
}
