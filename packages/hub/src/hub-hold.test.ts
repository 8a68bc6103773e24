import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ioTurns } from '../../transport/src/time/clock.fixture.js'
import { Stage, type TestClient } from './hub.fixture.js'
import { type DiallingAccount, dialledIn } from './peers.fixture.js'

const MEBIBYTE = 1024 * 1024
const upstreams = [{ name: 'a', type: 'ws-reverse', path: '/up' }] as const

let stage: Stage
let account: DiallingAccount
beforeEach(() => {
  stage = new Stage()
})
afterEach(() => stage.close())

const back = (answer: Parameters<typeof dialledIn>[3] = {}): Promise<DiallingAccount> =>
  dialledIn(stage, '/up', '10001', answer)

async function start(options = {}): Promise<TestClient> {
  await stage.start([], { upstreams, heartbeatIntervalMs: 1e9, ...options })
  account = await back()
  await expect.poll(() => account.calls.length).toBe(2)
  return stage.opened()
}

async function lose(): Promise<void> {
  account.ws.terminate()
  await expect.poll(() => stage.hub.accounts()[0]?.online).toBe(false)
}

const send = (client: TestClient, action: string, n: number | string): void =>
  client.ws.send(JSON.stringify({ action, params: { n }, echo: n }))

/** Calls of the client, in the order in which the implementation got them. */
const got = ({ calls }: DiallingAccount): unknown[] =>
  calls.flatMap(({ params }) => {
    const { n } = Object(params)
    return n === undefined ? [] : [n]
  })

const replies = ({ frames }: TestClient) => frames.filter(({ retcode }) => retcode !== undefined)
const retcodes = (client: TestClient): unknown[] =>
  replies(client).map(({ echo, retcode }) => [echo, retcode])

describe('a call to an account whose connection is lost', () => {
  it('waits, and is sent in order before newer ones when the connection is back', async () => {
    const client = await start()
    const other = await stage.opened()
    await lose()
    for (const n of [1, 2, 3]) send(client, 'send_msg', n)
    await client.call('get_status')
    await stage.clock.advance(4_000)
    expect(retcodes(client)).toEqual([['e', 0]])
    account = await back()
    send(other, 'send_msg', 4)
    await expect.poll(() => got(account)).toEqual([1, 2, 3, 4])
    await expect.poll(() => retcodes(client).slice(1)).toEqual([1, 2, 3].map((n) => [n, 0]))
  })

  it('waits from the loss on, not from the call on, and is then told that it was not sent', async () => {
    const client = await start()
    await lose()
    await stage.clock.advance(4_900)
    send(client, 'send_msg', 1)
    await client.call('get_status')
    await stage.clock.advance(200)
    await expect
      .poll(() => replies(client).at(-1))
      .toMatchObject({ retcode: 1503, outcome: 'unsent', echo: 1 })
    expect(await client.call('send_msg', { n: 2 })).toMatchObject({ retcode: 1503, outcome: 'unsent' })
    account = await back()
    expect(await client.call('send_msg', { n: 3 })).toMatchObject({ retcode: 0 })
    expect(got(account)).toEqual([3])
  })

  it('does not wait where hold is 0', async () => {
    const client = await start({ holdMs: 0 })
    await lose()
    expect(await client.call('send_msg', { n: 1 })).toMatchObject({ retcode: 1503 })
  })

  it('does not wait for what the hub knows itself', async () => {
    const client = await start()
    await lose()
    expect(await client.call('get_status')).toMatchObject({ data: { online: false } })
    expect(await client.call('get_login_info')).toMatchObject({ status: 'ok' })
    expect(await client.call('get_version_info')).toMatchObject({ status: 'ok' })
    expect(await client.call('set_restart')).toMatchObject({ retcode: 1503 })
  })

  it('is dropped when its caller leaves, by WebSocket and over HTTP', async () => {
    const client = await start()
    const stays = await stage.opened()
    await lose()
    send(client, 'send_msg', 'ws')
    await client.call('get_status')
    const hangUp = new AbortController()
    const url = `${stage.hub.url.replace(/^ws/, 'http')}/send_msg?n=http`
    const asked = fetch(url, { signal: hangUp.signal }).catch(() => 'gone')
    const kept = stage.http('/send_msg?n=kept')
    send(stays, 'send_msg', 'stays')
    await stays.call('get_status')
    await ioTurns()
    client.ws.terminate()
    hangUp.abort()
    expect(await asked).toBe('gone')
    await expect.poll(() => stage.hub.clients().length).toBe(1)
    await ioTurns()
    account = await back()
    expect((await kept).json).toMatchObject({ retcode: 0 })
    expect(got(account).sort()).toEqual(['kept', 'stays'])
  })

  it('is executed though its caller has left, where that was answered before', async () => {
    const client = await start()
    await lose()
    expect(await client.call('send_msg_async', { n: 1 })).toMatchObject({ status: 'async' })
    client.ws.terminate()
    await expect.poll(() => stage.hub.clients().length).toBe(0)
    account = await back()
    await expect.poll(() => got(account)).toEqual([1])
  })

  it('is answered at once beyond 1,000 of an account, and beyond 16 MB', async () => {
    const client = await start()
    await lose()
    for (let n = 1; n <= 1_001; n++) send(client, 'send_msg', n)
    await expect
      .poll(() => replies(client)[0])
      .toMatchObject({
        retcode: 1503,
        wording: expect.stringContaining('1000 calls wait'),
        echo: 1_001,
      })
    account = await back()
    await expect.poll(() => got(account).length).toBe(1_000)
    await lose()
    const pad = 'x'.repeat(6 * MEBIBYTE)
    for (const echo of ['a', 'b', 'c'])
      client.ws.send(JSON.stringify({ action: 'send_msg', params: { n: echo, pad }, echo }))
    await expect.poll(() => replies(client).at(-1)).toMatchObject({ retcode: 1503, echo: 'c' })
    account = await back()
    await expect.poll(() => got(account)).toEqual(['a', 'b'])
  }, 20_000)

  it('is told at once when the hub stops', async () => {
    const client = await start()
    await lose()
    send(client, 'send_msg', 1)
    await client.call('get_status')
    await stage.hub.close()
    expect(replies(client).at(-1)).toMatchObject({ retcode: 1503, outcome: 'unsent', echo: 1 })
  })
})

describe('a call that was sent before the connection broke', () => {
  const silent = {
    answer: ({ params }: { params?: unknown }) => (Object(params).n === undefined ? null : undefined),
  }

  async function startSilent(options = {}): Promise<TestClient> {
    await stage.start([], { upstreams, heartbeatIntervalMs: 1e9, ...options })
    account = await back(silent)
    await expect.poll(() => account.calls.length).toBe(2)
    return stage.opened()
  }

  it('is repeated once if it only reads, and never if it does something', async () => {
    const client = await startSilent()
    send(client, 'get_msg', 1)
    send(client, 'send_msg', 2)
    await expect.poll(() => got(account)).toEqual([1, 2])
    await lose()
    await expect.poll(() => retcodes(client)).toEqual([[2, 1504]])
    account = await back(silent)
    await expect.poll(() => got(account)).toEqual([1])
    await lose()
    await expect
      .poll(() => replies(client).at(-1))
      .toMatchObject({ echo: 1, retcode: 1504, outcome: 'unknown' })
    account = await back()
    expect(await client.call('send_msg', { n: 3 })).toMatchObject({ retcode: 0 })
    expect(got(account)).toEqual([3])
  })

  it('gets the answer of its repetition, which keeps its bytes', async () => {
    const client = await startSilent()
    client.ws.send('{"action":"get_msg","params":{"n":9007199254740993,"t":"汉"},"echo":[7]}')
    await expect.poll(() => got(account).length).toBe(1)
    await lose()
    account = await back({ answer: ({ params }: { params?: unknown }) => params })
    await expect.poll(() => replies(client)).toMatchObject([{ retcode: 0, data: { t: '汉' }, echo: [7] }])
  })

  it('stays unknown where the connection is not back in time, or hold is 0', async () => {
    const client = await startSilent()
    send(client, 'get_msg', 1)
    await expect.poll(() => got(account)).toEqual([1])
    await lose()
    await stage.clock.advance(5_100)
    await expect.poll(() => replies(client)).toMatchObject([{ echo: 1, retcode: 1504, outcome: 'unknown' }])
    await stage.close()
    stage = new Stage()
    const second = await startSilent({ holdMs: 0 })
    send(second, 'get_msg', 1)
    await expect.poll(() => got(account)).toEqual([1])
    account.ws.terminate()
    await expect.poll(() => replies(second)).toMatchObject([{ echo: 1, retcode: 1504 }])
  })
})
