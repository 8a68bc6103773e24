import { describe, expect, it } from 'vitest'
import { tokenRefusal } from './token-refusal.js'

const refusalIn = (text: string) => tokenRefusal(Buffer.from(text))
const failed = (more: object) => JSON.stringify({ status: 'failed', retcode: 1403, data: null, ...more })

describe('the first frame of an implementation refuses the token', () => {
  it.each([
    [
      'of NapCat',
      { message: 'token验证失败', wording: 'token验证失败', echo: null },
      403,
      '1403 (token验证失败)',
    ],
    ['of LLBot', { message: 'token验证失败', wording: 'token验证失败' }, 403, '1403 (token验证失败)'],
    ['with 1401, for none', { retcode: 1401, wording: 'no token' }, 401, '1401 (no token)'],
    ['with a message alone', { message: 'no' }, 403, '1403 (no)'],
    ['without words', {}, 403, '1403'],
    ['with words that a log must not hold', { wording: 'a\n\u001b[2J b' }, 403, '1403 (a [2J b)'],
    ['with many words', { wording: 'x'.repeat(900) }, 403, `1403 (${'x'.repeat(200)}…)`],
  ])('%s', (_, more, status, reason) => {
    expect(refusalIn(failed(more))).toEqual({ status, reason: `retcode ${reason}` })
  })
})

it.each([
  ['an answer to a call', failed({ echo: 'r1' })],
  ['a failure of another kind', failed({ retcode: 1404 })],
  ['a success', failed({ status: 'ok' })],
  ['an event', '{"post_type":"meta_event","status":{"online":true},"retcode":1403}'],
  ['no object', '[1403]'],
  ['no JSON', '{"status":"failed","retcode":1403'],
  ['nothing', ''],
  ['far too much', failed({ wording: 'x'.repeat(100_000) })],
])('%s is no refusal', (_, text) => {
  expect(refusalIn(text)).toBeUndefined()
})
