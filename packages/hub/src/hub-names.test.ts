import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Stage, type TestClient } from './hub.fixture.js'

let stage: Stage
beforeEach(async () => {
  stage = new Stage()
})
afterEach(() => stage.close())

const open = async (options = {}) => void (await stage.start([await stage.account()], options))
const online = async (headers = {}) =>
  (await stage.http('/api/get_online_clients', undefined, headers)).json.data
const nameOf = (client: TestClient, client_name: string) => ({ app_id: client.appId, client_name })
const rename = (client: TestClient, name: unknown) =>
  stage.http('/api/set_client_name', { name } as object, { 'X-App-ID': client.appId })

describe('get_online_clients', () => {
  it('lists who is connected, by app_id and name', async () => {
    await open()
    expect(await online()).toEqual({ clients: [] })
    const [a, b] = [await stage.opened(), await stage.opened('?client_name=小企')]
    expect(await online()).toEqual({ clients: [{ app_id: a.appId }, nameOf(b, '小企')] })
    a.ws.close()
    b.ws.terminate()
    await expect.poll(() => online()).toEqual({ clients: [] })
  })

  it('shows no zombies of a client that came and went often', async () => {
    await open()
    for (let n = 0; n < 20; n++) (await stage.opened(n % 2 ? '?client_name=bot' : '')).ws.terminate()
    await expect.poll(() => online()).toEqual({ clients: [] })
    const bot = await stage.opened('?client_name=bot')
    expect(await online()).toEqual({ clients: [nameOf(bot, 'bot')] })
  })
})

describe.each(['over its WebSocket', 'over HTTP'])('set_client_name %s', (way) => {
  const setName = async (client: TestClient, name: unknown) =>
    way === 'over HTTP' ? (await rename(client, name)).json : client.call('set_client_name', { name })

  it('names the client under the same app_id', async () => {
    await open()
    const client = await stage.opened()
    expect(await setName(client, '企鹅 🐧')).toMatchObject({ status: 'ok', retcode: 0 })
    expect(await online()).toEqual({ clients: [nameOf(client, '企鹅 🐧')] })
    expect(await setName(client, 'other')).toMatchObject({ status: 'ok' })
    expect(await setName(client, 'other')).toMatchObject({ status: 'ok' })
    expect(await online()).toEqual({ clients: [nameOf(client, 'other')] })
  })

  it('refuses a name that another client has, with 1409, and gives a name free again', async () => {
    await open({ clients: [{ name: 'configured', token: 'secret' }], listen: withToken })
    const [a, b] = [await stage.opened('?access_token=open'), await stage.opened('?access_token=open')]
    const set = (client: TestClient, name: string) =>
      way === 'over HTTP'
        ? stage
            .http(
              '/api/set_client_name',
              { name },
              { 'X-App-ID': client.appId, Authorization: 'Bearer open' },
            )
            .then(({ json }) => json)
        : client.call('set_client_name', { name })
    expect(await set(a, 'one')).toMatchObject({ status: 'ok' })
    expect(await set(b, 'one')).toMatchObject({ status: 'failed', retcode: 1409, data: null })
    expect(await set(b, 'configured')).toMatchObject({ retcode: 1409 })
    expect(await set(a, 'two')).toMatchObject({ status: 'ok' })
    expect(await set(b, 'one')).toMatchObject({ status: 'ok' })
    expect(await set(a, 'one')).toMatchObject({ retcode: 1409 })
  })

  // Two names with lone surrogates would be the same one as soon as they are written as UTF-8.
  it.each([undefined, null, '', 5, ['x'], {}, 'a\nb', 'x'.repeat(65), 'a\ud800', '\udc00\ud83d'])(
    'refuses %j with 1400',
    async (name) => {
      await open()
      expect(await setName(await stage.opened(), name)).toMatchObject({ status: 'failed', retcode: 1400 })
    },
  )

  it('takes any letter for a name, also one of two surrogates', async () => {
    await open()
    const client = await stage.opened()
    expect(await setName(client, '𠮷🐧')).toMatchObject({ status: 'ok' })
    expect(await online()).toEqual({ clients: [nameOf(client, '𠮷🐧')] })
  })

  it('lets a program that was cut off take its name back at once', async () => {
    await open()
    const old = await stage.opened()
    await setName(old, 'bot')
    old.ws.terminate()
    await expect.poll(() => online()).toEqual({ clients: [] })
    const young = await stage.opened()
    expect(await setName(young, 'bot')).toMatchObject({ status: 'ok' })
    expect(await online()).toEqual({ clients: [nameOf(young, 'bot')] })
  })
})

describe('a name in an address or a header', () => {
  it.each([
    ['half a letter', '%ED%A0%80', '\xed\xa0\x80'],
    ['no UTF-8', '%FF', '\xff'],
    ['what stands for no UTF-8', 'a%EF%BF%BD', 'a\xef\xbf\xbd'],
  ])('is refused when it is %s', async (_, query, bytes) => {
    await open()
    await expect(stage.opened(`?client_name=${query}`)).rejects.toThrow('400')
    await expect(stage.opened('', { 'X-Client-Name': bytes })).rejects.toThrow('400')
  })

  it('is taken in any script', async () => {
    await open()
    const [a, b] = [
      await stage.opened(`?client_name=${encodeURIComponent('𠮷')}`),
      await stage.opened('', { 'X-Client-Name': Buffer.from('🐧').toString('latin1') }),
    ]
    expect(await online()).toEqual({ clients: [nameOf(a, '𠮷'), nameOf(b, '🐧')] })
  })
})

describe('set_client_name, asked by many at once', () => {
  it('gives the name to one of them', async () => {
    await open()
    const clients = await Promise.all(Array.from({ length: 20 }, () => stage.opened()))
    const replies = await Promise.all(clients.map((each) => each.call('set_client_name', { name: 'bot' })))
    expect(replies.filter(({ retcode }) => retcode === 0)).toHaveLength(1)
    expect(replies.filter(({ retcode }) => retcode === 1409)).toHaveLength(19)
  })
})

const withToken = { host: '127.0.0.1', port: 0, token: 'open' }

describe('who calls over HTTP', () => {
  const clients = [
    { name: 'a', token: 'token-a' },
    { name: 'b', token: 'token-b' },
  ]
  const call = (headers: Record<string, string>, body: object = {}) =>
    stage.http('/api/send_broadcast_data', { data: 'x', ...body }, headers)
  const bearer = (token: string) => ({ Authorization: `Bearer ${token}` })

  it('is the connection of its token', async () => {
    await open({ clients, listen: withToken })
    const [, b] = [await stage.opened('?access_token=token-a'), await stage.opened('?access_token=token-b')]
    expect((await call(bearer('token-a'))).json).toMatchObject({ data: { delivered: [nameOf(b, 'b')] } })
    // Bare, as perpetua's clients send it.
    expect((await call({ Authorization: 'token-a' })).json).toMatchObject({ status: 'ok' })
  })

  it('is the client of the X-App-ID or app_id beside a token that stands for nobody in particular', async () => {
    await open({ clients, listen: withToken })
    const [x, y] = [await stage.opened('?access_token=open'), await stage.opened('?access_token=open')]
    const sent = { data: { delivered: [{ app_id: y.appId }] } }
    expect((await call({ ...bearer('open'), 'X-App-ID': x.appId })).json).toMatchObject(sent)
    expect((await call(bearer('open'), { app_id: x.appId })).json).toMatchObject(sent)
  })

  it('cannot be somebody else', async () => {
    await open({ clients, listen: withToken })
    const [a, b] = [await stage.opened('?access_token=token-a'), await stage.opened('?access_token=token-b')]
    const x = await stage.opened('?access_token=open')
    for (const [token, as] of [
      ['token-a', b],
      ['token-a', x],
      ['open', a],
    ] as const) {
      expect((await call({ ...bearer(token), 'X-App-ID': as.appId })).json).toMatchObject({ retcode: 1403 })
      expect((await call(bearer(token), { app_id: as.appId })).json).toMatchObject({ retcode: 1403 })
    }
    expect([a, b, x].flatMap(({ events }) => events)).toEqual([])
  })

  it('must be said, known and connected: else 1400, and 401 or 403 without the right token', async () => {
    await open({ clients, listen: withToken })
    expect((await call(bearer('open'))).json).toMatchObject({ retcode: 1400 })
    expect((await call({ ...bearer('open'), 'X-App-ID': 'nobody' })).json).toMatchObject({ retcode: 1400 })
    expect((await call(bearer('token-a'))).json).toMatchObject({ retcode: 1400 })
    expect(await call({})).toMatchObject({ code: 401, json: { retcode: 1401 } })
    expect(await call(bearer('wrong'))).toMatchObject({ code: 403, json: { retcode: 1403 } })
  })
})
