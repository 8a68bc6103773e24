import { okReply, type Reply } from '@rookery/protocol'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { httpImplementation } from './http-peers.fixture.js'
import { type SimulatedAccount, Stage, type TestClient } from './hub.fixture.js'
import type { HubOptions } from './options.js'
import { dialledIn } from './peers.fixture.js'

let stage: Stage
let account: SimulatedAccount
beforeEach(async () => {
  stage = new Stage()
  account = await stage.account()
})
afterEach(() => stage.close())

const never = (): Promise<Reply> => new Promise(() => {})
const said = (text: string): boolean => stage.log.some((line) => line.text === text)
const BROKEN = 'upstream answers no calls: they are refused until it does'
const asked = (action: string) => account.calls.filter((each) => each.action === action)

/** A hub whose calls wait ten seconds, and whose breaker opens after two that were not answered. */
const start = (more: Partial<HubOptions> = {}) =>
  stage.start([account], {
    callTimeoutMs: 10_000,
    upstreams: [{ name: 'up', type: 'ws', url: account.url, breaker: { failures: 2, openMs: 30_000 } }],
    ...more,
  })

/** Makes calls one after the other that are not answered in time. */
async function timeOut(client: TestClient, calls: number): Promise<void> {
  for (let n = 0; n < calls; n++) {
    const before = asked('get_stuck').length
    const reply = client.call('get_stuck', {}, `t${n}`)
    await expect.poll(() => asked('get_stuck').length).toBe(before + 1)
    await stage.clock.advance(10_500)
    expect(await reply).toMatchObject({ retcode: 1504 })
  }
}

describe('an implementation that does not answer', () => {
  it('is called no more for a while, then once, and again when it has answered', async () => {
    await start()
    const client = await stage.opened()
    const { answer } = account
    account.answer = never
    await timeOut(client, 2)
    await expect.poll(() => said(BROKEN)).toBe(true)
    const refused = await client.call('get_stuck', {}, 'r')
    expect(refused).toMatchObject({
      retcode: 1503,
      outcome: 'unsent',
      wording: expect.stringContaining('upstream up'),
    })
    expect(Object(refused.data).retry_after).toBeGreaterThan(20)
    expect(asked('get_stuck')).toHaveLength(2)
    expect(await client.call('get_queue_status')).toMatchObject({ data: { accounts: [{ breaker: 'open' }] } })
    await stage.clock.advance(30_000)
    account.answer = answer
    expect(await client.call('get_stuck', {}, 'trial')).toMatchObject({ retcode: 1404 })
    await expect.poll(() => said('upstream answers calls again')).toBe(true)
    expect(await client.call('get_stuck', {}, 'again')).toMatchObject({ retcode: 1404 })
    expect(asked('get_stuck')).toHaveLength(4)
  })

  it('gets a single call as a trial, and none more if that is not answered either', async () => {
    await start()
    const client = await stage.opened()
    account.answer = never
    await timeOut(client, 2)
    await expect.poll(() => said(BROKEN)).toBe(true)
    await stage.clock.advance(30_000)
    const trial = client.call('get_stuck', {}, 'trial')
    await expect.poll(() => asked('get_stuck')).toHaveLength(3)
    // An equal one would wait for the answer to the trial.
    client.ws.send('{"action":"get_other","echo":"beside"}')
    await expect
      .poll(() => client.frames.find(({ echo }) => echo === 'beside'))
      .toMatchObject({ retcode: 1503, outcome: 'unsent' })
    await stage.clock.advance(10_500)
    await trial
    await expect
      .poll(() => client.frames.find(({ echo }) => echo === 'trial'))
      .toMatchObject({ retcode: 1504 })
    expect(await client.call('get_stuck', {}, 'later')).toMatchObject({ retcode: 1503 })
    expect(asked('get_stuck')).toHaveLength(3)
  })

  it('gets a trial that others join, which ends when the time of its first caller is over', async () => {
    await start()
    const client = await stage.opened()
    account.answer = never
    await timeOut(client, 2)
    await expect.poll(() => said(BROKEN)).toBe(true)
    await stage.clock.advance(30_000)
    const trial = client.call('get_stuck', {}, 'trial')
    await expect.poll(() => asked('get_stuck')).toHaveLength(3)
    await stage.clock.advance(9_000)
    client.ws.send('{"action":"get_stuck","echo":"joined"}')
    await client.call('get_queue_status', {}, 'behind')
    await stage.clock.advance(1_500)
    await trial
    for (const echo of ['trial', 'joined'])
      await expect
        .poll(() => client.frames.find((each) => each.echo === echo))
        .toMatchObject({ retcode: 1504 })
    expect(asked('get_stuck')).toHaveLength(3)
    // The next trial is due after its time, not after another time-out.
    await stage.clock.advance(30_000)
    const next = client.call('get_stuck', {}, 'next')
    await expect.poll(() => asked('get_stuck')).toHaveLength(4)
    await stage.clock.advance(10_500)
    expect(await next).toMatchObject({ retcode: 1504 })
  })

  it('is still called while it refuses, or answers some of them', async () => {
    await start()
    const client = await stage.opened()
    for (let n = 0; n < 5; n++) expect(await client.call('no_such', {}, n)).toMatchObject({ retcode: 1404 })
    const { answer } = account
    for (let n = 0; n < 3; n++) {
      account.answer = never
      await timeOut(client, 1)
      account.answer = answer
      expect(await client.call('get_status', {}, `s${n}`)).toMatchObject({ retcode: 0 })
    }
    expect(said(BROKEN)).toBe(false)
  })

  it('is called all the same without a breaker', async () => {
    await start({ upstreams: [{ name: 'up', type: 'ws', url: account.url, breaker: 'off' }] })
    const client = await stage.opened()
    account.answer = never
    await timeOut(client, 8)
    expect(asked('get_stuck')).toHaveLength(8)
  })

  it('is called again at once over a new connection, and does not stop other accounts', async () => {
    const upstreams = [
      { name: 'b', type: 'ws-reverse', path: '/b', breaker: { failures: 2, openMs: 30_000 } } as const,
    ]
    await stage.start([], { upstreams, callTimeoutMs: 10_000 })
    const stuck = await dialledIn(stage, '/b', '10001', { answer: () => undefined })
    await dialledIn(stage, '/b', '10002')
    const client = await stage.opened('?self_id=10001')
    for (let n = 0; n < 2; n++) {
      const reply = client.call('get_x', {}, n)
      await expect.poll(() => stuck.calls.filter(({ action }) => action === 'get_x').length).toBe(n + 1)
      await stage.clock.advance(10_500)
      expect(await reply).toMatchObject({ retcode: 1504 })
    }
    await expect.poll(() => said(BROKEN)).toBe(true)
    expect(await client.call('get_x', {}, 'a')).toMatchObject({ retcode: 1503 })
    expect(await client.call('get_x', { self_id: 10002 }, 'b')).toMatchObject({ retcode: 0 })
    await dialledIn(stage, '/b', '10001')
    expect(await client.call('get_x', {}, 'c')).toMatchObject({ retcode: 0 })
  })

  it('may answer what is asked most from before', async () => {
    account.answer = ({ action }) =>
      action === 'get_login_info' ? okReply({ user_id: 10001, nickname: 'x' }) : never()
    await start()
    const client = await stage.opened()
    await timeOut(client, 2)
    await expect.poll(() => said(BROKEN)).toBe(true)
    account.answer = never
    expect(await client.call('get_login_info', {}, 'l')).toMatchObject({
      retcode: 0,
      data: { user_id: 10001 },
    })
  })
})

describe('an HTTP API', () => {
  it('that cannot be reached is called no more, until a poll of it is answered', async () => {
    const implementation = await httpImplementation(stage, '10001')
    const breaker = { failures: 2, openMs: 3_600_000 }
    const upstreams = [
      { name: 'h', type: 'http', url: implementation.url, post: { path: '/h' }, breaker } as const,
    ]
    await stage.start([], { upstreams, holdMs: 0 })
    await expect.poll(() => stage.hub.accounts().length).toBe(1)
    const client = await stage.opened()
    await implementation.stop()
    for (let n = 0; n < 2; n++) expect([1503, 1504]).toContain((await client.call('get_x', {}, n)).retcode)
    await expect.poll(() => said(BROKEN)).toBe(true)
    await implementation.start()
    await expect
      .poll(
        async () => {
          await stage.clock.advance(5_000)
          return (await client.call('get_status', {}, 'after')).retcode
        },
        { timeout: 10_000 },
      )
      .toBe(0)
  })
})
