import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Media } from '../world/world.js'
import { isSource } from './read-source.js'
import { type Fetching, settleFiles } from './settle-files.js'

const media = (source: string): Media => ({
  file: `${source.slice(-1)}.png`,
  name: source,
  size: 1,
  mime: 'image/png',
})
const fetching: Fetching = { needs: isSource, fetch: async (source) => media(source) }

const plan = { files: ['file', 'base64'], messages: ['message', 'messages', 'operation.reply'] }
const settled = async (params: object): Promise<unknown> =>
  (await settleFiles(fetching, plan, params))?.params

const image = (file: string) => ({ type: 'image', data: { file } })
const node = (content: unknown) => ({ type: 'node', data: { content } })

describe('files in params', () => {
  it.each<[string, object, object]>([
    ['as a param', { file: 'http://x/a', other: 1 }, { file: 'a.png', other: 1 }],
    ['as bare base64', { base64: 'aaaa' }, { base64: 'a.png' }],
    ['in a segment', { message: image('file:///a') }, { message: image('a.png') }],
    [
      'in segments, once each',
      { message: [image('/a'), { type: 'text', data: { text: '/a' } }, image('/a')] },
      { message: [image('a.png'), { type: 'text', data: { text: '/a' } }, image('a.png')] },
    ],
    ['in CQ codes', { message: '[CQ:image,file=base64://a]' }, { message: [image('a.png')] }],
    ['in nodes', { messages: [node([image('/a')])] }, { messages: [node([image('a.png')])] }],
    [
      'in nodes of nodes',
      { messages: [node([node('[CQ:image,file=/a]')])] },
      { messages: [node([node([image('a.png')])])] },
    ],
    [
      'in nodes as JSON',
      { messages: JSON.stringify([node([image('/a')])]) },
      { messages: [node([image('a.png')])] },
    ],
    ['inside of a param', { operation: { reply: image('/a') } }, { operation: { reply: image('a.png') } }],
    [
      'as a URL alone',
      { message: { type: 'video', data: { url: 'https://x/a' } } },
      { message: { type: 'video', data: { url: 'https://x/a', file: 'a.png' } } },
    ],
  ])('%s', async (_, params, wanted) => {
    const before = structuredClone(params)
    expect(await settled(params)).toEqual(wanted)
    expect(params).toEqual(before)
  })

  it.each<[string, object]>([
    ['a text', { message: 'http://x/a' }],
    ['a code that holds none', { message: '[CQ:face,id=14]' }],
    ['a name that is known', { message: [image('a.png')], file: 'a.png' }],
    ['literal text', { message: '[CQ:image,file=/a]', auto_escape: true }],
    ['JSON that is a text', { message: JSON.stringify([image('/a')]) }],
    ['a file of another kind of segment', { message: { type: 'cardimage', data: { file: '/a' } } }],
  ])('are none in %s: nobody waits', (_, params) => {
    expect(settleFiles(fetching, plan, params)).toBeUndefined()
  })

  it('are none in whatever is no message', () => {
    const names = fc.constantFrom('message', 'messages', 'file', 'operation')
    fc.assert(
      fc.property(fc.dictionary(names, fc.anything()), (params) => {
        expect(() => settleFiles(fetching, plan, params)).not.toThrow()
      }),
    )
    fc.assert(fc.property(fc.anything(), (params) => void settleFiles(fetching, plan, params)))
  })
})
