import http from 'node:http'
import { performance } from 'node:perf_hooks'
import { formatEvent } from '@rookery/protocol'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type SimulatedAccount, Stage } from './hub.fixture.js'

let stage: Stage
let account: SimulatedAccount
beforeEach(async () => {
  stage = new Stage()
  account = await stage.account()
})
afterEach(() => stage.close())

const MB = 1_000_000
const segment = (n: number): string => `{"type":"text","data":{"text":"hello [${n}]"}}`
const events: readonly (readonly [string, 'string' | 'array', string])[] = [
  ['one text', 'string', `[{"type":"text","data":{"text":"${'x汉,&'.repeat(8 * MB)}"}}]`],
  [
    'an image',
    'string',
    `[{"type":"image","data":{"file":"base64://${'abcdefg[ijklmnop'.repeat(3 * MB)}"}}]`,
  ],
  ['many segments', 'string', `[${Array.from({ length: 600_000 }, (_, n) => segment(n)).join()}]`],
  ['a string', 'array', `"${'[CQ:at,qq=1] hello &amp; '.repeat(800_000)}"`],
  ['lists in lists', 'string', `[{"type":"json","data":{"data":[${'[[1],2],'.repeat(3 * MB)}3]}}]`],
]
const listen = { host: '127.0.0.1', port: 0, token: 'open' }
const clients = [
  { name: 'string', token: 'string', messageFormat: 'string' },
  { name: 'array', token: 'array', messageFormat: 'array' },
] as const

/** The longest time in which nothing else had a turn, from now on until it is asked for. */
function watchGaps(): () => number {
  let [last, longest] = [performance.now(), 0]
  const look = (): void => {
    const now = performance.now()
    longest = Math.max(longest, now - last)
    last = now
  }
  const timer = setInterval(look, 2)
  return () => {
    clearInterval(timer)
    look()
    return longest
  }
}

/** Counts the bytes of a client's stream of events, and looks at none of them. */
async function bytesFor(token: string): Promise<() => number> {
  const url = `${stage.hub.url.replace(/^ws/, 'http')}/_events?access_token=${token}`
  let bytes = 0
  await new Promise<void>((resolve) => {
    const request = http.get(url, (answer) => {
      answer.on('data', (chunk: Buffer) => {
        bytes += chunk.length
      })
      resolve()
    })
    request.on('error', () => {})
    stage.undo(() => request.destroy())
  })
  return () => bytes
}

/** How long converting takes at one go on this machine as busy as it is; and how large the outcome is. */
function atOneGo(text: string, format: 'string' | 'array'): { ms: number; bytes: number } {
  const bytes = Buffer.from(text)
  const began = performance.now()
  const converted = formatEvent(bytes, format)
  return { ms: performance.now() - began, bytes: converted.length }
}

describe('an event of many megabytes', () => {
  it.each(events)(
    'that holds %s, and is converted to a %s, does not keep the event loop from anybody',
    async (_, format, message) => {
      const text = `{"time":1,"self_id":10001,"post_type":"message","message":${message}}`
      const control = atOneGo(text, format)
      await stage.start([account], { listen, clients })
      const arrived = await bytesFor(format)
      const longest = watchGaps()
      account.emit(text)
      await expect.poll(arrived, { timeout: 60_000, interval: 20 }).toBeGreaterThan(control.bytes * 0.99)
      expect(longest()).toBeLessThan(control.ms / 2)
    },
    120_000,
  )
})
