import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { makeCall, replyBody } from '@rookery/protocol'
import { afterEach, describe, expect, it } from 'vitest'
import { byteReader } from './frames/byte-reader.js'
import { HttpCaller } from './http-api/http-caller.js'
import { memoryLinks } from './link/memory-link.js'
import { Upstream } from './upstream/upstream.js'

const undo: (() => unknown)[] = []
afterEach(async () => {
  for (const each of undo.splice(0)) await each()
})

describe('a failed reply that was made on this side', () => {
  it('says that nothing was sent over a link that is closed', async () => {
    const [link] = memoryLinks()
    const upstream = new Upstream(link, { event() {} }, { reader: byteReader })
    await upstream.close(1000, '')
    expect(replyBody(await upstream.call(makeCall('x')))).toMatchObject({ retcode: 1503, outcome: 'unsent' })
  })

  it('says that it is unknown what became of a call whose link closed, or that got no answer', async () => {
    const [link] = memoryLinks()
    const upstream = new Upstream(link, { event() {} }, { reader: byteReader })
    expect(replyBody(await upstream.call(makeCall('x'), { timeoutMs: 5 }))).toMatchObject({
      retcode: 1504,
      outcome: 'unknown',
    })
    const waiting = upstream.call(makeCall('x'))
    await upstream.close(1000, '')
    expect(replyBody(await waiting)).toMatchObject({ retcode: 1504, outcome: 'unknown' })
  })

  it('holds the status of an HTTP answer that is no reply', async () => {
    const status = { is: 401 }
    const server = createServer((_, response) => response.writeHead(status.is).end('no'))
    await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
    undo.push(() => server.close())
    const upstream = new HttpCaller({
      reader: byteReader,
      url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    })
    undo.push(() => upstream.close(1000, ''))
    const refused = replyBody(await upstream.call(makeCall('x')))
    expect(refused).toMatchObject({ retcode: 1401, http_status: 401 })
    expect(refused).not.toHaveProperty('outcome')
    status.is = 502
    expect(replyBody(await upstream.call(makeCall('x')))).toMatchObject({
      retcode: 1504,
      http_status: 502,
      outcome: 'unknown',
    })
  })
})

describe('the self_id in the params of a call', () => {
  it('stays here, unless the other side has several accounts too', async () => {
    const [link, other] = memoryLinks()
    const texts: string[] = []
    other.attach({ text: (bytes) => void texts.push(bytes.toString()), pong() {}, drained() {} })
    const upstream = new Upstream(link, { event() {} }, { reader: byteReader })
    const call = makeCall('send_msg', { self_id: '9007199254740993', message: 'hi' })
    void upstream.call(call)
    void upstream.call(call, { keepsSelfId: true })
    await new Promise(setImmediate)
    expect(texts).toEqual([
      '{"action":"send_msg","params":{"message":"hi"},"echo":"r1"}',
      '{"action":"send_msg","params":{"message":"hi","self_id":9007199254740993},"echo":"r2"}',
    ])
    await upstream.close(1000, '')
  })
})
