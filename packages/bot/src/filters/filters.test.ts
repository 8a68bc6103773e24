import { msg } from '@rookery/protocol'
import { describe, expect, it } from 'vitest'
import { filters } from './filters.js'

describe('filters', () => {
  // NoneBot gives 3 for -3, and 1 and 3 for 1e3.
  it.each([
    ['1 2.5 -3 +4', [1, 2.5, -3, 4]],
    ['1e3', [1000]],
    ['１２', [12]],
    ['3-5', [3, 5]],
    ['版本 1.2.3', [1.2, 0.3]],
    ['没有', []],
  ])('finds the numbers in %j', (text, numbers) => {
    expect(filters.extractNumbers(text)).toEqual(numbers)
  })

  it('finds no numbers inside segments, which NoneBot does', () => {
    expect(filters.extractNumbers(msg.cq('[CQ:face,id=14]7 天'))).toEqual([7])
  })

  // Of NoneBot's answers, 嗯嗯 and 对对 are undefined.
  it.each([
    ['是的', true],
    ['好的呀', true],
    ['OK', true],
    ['Ok!', true],
    ['o k', true],
    ['必须的', true],
    ['嗯嗯', true],
    ['对对', true],
    ['y', true],
    ['不要', false],
    ['不用了', false],
    ['no', false],
    ['Nope', false],
    ['不可以吧', false],
    ['你好呀', undefined],
    ['', undefined],
    ['note', undefined],
  ])('reads %j as %j', (text, value) => {
    expect(filters.toBoolean(text)).toBe(value)
  })

  it('checks, and says why not', () => {
    expect(filters.notEmpty()('  ')).toBe(false)
    expect(filters.notEmpty('空的')('')).toBe('空的')
    expect(filters.notEmpty()([1])).toBe(true)
    expect(filters.fitSize(1, 2)('😀😀')).toBe(true)
    expect(filters.fitSize(1, 2, '太长')('三个字')).toBe('太长')
    expect(filters.matchRegex(/^\d+$/g, '要数字')('12x')).toBe('要数字')
    expect(filters.matchRegex(/^\d+$/g)('12')).toBe(true)
    expect(filters.between(1, 3)(3)).toBe(true)
    expect(filters.between(undefined, 3, '太大')(4)).toBe('太大')
    expect(filters.ensureTrue<number>((value) => value || 'x')(0)).toBe(false)
    const both = filters.all(filters.between(0), filters.between(undefined, 9, '太大'))
    expect([both(-1), both(10), both(5)]).toEqual([false, '太大', true])
  })

  it('takes apart', () => {
    expect(filters.splitLines(' a \r\n\n b\n')).toEqual(['a', 'b'])
    const image = { type: 'image', data: { file: '1.png', url: 'http://x/1.png' } } as const
    expect(filters.extractImageUrls([image, msg.text('x')])).toEqual(['http://x/1.png'])
    expect(filters.extractText([image, msg.text('x')])).toBe('x')
  })
})
