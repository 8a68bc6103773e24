import { msg } from '@rookery/protocol'
import { describe, expect, it } from 'vitest'
import { Line, wordsOf } from './line.js'
import { parseDeclaration } from './parse-declaration.js'
import { readArguments } from './read-arguments.js'

const read = (declaration: string, text: string) => {
  const { values, problem } = readArguments(
    parseDeclaration(`c ${declaration}`),
    new Line(msg`${text}`),
    () => 0,
  )
  return problem ?? Object.fromEntries(values)
}
const words = (text: string) =>
  wordsOf([{ type: 'text', data: { text } }]).map((word) => (word.is === 'text' ? word.text : ''))

/** Whatever a keyboard makes of two hyphens. */
const DASHES = ['--', '—', '——', '–', '――', '－－', '﹣﹣', '−−', '‐‐', '‑‑', '⸺', '﹘', '－-', '—-', '---']

describe('dashes', () => {
  it.each(DASHES)('%s begins an option that is declared', (dashes) => {
    expect(read('[text] [--silent]', `${dashes}silent`)).toEqual({ silent: true })
    expect(read('[text] [--reason <why>]', `x ${dashes}reason=ab`)).toEqual({ text: 'x', reason: 'ab' })
    expect(read('[text] [--reason <why>]', `x ${dashes}reason ab`)).toEqual({ text: 'x', reason: 'ab' })
    expect(read('[text] [--reason <why>]', `${dashes}reason="a b" x`)).toEqual({ text: 'x', reason: 'a b' })
  })

  it.each(DASHES)('%s before anything else is text', (dashes) => {
    const declaration = '<text> [--silent]'
    expect(read(declaration, `${dashes}你好`)).toEqual({ text: `${dashes}你好`, silent: false })
    expect(read('<text...> [--silent]', `${dashes}你好 a`)).toEqual({
      text: `${dashes}你好 a`,
      silent: false,
    })
  })

  it.each(['—', '——', '–', '-', '－', '⸺'])('%s alone is text', (dash) => {
    expect(read('<text> [--silent]', `${dash} --silent`)).toEqual({ text: dash, silent: true })
  })

  it.each(['--', '－－', '−−'])('%s alone ends options', (dashes) => {
    expect(read('<text> [--silent]', `${dashes} --silent`)).toEqual({ text: '--silent', silent: false })
  })

  it.each(['-silent', '－silent', '−silent', '"—silent"', '一silent'])('%s is no option', (text) => {
    expect(read('<text> [--silent]', text)).toMatchObject({ silent: false })
  })

  it('before an option that is misspelt, or where no text may stand, make an unknown option', () => {
    expect(read('<text> [--silent]', '--silnt')).toEqual({
      is: 'unknownOption',
      found: 'silnt',
      near: 'silent',
    })
    expect(read('<n:int> [--silent]', '--xyz')).toMatchObject({ is: 'unknownOption', found: 'xyz' })
    expect(read('<n:int> [--silent]', '1 －－xyz')).toMatchObject({ is: 'unknownOption', found: 'xyz' })
    expect(read('<n:int> [--silent]', '1 —silnt')).toMatchObject({ is: 'unknownOption', near: 'silent' })
    expect(read('<n:int> [--silent]', '1 —你好')).toEqual({ is: 'tooMany', found: '—你好' })
    expect(read('<n:int> [--silent]', '—你好')).toMatchObject({ is: 'wrong', found: '—你好' })
  })
})

describe('equals signs', () => {
  it.each(['=', '＝', '﹦'])('%s parts an option from its value', (sign) => {
    expect(read('[--reason <why>]', `--reason${sign}ab`)).toEqual({ reason: 'ab' })
    expect(read('[--reason <why>]', `—reason${sign}“a b”`)).toEqual({ reason: 'a b' })
    expect(read('[--reason <why>]', `--reason${sign}a=b`)).toEqual({ reason: 'a=b' })
    expect(read('[--silent]', `--silent${sign}1`)).toMatchObject({ is: 'tooMany' })
  })
})

describe('quotes', () => {
  it.each([
    '"a b"',
    "'a b'",
    '“a b”',
    '‘a b’',
    '”a b”',
    '“a b“',
    '’a b’',
    '‘a b‘',
    '„a b“',
    '„a b”',
    '‚a b‘',
    '‚a b’',
    '«a b»',
    '＂a b＂',
    '＇a b＇',
    '「a b」',
    '『a b』',
    '〝a b〞',
    '〝a b〟',
  ])('as in %s hold words together', (text) => {
    expect(words(`${text} c`)).toEqual(['a b', 'c'])
    expect(words(`x --why=${text}`)).toEqual(['x', '--why=a b'])
    expect(words(`\u200b${text}\u200b c`)).toEqual(['a b', 'c'])
  })

  it.each([
    ['‘it’s bad’', ['it’s bad']],
    ["'it's bad'", ["it's bad"]],
    ['‘don’t say it’s so’ x', ['don’t say it’s so', 'x']],
    ['“it’s bad”', ['it’s bad']],
    ['it’s ‘a b’', ['it’s', 'a b']],
    ["don't 'stop me'", ["don't", 'stop me']],
    ['‘a’b c', ['‘a’b', 'c']],
    ['“a "b c" d”', ['a "b c" d']],
    ['“a“b”', ['a“b']],
    ['——“a b”', ['——“a', 'b”']],
  ])('in %s: %j', (text, expected) => expect(words(text)).toEqual(expected))

  it('cost no more than a look at each letter, however many are open', () => {
    for (const piece of ['‘a’a ', "'a'a ", '“a ', '--x="a ', '—', '‘']) {
      const before = process.cpuUsage()
      words(piece.repeat(1500))
      expect(process.cpuUsage(before).user / 1_000).toBeLessThan(400)
    }
  })
})
