import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { StoredCursor } from './cursor-store.js'
import { cursorOfText, cursorText } from './cursor-text.js'
import { markOfTime } from './mark.js'

const mark = { accounts: new Map([['1', { epoch: 2, number: 3 }]]) }

describe('the text of a cursor', () => {
  it.each<StoredCursor>([
    { mark, time: 5 },
    { mark, time: 5, suspects: { from: mark, until: markOfTime(9), disconnects: 2 } },
  ])('gives it back: %j', (cursor) => {
    expect(cursorOfText(cursorText(cursor))).toEqual(cursor)
  })

  it('gives the cursor without suspects that are none', () => {
    const text = JSON.stringify({ ...JSON.parse(cursorText({ mark, time: 5 })), suspects: { from: 'x' } })
    expect(cursorOfText(text)).toEqual({ mark, time: 5 })
  })

  it('of any text is a cursor or undefined', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        expect(cursorOfText(text)).toBeUndefined()
      }),
    )
  })
})
