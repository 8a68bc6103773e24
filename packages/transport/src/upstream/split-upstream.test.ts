import { type EventFrame, makeCall, okReply, replyBody } from '@rookery/protocol'
import { beforeEach, describe, expect, it } from 'vitest'
import { Downstream, type DownstreamHandler } from '../downstream/downstream.js'
import { byteReader } from '../frames/byte-reader.js'
import { memoryLinks } from '../link/memory-link.js'
import { type SplitRole, SplitUpstream } from './split-upstream.js'

const EVENT = Buffer.from('{"post_type":"notice","self_id":1}')

describe('an upstream over two links', () => {
  let events: EventFrame[]
  let said: string[]
  let upstream: SplitUpstream

  beforeEach(() => {
    events = []
    said = []
    upstream = new SplitUpstream(
      {
        event: (event) => void events.push(event),
        dropped: (why) => void said.push(why),
        joined: (role) => void said.push(`${role} joined`),
        left: (role, { code }) => void said.push(`${role} left ${code}`),
      },
      { reader: byteReader },
    )
  })

  const join = (role: SplitRole, call: DownstreamHandler['call'] = async () => okReply(role)): Downstream => {
    const [ours, theirs] = memoryLinks()
    upstream.take(role, ours)
    return new Downstream(theirs, { call })
  }

  it('calls over the one and takes events over the other', async () => {
    const api = join('API')
    const event = join('Event')
    expect(replyBody(await upstream.call(makeCall('x'))).data).toBe('API')
    event.send(EVENT)
    api.send(EVENT)
    await expect.poll(() => events.length).toBe(1)
    expect(said).toEqual(['API joined', 'Event joined', 'an event over a connection of role API'])
  })

  it('answers 1503 without a connection for calls, and goes on when it is there', async () => {
    join('Event')
    expect(replyBody(await upstream.call(makeCall('x')))).toMatchObject({ retcode: 1503, outcome: 'unsent' })
    join('API')
    expect(replyBody(await upstream.call(makeCall('x')))).toMatchObject({ retcode: 0 })
  })

  it('settles waiting calls when the connection for them closes, and stays open by the other', async () => {
    const event = join('Event')
    const api = join('API', () => new Promise(() => {}))
    const waiting = upstream.call(makeCall('x'))
    expect(upstream.waitingCalls).toBe(1)
    await api.close(1012, 'restarting')
    expect(replyBody(await waiting)).toMatchObject({ retcode: 1504, outcome: 'unknown' })
    expect(upstream.isOpen).toBe(true)
    await event.close(1012, 'restarting')
    expect(await upstream.closed).toEqual({ code: 1012, reason: 'restarting' })
    expect(upstream.isOpen).toBe(false)
  })

  it('takes a newer connection of a role in place of the older one', async () => {
    const old = join('API', () => new Promise(() => {}))
    const waiting = upstream.call(makeCall('x'))
    join('API')
    expect(replyBody(await waiting)).toMatchObject({ retcode: 1504, outcome: 'unknown' })
    expect((await old.closed).code).toBe(1008)
    expect(replyBody(await upstream.call(makeCall('x'))).data).toBe('API')
    expect(said).toEqual(['API joined', 'API joined'])
  })

  it('closes both, and takes none after that', async () => {
    const sides = [join('API'), join('Event')]
    await upstream.close(1001, 'the end')
    expect((await Promise.all(sides.map((each) => each.closed))).map(({ code }) => code)).toEqual([
      1001, 1001,
    ])
    expect((await join('API').closed).code).toBe(1001)
    expect(replyBody(await upstream.call(makeCall('x')))).toMatchObject({ retcode: 1503 })
  })
})

describe('a downstream endpoint', () => {
  it('of role API sends no events and confirms none', async () => {
    const confirmed: number[] = []
    const [ours, theirs] = memoryLinks()
    const received: Buffer[] = []
    ours.attach({ text: (bytes) => void received.push(bytes), pong() {}, drained() {} })
    const handler = { call: async () => okReply(), confirmed: (n: number) => void confirmed.push(n) }
    const api = new Downstream(theirs, handler, { role: 'API' })
    api.send(EVENT)
    api.mark(5)
    ours.send([Buffer.from('{"action":"x","echo":1}')])
    await expect.poll(() => received.length).toBe(1)
    expect(String(received[0])).toContain('"echo":1')
    expect(confirmed).toEqual([])
  })

  it('of role Event reads no calls', async () => {
    const [ours, theirs] = memoryLinks()
    const received: Buffer[] = []
    ours.attach({ text: (bytes) => void received.push(bytes), pong() {}, drained() {} })
    const event = new Downstream(theirs, { call: async () => okReply() }, { role: 'Event' })
    ours.send([Buffer.from('{"action":"x"}')])
    await Promise.resolve()
    event.send(EVENT)
    await expect.poll(() => received.map(String)).toEqual([String(EVENT)])
  })
})
