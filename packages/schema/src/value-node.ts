import type { ObjectEntry, ScalarNode, ValueNode } from './node.js'

/** Whether a value is an object with keys, and not an array. */
export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/**
 * Makes a node of a JavaScript value. Its items and entries are made when a schema asks for them, so that circular and
 * deep values cost nothing. Keys without a value count as absent.
 *
 * @example fromValue({ port: 80 })
 */
export function fromValue(value: unknown, path = ''): ValueNode {
  const at = { path }
  if (Array.isArray(value)) {
    return {
      kind: 'array',
      at,
      value,
      get items() {
        return Array.from(value, (item, index) => fromValue(item, `${path}[${index}]`))
      },
    }
  }
  if (!isObject(value)) return scalarOf(value, path)
  return {
    kind: 'object',
    at,
    value,
    get entries() {
      return entriesOf(value, path)
    },
  }
}

function entriesOf(value: Readonly<Record<string, unknown>>, path: string): readonly ObjectEntry[] {
  const present = Object.entries(value).filter(([, each]) => each !== undefined)
  return present.map(([key, each]) => {
    const keyPath = path === '' ? key : `${path}.${key}`
    return { key, keyAt: { path: keyPath }, value: fromValue(each, keyPath) }
  })
}

function scalarOf(value: unknown, path: string): ScalarNode {
  const text = String(value)
  return { kind: 'scalar', at: { path }, type: typeOf(value), text, written: text, isFromEnv: false, value }
}

function typeOf(value: unknown): ScalarNode['type'] {
  const type = typeof value
  return type === 'string' || type === 'number' || type === 'boolean' ? type : 'other'
}

/** Converts a node to a JavaScript value: the value it was made from, else the one its text denotes. */
export function toValue(node: ValueNode): unknown {
  if ('value' in node) return node.value
  if (node.kind === 'array') return node.items.map(toValue)
  if (node.kind === 'object') {
    return Object.fromEntries(node.entries.map(({ key, value }) => [key, toValue(value)]))
  }
  if (node.isFromEnv || node.type === 'string') return node.text
  if (node.type === 'number') return Number(node.text)
  return node.type === 'boolean' ? node.text === 'true' : null
}
