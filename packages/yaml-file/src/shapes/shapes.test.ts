// biome-ignore-all lint/suspicious/noTemplateCurlyInString: references, as files have them
import { describe, expect, test } from 'vitest'
import { readYamlFile } from '../read-yaml-file.js'
import { type Shape, where } from '../shape.js'
import { httpUrl } from './address.js'
import { byType } from './by-type.js'
import { list, oneOrList, pair } from './list.js'
import { keys, mapOr, required } from './map.js'
import { integer, oneOf, text } from './scalar.js'

const number = integer(0, 9, 'a digit')

/** What a shape reads of the value under `a`, or what it complains of. */
function read<T>(shape: Shape<T>, yaml: string, env: Record<string, string> = {}): unknown {
  const { content, problems } = readYamlFile(yaml, { shape: keys({ a: shape }) }, { file: 'a.yml', env })
  if (content !== undefined) return content.a
  return problems.map(({ path, found, allowed, hint = '' }) => [path, found, allowed, hint].join('|'))
}

describe('lists', () => {
  test('of any length', () => {
    expect(read(list(number), 'a: [1, 2]')).toEqual([1, 2])
    expect(read(list(number), 'a: [1, x, y]')).toEqual(['a[1]|"x"|a digit|', 'a[2]|"y"|a digit|'])
    expect(read(list(number), 'a: 1')).toEqual(['a|a number|a list|'])
  })

  test('that may be one alone', () => {
    expect(read(oneOrList(number), 'a: 1')).toEqual([1])
    expect(read(oneOrList(number), 'a: [1, 2]')).toEqual([1, 2])
    expect(read(oneOrList(number), 'a: x')).toEqual(['a|"x"|a digit|'])
  })

  test('of exactly two', () => {
    expect(read(pair(number, 'two digits'), 'a: [1, 2]')).toEqual([1, 2])
    expect(read(pair(number, 'two digits'), 'a: [1, 2, 3]')).toEqual(['a|a list of 3|two digits|'])
  })
})

describe('maps', () => {
  test('that a single value may stand for', () => {
    const either = mapOr(keys({ n: required(number) }), number)
    expect(read(either, 'a: { n: 1 }')).toEqual({ n: 1 })
    expect(read(either, 'a: 1')).toBe(1)
    expect(read(either, 'a: {}')).toEqual(['a|no key "n"|a map with the key "n"|'])
  })

  const door = byType({
    in: { type: required(oneOf('in')), port: required(number) },
    out: { type: required(oneOf('out')), url: text(/./, 'a URL') },
    '': { token: text(/./, 'a token') },
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
    expect(read(oneOf('array', 'string'), 'a: array')).toBe('array')
    expect(read(oneOf('array', 'string'), 'a: 7')).toEqual(['a|7|array, string|'])
  })

  test('with a further condition', () => {
    const even = where(number, (value, { at }, { complain }) => {
      if (value % 2 > 0) complain({ at, found: `${value}`, allowed: 'an even digit' })
      return value % 2 === 0
    })
    expect(read(even, 'a: 4')).toBe(4)
    expect(read(even, 'a: 3')).toEqual(['a|3|an even digit|'])
  })

  test('that are URLs are shown as they may be shown, also beside a reference', () => {
    const url = httpUrl('http://h', (found) => found.replace(/pass\w*/, '…'))
    expect(read(url, 'a: "http://h/x"')).toBe('http://h/x')
    expect(String(read(url, 'a: "ws://password@h"'))).toContain('"ws://…@h"')
    const beside = String(read(url, 'a: "ws://password@${HOST}"', { HOST: 'inside' }))
    expect(beside).toContain('ws://…@${HOST} (its value from the environment)')
  })
})
