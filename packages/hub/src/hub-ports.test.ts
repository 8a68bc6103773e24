import { get } from 'node:http'
import { connect, createServer } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type SimulatedAccount, Stage } from './hub.fixture.js'
import { upgradeStatus } from './peers.fixture.js'

let stage: Stage
let account: SimulatedAccount
beforeEach(async () => {
  stage = new Stage()
  account = await stage.account()
})
afterEach(() => stage.close())

const TOKEN = { host: '127.0.0.1', port: 0, token: 'secret' }

async function getPort(headers: Record<string, string> = {}): Promise<number> {
  const { code, json } = await stage.http('/api/get_ws_port', undefined, headers)
  expect({ code, json }).toMatchObject({ code: 200, json: { status: 'ok', retcode: 0 } })
  return (json.data as { port: number }).port
}

const urlOf = (port: number, path = '/'): string => `ws://127.0.0.1:${port}${path}`
/** A thousand of these at once cost a fraction of what `fetch` takes. */
const cheaplyGotPort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const url = `${stage.hub.url.replace(/^ws/, 'http')}/api/get_ws_port`
    get(url, { agent: false }, (response) => {
      response.on('data', (body) => resolve(JSON.parse(String(body)).data.port))
    }).on('error', reject)
  })

const listens = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    socket.on('error', () => resolve(false))
    socket.on('connect', () => {
      socket.destroy()
      resolve(true)
    })
  })

/** Asked by plain HTTP, which does not take the port. */
const isClosed = (port: number): Promise<boolean> =>
  fetch(`http://127.0.0.1:${port}/`).then(
    () => false,
    () => true,
  )

describe('a port from get_ws_port', () => {
  it('listens before it is told, gives events, takes calls, and tells its client who it is', async () => {
    await stage.start([account])
    const client = await stage.opened(urlOf(await getPort()))
    expect(client.appId).toMatch(/^[0-9a-f-]{36}$/)
    account.emit({ post_type: 'notice', n: 1 })
    await expect.poll(() => client.events.some(({ n }) => n === 1)).toBe(true)
    expect(client.frames[0]).toMatchObject({ meta_event_type: 'lifecycle' })
    expect(await client.call('echo_params', { x: 1 })).toMatchObject({ data: { x: 1 } })
    await expect
      .poll(() => client.frames.find(({ notice_type }) => notice_type === 'client_status'))
      .toMatchObject({
        online: true,
        self_client: true,
        client: { app_id: client.appId },
      })
  })

  it('takes any path', async () => {
    await stage.start([account])
    for (const path of ['/', '/api', '/event', '/some/where?x=1', '/onebot/v11/ws/']) {
      await stage.opened(urlOf(await getPort(), path))
    }
  })

  it('takes the token bare, as Bearer or in the query, and nobody without it; 401 and 403 leave it open', async () => {
    await stage.start([account], { listen: TOKEN })
    for (const Authorization of ['secret', 'Bearer secret']) {
      const port = await getPort({ Authorization })
      expect(await upgradeStatus(urlOf(port), {})).toBe(401)
      expect(await upgradeStatus(urlOf(port), { Authorization: 'wrong' })).toBe(403)
      expect(await upgradeStatus(urlOf(port), { Authorization: 'Bearer wrong' })).toBe(403)
      await stage.opened(urlOf(port), { Authorization })
    }
    await stage.opened(urlOf(await getPort({ Authorization: 'secret' }), '/?access_token=secret'))
    expect((await stage.http('/api/get_ws_port')).code).toBe(401)
    expect((await stage.http('/api/get_ws_port?access_token=wrong')).code).toBe(403)
  })

  it('serves one client: another one gets 409 and the first goes on', async () => {
    await stage.start([account])
    const port = await getPort()
    const outcomes = await Promise.all([1, 2, 3].map(() => stage.client(urlOf(port)).opened()))
    expect(outcomes.sort()).toEqual([409, 409, 'open'])
    expect(await stage.client(urlOf(port)).opened()).toBe(409)
  })

  it('closes with its client', async () => {
    await stage.start([account])
    const port = await getPort()
    const client = await stage.opened(urlOf(port))
    client.ws.close()
    await expect.poll(() => isClosed(port)).toBe(true)
    expect((await stage.http('/api/get_online_clients')).json.data).toEqual({ clients: [] })
  })

  it('closes when nobody has connected in time, and not while somebody is connected', async () => {
    await stage.start([account], { wsPort: { timeoutMs: 100_000 } })
    const [used, unused] = [await getPort(), await getPort()]
    const client = await stage.opened(urlOf(used))
    await stage.clock.advance(100_000)
    await expect.poll(() => isClosed(unused)).toBe(true)
    expect(client.closed).toBeUndefined()
    expect(await stage.client(urlOf(used)).opened()).toBe(409)
  })

  it('is never pinged, and what was written counts as received', async () => {
    await stage.start([account], { deadAfterMs: 60_000 })
    const named = { 'X-Client-Name': 'sdk' }
    const client = await stage.opened(urlOf(await getPort()), named, { autoPong: false })
    for (let n = 0; n < 200; n++) account.emit({ post_type: 'notice', n })
    const numbersOf = (of: typeof client) => of.events.map(({ n }) => n).filter((n) => n !== undefined)
    await expect.poll(() => numbersOf(client).length).toBe(200)
    await stage.clock.advance(200_000)
    expect(client.pings).toEqual([])
    expect(client.closed).toBeUndefined()
    client.ws.terminate()
    await expect.poll(() => stage.log.some(({ text }) => text === 'client disconnected')).toBe(true)
    account.emit({ post_type: 'notice', n: 'next' })
    const again = await stage.opened(urlOf(await getPort()), named)
    await expect.poll(() => numbersOf(again)).toEqual(['next'])
  })

  it('is refused like any upgrade until an account was seen', async () => {
    await stage.start([])
    const port = await getPort()
    expect(await stage.client(urlOf(port)).opened()).toBe(503)
    expect(await stage.client(urlOf(port)).opened()).toBe(503)
  })

  it('is given for GET only', async () => {
    await stage.start([account])
    expect((await stage.http('/api/get_ws_port', {})).code).toBe(405)
  })
})

describe('many ports at once', () => {
  it('are 1,000 distinct ones for 1,000 parallel requests, and each of them listens', async () => {
    await stage.start([account], { wsPort: { timeoutMs: 60_000 } })
    const ports = await Promise.all(Array.from({ length: 1_000 }, cheaplyGotPort))
    expect(new Set(ports).size).toBe(1_000)
    expect(new Set(await Promise.all(ports.map(listens)))).toEqual(new Set([true]))
  }, 60_000)

  it('come from the range, distinct; a used up range is a clear 1503, until a port is free again', async () => {
    const first = await freeRange(4)
    const occupied = createServer().listen(first + 1, '127.0.0.1')
    stage.undo(() => occupied.close())
    await stage.start([account], { wsPort: { timeoutMs: 60_000, range: [first, first + 3] } })
    const answers = await Promise.all(Array.from({ length: 8 }, () => stage.http('/api/get_ws_port')))
    const ports = answers.flatMap(({ json }) => (json.data as { port: number } | null)?.port ?? [])
    expect(ports.sort()).toEqual([first, first + 2, first + 3])
    const refused = answers.filter(({ json }) => json.data === null)
    expect(refused).toHaveLength(5)
    for (const { json } of refused) {
      expect(json).toMatchObject({ status: 'failed', retcode: 1503, data: null })
      expect(json.wording).toContain(`${first} to ${first + 3}`)
    }
    const client = await stage.opened(urlOf(first + 2))
    client.ws.close()
    await expect
      .poll(async () => (await stage.http('/api/get_ws_port')).json.data)
      .toEqual({ port: first + 2 })
  })
})

/** Neighbouring ports that nobody uses, below those that the kernel hands out by itself. */
async function freeRange(count: number): Promise<number> {
  for (let first = 20_000 + Math.floor(Math.random() * 10_000); ; first += count) {
    const servers = Array.from({ length: count }, (_, index) =>
      createServer().listen(first + index, '127.0.0.1'),
    )
    const free = await Promise.all(
      servers.map(
        (server) =>
          new Promise((resolve) =>
            server.once('listening', () => resolve(true)).once('error', () => resolve(false)),
          ),
      ),
    )
    await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))))
    if (free.every(Boolean)) return first
  }
}
