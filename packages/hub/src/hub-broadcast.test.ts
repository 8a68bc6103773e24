import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Stage, type TestClient } from './hub.fixture.js'

let stage: Stage
beforeEach(async () => {
  stage = new Stage()
  await stage.start([await stage.account()])
})
afterEach(() => stage.close())

type Body = Readonly<Record<string, unknown>>

const infoOf = (client: TestClient, client_name?: string) => ({
  app_id: client.appId,
  ...(client_name ? { client_name } : {}),
})
const named = (name: string) => stage.opened(`?client_name=${name}`)

/** What a client was sent by others. */
const received = (client: TestClient): Body[] =>
  client.frames.filter(({ post_type }) => post_type === 'distributed')

const broadcast = async (from: TestClient, params: object): Promise<Body> =>
  (await from.call('send_broadcast_data', { data: 'hello', ...params })) as Body

/** Behind every broadcast that was sent before. */
async function settled(...clients: TestClient[]): Promise<void> {
  for (const client of clients) await client.call('get_status')
}

describe('send_broadcast_data', () => {
  it('reaches every other client without a list, never the sender, and reports whom it reached', async () => {
    const [a, b, c] = [await named('a'), await named('b'), await stage.opened()]
    const { data } = await broadcast(a, { data: '"text" 汉🐧\n' })
    expect(data).toEqual({
      uuid: expect.stringMatching(/^[0-9a-f-]{36}$/),
      delivered: [infoOf(b, 'b'), infoOf(c)],
      offline: [],
      unknown: [],
    })
    for (const client of [b, c]) {
      await expect
        .poll(() => received(client))
        .toEqual([
          {
            time: expect.any(Number),
            self_id: 10001,
            post_type: 'distributed',
            distributed_type: 'broadcast',
            client: infoOf(a, 'a'),
            uuid: (data as Body).uuid,
            data: '"text" 汉🐧\n',
          },
        ])
      expect(Math.abs(Number(received(client)[0]?.time) - Date.now() / 1000)).toBeLessThan(5)
    }
    await settled(a)
    expect(received(a)).toEqual([])
  })

  it('reaches the clients in the list, by name or app_id, each once; reports offline and unknown ones', async () => {
    const [a, b, c, away] = [await named('a'), await named('b'), await named('c'), await named('away')]
    away.ws.terminate()
    await expect.poll(() => stage.log.some(({ text }) => text === 'client disconnected')).toBe(true)
    const clients = [
      { client_name: 'b' },
      { app_id: b.appId },
      { client_name: 'b' },
      { client_name: 'away' },
      { client_name: 'nobody' },
      { app_id: 'nobody' },
      'b',
      7,
      null,
      ['b'],
      {},
      { client_name: 'a' },
    ]
    expect((await broadcast(a, { clients })).data).toMatchObject({
      delivered: [infoOf(b, 'b')],
      offline: [infoOf(away, 'away')],
      unknown: [{ client_name: 'nobody' }, { app_id: 'nobody' }, 'b', 7, null, ['b'], {}],
    })
    await settled(a, b, c)
    expect([a, b, c].map((client) => received(client).length)).toEqual([0, 1, 0])
  })

  it('reaches a client with several connections once', async () => {
    const a = await named('a')
    const connections = [await named('b'), await stage.opened('?client_name=b&self_id=all')]
    expect((await broadcast(a, {})).data).toMatchObject({
      delivered: [infoOf(connections[0] as TestClient, 'b')],
    })
    await settled(...connections)
    expect(connections.flatMap(received)).toHaveLength(1)
  })

  it('reports a client that does not read as offline instead of queueing for it without end', async () => {
    const [a, stalled] = [await named('a'), await named('stalled')]
    stalled.ws.pause()
    const data = 'x'.repeat(128 * 1024)
    const reports: Body[] = []
    await expect
      .poll(async () => reports.push((await broadcast(a, { data })).data as Body) && reports.at(-1), {
        interval: 1,
        timeout: 10_000,
      })
      .toMatchObject({ delivered: [], offline: [infoOf(stalled, 'stalled')] })
    expect(reports.length).toBeLessThan(200)
  })

  it.each([
    [{ clients: [] }],
    [{ clients: 'b' }],
    [{ clients: {} }],
    [{ clients: null }],
    [{ data: undefined }],
    [{ data: 5 }],
    [{ data: { a: 1 } }],
    [{ data: null }],
  ])('answers 1400 to %j, and sends nothing', async (params) => {
    const [a, b] = [await named('a'), await named('b')]
    expect(await broadcast(a, params)).toMatchObject({ status: 'failed', retcode: 1400, data: null })
    await settled(b)
    expect(received(b)).toEqual([])
  })

  it('works over HTTP as the client of the app_id', async () => {
    const [a, b] = [await named('a'), await named('b')]
    const { json } = await stage.http(
      '/api/send_broadcast_data',
      { clients: [{ client_name: 'b' }], data: 'x' },
      { 'X-App-ID': a.appId },
    )
    expect(json).toMatchObject({ status: 'ok', data: { delivered: [infoOf(b, 'b')] } })
    await expect.poll(() => received(b)).toMatchObject([{ client: infoOf(a, 'a'), data: 'x' }])
  })
})

describe('send_broadcast_data_callback', () => {
  const answer = (from: TestClient, params: object): Promise<Body> =>
    from.call('send_broadcast_data_callback', { data: 'answer', ...params })
  const uuidOf = async (from: TestClient, params: object) =>
    ((await broadcast(from, params)).data as Body).uuid

  it('answers the broadcast with the uuid', async () => {
    const [a, b] = [await named('a'), await named('b')]
    const uuids = [await uuidOf(a, {}), await uuidOf(a, {})]
    expect(await answer(b, { client: { client_name: 'a' }, uuid: uuids[0] })).toMatchObject({ status: 'ok' })
    await expect
      .poll(() => received(a))
      .toEqual([
        {
          time: expect.any(Number),
          self_id: 10001,
          post_type: 'distributed',
          distributed_type: 'broadcast_callback',
          client: infoOf(b, 'b'),
          uuid: uuids[0],
          data: 'answer',
        },
      ])
  })

  it('answers the last broadcast from that client without a uuid', async () => {
    const [a, b, c] = [await named('a'), await named('b'), await named('c')]
    await uuidOf(a, {})
    const last = await uuidOf(a, { clients: [{ client_name: 'b' }] })
    await uuidOf(a, { clients: [{ client_name: 'c' }] })
    await uuidOf(c, {})
    expect(await answer(b, { client: { app_id: a.appId } })).toMatchObject({ status: 'ok' })
    await expect.poll(() => received(a).filter((each) => each.uuid === last)).toHaveLength(1)
  })

  it('is refused for a uuid that is forged, another client’s, or that never came here', async () => {
    const [a, b, c] = [await named('a'), await named('b'), await named('c')]
    const toB = await uuidOf(a, { clients: [{ client_name: 'b' }] })
    const fromC = await uuidOf(c, { clients: [{ client_name: 'b' }] })
    const client = { client_name: 'a' }
    const forged = '00000000-0000-4000-8000-000000000000'
    expect(await answer(b, { client, uuid: forged })).toMatchObject({ retcode: 1404 })
    expect(await answer(b, { client, uuid: fromC })).toMatchObject({ retcode: 1404 })
    expect(await answer(c, { client, uuid: toB })).toMatchObject({ retcode: 1404 })
    expect(await answer(c, { client })).toMatchObject({ retcode: 1404 })
    expect(await answer(b, { client: { client_name: 'x' }, uuid: toB })).toMatchObject({ retcode: 1404 })
    await settled(a)
    expect(received(a)).toEqual([])
  })

  it('says 1503 when the sender has gone', async () => {
    const [a, b] = [await named('a'), await named('b')]
    await uuidOf(a, {})
    a.ws.terminate()
    await expect.poll(() => stage.log.some(({ text }) => text === 'client disconnected')).toBe(true)
    expect(await answer(b, { client: { client_name: 'a' } })).toMatchObject({
      status: 'failed',
      retcode: 1503,
      outcome: 'unsent',
    })
  })

  it.each([
    [{ client: 'a' }],
    [{}],
    [{ client: { client_name: 'a' }, data: 5 }],
    [{ client: { client_name: 'a' }, uuid: 5 }],
  ])('answers 1400 to %j', async (params) => {
    await named('a')
    expect(await answer(await named('b'), params)).toMatchObject({ status: 'failed', retcode: 1400 })
  })
})
