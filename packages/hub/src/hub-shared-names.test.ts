import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { askJson } from './http-peers.fixture.js'
import { type SimulatedAccount, Stage, type TestClient } from './hub.fixture.js'
import { upgradeStatus } from './peers.fixture.js'

let stage: Stage
let account: SimulatedAccount
beforeEach(async () => {
  stage = new Stage()
  account = await stage.account()
})
afterEach(async () => {
  vi.useRealTimers()
  await stage.close()
})

const TOKEN = 'of-the-reading-club'
const listen = { host: '127.0.0.1', port: 0, token: TOKEN }
const shared = `access_token=${TOKEN}`
const gone = async (client: TestClient): Promise<void> => {
  client.ws.terminate()
  await expect.poll(() => stage.hub.clients().some(({ app_id }) => app_id === client.appId)).toBe(false)
}
async function emit(count: number): Promise<void> {
  const before = stage.hub.journal.events
  for (let n = 0; n < count; n++) account.emit({ post_type: 'notice', notice_type: 'x', n })
  await expect.poll(() => stage.hub.journal.events).toBe(before + count)
}
const seen = ({ events }: TestClient): unknown[] =>
  events.map(({ notice_type, n, count }) => (notice_type === 'x' ? n : [notice_type, count]))

describe('a name that is away', () => {
  it('is forgotten after a week, and then told so', async () => {
    await stage.start([account], { listen })
    for (const name of ['old', 'young']) {
      await gone(await stage.opened(`?client_name=${name}&${shared}`))
      await emit(1)
      vi.setSystemTime(Date.now() + (name === 'old' ? 6 : 2) * 24 * 60 * 60_000)
    }
    // Somebody has to go away for it.
    await gone(await stage.opened(`?client_name=third&${shared}`))
    const old = await stage.opened(`?client_name=old&${shared}`)
    await expect.poll(() => seen(old)).toEqual([['rookery_gap', 2]])
    const young = await stage.opened(`?client_name=young&${shared}`)
    await expect.poll(() => seen(young)).toEqual([0])
    await gone(old)
    await emit(1)
    await expect.poll(async () => seen(await stage.opened(`?client_name=old&${shared}`))).toEqual([0])
  })

  it('that somebody takes by set_client_name leaves what it had still to get at other places', async () => {
    await stage.start([account], { listen })
    for (const path of ['/event', '/']) await gone(await stage.opened(`${path}?client_name=bot&${shared}`))
    await emit(2)
    const taker = await stage.opened(`?${shared}`)
    expect(await taker.call('set_client_name', { name: 'bot' })).toMatchObject({ status: 'ok' })
    await expect.poll(() => seen(taker)).toEqual([['rookery_gap', 2]])
    const events = await stage.opened(`/event?client_name=bot&${shared}`)
    await expect.poll(() => seen(events)).toEqual([0, 1])
  })
})

describe('a name that somebody took and gave up again', () => {
  it.each(['/', '/api', '/event'])('is told what it missed when it is back; taken over %s', async (path) => {
    await stage.start([account], { listen })
    await gone(await stage.opened(`?client_name=victim&${shared}`))
    await emit(2)
    const taker = await stage.opened(`${path}?${shared}`)
    for (const name of ['victim', 'other', 'third'])
      expect(
        (
          await stage.http(
            '/api/set_client_name',
            { name },
            { Authorization: `Bearer ${TOKEN}`, 'X-App-ID': taker.appId },
          )
        ).json,
      ).toMatchObject({ status: 'ok' })
    const back = await stage.opened(`?client_name=victim&${shared}`)
    await expect.poll(() => seen(back)).toEqual([['rookery_gap', 2]])
    expect(seen(await stage.opened(`?client_name=other&${shared}`))).toEqual([])
  })
})

describe('a name that was forgotten', () => {
  it.each([['by set_client_name'], ['at last, after it was refused']])(
    'is told so when it returns %s',
    async (how) => {
      await stage.start([account], { listen })
      await gone(await stage.opened(`?client_name=old&${shared}`))
      await emit(2)
      vi.setSystemTime(Date.now() + 8 * 24 * 60 * 60_000)
      await gone(await stage.opened(`?client_name=third&${shared}`))
      const isRename = how === 'by set_client_name'
      expect(await stage.client(`?client_name=old&self_id=999&${shared}`).opened()).toBe(503)
      const back = await stage.opened(isRename ? `?${shared}` : `?client_name=old&${shared}`)
      if (isRename) await back.call('set_client_name', { name: 'old' })
      await emit(1)
      await expect.poll(() => seen(back)).toContain(0)
      expect(seen(back)).toEqual([['rookery_gap', 2], 0])
    },
  )
})

describe('a name that was refused', () => {
  const VERSION = { 'Sec-WebSocket-Version': '9' }

  it.each([
    ['an account that is not there', 'self_id=999', 503, {}],
    ['no account number', 'self_id=x', 400, {}],
    ['an unknown version of the protocol', '', 400, VERSION],
  ])('with %s leaves nothing behind', async (_, query, status, headers) => {
    await stage.start([account], { listen })
    const url = `${stage.hub.url}/?client_name=ghost&${query}&${shared}`
    expect(await upgradeStatus(url, headers)).toBe(status)
    const client = await stage.opened(`?${shared}`)
    const clients = [{ client_name: 'ghost' }]
    expect(await client.call('send_broadcast_data', { clients, data: 'x' })).toMatchObject({
      data: { offline: [], unknown: clients },
    })
  })
})

describe('listen.names: configured', () => {
  const clients = [{ name: 'koishi', token: 'of-koishi-alone' }]

  it('lets nobody take a name that is not in clients:', async () => {
    await stage.start([account], { listen: { ...listen, names: 'configured' }, clients })
    expect(await stage.client(`?client_name=other&${shared}`).opened()).toBe(403)
    expect(await stage.client(`?${shared}`, { 'X-Client-Name': 'other' }).opened()).toBe(403)
    const anonymous = await stage.opened(`?${shared}`)
    expect(await anonymous.call('set_client_name', { name: 'other' })).toMatchObject({ retcode: 1403 })
    const body = JSON.stringify({ name: 'other' })
    const headers = { Authorization: `Bearer ${TOKEN}`, 'X-App-ID': anonymous.appId }
    expect((await askJson(stage, '/api/set_client_name', body, headers)).json).toMatchObject({
      retcode: 1403,
      wording: expect.stringMatching(/listen\.names/),
    })
    expect(await stage.client('?access_token=of-koishi-alone').opened()).toBe('open')
    expect(await anonymous.call('set_client_name', { name: 'koishi' })).toMatchObject({ retcode: 1409 })
  })
})

describe('an app_id', () => {
  const clients = [
    { name: 'koishi', token: 'of-koishi-alone' },
    { name: 'hook', type: 'http-post' as const, url: 'http://127.0.0.1:9/' },
  ]
  const as = (token: string, appId: string, action: string, body: object) =>
    askJson(stage, `/api/${action}`, JSON.stringify(body), {
      Authorization: `Bearer ${token}`,
      'X-App-ID': appId,
    })

  it('counts as the caller only beside the token of that client, and as a target always', async () => {
    await stage.start([account], { listen, clients })
    const koishi = await stage.opened('?access_token=of-koishi-alone')
    const [a, b] = [await stage.opened(`?${shared}`), await stage.opened(`?client_name=b&${shared}`)]
    const hook = stage.hub.clients().find(({ client_name }) => client_name === 'hook')?.app_id ?? ''
    for (const [token, appId] of [
      [TOKEN, koishi.appId],
      [TOKEN, hook],
      ['of-koishi-alone', a.appId],
      ['of-koishi-alone', b.appId],
      ['of-koishi-alone', hook],
    ] as const) {
      expect((await as(token, appId, 'send_broadcast_data', { data: 'x' })).json).toMatchObject({
        retcode: 1403,
      })
      expect((await as(token, appId, 'set_client_name', { name: 'y' })).json).toMatchObject({ retcode: 1403 })
    }
    expect([koishi, a, b].flatMap(({ events }) => events)).toEqual([])
    const targets = { clients: [{ app_id: koishi.appId }, { app_id: b.appId }], data: 'x' }
    expect((await as(TOKEN, a.appId, 'send_broadcast_data', targets)).json).toMatchObject({
      data: { delivered: [{ client_name: 'koishi' }, { client_name: 'b' }] },
    })
  })
})
