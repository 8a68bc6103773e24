import {
  type Call,
  callParams,
  type EventFrame,
  failedReply,
  makeCall,
  makeReply,
  okReply,
  type Reply,
  replyBody,
} from '@rookery/protocol'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { DownstreamHandler } from './downstream/downstream.js'
import type { EventSink } from './downstream/event-sink.js'
import { Batch } from './frames/batch.js'
import { frameText } from './frames/websocket-frame.js'
import type { UpstreamEndpoint, UpstreamHandler } from './upstream/upstream-endpoint.js'

/** Two endpoints that are joined, however it was done. */
export interface Joined {
  readonly upstream: UpstreamEndpoint
  readonly sink: EventSink
  /** Has the application send what is no call, where that can be. */
  sendRaw?(bytes: Buffer): void
  /** Has the implementation close what it has, with 1012 and `restarting` where that can be said. */
  hangUp(): Promise<unknown>
  close(): Promise<unknown>
}

export type Join = (application: UpstreamHandler, implementation: DownstreamHandler) => Promise<Joined>

const NOTICE = { post_type: 'notice', self_id: 1 }
const text = (value: unknown): Buffer => Buffer.from(JSON.stringify(value))
const batchOf = (...values: unknown[]): Batch => new Batch(values.map((value) => frameText(text(value))))

/** What not every transport can do. */
export type Ability = 'parts' | 'late answers' | 'close codes' | 'rubbish' | 'unreadable calls'

/** What two joined endpoints promise, over whatever they are joined by; `lacks` says what is skipped, and why. */
export function describeEndpoints(
  name: string,
  join: Join,
  lacks: Readonly<Partial<Record<Ability, string>>> = {},
): void {
  const itHas = (ability: Ability, title: string, run: () => Promise<void>): void => {
    const reason = lacks[ability]
    if (reason === undefined) it(title, run)
    else it.skip(`${title}: ${reason}`, run)
  }
  describe(`endpoints over ${name}`, () => {
    const events: EventFrame[] = []
    const dropped: string[] = []
    const confirmed: number[] = []
    let answer: DownstreamHandler['call'] = async () => okReply()
    let joined: Joined

    beforeEach(async () => {
      events.length = dropped.length = confirmed.length = 0
      joined = await join(
        { event: (event) => void events.push(event), dropped: (why) => void dropped.push(why) },
        { call: (call, part) => answer(call, part), confirmed: (position) => void confirmed.push(position) },
      )
    })
    afterEach(() => joined.close())

    it('brings events in order, whole and byte for byte', async () => {
      const big = { post_type: 'message', self_id: 1, time: 1, raw_message: '汉字🐧'.repeat(30_000) }
      for (let n = 0; n < 50; n++) joined.sink.sendBatch(batchOf({ ...NOTICE, n }, { ...NOTICE, n: n + 0.5 }))
      joined.sink.send(text(big))
      await expect.poll(() => events.length, { timeout: 10_000 }).toBe(101)
      expect(events.slice(0, 100).map((event) => JSON.parse(Buffer.from(event.bytes).toString()).n)).toEqual(
        Array.from({ length: 100 }, (_, index) => index / 2),
      )
      expect(Buffer.from(events[100]?.bytes ?? []).equals(text(big))).toBe(true)
    })

    it('answers each call with its own reply, also out of order', async () => {
      const late: (() => void)[] = []
      answer = (call) =>
        new Promise((resolve) => {
          late.unshift(() => resolve(okReply(callParams(call).n)))
          if (late.length === 20) for (const go of late) go()
        })
      const replies = await Promise.all(
        Array.from({ length: 20 }, (_, n) => joined.upstream.call(makeCall('x', { n }))),
      )
      expect(replies.map((reply) => replyBody(reply).data)).toEqual(Array.from({ length: 20 }, (_, n) => n))
    })

    it('carries a call and a reply of 3 MB', async () => {
      answer = async (call) => okReply(callParams(call).file)
      const file = 'base64://'.padEnd(3_000_000, 'A')
      const reply = await joined.upstream.call(makeCall('upload_file', { file }))
      expect(replyBody(reply).data).toBe(file)
    })

    it('gives a reply with a failed status like any other', async () => {
      answer = async () => failedReply(1404, 'no such action')
      expect(replyBody(await joined.upstream.call(makeCall('nope')))).toMatchObject({
        status: 'failed',
        retcode: 1404,
      })
    })

    it('answers 1500 when the handler throws or rejects', async () => {
      answer = () => {
        throw new TypeError('thrown')
      }
      expect(replyBody(await joined.upstream.call(makeCall('x')))).toMatchObject({ retcode: 1500 })
      answer = async () => Promise.reject(new TypeError('rejected'))
      expect(replyBody(await joined.upstream.call(makeCall('x')))).toMatchObject({ retcode: 1500 })
    })

    itHas('parts', 'keeps a call open over the parts of a stream action', async () => {
      answer = async (_call, sendPart) => {
        for (const n of [1, 2]) sendPart(makeStreamPart(n))
        return okReply({ type: 'response' })
      }
      const parts: unknown[] = []
      const reply = await joined.upstream.call(makeCall('download_file_stream'), {
        onPart: (part) => void parts.push(replyBody(part).data),
      })
      expect(parts).toEqual([
        { type: 'stream', n: 1 },
        { type: 'stream', n: 2 },
      ])
      expect(replyBody(reply).data).toEqual({ type: 'response' })
    })

    it('settles a call that nobody answers with 1504', async () => {
      answer = () => new Promise<never>(() => {})
      // Long enough for a busy machine to open a connection.
      const reply = await joined.upstream.call(makeCall('slow'), { timeoutMs: 200 })
      expect(replyBody(reply)).toMatchObject({ status: 'failed', retcode: 1504 })
      expect(joined.upstream.waitingCalls).toBe(0)
    })

    itHas('late answers', 'drops an answer that comes too late', async () => {
      let release = (): void => {}
      answer = () => new Promise((resolve) => (release = () => resolve(okReply())))
      await joined.upstream.call(makeCall('slow'), { timeoutMs: 20 })
      release()
      await expect.poll(() => dropped).toEqual(['a reply that nobody waits for any more'])
    })

    it('settles every waiting call with 1504 when the connection closes, and sends none after that: 1503', async () => {
      let arrived = 0
      answer = () => {
        arrived++
        return new Promise<never>(() => {})
      }
      const calls = [1, 2, 3].map((n) => joined.upstream.call(makeCall('x', { n })))
      await expect.poll(() => arrived).toBe(3)
      await joined.hangUp()
      const replies = await Promise.all(calls)
      expect(replies.map((reply) => replyBody(reply).retcode)).toEqual([1504, 1504, 1504])
      expect(replyBody(await joined.upstream.call(makeCall('x'))).retcode).toBe(1503)
    })

    it('has another reply to a call whose connection broke, where the caller knows one', async () => {
      let arrived = 0
      answer = () => {
        arrived++
        return new Promise<never>(() => {})
      }
      const instead = async (failure: Reply): Promise<Reply> => okReply(replyBody(failure).retcode)
      const reply = joined.upstream.call(makeCall('x'), { whenBroken: instead })
      await expect.poll(() => arrived).toBe(1)
      await joined.hangUp()
      expect(replyBody(await reply)).toMatchObject({ status: 'ok', data: 1504 })
    })

    itHas('close codes', 'tells both sides the code it was closed with', async () => {
      await joined.hangUp()
      expect(await joined.upstream.closed).toEqual({ code: 1012, reason: 'restarting' })
    })

    it('confirms what was sent once the other side has read it', async () => {
      joined.sink.sendBatch(batchOf({ post_type: 'notice' }))
      await expect.poll(() => joined.sink.mark(7) || confirmed.length > 0).toBe(true)
      await expect.poll(() => confirmed).toEqual([7])
      expect(events).toHaveLength(1)
    })

    itHas('rubbish', 'drops what is neither an event nor an awaited reply, and goes on', async () => {
      for (const rubbish of ['[1]', 'null', '1', '"x"', '{}', '{"echo":5}', '{"post_type":1}', '{'])
        joined.sink.send(Buffer.from(rubbish))
      joined.sink.send(Buffer.from([0x7b, 0xff, 0x7d]))
      joined.sink.send(text({ post_type: 'notice' }))
      await expect.poll(() => events.length).toBe(1)
      expect(dropped).toHaveLength(9)
    })

    itHas('unreadable calls', 'answers 1400 with the echo to a call that cannot be read', async () => {
      joined.sendRaw?.(Buffer.from('{"action":1,"echo":{"seq":"r1"}}'))
      await expect.poll(() => dropped).toHaveLength(1)
      expect(dropped[0]).toContain('1400')
    })
  })
}

const makeStreamPart = (n: number) => ({
  ...makeReply({ status: 'ok', retcode: 0, data: { type: 'stream', n } }),
})

export type { Call }
