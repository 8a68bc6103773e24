// biome-ignore-all lint/suspicious/noTemplateCurlyInString: references are what is tested
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { escapeReferences, expandReferences, maskReferences, unmaskReferences } from './env-reference.js'

const expand = (text: string, env: Record<string, string> = {}) => expandReferences(text, env)

test('a reference reads the environment', () => {
  expect(expand('ws://${HOST}:${PORT}/', { HOST: 'h', PORT: '1' })).toEqual({
    text: 'ws://h:1/',
    isFromEnv: true,
    problems: [],
  })
})

test('a default stands in for a variable that is missing or empty', () => {
  expect(expand('${A:-x:-y}').text).toBe('x:-y')
  expect(expand('${A:-x}', { A: '' }).text).toBe('x')
  expect(expand('${A:-x}', { A: 'a' }).text).toBe('a')
})

test('a missing variable is named', () => {
  expect(expand('${ROOKERY_TOKEN}').problems[0]?.found).toContain('no variable ROOKERY_TOKEN')
})

test('what every object inherits is no variable', () => {
  expect(expand('${constructor}').problems).toHaveLength(1)
})

test('what a variable holds is not expanded again', () => {
  expect(expand('${A}', { A: '${B} $${', B: 'b' })).toMatchObject({ text: '${B} $${', problems: [] })
})

test('$${ is a literal ${, and a ${ that begins nothing is refused', () => {
  expect(expand('a$${B}')).toMatchObject({ text: 'a${B}', problems: [], isFromEnv: false })
  expect(expand('a${B').problems).toHaveLength(1)
  expect(expand('${1}').problems).toHaveLength(1)
})

test('masking keeps every position and is undone', () => {
  const piece = fc.constantFrom('${A}', '${A:-b, c}', '$${A}', '{', '}', '"', '\n', '小企', ' x: ', '$')
  fc.assert(
    fc.property(fc.array(piece), (pieces) => {
      const source = pieces.join('')
      expect(maskReferences(source)).toHaveLength(source.length)
      expect(unmaskReferences(maskReferences(source))).toBe(source)
    }),
  )
})

test('an escaped text reads back to itself', () => {
  const piece = fc.constantFrom('${A}', '${', '$${A}', '$', '{', '}', 'a')
  fc.assert(
    fc.property(fc.array(piece), (pieces) => {
      const text = pieces.join('')
      expect(expand(escapeReferences(text))).toEqual({ text, isFromEnv: false, problems: [] })
    }),
  )
})
