import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { okReply } from '@rookery/protocol'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type SimulatedAccount, Stage } from './hub.fixture.js'
import { dialledIn } from './peers.fixture.js'
import { Pulse } from './upstreams/pulse.js'

const SECOND = 1_000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE

let stage: Stage
let account: SimulatedAccount
beforeEach(async () => {
  stage = new Stage()
  account = await stage.account()
})
afterEach(() => stage.close())

const beat = (online = true) => ({
  post_type: 'meta_event',
  meta_event_type: 'heartbeat',
  status: { online, good: online },
  interval: 30 * SECOND,
})
const probes = (): number => account.calls.filter(({ action }) => action === 'get_status').length
const count = (text: string): number => stage.log.filter((line) => line.text === text).length
const isOnline = (): boolean | undefined => stage.hub.accounts()[0]?.online
/** From now on `get_status` is not answered. */
const fallSilent = (): void => {
  const { answer } = account
  account.answer = (call, sendPart) =>
    call.action === 'get_status' ? new Promise<never>(() => {}) : answer(call, sendPart)
}
/** Sends a heartbeat and waits until the hub has it, as far as its effect can be seen: an event behind it has come. */
async function beats(online?: boolean): Promise<void> {
  const before = stage.hub.journal.events
  account.emit(beat(online))
  account.emit({ post_type: 'notice', notice_type: 'test' })
  await expect.poll(() => stage.hub.journal.events).toBe(before + 1)
}

const SILENT = 'upstream silent: it does not answer get_status'
const RENEWED = 'no event for max_silence, though calls are answered: the connection is made anew, once'

describe('an implementation whose heartbeats stop', () => {
  it('is asked for its status, and left alone while it answers', async () => {
    await stage.start([account])
    const link = account.link()
    await beats()
    await stage.clock.advance(40 * SECOND)
    expect(probes()).toBe(0)
    await stage.clock.advance(10 * SECOND)
    await expect.poll(probes).toBe(1)
    await stage.clock.advance(2 * MINUTE)
    expect(probes()).toBeGreaterThan(2)
    expect([account.link(), link.isOpen, isOnline(), count(SILENT)]).toEqual([link, true, true, 0])
  })

  it('is marked offline by the answer, and online by another', async () => {
    await stage.start([account])
    await beats()
    const { answer } = account
    let online = false
    account.answer = (call, sendPart) =>
      call.action === 'get_status' ? okReply({ online, good: online }) : answer(call, sendPart)
    await stage.clock.advance(50 * SECOND)
    await expect.poll(isOnline).toBe(false)
    online = true
    await stage.clock.advance(70 * SECOND)
    await expect.poll(isOnline).toBe(true)
    expect(count(SILENT)).toBe(0)
  })

  it('without an answer is offline, its clients are told as NapCat does, and it is dialled anew', async () => {
    await stage.start([account])
    const client = await stage.opened('?client_name=bot')
    await beats()
    const link = account.link()
    fallSilent()
    await stage.clock.advance(65 * SECOND)
    await expect.poll(() => link.isOpen).toBe(false)
    const told = () => client.events.filter(({ notice_type }) => notice_type === 'bot_offline')
    await expect.poll(told).toHaveLength(1)
    expect(told()[0]).toEqual({
      time: expect.any(Number),
      self_id: 10001,
      post_type: 'notice',
      notice_type: 'bot_offline',
      user_id: 10001,
      tag: expect.any(String),
      message: expect.any(String),
    })
    expect(count(SILENT)).toBe(1)
    await stage.clock.advance(5 * SECOND)
    await expect.poll(() => account.link() !== link && account.link().isOpen).toBe(true)
    // It still does not answer: it is told neither again, nor dialled again and again.
    const second = account.link()
    await stage.clock.advance(3 * MINUTE)
    expect([account.link() === second, second.isOpen, told().length]).toEqual([true, true, 1])
    expect(isOnline()).toBe(false)
    account.emit(beat())
    await expect.poll(isOnline).toBe(true)
    await stage.clock.advance(20 * SECOND)
    expect(count('upstream answers again')).toBe(1)
  })

  it('is given up by none of its clients if another upstream serves the account', async () => {
    const other = await stage.account()
    const upstreams = [account, other].map(({ url }, n) => ({ name: `up${n}`, type: 'ws' as const, url }))
    await stage.start([account], { upstreams })
    await expect.poll(() => count('account served by another upstream; standing by')).toBe(1)
    const client = await stage.opened('?client_name=bot')
    await beats()
    fallSilent()
    await stage.clock.advance(65 * SECOND)
    await expect.poll(() => count('account handed to the next upstream')).toBe(1)
    other.emit({ post_type: 'notice', notice_type: 'last' })
    await expect.poll(() => client.events.at(-1)?.notice_type).toBe('last')
    expect(client.events.map(({ notice_type }) => notice_type)).toEqual(['test', 'last'])
    expect(isOnline()).toBe(true)
  })

  it('is closed where it dials the hub, for it to dial again', async () => {
    await stage.start([], { upstreams: [{ name: 'a', type: 'ws-reverse', path: '/upstream/a' }] })
    const dialling = await dialledIn(stage, '/upstream/a', '10001')
    dialling.answer = ({ action }) => (action === 'get_status' ? undefined : null)
    dialling.emit({ self_id: 10001, ...beat() })
    dialling.emit({ self_id: 10001, post_type: 'notice' })
    await expect.poll(() => stage.hub.journal.events).toBe(1)
    await stage.clock.advance(65 * SECOND)
    await expect.poll(() => dialling.closed).toEqual({ code: 1001, reason: 'no answer to get_status' })
  })
})

describe('an implementation that is called over HTTP', () => {
  /** An API that takes the question for its status, and answers it only while it is well. */
  async function api() {
    const state = { isWell: true }
    const server = createServer((request, response) => {
      request.resume()
      if (request.url === '/get_status' && !state.isWell) return
      const data = request.url === '/get_login_info' ? { user_id: 10001 } : { online: true, good: true }
      response.end(JSON.stringify({ status: 'ok', retcode: 0, data }))
    }).listen(0, '127.0.0.1')
    await once(server, 'listening')
    stage.undo(() => {
      server.closeAllConnections()
      server.close()
    })
    return { state, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }
  }

  it('and does not answer in time is offline, and its clients are told', async () => {
    const { state, url } = await api()
    await stage.start([], { upstreams: [{ name: 'up', type: 'http', url, sse: true }] })
    await expect.poll(isOnline).toBe(true)
    const client = await stage.opened('?client_name=bot')
    state.isWell = false
    await expect
      .poll(async () => {
        await stage.clock.advance(5 * SECOND)
        return client.events.map(({ notice_type }) => notice_type)
      })
      .toEqual(['bot_offline'])
    state.isWell = true
    await expect
      .poll(async () => {
        await stage.clock.advance(5 * SECOND)
        return count('upstream answers again')
      })
      .toBe(1)
    expect(isOnline()).toBe(true)
  })
})

describe('an implementation that reports its account offline', () => {
  it('is asked once a minute, and keeps its connection while it answers', async () => {
    await stage.start([account])
    const link = account.link()
    await beats(false)
    for (let n = 0; n < 6; n++) {
      await stage.clock.advance(30 * SECOND)
      await beats(false)
    }
    expect(probes()).toBeGreaterThan(1)
    expect(probes()).toBeLessThan(6)
    expect([link.isOpen, account.link() === link]).toEqual([true, true])
  })
})

describe('an implementation without events', () => {
  it('that never sent a heartbeat is asked after ten minutes, and dialled anew once without an answer', async () => {
    await stage.start([account])
    const link = account.link()
    fallSilent()
    await stage.clock.advance(10 * MINUTE - 5 * SECOND)
    expect(probes()).toBe(0)
    await stage.clock.advance(25 * SECOND)
    await expect.poll(() => link.isOpen).toBe(false)
    await stage.clock.advance(5 * SECOND)
    await expect.poll(() => account.link() !== link && account.link().isOpen).toBe(true)
    const second = account.link()
    await stage.clock.advance(HOUR)
    expect([second.isOpen, account.link() === second, isOnline()]).toEqual([true, true, false])
  })

  it('that never answered anything may not know the action, and is left alone', async () => {
    await stage.start([], { upstreams: [{ name: 'a', type: 'ws-reverse', path: '/upstream/a' }] })
    const dialling = await dialledIn(stage, '/upstream/a', '10001', { answer: () => undefined })
    await stage.clock.advance(HOUR)
    const asked = dialling.calls.filter(({ action }) => action === 'get_status').length
    expect([4, 5, 6]).toContain(asked)
    expect([dialling.closed, isOnline(), count(SILENT)]).toEqual([undefined, true, 0])
  })

  it('though calls are answered, keeps its connection by default', async () => {
    await stage.start([account])
    const link = account.link()
    await stage.clock.advance(HOUR + 30 * SECOND)
    expect([probes() > 0, link.isOpen, count(RENEWED)]).toEqual([true, true, 0])
  })

  it('is connected anew once after max_silence, and again only when an event has come', async () => {
    const upstreams = [{ name: 'up', type: 'ws', url: account.url, maxSilenceMs: 20 * MINUTE }] as const
    await stage.start([account], { upstreams })
    const client = await stage.opened('?client_name=bot')
    const first = account.link()
    await stage.clock.advance(21 * MINUTE)
    await expect.poll(() => first.isOpen).toBe(false)
    await stage.clock.advance(10 * SECOND)
    await expect.poll(() => account.link() !== first && account.link().isOpen).toBe(true)
    const second = account.link()
    await stage.clock.advance(HOUR)
    expect([second.isOpen, count(RENEWED)]).toEqual([true, 1])
    account.emit({ post_type: 'notice', notice_type: 'test' })
    await expect.poll(() => client.events.map(({ notice_type }) => notice_type)).toEqual(['test'])
    await stage.clock.advance(22 * MINUTE)
    await expect.poll(() => count(RENEWED)).toBe(2)
  })
})

describe('the pulse of an account', () => {
  const heard = {
    events: 0,
    heartbeats: 0,
    hasAnswered: true,
    saysOffline: undefined,
    silenceMs: 40 * SECOND,
  }

  it('is due after the silence that heartbeats announce, and not while a question is under way', () => {
    const pulse = new Pulse('up', '10001', 0)
    pulse.read(heard, 0)
    expect([39, 40].map((s) => pulse.isDue(s * SECOND, undefined))).toEqual([false, true])
    pulse.isAsking = true
    expect(pulse.isDue(MINUTE, undefined)).toBe(false)
  })

  it('begins anew with each sign, and is asked again soon without an answer', () => {
    const pulse = new Pulse('up', '10001', 0)
    expect(pulse.read({ ...heard, heartbeats: 1 }, 30 * SECOND)).toBe(true)
    expect(pulse.isDue(69 * SECOND, undefined)).toBe(false)
    pulse.asked(70 * SECOND)
    pulse.unanswered = 1
    expect([84, 85].map((s) => pulse.isDue(s * SECOND, undefined))).toEqual([false, true])
  })
})
