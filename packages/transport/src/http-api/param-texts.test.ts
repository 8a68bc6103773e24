import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readParamTexts } from './param-texts.js'

/** Texts of what queries are made of, sound or not. */
const queryText = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '&',
        '=',
        '+',
        '%',
        '%2',
        '%41',
        '%E4%BD%A0',
        '%e4',
        '%00',
        '%EF%BF%BD',
        '你',
        '\ufffd',
      ),
      fc.string({ maxLength: 4 }),
      fc.string({ unit: 'grapheme', maxLength: 4 }).map(encodeURIComponent),
    ),
  )
  .map((pieces) => pieces.join(''))

describe('the texts of a query or a form', () => {
  it('are those that a browser reads', () => {
    fc.assert(
      fc.property(queryText, (text) => {
        const params = readParamTexts(text)
        if (params) expect([...params]).toEqual([...new Map(new URLSearchParams(`&${text}`))])
      }),
      { numRuns: 1000 },
    )
  })

  it('begin where they begin, even with what stands before a query', () => {
    expect(readParamTexts('?a=1')).toEqual(new Map([['?a', '1']]))
    expect(readParamTexts('?a=%')).toEqual(new Map([['?a', '%']]))
  })

  it('are refused when they are not in UTF-8', () => {
    expect(readParamTexts('a=%ff')).toBeUndefined()
    expect(readParamTexts('%e4=1')).toBeUndefined()
    expect(readParamTexts('a=%ff&b=%')).toBeUndefined()
  })

  it('may spell the character that stands for others', () => {
    expect(readParamTexts('a=%EF%BF%BD')?.get('a')).toBe('\ufffd')
  })

  it('read a lone percent sign as one', () => {
    expect(readParamTexts('a=100%&b=1+2')).toEqual(
      new Map([
        ['a', '100%'],
        ['b', '1 2'],
      ]),
    )
  })

  it('count the last one of a name', () => {
    expect(readParamTexts('a=1&&a=2&b')).toEqual(
      new Map([
        ['a', '2'],
        ['b', ''],
      ]),
    )
  })
})
