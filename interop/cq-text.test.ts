import { describe, expect, it } from 'vitest'
import { escapeText, textOf } from './cq-text.mjs'

describe('textOf', () => {
  it('says the same of a text in either format', () => {
    const text = '城市1,&[x]&amp;'
    expect(textOf(escapeText(text))).toBe(text)
    expect(textOf([{ type: 'text', data: { text } }])).toBe(text)
  })

  it('shows a code by its type, and takes a literal string as it is', () => {
    expect(textOf('[CQ:at,qq=1] a')).toBe('[at] a')
    expect(textOf([{ type: 'at', data: { qq: '1' } }])).toBe('[at]')
    expect(textOf('[CQ:at,qq=1]', { isLiteral: true })).toBe('[CQ:at,qq=1]')
  })
})
