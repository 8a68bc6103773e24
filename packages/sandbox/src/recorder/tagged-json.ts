import { isList, isMap, List, Map as PersistentMap } from 'immutable'

/*
 * Worlds and inputs as JSON. A value without a JSON form becomes an object whose single key names its type:
 * `{"@map": [[key, value], …]}`. An ordinary object of that form is wrapped as `{"@object": …}`.
 */

type Tag = '@map' | '@list' | '@pairs' | '@bigint' | '@object'

const decoders: Readonly<Record<Tag, (value: unknown) => unknown>> = {
  '@map': (pairs) => PersistentMap(decodedPairs(pairs)),
  '@list': (items) => List((items as readonly unknown[]).map(decode)),
  '@pairs': (pairs) => new Map(decodedPairs(pairs)),
  '@bigint': (digits) => BigInt(digits as string),
  '@object': (pairs) => Object.fromEntries(decodedPairs(pairs)),
}

/** The JSON text of a value; undefined values are left out. */
export const writeTagged = (value: unknown): string => JSON.stringify(encode(value))

/** @throws SyntaxError for text that is not JSON */
export const readTagged = (text: string): unknown => decode(JSON.parse(text))

function encode(value: unknown): unknown {
  if (typeof value === 'bigint') return { '@bigint': String(value) }
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map(encode)
  if (isMap(value)) return { '@map': encodedPairs(value) }
  if (isList(value)) return { '@list': [...value].map(encode) }
  if (value instanceof Map) return { '@pairs': encodedPairs(value) }
  const pairs = Object.entries(value)
  if (pairs.some(([key]) => key.startsWith('@'))) return { '@object': encodedPairs(pairs) }
  return Object.fromEntries(encodedPairs(pairs))
}

const encodedPairs = (pairs: Iterable<readonly [unknown, unknown]>): (readonly [string, unknown])[] =>
  [...pairs].map(([key, value]) => [key as string, encode(value)])

function decode(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map(decode)
  const pairs = Object.entries(value)
  const [tag, tagged] = pairs[0] ?? ['', undefined]
  if (pairs.length === 1 && Object.hasOwn(decoders, tag)) return decoders[tag as Tag](tagged)
  return Object.fromEntries(pairs.map(([key, each]) => [key, decode(each)]))
}

const decodedPairs = (pairs: unknown): (readonly [string, unknown])[] =>
  (pairs as readonly (readonly [string, unknown])[]).map(([key, value]) => [key, decode(value)])
