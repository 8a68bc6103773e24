import { type EventFrame, makeCall, type Reply, replyBody } from '@rookery/protocol'
import { beforeEach, describe, expect, it } from 'vitest'
import { byteReader } from '../frames/byte-reader.js'
import { TestLink } from '../link/link.fixture.js'
import { TestClock } from '../time/clock.fixture.js'
import { Upstream } from './upstream.js'

const LARGE = `"pad":"${'x'.repeat(70_000)}"`

let link: TestLink
let upstream: Upstream
const events: EventFrame[] = []
const dropped: string[] = []
beforeEach(() => {
  events.length = dropped.length = 0
  link = new TestLink()
  upstream = new Upstream(
    link,
    {
      event: (event) => void events.push(event),
      dropped: (why) => void dropped.push(why),
    },
    { reader: byteReader },
  )
})

const receive = (text: string | Uint8Array): void => link.receiver?.text(Buffer.from(text))

describe('an upstream that sends rubbish', () => {
  it.each([
    ['', 'not JSON'],
    ['hello', 'not JSON'],
    ['{"post_type":"message"', 'not JSON'],
    ['null', 'not a JSON object'],
    ['1', 'not a JSON object'],
    ['[{"post_type":"message"}]', 'not a JSON object'],
    ['{}', 'without echo'],
    ['{"post_type":1}', 'without echo'],
    ['{"post_type":null,"echo":"r1"}', 'nobody waits'],
    ['{"echo":1}', 'without echo'],
    ['{"echo":"r99"}', 'nobody waits'],
    ['{"retcode":{"toString":1,"valueOf":2}}', 'without echo'],
    ['{"retcode":1,"wording":{"toString":null}}', 'without echo'],
    ['{"wording":["a",{"toString":1}]}', 'without echo'],
    [`{"post_type":"\\x",${LARGE}}`, 'without echo'],
    [`{"post_type":"message",${LARGE},"inside":{bad}}`, 'not JSON'],
    [`{"post_type":"message",${LARGE}`, 'not a JSON object'],
    [`{"status":"ok",${LARGE},"data":[1 2]}`, 'without echo'],
    ['{"a":'.repeat(10_000), 'not JSON'],
    ['{"a":'.repeat(100_000), 'not a JSON object'],
  ])('has it dropped and told why: %.100s', async (text, why) => {
    expect(() => receive(text)).not.toThrow()
    await expect.poll(() => dropped).toHaveLength(1)
    expect(events).toEqual([])
    expect(dropped[0]).toContain(why)
    expect(dropped[0]?.length).toBeLessThan(300)
  })

  it('has what is not UTF-8 dropped, however large', () => {
    for (const size of [1, 100_000]) {
      receive(
        Buffer.concat([
          Buffer.from(`{"post_type":"message","x":"${'x'.repeat(size)}`),
          Buffer.of(0xff),
          Buffer.from('"}'),
        ]),
      )
    }
    expect(events).toEqual([])
    expect(dropped).toEqual(['a frame that is not UTF-8', 'a frame that is not UTF-8'])
  })

  it('has what it says shortened', () => {
    receive(JSON.stringify({ retcode: 1400, wording: 'why '.repeat(10_000) }))
    expect(dropped[0]).toContain('1400: why why')
    expect(dropped[0]?.length).toBeLessThan(300)
  })

  it('does not disturb the calls that wait, nor the events behind it', async () => {
    const reply = upstream.call(makeCall('x'))
    for (const text of ['{', '{"echo":"r1"', '{"echo":{"a":"r1"}}', '{"retcode":{"toString":1}}'])
      receive(text)
    receive('{"post_type":"message","self_id":1}')
    receive('{"status":"ok","retcode":0,"data":1,"echo":"r1"}')
    expect(replyBody(await reply).data).toBe(1)
    expect(events).toHaveLength(1)
    expect(upstream.waitingCalls).toBe(0)
  })

  it('cannot answer a call twice, nor one that was never made', async () => {
    const reply = upstream.call(makeCall('x'))
    for (const data of [1, 2, 3]) receive(`{"status":"ok","retcode":0,"data":${data},"echo":"r1"}`)
    receive('{"status":"ok","retcode":0,"data":9,"echo":"r2"}')
    expect(replyBody(await reply).data).toBe(1)
    expect(dropped).toHaveLength(3)
  })
})

describe('a call', () => {
  it('is registered before it is sent', async () => {
    link.send = () => receive('{"status":"ok","retcode":0,"data":"at once","echo":"r1"}')
    expect(replyBody(await upstream.call(makeCall('x'))).data).toBe('at once')
  })

  it('takes an echo that is spelled with escapes', async () => {
    const reply = upstream.call(makeCall('x'))
    receive('{"status":"ok","data":7,"\\u0065cho":"\\u0072\\u0031"}')
    expect(replyBody(await reply).data).toBe(7)
  })

  it('settles exactly once when closing, timing out and answering meet', async () => {
    const replies: Reply[] = []
    const clock = new TestClock()
    upstream = new Upstream(link, { event() {} }, { reader: byteReader, clock })
    const waiting = upstream.call(makeCall('x'), { timeoutMs: 5_000 }).then((reply) => replies.push(reply))
    await link.close(1001, 'gone')
    receive('{"status":"ok","retcode":0,"data":1,"echo":"r1"}')
    await waiting
    await clock.advance(60_000)
    expect(replies).toHaveLength(1)
  })
})

describe('the observer of a call', () => {
  const heard: string[] = []
  const observer = {
    answered: (reply: Reply) => void heard.push(`answered ${replyBody(reply).retcode}`),
    unanswered: () => void heard.push('unanswered'),
  }
  beforeEach(() => {
    heard.length = 0
  })

  it('hears every answer, once and before the caller, but no part of one', async () => {
    const reply = upstream.call(makeCall('get_x'), { observer })
    receive('{"status":"ok","retcode":0,"data":{"type":"stream"},"echo":"r1"}')
    expect(heard).toEqual([])
    receive('{"status":"failed","retcode":1404,"data":null,"echo":"r1"}')
    expect(heard).toEqual(['answered 1404'])
    await reply
    void upstream.call(makeCall('get_x'))
    receive('{"status":"ok","retcode":0,"data":null,"echo":"r2"}')
    expect(heard).toEqual(['answered 1404'])
  })

  it('hears that none came in time, and nothing of a connection that broke', async () => {
    const clock = new TestClock()
    const own = new TestLink()
    const over = new Upstream(own, { event() {} }, { reader: byteReader, clock })
    const late = over.call(makeCall('get_x'), { observer, timeoutMs: 1_000 })
    await clock.advance(1_100)
    expect(replyBody(await late).retcode).toBe(1504)
    expect(heard).toEqual(['unanswered'])
    const broken = over.call(makeCall('get_x'), { observer, timeoutMs: 1_000 })
    void own.close(1006, 'gone')
    expect(replyBody(await broken).retcode).toBe(1504)
    expect(replyBody(await over.call(makeCall('get_x'), { observer })).retcode).toBe(1503)
    expect(heard).toEqual(['unanswered'])
  })
})
