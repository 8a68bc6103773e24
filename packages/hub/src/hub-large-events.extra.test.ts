import { performance } from 'node:perf_hooks'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type SimulatedAccount, Stage } from './hub.fixture.js'

/** Generous: the machine may be busy, and the client of the test reads what it gets in this very process. */
const LONGEST_GAP_MS = 400

let stage: Stage
let account: SimulatedAccount
beforeEach(async () => {
  stage = new Stage()
  account = await stage.account()
})
afterEach(() => stage.close())

const MB = 1_000_000
const segment = (n: number): string => `{"type":"text","data":{"text":"hello [${n}]"}}`
const events: readonly (readonly [string, string])[] = [
  ['one text', `[{"type":"text","data":{"text":"${'x汉'.repeat(5 * MB)}"}}]`],
  ['an image', `[{"type":"image","data":{"file":"base64://${'abcdefghijklmnop'.repeat(2 * MB)}"}}]`],
  ['many segments', `[${Array.from({ length: 600_000 }, (_, n) => segment(n)).join()}]`],
  ['a string', `"${'[CQ:at,qq=1] hello &amp; '.repeat(800_000)}"`],
  ['lists in lists', `[{"type":"json","data":{"data":[${'[[1],2],'.repeat(3 * MB)}3]}}]`],
]

/** The longest time in which nothing else had a turn, from now on until it is asked for. */
function watchGaps(): () => number {
  let [last, longest] = [performance.now(), 0]
  const timer = setInterval(() => {
    const now = performance.now()
    longest = Math.max(longest, now - last)
    last = now
  }, 2)
  return () => {
    clearInterval(timer)
    return longest
  }
}

describe('an event of many megabytes', () => {
  it.each(events)('that holds %s does not keep the event loop from anybody', async (_, message) => {
    await stage.start([account])
    const text = `{"time":1,"self_id":10001,"post_type":"message","message":${message}}`
    const longest = watchGaps()
    account.emit(text)
    await expect.poll(() => stage.hub.journal.events, { timeout: 20_000, interval: 20 }).toBe(1)
    expect(longest()).toBeLessThan(LONGEST_GAP_MS)
  })
})
