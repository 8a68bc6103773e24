import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { targetsOfCall } from './call-targets.js'
import { textWithoutFiles } from './files-left-out.js'

const read = (params: object): string => textWithoutFiles(Buffer.from(JSON.stringify(params)))
const file = `base64://${'aGVsbG8+/w=='.repeat(60)}`

describe('the text of params without their files', () => {
  it.each([
    ['a picture', { message: [{ type: 'image', data: { file } }] }],
    [
      'two, and text between them',
      { message: [{ data: { file } }, { data: { text: '好' } }, { data: { file } }] },
    ],
    ['one behind quotes and slashes', { a: 'x\\"', b: '\\\\', '"': '"', file }],
  ])('has %s cut down to its beginning', (_, params) => {
    const expected = JSON.stringify(params).replaceAll(file, 'base64://')
    expect(read(params)).toBe(expected)
  })

  it.each([
    ['short', { file: 'base64://aGk=' }],
    ['with a CQ code in it', { message: `${file}[CQ:reply,id=5]` }],
    ['with an escape', { message: `${file}\n` }],
    ['that only looks like one', { message: ` ${file}`, other: `{${file}` }],
    ['in capitals', { message: file.toUpperCase() }],
  ])('keeps a string whole that is %s', (_, params) => {
    expect(read(params)).toBe(JSON.stringify(params))
  })

  it('names the same chats and ids as the whole text', () => {
    const text = fc.oneof(
      fc.constant(file),
      fc.string({ unit: 'grapheme' }),
      fc.string().map((each) => `${file}${each}`),
      fc.constantFrom('[CQ:reply,id=5]', '[{"group_id":30002}]', `${file}[CQ:reply,id=5]`, '\\', '"'),
    )
    const { tree } = fc.letrec((tie) => ({
      tree: fc.oneof(
        { maxDepth: 4 },
        text,
        fc.integer({ min: 1, max: 30_003 }),
        fc.array(tie('tree'), { maxLength: 3 }),
        fc.dictionary(
          fc.constantFrom('group_id', 'user_id', 'type', 'data', 'id', 'file', 'x"y'),
          tie('tree'),
        ),
      ),
    }))
    const property = fc.property(
      fc.constantFrom('send_group_msg', 'send_msg', 'send_private_msg', 'get_image'),
      fc.dictionary(fc.constantFrom('group_id', 'user_id', 'message', 'file', 'message_id'), tree),
      (action, params) => {
        const json = JSON.stringify(params)
        const short = textWithoutFiles(Buffer.from(json))
        const whole = targetsOfCall(action, { value: params, json }, false)
        const told = targetsOfCall(action, { value: JSON.parse(short), json: short }, false)
        expect(shortIds(told)).toEqual(shortIds(whole))
      },
    )
    fc.assert(property, { numRuns: 500 })
  })
})

/** Targets in which an id that is a file stands for any other. */
function shortIds(targets: object): unknown {
  return JSON.parse(JSON.stringify(targets, (_, value) => (isFile(value) ? 'file' : value)))
}

const isFile = (value: unknown): boolean => typeof value === 'string' && value.startsWith('base64://')
