import { type EventFrame, makeCall, replyBody } from '@rookery/protocol'
import fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import { TestLink } from '../link/link.fixture.js'
import { Upstream } from '../upstream/upstream.js'
import { byteReader } from './byte-reader.js'
import { textFault } from './json-text.js'
import { LARGE_EVENT_BYTES, readLargeText } from './large-event.js'
import { framedPayload, frameText } from './websocket-frame.js'

const PAD = 'x汉'.repeat(LARGE_EVENT_BYTES / 2)
const large = (n: number, more = ''): string => `{"post_type":"message","n":${n},"pad":"${PAD}"${more}}`
const small = (n: number): string => `{"post_type":"message","n":${n}}`

let link: TestLink
let upstream: Upstream
const seen: unknown[] = []
beforeEach(() => {
  seen.length = 0
  link = new TestLink()
  upstream = new Upstream(
    link,
    {
      event: ({ bytes }: EventFrame) => void seen.push(JSON.parse(Buffer.from(bytes).toString()).n),
      dropped: (why) => void seen.push(why),
    },
    { reader: byteReader },
  )
})

const receive = (text: string | Buffer): void => link.receiver?.text(Buffer.from(text))

describe('a large event', () => {
  it('lets others have their turn while it is checked, and what comes behind it on its link wait', async () => {
    const reply = upstream.call(makeCall('x')).then((each) => seen.push(replyBody(each).data))
    receive(small(1))
    for (const n of [2, 3]) receive(large(n))
    receive(small(4))
    receive('{"status":"ok","retcode":0,"data":"reply","echo":"r1"}')
    receive(large(5))
    expect([seen, link.isPaused]).toEqual([[1], true])
    await expect.poll(() => seen.length).toBe(6)
    await reply
    expect([seen.slice(0, 4), seen.at(-1), link.isPaused]).toEqual([[1, 2, 3, 4], 5, false])
    receive(small(6))
    expect(seen.at(-1)).toBe(6)
  })

  it('is still there when its connection has closed behind it, and what is behind it, too', async () => {
    const reply = upstream.call(makeCall('x'))
    receive(large(1))
    receive(small(2))
    receive('{"status":"ok","retcode":0,"data":"reply","echo":"r1"}')
    void link.close(1001, 'gone')
    expect(await upstream.closed).toEqual({ code: 1001, reason: 'gone' })
    expect(seen).toEqual([1, 2])
    expect(replyBody(await reply).data).toBe('reply')
  })

  it.each([
    ['JSON', large(1, ',"a":{bad}'), 'an event that is not JSON'],
    ['whole', large(1).slice(0, -1), 'an event that is not JSON'],
    [
      'UTF-8',
      Buffer.concat([Buffer.from(large(1).slice(0, -2)), Buffer.of(0xff, 0x22, 0x7d)]),
      'an event that is not UTF-8',
    ],
    ['an event', `{"n":1,"pad":"${PAD}"}`, 'a reply without echo (no retcode)'],
  ])('that is not %s is dropped, and what is behind it is not', async (_, text, why) => {
    receive(text)
    receive(small(2))
    await expect.poll(() => seen).toEqual([why, 2])
  })

  it('is framed already when it has been read', async () => {
    const read = await readLargeText(Buffer.from(large(1)))
    const bytes = read.is === 'event' ? read.event.bytes : Buffer.of()
    expect(Buffer.from(bytes).toString()).toBe(large(1))
    const framed = frameText(bytes)
    expect(framed).toBe(frameText(bytes))
    expect(framedPayload(framed).toString()).toBe(large(1))
    expect(framed.frame.subarray(0, 2)).toEqual(Buffer.of(0x81, 127))
  })

  it('has the faults of a text that is checked at one go', async () => {
    const pieces = ['{"post_type":"a","x":"', PAD.repeat(4), '汉🐧', '"}', '"', '}', '\\', '\u0000', ' ']
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom(...pieces), { maxLength: 4 }),
        fc.nat({ max: 3 }),
        async (some, cut) => {
          const bytes = Buffer.from(`{"post_type":"a","x":"${PAD.repeat(4)}${some.join('')}"}`)
          const text = cut > 0 ? bytes.subarray(0, bytes.length - cut - 2) : bytes
          const read = await readLargeText(text)
          expect(read.is === 'no event' ? read.fault : undefined).toBe(textFault(text))
        },
      ),
      { numRuns: 40 },
    )
  })
})
