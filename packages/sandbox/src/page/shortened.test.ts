import { describe, expect, it } from 'vitest'
import { shortened } from './shortened.js'

describe('what went over the wire', () => {
  it('stays the same object when it is as long as messages are', () => {
    const body = { message: [{ type: 'text', data: { text: 'x'.repeat(20_000) } }], n: 1n }
    expect(shortened(body)).toBe(body)
  })

  it('is kept without the content of files', () => {
    const file = `base64://${'A'.repeat(1_000_000)}`
    const body = { group_id: 1, message: [{ type: 'image', data: { file } }] }
    expect(JSON.stringify(shortened(body)).length).toBeLessThan(500)
    expect(shortened(body)).toMatchObject({ group_id: 1, message: [{ type: 'image' }] })
  })

  it('is kept with the beginning of long lists', () => {
    const short = shortened(Array.from({ length: 2_000 }, (_, n) => n)) as unknown[]
    expect([short.length, short[199], short[200]]).toEqual([201, 199, '… (2000 items)'])
  })
})
