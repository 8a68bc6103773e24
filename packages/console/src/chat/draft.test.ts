import { describe, expect, it } from 'vitest'
import { openMention, segmentsOfDraft } from './draft.js'

const text = (text: string) => ({ type: 'text', data: { text } })
const at = (qq: string) => ({ type: 'at', data: { qq } })

describe('a draft', () => {
  it('becomes ats where a picked name stands, and text elsewhere', () => {
    const mentions = [
      { name: 'Al', qq: '1' },
      { name: 'Alice', qq: '2' },
    ]
    expect(segmentsOfDraft('@Alice 你好 @Al!', mentions)).toEqual([
      at('2'),
      text(' 你好 '),
      at('1'),
      text('!'),
    ])
  })

  it('takes nobody for called who was not picked', () => {
    expect(segmentsOfDraft('@Bob [CQ:at,qq=all] <b>', [])).toEqual([text('@Bob [CQ:at,qq=all] <b>')])
  })
})

describe('a mention being written', () => {
  it.each([
    ['@', 1, { at: 0, query: '' }],
    ['嗨 @小', 4, { at: 2, query: '小' }],
    ['@a b', 4, undefined],
    ['nobody', 3, undefined],
    ['@ab cd', 2, { at: 0, query: 'a' }],
  ])('in %j at %i', (draft, cursor, found) => {
    expect(openMention(draft, cursor)).toEqual(found)
  })
})
