import { type Call, callParams, failedReply, okReply, type Reply, replyBody } from '@rookery/protocol'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { CloseInfo } from '../link/link.js'
import { AccountProbe } from './account-probe.js'
import { HttpPresencePoll } from './http-presence-poll.js'
import type { CallSettings, UpstreamEndpoint } from './upstream-endpoint.js'

const HOUR_MS = 60 * 60_000

/** A clock that goes on by hand. */
class HandClock {
  #nowMs = 0
  readonly #alarms = new Set<{ readonly atMs: number; readonly wake: () => void }>()

  now(): number {
    return this.#nowMs
  }

  after(delayMs: number, wake: () => void): () => void {
    const alarm = { atMs: this.#nowMs + delayMs, wake }
    this.#alarms.add(alarm)
    return () => void this.#alarms.delete(alarm)
  }

  get waiting(): number {
    return this.#alarms.size
  }

  async advance(ms: number): Promise<void> {
    this.#nowMs += ms
    for (const alarm of [...this.#alarms]) {
      if (alarm.atMs > this.#nowMs) continue
      this.#alarms.delete(alarm)
      alarm.wake()
    }
    await new Promise((resolve) => setImmediate(resolve))
  }
}

/** A connection whose calls are answered as the test says. */
class FakeUpstream implements UpstreamEndpoint {
  readonly remote = 'fake'
  readonly waitingCalls = 0
  readonly closed: Promise<CloseInfo>
  readonly calls: { call: Call; settings: CallSettings | undefined }[] = []
  isOpen = true
  deadAfterMs = 0
  answer: (call: Call) => Reply | Promise<Reply> = () => failedReply(1404, 'no')
  #settle: (info: CloseInfo) => void = () => {}

  constructor() {
    this.closed = new Promise((resolve) => {
      this.#settle = resolve
    })
  }

  get actions(): string[] {
    return this.calls.map(({ call }) => call.action)
  }

  async call(call: Call, settings?: CallSettings): Promise<Reply> {
    this.calls.push({ call, settings })
    return this.answer(call)
  }

  setDeadAfter(deadAfterMs: number): void {
    this.deadAfterMs = deadAfterMs
  }

  close(code: number, reason: string): Promise<CloseInfo> {
    this.isOpen = false
    this.#settle({ code, reason })
    return this.closed
  }
}

const loginOf = (reply: Reply): string | undefined => {
  const { user_id = 0 } = (replyBody(reply).data ?? {}) as { readonly user_id?: number }
  return user_id === 0 ? undefined : String(user_id)
}

let upstream: FakeUpstream
let clock: HandClock
beforeEach(() => {
  upstream = new FakeUpstream()
  clock = new HandClock()
})

const probeOf = (maxAccounts = 3) => new AccountProbe({ upstream, loginOf, maxAccounts, clock })
const turn = () => new Promise((resolve) => setImmediate(resolve))

describe('asking who is logged in', () => {
  it('gives the account and the answer, within ten seconds', async () => {
    upstream.answer = () => okReply({ user_id: 7 })
    const { selfId, reply } = await probeOf().askLogin()
    expect([selfId, replyBody(reply).status]).toEqual(['7', 'ok'])
    expect(upstream.calls[0]?.settings?.timeoutMs).toBe(10_000)
  })

  it('goes on every two seconds until somebody is', async () => {
    const probe = probeOf()
    const nobody = vi.fn()
    upstream.answer = () => okReply({ user_id: upstream.calls.length > 2 ? 7 : 0 })
    const asking = probe.askUntilLogin(({ selfId }) => selfId && probe.carry(selfId), nobody)
    await turn()
    await clock.advance(1_999)
    expect(upstream.calls.length).toBe(1)
    await clock.advance(1)
    expect([upstream.calls.length, nobody.mock.calls.length]).toEqual([2, 2])
    await clock.advance(2_000)
    await asking
    expect([upstream.calls.length, nobody.mock.calls.length, clock.waiting]).toEqual([3, 2, 0])
  })

  it.each<[string, (probe: AccountProbe) => unknown]>([
    ['an event names the account', (probe) => probe.carry('7')],
    ['the connection ends', () => upstream.close(1006, '')],
  ])('ends when %s', async (_, end) => {
    const probe = probeOf()
    const asking = probe.askUntilLogin(
      () => {},
      () => {},
    )
    await turn()
    end(probe)
    await asking
    expect([upstream.calls.length, clock.waiting]).toEqual([1, 0])
  })

  it('is not done at all where the account is known, or the connection closed', async () => {
    const known = probeOf()
    known.carry('7')
    await known.askUntilLogin(vi.fn(), vi.fn())
    await upstream.close(1000, '')
    await probeOf().askUntilLogin(vi.fn(), vi.fn())
    expect(upstream.calls).toEqual([])
  })
})

describe('asking for the version', () => {
  it.each([
    [{}, {}, { timeoutMs: 10_000, keepsSelfId: false }],
    [{ selfId: '7', timeoutMs: 5 }, { self_id: '7' }, { timeoutMs: 5, keepsSelfId: true }],
  ])('with %j', async (options, params, settings) => {
    upstream.answer = () => okReply({ app_name: 'x' })
    expect(replyBody(await probeOf().askVersion(options)).data).toEqual({ app_name: 'x' })
    const [asked] = upstream.calls
    expect(asked && [asked.call.action, callParams(asked.call)]).toEqual(['get_version_info', params])
    expect(asked?.settings).toEqual(settings)
  })
})

describe('the accounts of a connection', () => {
  it('are limited, and one that is known always has room', () => {
    const probe = probeOf(2)
    probe.carry('1')
    probe.carry('2')
    expect(['1', '2', '3'].map((each) => probe.hasRoomFor(each))).toEqual([true, true, false])
  })

  it('count for an hour after they left, so that going to and fro makes no room', async () => {
    const probe = probeOf(2)
    probe.carry('1')
    probe.leave('1')
    await clock.advance(1)
    probe.carry('2')
    expect([probe.hasRoomFor('1'), probe.hasRoomFor('3')]).toEqual([true, false])
    await clock.advance(HOUR_MS - 2)
    expect(probe.hasRoomFor('3')).toBe(false)
    await clock.advance(1)
    expect(probe.hasRoomFor('3')).toBe(true)
    probe.carry('3')
    expect(probe.hasRoomFor('1')).toBe(false)
  })

  it('count on while they are there, however long', async () => {
    const probe = probeOf(1)
    probe.carry('1')
    await clock.advance(2 * HOUR_MS)
    expect(probe.hasRoomFor('2')).toBe(false)
  })
})

describe('the silence of a connection', () => {
  it.each([
    [5_000, 7_000],
    [100, 3_000],
    [10 * HOUR_MS, 600_000],
    [0, 0],
    [-1, 0],
    [Number.NaN, 0],
  ])('with a heartbeat every %d ms may last %d ms', (intervalMs, silenceMs) => {
    const probe = probeOf()
    probe.carry('1')
    probe.heartbeat('1', intervalMs)
    expect(upstream.deadAfterMs).toBe(silenceMs)
  })

  it('suits the longest interval of its accounts, and each the last one that it said', () => {
    const probe = probeOf()
    const limits: number[] = []
    const beat = (selfId: string, intervalMs: number): void => {
      probe.heartbeat(selfId, intervalMs)
      limits.push(upstream.deadAfterMs)
    }
    probe.carry('1')
    probe.carry('2')
    beat('1', 10_000)
    beat('2', 5_000)
    beat('1', 2_000)
    probe.leave('2')
    beat('2', 60_000)
    beat('1', 4_000)
    expect(limits).toEqual([14_000, 14_000, 7_000, 7_000, 5_600])
  })
})

describe('the poll of an HTTP API', () => {
  it('asks who is logged in, then every 15 s whether QQ is online, and soon where nobody is there', async () => {
    const results = [false, true, true, false]
    let isLoggedIn = false
    const hear = (): boolean => {
      isLoggedIn = results.shift() ?? false
      return isLoggedIn
    }
    const poll = new HttpPresencePoll(
      { upstream, params: { self_id: 7 }, clock },
      { isLoggedIn: () => isLoggedIn, login: hear, status: hear },
    )
    poll.start()
    await turn()
    for (const ms of [2_000, 15_000, 15_000, 1_999, 1]) await clock.advance(ms)
    const [login, status] = ['get_login_info', 'get_status']
    expect(upstream.actions).toEqual([login, login, status, status, login])
    expect(callParams((upstream.calls[0] as { call: Call }).call)).toEqual({ self_id: 7 })
    poll.close()
    expect(clock.waiting).toBe(0)
  })

  it.each(['the poll', 'the connection'])('hears no answer after the end of %s', async (what) => {
    let answer: (reply: Reply) => void = () => {}
    upstream.answer = () => new Promise((resolve) => (answer = resolve))
    const login = vi.fn()
    const poll = new HttpPresencePoll({ upstream, clock }, { isLoggedIn: () => false, login, status: login })
    poll.start()
    await turn()
    if (what === 'the poll') poll.close()
    else await upstream.close(1000, '')
    answer(okReply({ user_id: 7 }))
    await turn()
    expect([login.mock.calls.length, clock.waiting]).toEqual([0, 0])
  })
})
