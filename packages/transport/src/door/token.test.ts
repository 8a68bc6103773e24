import { IncomingMessage } from 'node:http'
import { Socket } from 'node:net'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Presented, presentedToken, TokenTable } from './token.js'

function requestOf(url: string, authorization?: string): IncomingMessage {
  const request = new IncomingMessage(new Socket())
  request.url = url
  // Node hands the bytes of a header over as latin1.
  if (authorization !== undefined)
    request.headers.authorization = Buffer.from(authorization, 'utf8').toString('latin1')
  return request
}

const shown = (authorization: string | undefined, url = '/', bare = false): Presented =>
  presentedToken(requestOf(url, authorization), bare)
const token = (text: string): Presented => ({ kind: 'token', token: text })

describe('the token of a request', () => {
  it.each([
    ['Bearer secret', 'secret'],
    ['bearer secret', 'secret'],
    ['BEARER secret', 'secret'],
    ['Token secret', 'secret'],
    ['token secret', 'secret'],
    ['Bearer   secret', 'secret'],
    ['Bearer two words', 'two words'],
    ['Bearer secret  ', 'secret'],
    ['Bearer Bearer', 'Bearer'],
    ['Bearer 令牌', '令牌'],
    ['Bearer a=b+c/d&e%20', 'a=b+c/d&e%20'],
  ])('is read from Authorization: %s', (header, expected) => {
    expect(shown(header)).toEqual(token(expected))
    expect(shown(header, '/', true)).toEqual(token(expected))
  })

  it('is any text, down to its last byte', () => {
    // Two, three and four bytes in UTF-8 that end in what latin1 takes for a space.
    for (const text of ['à', 'voilà', '堠', '\u{1f420}', 'a\u00a0b'])
      expect(shown(`Bearer ${text}`)).toEqual(token(text))
    const texts = fc
      .string({ unit: 'binary', minLength: 1 })
      .filter((text) => !/\p{Cs}/u.test(text) && !/[\p{Cc}]|^ | $/u.test(text))
    fc.assert(
      fc.property(texts, (text) => {
        expect(shown(`Bearer ${text}`)).toEqual(token(text))
        expect(shown(undefined, `/?access_token=${encodeURIComponent(text)}`)).toEqual(token(text))
      }),
      { numRuns: 500 },
    )
  })

  it('may stand alone where that is allowed, and only there', () => {
    expect(shown('secret', '/', true)).toEqual(token('secret'))
    expect(shown('令牌à', '/', true)).toEqual(token('令牌à'))
    expect(shown('secret').kind).toBe('unusable')
  })

  it.each(['Basic dXNlcjpwYXNz', 'Digest a', 'Bearersecret', 'Bearer,secret'])(
    'is not made up from Authorization: %s',
    (header) => {
      expect(shown(header).kind).toBe('unusable')
    },
  )

  it('is none in an empty scheme, as implementations without a token send it', () => {
    for (const header of ['Bearer', 'bearer ', 'Token', 'Bearer    ']) {
      expect(shown(header)).toEqual({ kind: 'none' })
      expect(shown(header, '/', true)).toEqual({ kind: 'none' })
    }
    expect(shown(undefined)).toEqual({ kind: 'none' })
    expect(shown('')).toEqual({ kind: 'none' })
  })

  it('is read from the query where no header is', () => {
    expect(shown(undefined, '/?access_token=secret')).toEqual(token('secret'))
    expect(shown(undefined, '/x/y?a=1&access_token=%E4%BB%A4')).toEqual(token('令'))
    expect(shown(undefined, '/?access_token=')).toEqual({ kind: 'none' })
    expect(shown(undefined, '//evil/?access_token=secret')).toEqual(token('secret'))
  })

  it.each(['Bearer', 'Bearer ', 'Token', '', 'Basic dXNlcjpwYXNz', 'Digest a="b"', 'Negotiate x'])(
    'is read from the query where the header holds none: %j',
    (header) => {
      expect(shown(header, '/event?access_token=two')).toEqual(token('two'))
      expect(shown(header, '/?access_token=two', true)).toEqual(token('two'))
      expect(shown(header, '/?access_token=&access_token=two')).toEqual(token('two'))
    },
  )

  it('is that of the header when there are both', () => {
    expect(shown('Bearer one', '/?access_token=two')).toEqual(token('one'))
  })
})

describe('a token table', () => {
  it('says what each token stands for, and nothing for any other', () => {
    const entries: [string, number][] = [
      ['a', 1],
      ['令牌', 2],
      ['', 3],
    ]
    const table = new TokenTable(entries)
    for (const [text, value] of entries) expect(table.find(text)).toMatchObject({ value })
    for (const other of ['A', 'a ', ' a', 'aa', '令', '令牌\u0000']) expect(table.find(other)).toBeUndefined()
    expect(table.isEmpty).toBe(false)
    expect(new TokenTable([]).isEmpty).toBe(true)
    expect(new TokenTable([]).find('')).toBeUndefined()
  })

  it('gives the first of two equal tokens, and a value that is undefined', () => {
    const table = new TokenTable<number | undefined>([
      ['a', undefined],
      ['a', 2],
    ])
    expect(table.find('a')).toHaveProperty('value', undefined)
  })
})
