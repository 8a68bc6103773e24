import { describe, expect, it } from 'vitest'
import { freeName, type Inset, insetBeside, kindOf, openMention, segmentsOfDraft } from './draft.js'

const text = (text: string) => ({ type: 'text', data: { text } })
const at = (qq: string) => ({ type: 'at', data: { qq } })
const face = (id: string) => ({ type: 'face', data: { id } })
const mention = (name: string, qq: string): Inset => ({ shown: `@${name}`, is: 'at', qq })
const file = new File([], 'a.png', { type: 'image/png' })
const image = (shown: string): Inset => ({ shown, is: 'image', file })

describe('a draft', () => {
  it('becomes ats where a picked name stands, and text elsewhere', () => {
    const insets = [mention('Al', '1'), mention('Alice', '2')]
    expect(segmentsOfDraft('@Alice 你好 @Al!', insets)).toEqual([at('2'), text(' 你好 '), at('1'), text('!')])
  })

  it.each([
    ['[图片]', [{ type: 'image', data: { file: 'kept' } }]],
    ['看[图片]', [text('看'), { type: 'image', data: { file: 'kept' } }]],
    ['[图片]好看吗', [{ type: 'image', data: { file: 'kept' } }, text('好看吗')]],
    ['看 [图片] 好看', [text('看 '), { type: 'image', data: { file: 'kept' } }, text(' 好看')]],
    ['[微笑][微笑]@Al[图片]', [face('14'), face('14'), at('1'), { type: 'image', data: { file: 'kept' } }]],
  ])('has text on both sides of pictures and faces: %s', (draft, segments) => {
    const insets: Inset[] = [image('[图片]'), { shown: '[微笑]', is: 'face', id: '14' }, mention('Al', '1')]
    expect(segmentsOfDraft(draft, insets, () => 'kept')).toEqual(segments)
  })

  it.each(['@Bob [CQ:at,qq=all] <b>', '[微笑] [图片]', '/微笑'])(
    'takes nothing for picked that was typed: %s',
    (draft) => {
      expect(segmentsOfDraft(draft, [])).toEqual([text(draft)])
    },
  )

  it('has a name for each picture, and one for the same face', () => {
    const insets: Inset[] = [image('[图片]'), { shown: '[拜托]', is: 'face', id: '200' }]
    expect(freeName('[图片]', insets, () => false)).toBe('[图片 2]')
    expect(freeName('[图片]', [...insets, image('[图片 2]')], () => false)).toBe('[图片 3]')
    expect(freeName('[拜托]', insets, (each) => each.is === 'face' && each.id === '200')).toBe('[拜托]')
    expect(freeName('[拜托]', insets, (each) => each.is === 'face' && each.id === '353')).toBe('[拜托 2]')
  })

  it.each([
    [6, 'before', [1, 5], false],
    [5, 'before', [1, 5], true],
    [1, 'behind', [1, 5], true],
    [3, 'before', [1, 5], false],
  ] as const)('loses an inset as a whole at %i, %s', (cursor, side, stretch, isThere) => {
    const insets: Inset[] = [{ shown: '[微笑]', is: 'face', id: '14' }]
    expect(insetBeside('a[微笑]b', insets, cursor, side)).toEqual(isThere ? stretch : undefined)
  })

  it.each([
    ['image/png', 'image'],
    ['audio/mpeg', 'record'],
    ['video/mp4', 'video'],
    ['application/pdf', 'file'],
    ['', 'file'],
  ])('sends a file of type %j as %s', (type, kind) => {
    expect(kindOf({ type })).toBe(kind)
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
