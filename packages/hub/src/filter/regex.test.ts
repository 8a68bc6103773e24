import { describe, expect, it } from 'vitest'
import { compileGlob, compileRegex } from './regex.js'

const MIB = 1024 * 1024

/** Each takes a backtracking engine longer than anybody waits. */
const BOMBS: readonly (readonly [pattern: string, text: string])[] = [
  ['(a+)+$', `${'a'.repeat(MIB)}b`],
  ['^(a|a)*$', `${'a'.repeat(MIB)}b`],
  ['(.*)(.*)(.*)(.*)x$', 'y'.repeat(MIB)],
  ['^(([a-z])+.)+[A-Z]([a-z])+$', 'a'.repeat(MIB)],
  ['(喵+)+$', `${'喵'.repeat(MIB / 4)}汪`],
  ['(a?){50}a{50}$', `${'a'.repeat(MIB)}b`],
]

describe('a regular expression', () => {
  // The goal is that nobody waits: a backtracking engine would not come back at all.
  it.each(BOMBS)('%s searches a megabyte at once', (pattern, text) => {
    const search = compileRegex(pattern)
    expect(search.finds(text)).toBe(false)
  })

  it('that compiles to very much is refused, since its searches would take long', () => {
    expect(() => compileRegex('[ab]*a[ab]{600}c')).toThrow(/compiles to \d+ instructions, more than 500/)
    expect(compileRegex('[ab]*a[ab]{300}c').finds('ab'.repeat(MIB))).toBe(false)
  })

  it('is found at the beginning of a text that is very long, which does not end there', () => {
    const long = `/help ${'x'.repeat(MIB)} end`
    const finds = (pattern: string) => compileRegex(pattern).finds(long)
    expect([finds('^/help'), finds('x$'), finds('x\\z'), finds('end$')]).toEqual([true, false, false, false])
  })

  it.each<[string, string, boolean]>([
    ['^/(help|ping)\\b', '/help me', true],
    ['^/(help|ping)\\b', '/helping', false],
    ['\\p{Han}', '喵', true],
    ['^.$', '🐧', true],
    ['a.b', 'a\nb', false],
    ['(?s)a.b', 'a\nb', true],
    ['', 'anything', true],
  ])('%s is found in %j: %s', (pattern, text, found) => {
    expect(compileRegex(pattern).finds(text)).toBe(found)
  })
})

describe('a glob', () => {
  it.each<[string, string, boolean]>([
    ['a', 'a', true],
    ['a', 'ab', false],
    ['*', '', true],
    ['a*', 'ab\nc', true],
    ['*b', 'ab', true],
    ['a*a', 'a', false],
    ['*a*', 'xax', true],
    ['ab*ba', 'aba', false],
    ['a*b*c', 'abc', true],
    ['a*b*c', 'acb', false],
    ['a*bc*cd', 'abcd', false],
    ['?', '🐧', true],
    ['?', '', false],
    ['[a]*', '[a]b', true],
    ['a.*?', 'axyz', false],
    ['*a*b*c*', 'xxaxxbxxcxx', true],
  ])('%s fits %j: %s', (pattern, text, fits) => {
    expect(compileGlob(pattern).finds(text)).toBe(fits)
  })

  it('searches a megabyte at once, however many stars it has', () => {
    expect(compileGlob(`${'*a'.repeat(50)}*b`).finds('a'.repeat(MIB))).toBe(false)
  })
})
