import { parseExact, readEvent } from '@rookery/protocol'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { selfIdOf } from './join-link.js'

const account = (self_id: string): string | undefined =>
  selfIdOf(parseExact(`{"post_type":"message","self_id":${self_id}}`) as { readonly self_id?: unknown })

const inBytes = (self_id: string): string | undefined =>
  readEvent(Buffer.from(`{"post_type":"message","self_id":${self_id}}`))?.selfId

describe('the account of an event', () => {
  it.each([
    ['10001', '10001'],
    ['"10001"', '10001'],
    ['9007199254740991', '9007199254740991'],
    ['9007199254740993', '9007199254740993'],
    ['18446744073709551615', '18446744073709551615'],
    ['"9007199254740993"', '9007199254740993'],
    ['184467440737095516150', undefined],
    ['12345678901234567.5', undefined],
    ['1e19', undefined],
    ['"007"', undefined],
    ['0', undefined],
    ['-1', undefined],
    ['"me"', undefined],
    ['null', undefined],
    ['true', undefined],
    ['[1]', undefined],
    ['{}', undefined],
  ])('%s is %s, by value and by bytes', (self_id, expected) => {
    expect([account(self_id), inBytes(self_id)]).toEqual([expected, expected])
  })

  it('is the same by value and by bytes for any digits, and for any JSON', () => {
    const digits = fc.stringMatching(/^-?(0|[1-9]\d{0,25})$/)
    const texts = fc.oneof(
      digits,
      digits.map((each) => `"${each}"`),
      fc.jsonValue().map((each) => JSON.stringify(each)),
    )
    const isSame = (text: string): boolean => account(text) === inBytes(text)
    fc.assert(fc.property(texts, isSame), { numRuns: 1_000 })
  })

  it('may be a number that is written otherwise, which bytes do not tell', () => {
    expect([account('1e4'), account('10000.0'), account('"\\u0037"')]).toEqual(['10000', '10000', '7'])
  })
})
