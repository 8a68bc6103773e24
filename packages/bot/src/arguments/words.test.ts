import { msg, plainText } from '@rookery/protocol'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { restFrom, wordsOf } from './line.js'

const texts = (text: string) =>
  wordsOf([{ type: 'text', data: { text } }]).map((word) => (word.is === 'text' ? word.text : ''))

describe('words', () => {
  it.each([
    ['a  b\n　c', ['a', 'b', 'c']],
    ['"a b" c', ['a b', 'c']],
    ['“你 好” ‘a b’ 「c d」', ['你 好', 'a b', 'c d']],
    ["don't 'stop me'", ["don't", 'stop me']],
    ['"not closed', ['"not', 'closed']],
    ['"a"b', ['"a"b']],
    ['--why="a b" --x=1', ['--why=a b', '--x=1']],
    ['""', ['']],
    ['C:\\a\\', ['C:\\a\\']],
  ])('%j is %j', (text, words) => expect(texts(text)).toEqual(words))

  it('end at segments, which are words of their own', () => {
    const words = wordsOf(msg`ban${msg.at(20001)}10m`)
    expect(words.map(({ is }) => is)).toEqual(['text', 'segment', 'text'])
  })

  it('lose nothing: the rest from each word on is what was written', () => {
    const piece = fc.constantFrom('a', '"', '“', '”', ' ', '\n', '--x=', '[CQ:at,qq=all]', '&#91;')
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const text = pieces.join('')
        const message = [{ type: 'text', data: { text } }] as const
        for (const word of wordsOf(message))
          expect(text.endsWith(plainText(restFrom(message, word.from)))).toBe(true)
      }),
    )
  })
})
