import { type Call, callParams, okReply, type Reply } from '@rookery/protocol'
import { beforeEach, describe, expect, it } from 'vitest'
import { TestLink } from '../link/link.fixture.js'
import { ALIVE } from '../ws/ws-link.js'
import { Downstream, type DownstreamHandler } from './downstream.js'

const LARGE = `"pad":"${'x'.repeat(70_000)}"`

let link: TestLink
let downstream: Downstream
let calls: Call[]
let confirmed: number[]
let unusable: number
let answer: (call: Call) => Promise<Reply>
const handler: DownstreamHandler = {
  call: (call) => {
    calls.push(call)
    return answer(call)
  },
  confirmed: (position) => void confirmed.push(position),
  pongsUnusable: () => void unusable++,
}
beforeEach(() => {
  calls = []
  confirmed = []
  unusable = 0
  answer = async () => okReply()
  link = new TestLink()
  downstream = new Downstream(link, handler)
})

const receive = (text: string | Uint8Array): void => link.receiver?.text(Buffer.from(text))
const pong = (payload: string): void => link.receiver?.pong(Buffer.from(payload, 'latin1'))

describe('a call that cannot be executed', () => {
  it.each([
    ['{"action":1,"echo":{"a": 1}}', '{"a": 1}'],
    ['{"action":"a","params":[0],"echo":0}', '0'],
    ['{"echo":""}', '""'],
    ['{"action":"a","echo":"e",}', '"e"'],
    ['{"action":"a","params":{bad},"echo":null}', 'null'],
    [`{"action":"a","params":{${LARGE},bad},"echo":9007199254740993}`, '9007199254740993'],
    [`{"action":"a","params":[${LARGE.slice(6)}],"echo":1}`, '1'],
  ])('is answered 1400 with its echo, and executed by nobody: %s', (text, echo) => {
    receive(text)
    expect(calls).toEqual([])
    expect(link.sent).toHaveLength(1)
    expect(JSON.parse(link.sent[0] ?? '')).toMatchObject({ status: 'failed', retcode: 1400, data: null })
    expect(link.sent[0]?.endsWith(`,"echo":${echo}}`)).toBe(true)
  })

  it.each([
    '',
    'null',
    '[]',
    '{}',
    '{"action":"a"',
    '{"action":"a","echo":"\\x"}',
    `{"action":"a",${LARGE},"echo":"\\x"}`,
    `{"action":"a",${LARGE},"echo":[1 2]}`,
    `{"action":"a",${LARGE}`,
    '{"action":'.repeat(50_000),
  ])('is answered 1400 without an echo where none can be read: %s', (text) => {
    receive(text)
    expect(calls).toEqual([])
    expect(link.sent).toHaveLength(1)
    const reply = JSON.parse(link.sent[0] ?? '')
    expect(reply).toMatchObject({ status: 'failed', retcode: 1400 })
    expect(reply).not.toHaveProperty('echo')
  })

  it('is answered 1400 with its echo beside bad UTF-8', () => {
    const bad = (echo: string): Buffer =>
      Buffer.concat([
        Buffer.from('{"action":"a","params":{"x":"'),
        Buffer.of(0xff),
        Buffer.from(`"},"echo":${echo}}`),
      ])
    receive(bad('"好"'))
    expect(JSON.parse(link.sent[0] ?? '')).toMatchObject({ retcode: 1400, echo: '好' })
    expect(calls).toEqual([])
  })
})

describe('a call whose handler fails', () => {
  it('is answered 1500 with its echo, whatever was thrown', async () => {
    for (const thrown of [new TypeError('inside'), 'text', undefined, {}]) {
      answer = () => {
        throw thrown
      }
      receive('{"action":"a","echo":[1]}')
      answer = () => Promise.reject(thrown)
      receive('{"action":"a","echo":[1]}')
    }
    await expect.poll(() => link.sent.length).toBe(8)
    for (const text of link.sent) expect(JSON.parse(text)).toMatchObject({ retcode: 1500, echo: [1] })
  })

  it('is answered 1400 when it is too large to be checked before and its params cannot be read', async () => {
    answer = async (call) => okReply(Object.keys(callParams(call)).length)
    receive(`{"action":"a","params":{"x":[1 2],${LARGE}},"echo":5}`)
    await expect.poll(() => link.sent.length).toBe(1)
    expect(JSON.parse(link.sent[0] ?? '')).toMatchObject({ retcode: 1400, echo: 5 })
  })
})

describe('a client that calls and does not read', () => {
  it('is read from no more until it has caught up', async () => {
    receive('{"action":"a"}')
    await expect.poll(() => link.sent.length).toBe(1)
    expect(link.isPaused).toBe(false)
    link.queuedBytes = 2 * 1024 * 1024
    receive('{"action":1}')
    expect(link.isPaused).toBe(true)
    link.queuedBytes = 0
    link.receiver?.drained()
    expect(link.isPaused).toBe(false)
  })
})

describe('what is confirmed', () => {
  it('is what a pong names, never more than was marked, and never less than before', () => {
    downstream.mark(5)
    expect(link.pings).toEqual(['5'])
    pong('3')
    pong('5')
    pong('3')
    pong('5')
    expect(confirmed).toEqual([3, 5])
  })

  it.each(['6', '0', '-1', '5.0', ' 5', '', 'x', '5\u0000', '99999999999999999', ALIVE, 'probe'])(
    'is nothing when a pong says %j',
    (payload) => {
      downstream.mark(5)
      pong(payload)
      expect(confirmed).toEqual([])
    },
  )

  it('is what has left the socket, once three pongs lacked what the ping held', () => {
    downstream.mark(5)
    for (const payload of ['a', '', 'b']) pong(payload)
    expect(unusable).toBe(1)
    expect(confirmed).toEqual([5])
    link.queuedBytes = 10
    expect(downstream.mark(6)).toBe(false)
    expect(confirmed).toEqual([5])
    link.queuedBytes = 0
    link.receiver?.drained()
    expect(confirmed).toEqual([5, 6])
  })

  it('stays what pongs say for a peer that has echoed one, whatever else it sends', () => {
    downstream.mark(1)
    pong('1')
    downstream.mark(2)
    for (let n = 0; n < 100; n++) pong('keepalive')
    expect(unusable).toBe(0)
    expect(confirmed).toEqual([1])
  })
})

describe('a probe', () => {
  it('is answered by any pong, by none in time, or not at all on a closed link', async () => {
    const answered = downstream.probe(5_000)
    pong('whatever')
    expect(await answered).toBe(true)
    expect(await downstream.probe(5)).toBe(false)
    const closing = downstream.probe(5_000)
    void link.close(1006, 'gone')
    expect(await closing).toBe(false)
  })
})
