// biome-ignore-all lint/suspicious/noTemplateCurlyInString: references, as files have them

import {
  array,
  discriminatedUnion,
  integer,
  literal,
  object,
  oneOrArray,
  optional,
  refine,
  type Schema,
  string,
  tuple,
  union,
} from '@rookery/schema'
import { describe, expect, test } from 'vitest'
import { httpUrlLike } from './address.js'
import { readYamlFile } from './read-yaml-file.js'

const number = integer({ max: 9, allowed: 'a digit' })

/** What a schema parses of the value under `a`, or its issues. */
function read<T>(schema: Schema<T>, yaml: string, env: Record<string, string> = {}): unknown {
  const { content, problems } = readYamlFile(yaml, { schema: object({ a: schema }) }, { file: 'a.yml', env })
  if (content !== undefined) return content.a
  return problems.map(({ path, found, allowed, hint = '' }) => [path, found, allowed, hint].join('|'))
}

describe('lists', () => {
  test('of any length', () => {
    expect(read(array(number), 'a: [1, 2]')).toEqual([1, 2])
    expect(read(array(number), 'a: [1, x, y]')).toEqual(['a[1]|"x"|a digit|', 'a[2]|"y"|a digit|'])
    expect(read(array(number), 'a: 1')).toEqual(['a|a number|a list|'])
  })

  test('that may be one alone', () => {
    expect(read(oneOrArray(number), 'a: 1')).toEqual([1])
    expect(read(oneOrArray(number), 'a: [1, 2]')).toEqual([1, 2])
    expect(read(oneOrArray(number), 'a: x')).toEqual(['a|"x"|a digit|'])
  })

  test('of exactly two', () => {
    expect(read(tuple<[number, number]>([number, number], 'two digits'), 'a: [1, 2]')).toEqual([1, 2])
    expect(read(tuple<[number, number]>([number, number], 'two digits'), 'a: [1, 2, 3]')).toEqual([
      'a|a list of 3|two digits|',
    ])
  })
})

describe('maps', () => {
  test('that a single value may stand for', () => {
    const either = union([object({ n: number }), number])
    expect(read(either, 'a: { n: 1 }')).toEqual({ n: 1 })
    expect(read(either, 'a: 1')).toBe(1)
    expect(read(either, 'a: {}')).toEqual(['a|no key "n"|a map with the key "n"|'])
  })

  const door = discriminatedUnion('type', [
    object({ type: literal(['in']), port: number }),
    object({ type: literal(['out']), url: optional(string({ allowed: 'a URL' })) }),
    object({ token: optional(string({ allowed: 'a token' })) }),
  ])

  test('whose type is told where nobody can guess it', () => {
    const named = discriminatedUnion('type', [object({ type: literal(['in']), port: number })])
    expect(read(named, 'a: { port: 1 }')).toEqual(['a|no key "type"|type: in|'])
    expect(read(named, 'a:')).toEqual(['a|no key "type"|type: in|'])
    expect(read(named, 'a: { type: [in] }')).toEqual(['a.type|a list|in|'])
    expect(read(named, 'a: [1]')).toEqual(['a|a list|a map|'])
  })

  test('whose type says which keys they have', () => {
    expect(read(door, 'a: { type: in, port: 1 }')).toEqual({ type: 'in', port: 1 })
    expect(read(door, 'a: { token: x }')).toEqual({ token: 'x' })
    expect(read(door, 'a: { type: in, port: 1, url: x }')).toEqual([
      'a|the unknown key "url"|type, port|"url" goes with type: out',
    ])
    expect(read(door, 'a: { type: inn, port: x }')).toEqual(['a.type|"inn"|in, out|did you mean "in"?'])
  })
})

describe('single values', () => {
  test('of a few words', () => {
    expect(read(literal(['array', 'string']), 'a: array')).toBe('array')
    expect(read(literal(['array', 'string']), 'a: 7')).toEqual(['a|7|array, string|'])
  })

  test('with a further condition', () => {
    const even = refine(number, (value, { at }, { addIssue }) => {
      if (value % 2 > 0) addIssue({ ...at, found: `${value}`, allowed: 'an even digit' })
      return value % 2 === 0
    })
    expect(read(even, 'a: 4')).toBe(4)
    expect(read(even, 'a: 3')).toEqual(['a|3|an even digit|'])
  })

  test('that are URLs are shown as they may be shown, also beside a reference', () => {
    const url = httpUrlLike('http://h', (found) => found.replace(/pass\w*/, '…'))
    expect(read(url, 'a: "http://h/x"')).toBe('http://h/x')
    expect(String(read(url, 'a: "ws://password@h"'))).toContain('"ws://…@h"')
    const beside = String(read(url, 'a: "ws://password@${HOST}"', { HOST: 'inside' }))
    expect(beside).toContain('ws://…@${HOST} (its value from the environment)')
  })
})
