import { failedReply, okReply } from '@rookery/protocol'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { httpImplementation, postReceiver } from './http-peers.fixture.js'
import { type SimulatedAccount, Stage, type TestClient } from './hub.fixture.js'
import type { HubOptions } from './options.js'
import { dialledIn } from './peers.fixture.js'
import type { PaceLimits } from './traffic-options.js'

const perSecond = (count: number, burst?: number) => ({ count, perMs: 1_000, ...(burst && { burst }) })

let stage: Stage
let account: SimulatedAccount
beforeEach(async () => {
  stage = new Stage()
  account = await stage.account()
})
afterEach(() => stage.close())

const start = (pace: HubOptions['pace'], more: Partial<HubOptions> = {}) =>
  stage.start([account], { pace, ...more })
const SENDS = /^send_/
const JSON_BODY = { 'Content-Type': 'application/json' }
const sends = () => account.calls.filter(({ action }) => SENDS.test(action))
const texts = () => sends().map(({ params }) => params.message)
const toGroup = (client: TestClient, group_id: number, message: unknown): void =>
  client.ws.send(JSON.stringify({ action: 'send_group_msg', params: { group_id, message }, echo: message }))
const replies = (client: TestClient) => client.frames.filter((each) => each.retcode !== undefined)
const status = async (client: TestClient, params: object = {}) => {
  const echo = `status ${++asked}`
  client.ws.send(JSON.stringify({ action: 'get_queue_status', params, echo }))
  await expect.poll(() => replyTo(client, echo)).toBeDefined()
  return Object(replyTo(client, echo)?.data).accounts[0]
}
let asked = 0
const replyTo = (client: TestClient, echo: unknown) => replies(client).find((each) => each.echo === echo)
const IN_TEN_SECONDS = { count: 1, perMs: 10_000 }
/** How much later than it could a machine under load reads what came. */
const LATE_MS = 1_000
/** One send at once, and the next ones ten seconds apart: longer than a test takes. */
const SLOW: PaceLimits = { account: IN_TEN_SECONDS, deadlineMs: 100_000 }

describe('sends of a paced account', () => {
  it('leave as the pace allows, while everything else passes them', async () => {
    await start(SLOW)
    const client = await stage.opened()
    for (const n of [1, 2, 3]) toGroup(client, 30001, n)
    for (const action of ['delete_msg', 'set_group_ban', 'set_friend_add_request', 'get_group_info'])
      expect(await client.call(action, {}, action)).toBeDefined()
    await expect
      .poll(() => account.calls.slice(-4).map(({ action }) => action))
      .toEqual(['delete_msg', 'set_group_ban', 'set_friend_add_request', 'get_group_info'])
    expect(texts()).toEqual([1])
    await stage.clock.advance(10_100)
    expect(texts()).toEqual([1, 2])
    await stage.clock.advance(10_100)
    await expect.poll(() => replies(client).filter(({ retcode }) => retcode === 0)).toHaveLength(3)
    expect(texts()).toEqual([1, 2, 3])
  })

  it('leave at once without a pace', async () => {
    await start('off')
    const client = await stage.opened()
    for (let n = 0; n < 50; n++) toGroup(client, 30001, n)
    await expect.poll(texts).toHaveLength(50)
  })

  it('leave at once over an upstream whose own pace is off', async () => {
    const upstreams = [{ name: 'up', type: 'ws', url: account.url, pace: 'off' } as const]
    await start(SLOW, { upstreams })
    const client = await stage.opened()
    for (let n = 0; n < 10; n++) toGroup(client, 30001, n)
    await expect.poll(texts).toHaveLength(10)
  })

  it('keep others their share while one client makes 10,000 at once', async () => {
    await start('gentle')
    const [flood, other] = [await stage.opened(), await stage.opened()]
    const began = stage.clock.steady()
    for (let n = 0; n < 9_999; n++) toGroup(flood, 30_000 + (n % 100), n)
    await expect.poll(() => replies(flood).length, { timeout: 20_000 }).toBeGreaterThan(9_900)
    // The clock goes on with that of the machine, which lets one more leave each second.
    const more = (stage.clock.steady() - began) / 1_000
    expect(sends().length).toBeGreaterThanOrEqual(20)
    expect(sends().length).toBeLessThanOrEqual(21 + more)
    for (const each of replies(flood).filter(({ retcode }) => retcode !== 0)) {
      expect(each).toMatchObject({ status: 'failed', retcode: 1429, outcome: 'unsent' })
      expect(Object(each.data).retry_after).toBeGreaterThan(0)
    }
    toGroup(other, 40_001, 'other')
    await expect.poll(() => stage.hub.clients().length).toBe(2)
    await expect.poll(() => status(other)).toMatchObject({ self_id: '10001', paced: true, own: 1 })
    await stage.clock.advance(2_200)
    await expect.poll(() => replyTo(other, 'other')).toMatchObject({ retcode: 0 })
    expect(stage.log.filter(({ text }) => text.startsWith('sends refused'))).toHaveLength(1)
  }, 60_000)

  it('never exceed a window as the receiver counts 10,000 of them, and reach each group in order', async () => {
    const received: { readonly at: number; readonly group: unknown; readonly message: string }[] = []
    account.answer = ({ action, bytes }) => {
      if (action !== 'send_group_msg') return okReply(action === 'get_login_info' ? { user_id: 10001 } : {})
      const { params } = JSON.parse(Buffer.from(bytes).toString())
      received.push({ at: stage.clock.steady(), group: params.group_id, message: params.message })
      return okReply({ message_id: 1 })
    }
    const group = { count: 30, perMs: 60_000 }
    await start({ account: { count: 200, perMs: 60_000 }, group, jitterMs: 500, deadlineMs: 100 * 3_600_000 })
    const clients = await Promise.all([0, 1, 2, 3, 4].map(() => stage.opened()))
    for (let n = 0; n < 10_000; n++)
      toGroup(clients[n % 5] as TestClient, 30_000 + (n % 7), `${n % 5} ${String(n).padStart(5, '0')}`)
    const queued = async () =>
      Object((await stage.http('/api/get_queue_status')).json.data).accounts[0].queued + received.length
    await expect.poll(queued, { timeout: 20_000 }).toBe(10_000)
    for (let minute = 0; minute < 60; minute++) await stage.clock.advance(60_000)
    await expect.poll(() => received.length).toBe(10_000)
    // The first ones came while this same process was busy with the flood.
    const counted = received.slice(200)
    const most = (times: readonly number[], count: number): void => {
      for (const [n, at] of times.entries())
        expect(at - (times[n - count] ?? Number.NEGATIVE_INFINITY)).toBeGreaterThanOrEqual(60_000 - LATE_MS)
    }
    most(
      counted.map(({ at }) => at),
      200,
    )
    for (let n = 0; n < 7; n++) {
      const own = counted.filter((each) => each.group === 30_000 + n)
      most(
        own.map(({ at }) => at),
        30,
      )
      for (let client = 0; client < 5; client++) {
        const messages = own.flatMap(({ message }) => (message.startsWith(`${client} `) ? [message] : []))
        expect(messages).toEqual([...messages].sort())
      }
    }
  }, 120_000)

  it('that wait are dropped when their caller leaves', async () => {
    await start(SLOW)
    const [leaving, staying] = [await stage.opened(), await stage.opened()]
    toGroup(leaving, 30001, 'first')
    await expect.poll(texts).toEqual(['first'])
    toGroup(leaving, 30001, 'never')
    toGroup(staying, 30001, 'kept')
    await expect.poll(() => status(staying)).toMatchObject({ queued: 2, own: 1 })
    leaving.ws.terminate()
    await expect.poll(() => stage.hub.clients().length).toBe(1)
    await stage.clock.advance(50_000)
    await expect.poll(texts).toEqual(['first', 'kept'])
  })

  it('over HTTP are answered 429 with Retry-After, and dropped when the caller hangs up', async () => {
    await start({ ...SLOW, deadlineMs: 15_000 })
    const body = { group_id: 30001, message: 'x' }
    expect((await stage.http('/send_group_msg', body, JSON_BODY)).json).toMatchObject({ retcode: 0 })
    const hangsUp = new AbortController()
    const url = `${stage.hub.url.replace(/^ws/, 'http')}/send_group_msg`
    const call = {
      method: 'POST',
      headers: JSON_BODY,
      body: JSON.stringify({ ...body, message: 'never' }),
      signal: hangsUp.signal,
    }
    const dropped = fetch(url, call).catch(() => 'aborted')
    const queued = async () =>
      Object((await stage.http('/api/get_queue_status')).json.data).accounts[0].queued
    await expect.poll(queued).toBe(1)
    const refused = await fetch(url, { method: 'POST', headers: JSON_BODY, body: JSON.stringify(body) })
    expect(refused.status).toBe(429)
    const seconds = Number(refused.headers.get('retry-after'))
    expect([seconds > 15, seconds < 22]).toEqual([true, true])
    expect(await refused.json()).toMatchObject({ retcode: 1429, data: { retry_after: seconds } })
    hangsUp.abort()
    expect(await dropped).toBe('aborted')
    await expect.poll(queued).toBe(0)
    await stage.clock.advance(50_000)
    expect(texts()).toEqual(['x'])
  })

  it('with _async and _rate_limited are paced, too, and wait past the deadline', async () => {
    await start({ ...SLOW, deadlineMs: 15_000 }, { rateLimitIntervalMs: 1 })
    const client = await stage.opened()
    for (let n = 0; n < 3; n++) {
      expect(await client.call('send_msg_async', { group_id: 1, message: `a${n}` })).toMatchObject({
        retcode: 1,
      })
      expect(await client.call('send_msg_rate_limited', { group_id: 1, message: `r${n}` })).toMatchObject({
        retcode: 1,
      })
    }
    client.ws.terminate()
    await stage.clock.advance(50)
    expect(sends()).toHaveLength(1)
    await stage.clock.advance(60_000)
    await expect.poll(() => [...texts()].sort()).toEqual(['a0', 'a1', 'a2', 'r0', 'r1', 'r2'])
    expect(texts().filter((each) => String(each).startsWith('a'))).toEqual(['a0', 'a1', 'a2'])
    expect(stage.log.filter(({ text }) => text.includes('failed'))).toEqual([])
  })

  it('are paced as quick operations with a reply, which a ban without one overtakes', async () => {
    account.answer = () => okReply()
    await start(SLOW)
    const client = await stage.opened()
    const context = { post_type: 'message', message_type: 'group', group_id: 1, user_id: 2, message_id: 3 }
    const operate = (operation: object) =>
      client.ws.send(JSON.stringify({ action: '.handle_quick_operation', params: { context, operation } }))
    const operations = () =>
      account.calls.flatMap(({ action, params }) => (action[0] === '.' ? [params.operation] : []))
    for (const n of ['1', '2']) operate({ reply: n })
    operate({ ban: true })
    await expect.poll(operations).toEqual([{ reply: '1' }, { ban: true }])
    await stage.clock.advance(10_100)
    await expect.poll(operations).toEqual([{ reply: '1' }, { ban: true }, { reply: '2' }])
  })

  it('are paced as answers of a receiver of posts', async () => {
    const receiver = await postReceiver(stage)
    receiver.answer = ({ event }) =>
      event.post_type === 'message' ? { status: 200, body: '{"reply":"x"}' } : {}
    account.answer = () => okReply()
    await start(SLOW, { clients: [{ name: 'hook', type: 'http-post', url: receiver.url }] })
    const message = { post_type: 'message', message_type: 'private', user_id: 2, message: 'hi' }
    for (const message_id of [1, 2]) account.emit({ ...message, message_id })
    const operations = () => account.calls.filter(({ action }) => action === '.handle_quick_operation')
    await expect.poll(() => receiver.events().length).toBe(2)
    await expect.poll(operations).toHaveLength(1)
    await stage.clock.advance(10_100)
    await expect.poll(operations).toHaveLength(2)
  })

  it('wait for a lost connection in the order in which they came', async () => {
    const upstreams = [{ name: 'b', type: 'ws-reverse', path: '/b' } as const]
    await stage.start([], { upstreams, pace: SLOW })
    const first = await dialledIn(stage, '/b', '10001')
    const client = await stage.opened()
    for (const n of [1, 2, 3]) toGroup(client, 30001, n)
    const got = ({ calls }: typeof first) =>
      calls.flatMap(({ action, params }) => (action === 'send_group_msg' ? [Object(params).message] : []))
    await expect.poll(() => got(first)).toEqual([1])
    first.ws.terminate()
    await expect.poll(() => stage.hub.accounts()[0]?.online).toBe(false)
    toGroup(client, 30001, 4)
    await stage.clock.advance(500)
    const second = await dialledIn(stage, '/b', '10001')
    await stage.clock.advance(45_000)
    await expect.poll(() => got(second)).toEqual([2, 3, 4])
  })

  it('are answered while the hub stops', async () => {
    const hub = await start(SLOW)
    const client = await stage.opened()
    for (const n of [1, 2, 3]) toGroup(client, 30001, n)
    await expect.poll(texts).toEqual([1])
    await hub.close()
    for (const n of [2, 3])
      await expect.poll(() => replyTo(client, n)).toMatchObject({ retcode: 1503, outcome: 'unsent' })
  })

  it('are paced over an HTTP API', async () => {
    const implementation = await httpImplementation(stage, '10001')
    const upstreams = [{ name: 'h', type: 'http', url: implementation.url, post: { path: '/h' } } as const]
    await stage.start([], { upstreams, pace: SLOW })
    await expect.poll(() => stage.hub.accounts().length).toBe(1)
    const client = await stage.opened()
    for (const n of [1, 2]) toGroup(client, 30001, n)
    const got = () => implementation.calls.filter(({ action }) => action === 'send_group_msg')
    await expect.poll(got).toHaveLength(1)
    await stage.clock.advance(10_100)
    await expect.poll(got).toHaveLength(2)
  })

  it('have windows of their own for each account', async () => {
    const other = await stage.account('10002')
    await stage.start([account, other], { pace: SLOW })
    const client = await stage.opened('?self_id=all')
    for (const self_id of [10001, 10002, 10001])
      client.ws.send(
        JSON.stringify({ action: 'send_group_msg', params: { self_id, group_id: 1, message: 'x' } }),
      )
    await expect
      .poll(() =>
        [account, other].map(({ calls }) => calls.filter(({ action }) => SENDS.test(action)).length),
      )
      .toEqual([1, 1])
    await stage.clock.advance(10_100)
    await expect.poll(sends).toHaveLength(2)
  })
})

describe('get_queue_status', () => {
  it('tells place and wait of a send to a group, over WebSocket and HTTP', async () => {
    await start({ account: { ...IN_TEN_SECONDS, burst: 2 }, group: IN_TEN_SECONDS, deadlineMs: 100_000 })
    const client = await stage.opened()
    const ask = (params: object = {}) => status(client, params)
    expect(await ask()).toEqual({
      self_id: '10001',
      upstream: 'up0',
      online: true,
      paced: true,
      queued: 0,
      own: 0,
      position: 0,
      wait: 0,
      slowness: 1,
      sign: null,
      breaker: 'closed',
      send_breaker: 'closed',
      retry_after: 0,
    })
    for (const n of [1, 2, 3]) toGroup(client, 30001, n)
    await expect.poll(async () => (await ask()).queued).toBe(2)
    const busy = await ask({ group_id: 30001 })
    expect(busy).toMatchObject({ queued: 2, own: 2, position: 3 })
    expect(busy.wait).toBeGreaterThan(15)
    expect(await ask({ group_id: '30002' })).toMatchObject({ position: 0, wait: 0 })
    const overHttp = await stage.http('/api/get_queue_status?group_id=30001')
    expect(overHttp.json.data).toMatchObject({ accounts: [{ queued: 2, own: 0 }] })
    expect((await stage.http('/get_queue_status', {}, JSON_BODY)).json).toMatchObject({ retcode: 0 })
  })

  it('tells of the accounts that the client may use, and refuses what it cannot read', async () => {
    const other = await stage.account('10002')
    const clients = [{ name: 'a', token: 'token-of-a', accounts: ['10001'] }]
    await stage.start([account, other], {
      clients,
      listen: { host: '127.0.0.1', port: 0, token: 'shared-token' },
    })
    const client = await stage.opened('', { Authorization: 'Bearer token-of-a' })
    const answer = await client.call('get_queue_status')
    expect(Object(answer.data).accounts).toMatchObject([{ self_id: '10001', paced: false }])
    expect(await client.call('get_queue_status', { self_id: 10002 })).toMatchObject({ retcode: 1403 })
    expect(await client.call('get_queue_status', { group_id: 'x' })).toMatchObject({
      retcode: 1400,
      wording: '"group_id" must be a number, found "x"',
    })
    const all = await stage.opened('', { Authorization: 'Bearer shared-token' })
    expect(Object((await all.call('get_queue_status')).data).accounts).toHaveLength(2)
    expect(await all.call('get_queue_status', { self_id: 10003 })).toMatchObject({ retcode: 1400 })
  })
})

describe('signs of risk control', () => {
  const LIMITED = failedReply(1200, 'Timeout: NTEvent serviceAndMethod:NodeIKernelMsgService/sendMsg')

  it('slow the account, stop it after three in a row, and let it go on after a trial', async () => {
    account.answer = ({ action }) => (action === 'send_group_msg' ? LIMITED : okReply())
    await start({ account: { count: 1_000, perMs: 1_000, burst: 1_000 } })
    const client = await stage.opened()
    const sendOne = async (n: number) => {
      toGroup(client, 30001, n)
      await expect.poll(() => replyTo(client, n)).toBeDefined()
      return replyTo(client, n)
    }
    expect(await sendOne(1)).toMatchObject({ retcode: 1200 })
    expect(await status(client)).toMatchObject({ slowness: 2, send_breaker: 'closed' })
    await sendOne(2)
    await sendOne(3)
    await expect
      .poll(() => status(client))
      .toMatchObject({ slowness: 8, send_breaker: 'open', breaker: 'closed' })
    expect(Number((await status(client)).retry_after)).toBeGreaterThan(50)
    expect(await sendOne(4)).toMatchObject({ retcode: 1503, outcome: 'unsent' })
    expect(sends()).toHaveLength(3)
    expect(await client.call('get_group_info', {}, 'read')).toMatchObject({ retcode: 0 })
    expect(stage.log.some(({ text }) => text === 'sends stopped: QQ may limit the account')).toBe(true)
    account.answer = () => okReply()
    await stage.clock.advance(60_000)
    expect(await sendOne(5)).toMatchObject({ retcode: 0 })
    await expect.poll(() => status(client)).toMatchObject({ send_breaker: 'closed', retry_after: 0 })
    expect(await sendOne(6)).toMatchObject({ retcode: 0 })
    expect(stage.log.some(({ text }) => text === 'sends go on')).toBe(true)
  })

  it('are none while an HTTP API is not there', async () => {
    const implementation = await httpImplementation(stage, '10001')
    const upstreams = [{ name: 'h', type: 'http', url: implementation.url, post: { path: '/h' } } as const]
    await stage.start([], { upstreams, pace: 'gentle' })
    await expect.poll(() => stage.hub.accounts().length).toBe(1)
    const client = await stage.opened()
    await implementation.stop()
    for (let n = 1; n <= 4; n++) {
      toGroup(client, 30_000 + n, n)
      await expect.poll(() => replyTo(client, n)?.status).toBe('failed')
    }
    expect(await status(client)).toMatchObject({ send_breaker: 'closed', slowness: 1 })
  })

  it('stop the account on after a quick operation, if its message shows one', async () => {
    const { answer } = account
    account.answer = (call, part) => (call.action === 'send_group_msg' ? LIMITED : answer(call, part))
    await start({ account: { count: 1_000, perMs: 1_000 } })
    const client = await stage.opened()
    for (const n of [1, 2, 3]) {
      toGroup(client, 30001, n)
      await expect.poll(() => replyTo(client, n)).toMatchObject({ retcode: 1200 })
    }
    await stage.clock.advance(60_500)
    const context = { post_type: 'message', message_type: 'group', group_id: 1, user_id: 2, message_id: 3 }
    const trial = { context, operation: { reply: 'x' } }
    expect(await client.call('.handle_quick_operation', trial, 'trial')).toMatchObject({ retcode: 1200 })
    expect(sends()).toHaveLength(4)
    expect(await status(client)).toMatchObject({ send_breaker: 'open' })
  })

  it('answer the sends that wait', async () => {
    account.answer = ({ action }) => (action === 'send_group_msg' ? LIMITED : okReply())
    await start({ account: perSecond(1, 3) })
    const client = await stage.opened()
    for (let n = 1; n <= 6; n++) toGroup(client, 30001, n)
    await expect.poll(() => replies(client)).toHaveLength(6)
    expect(
      replies(client)
        .map(({ retcode }) => retcode)
        .sort(),
    ).toEqual([1200, 1200, 1200, 1503, 1503, 1503])
    await stage.clock.advance(10_000)
    expect(sends()).toHaveLength(3)
  })
})
