import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatCq } from './format-cq.js'
import { nearestCq } from './nearest-cq.js'
import { parseCq } from './parse-cq.js'

const deep = (levels: number): unknown => JSON.parse('['.repeat(levels) + ']'.repeat(levels))

describe('the nearest string of a message', () => {
  it.each<[string, unknown, string, readonly string[]]>([
    ['a type with a space', [{ type: 'a b', data: { x: 1 } }], '[CQ:a_b,x=1]', ['type "a b"']],
    ['a type in Chinese', [{ type: '卡片' }], '[CQ:__]', ['type "卡片"']],
    ['no type at all', [{ type: '', data: {} }], '[CQ:_]', ['type ""']],
    [
      'a type that would end the code',
      [{ type: 'a]b[CQ:at,qq=all' }],
      '[CQ:a_b_CQ_at_qq_all]',
      ['type "a]b[CQ:at,qq=all"'],
    ],
    ['a key with a space', [{ type: 'a', data: { 'b c': 1, d: 2 } }], '[CQ:a,b_c=1,d=2]', ['type "a"']],
    ['an empty key', [{ type: 'a', data: { '': 1 } }], '[CQ:a,_=1]', ['type "a"']],
    ['data that is a list', [{ type: 'a', data: [1, 2] }], '[CQ:a,data=&#91;1&#44;2&#93;]', ['type "a"']],
    ['data that is text', [{ type: 'a', data: 'x,y' }], '[CQ:a,data=x&#44;y]', ['type "a"']],
    ['text whose data is text', [{ type: 'text', data: 'x [y]' }], 'x &#91;y&#93;', ['type "text"']],
    ['null', [null, { type: 'at', data: { qq: 1 } }], '[CQ:at,qq=1]', ['null']],
    ['texts', ['x ', '[y]'], 'x &#91;y&#93;', ['a string']],
    ['numbers and booleans', [1, 2.5, true], '12.5true', ['a number', 'a boolean']],
    ['a list', [[1, 'a']], '&#91;1,"a"&#93;', ['an array']],
    ['an object without a type', [{ data: { x: 1 } }], '{"data":{"x":1}}', ['an object']],
    ['an object whose type is a number', [{ type: 5 }], '{"type":5}', ['an object']],
    ['one object that is no segment', { x: [1] }, '{"x":&#91;1&#93;}', ['an object']],
    ['null in place of a message', null, '', ['null']],
    ['a number in place of a message', 5, '5', ['a number']],
    [
      'a value that nests too deep to be written',
      [{ type: 'a', data: { b: deep(50_000), c: 1 } }],
      '[CQ:a,c=1]',
      ['type "a"'],
    ],
    ['an item that nests too deep to be written', [deep(50_000), 'x'], 'x', ['an array', 'a string']],
  ])('of %s', (_, message, expected, odd) => {
    const found: string[] = []
    expect(nearestCq(message, (what) => found.push(what))).toBe(expected)
    expect([...new Set(found)]).toEqual(odd)
  })

  it('is its CQ form where it has one, such as with forwarded nodes, and then nothing is odd', () => {
    const nodes = {
      type: 'node',
      data: { content: [{ type: 'text', data: { text: 'a,b' } }], n: null, t: true },
    }
    const found: string[] = []
    expect(nearestCq([nodes], (what) => found.push(what))).toBe(formatCq(nodes))
    expect(nearestCq('as it [CQ:is]', (what) => found.push(what))).toBe('as it [CQ:is]')
    expect(found).toEqual([])
  })

  it('has as many codes as the message has segments that are no text, whatever they hold', () => {
    const item = fc.oneof(fc.record({ type: fc.string(), data: fc.jsonValue() }), fc.jsonValue())
    fc.assert(
      fc.property(fc.array(item), (items) => {
        const message = JSON.parse(JSON.stringify(items)) as unknown[]
        const types = message.flatMap((each) => {
          const { type } = (each ?? {}) as { type?: unknown }
          return typeof type === 'string' && type !== 'text' ? [type.replace(/[^\w.-]/g, '_') || '_'] : []
        })
        const codes = parseCq(nearestCq(message)).filter(({ type }) => type !== 'text')
        expect(codes.map(({ type }) => type)).toEqual(types)
      }),
      { numRuns: 1000 },
    )
  })
})
