import { once } from 'node:events'
import net, { type AddressInfo } from 'node:net'
import { okReply } from '@rookery/protocol'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { httpImplementation, hurry, postEvent } from './http-peers.fixture.js'
import { type SimulatedAccount, Stage, type TestClient } from './hub.fixture.js'
import { dialledIn } from './peers.fixture.js'
import { cert, key } from './tls.fixture.js'

/** Two hubs in a row, over HTTP: the second one's implementation is the first one. */

let near: Stage
let far: Stage
let account: SimulatedAccount
beforeEach(async () => {
  far = new Stage()
  near = new Stage()
  account = await far.account('9007199254740993')
})
afterEach(async () => {
  await near.close()
  await far.close()
})

const listen = { host: '127.0.0.1', port: 0, token: 'between' }
const httpUrl = (stage: Stage): string => stage.hub.url.replace(/^ws/, 'http')
const isThere = () =>
  expect.poll(() => near.hub.accounts()).toEqual([{ self_id: '9007199254740993', online: true }])
const emit = (from: number, to = from): void => {
  for (let n = from; n <= to; n++) account.emit({ post_type: 'notice', n })
}
const seen = (client: TestClient): unknown[] => client.events.map(({ n }) => n)
const numbers = (to: number): number[] => Array.from({ length: to }, (_, index) => index + 1)

/** What lies between the two, and can be cut. */
async function wire(target: string): Promise<{ readonly url: string; cut(): void }> {
  const sockets = new Set<net.Socket>()
  const server = net.createServer((socket) => {
    const other = net.connect(Number(new URL(target).port), '127.0.0.1')
    for (const each of [socket, other]) {
      sockets.add(each)
      each.on('error', () => {})
      each.on('close', () => {
        socket.destroy()
        other.destroy()
      })
    }
    socket.pipe(other).pipe(socket)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const cut = (): void => {
    for (const each of sockets) each.destroy()
    sockets.clear()
  }
  near.undo(() => {
    server.close()
    cut()
  })
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, cut }
}

describe('a hub whose implementation is a hub', () => {
  it('gets events by SSE without loss or duplicates, however often the wire is cut', async () => {
    hurry(near)
    await far.start([account], { listen })
    const between = await wire(httpUrl(far))
    const upstreams = [{ name: 'far', type: 'http', url: between.url, token: 'between', sse: true } as const]
    await near.start([], { upstreams })
    await isThere()
    await expect.poll(() => far.log.filter(({ text }) => text === 'client connected').length).toBe(1)
    const client = await near.opened()
    for (let round = 0; round < 3; round++) {
      emit(round * 10 + 1, round * 10 + 5)
      await expect.poll(() => seen(client).length).toBe(round * 10 + 5)
      between.cut()
      emit(round * 10 + 6, round * 10 + 10)
      await expect.poll(() => seen(client), { timeout: 10_000 }).toEqual(numbers(round * 10 + 10))
    }
    expect(client.texts[0]).toContain('"self_id":9007199254740993,')
  })

  it('gets events by HTTP POST, and calls back over the HTTP API with every digit', async () => {
    const upstreams = [
      { name: 'far', type: 'http', url: 'http://127.0.0.1:9', post: { path: '/up', secret: 'key' } } as const,
    ]
    await near.start([], { upstreams })
    const clients = [{ name: 'near', type: 'http-post', url: `${httpUrl(near)}/up`, secret: 'key' } as const]
    await far.start([account], { listen, clients })
    await isThere()
    const client = await near.opened()
    emit(1, 50)
    await expect.poll(() => seen(client)).toEqual(numbers(50))
    await far.close()
    far = new Stage()
    account = await far.account('9007199254740993')
    await far.start([account], { clients })
    emit(51, 60)
    await expect.poll(() => seen(client)).toEqual(numbers(60))
  })

  it.each(['sse', 'post'])(
    'is trusted over https by the certificate of its entry alone: calls, and events by %s',
    async (way) => {
      const tls = { host: '127.0.0.1', port: 0, tls: { cert, key } }
      if (way === 'sse') await far.start([account], { listen: tls })
      const url = way === 'sse' ? httpUrl(far) : 'http://127.0.0.1:9'
      const events = way === 'sse' ? { sse: true } : { post: { path: '/up' } }
      const upstreams = [
        { name: 'far', type: 'http', url, ca: cert, ...events } as const,
        { name: 'strange', type: 'http', url, ...events } as const,
      ]
      await near.start([], { listen: tls, upstreams })
      const clients = [{ name: 'near', type: 'http-post', url: `${httpUrl(near)}/up`, ca: cert } as const]
      if (way === 'post') await far.start([account], { clients })
      await isThere()
      const client = await near.opened('', {}, { ca: cert })
      emit(1)
      await expect.poll(() => seen(client).at(-1)).toBe(1)
      if (way === 'post') return
      expect(await client.call('echo_params', { id: 1 })).toMatchObject({ data: { id: 1 } })
      const why = () => near.log.filter(({ fields }) => fields.upstream === 'strange').map(({ text }) => text)
      await expect.poll(() => why().join()).toMatch(/not reachable: .*(?:certificate|self.signed)/)
    },
  )

  it('passes calls and failures on, ids and unknown actions included', async () => {
    await far.start([account], { listen })
    await near.start([], { upstreams: [{ name: 'far', type: 'http', url: httpUrl(far), token: 'between' }] })
    await isThere()
    const client = await near.opened()
    account.answer = ({ bytes }) => okReply(Buffer.from(bytes).toString())
    const reply = await client.ask('{"action":"x","params":{"id":18446744073709551615},"echo":[1]}')
    expect(reply).toContain('18446744073709551615')
    expect(reply).toMatch(/"echo":\[1\]}$/)
    expect(await client.call('set_restart')).toMatchObject({ status: 'async' })
    await far.close()
    expect(await client.call('x')).toMatchObject({ status: 'failed', retcode: 1503 })
  })
})

describe('an account with an upstream over HTTP beside one over WebSocket', () => {
  it('is handed from the one to the other, and nothing comes twice', async () => {
    const http = await httpImplementation(near, '10001')
    const upstreams = [
      { name: 'ws', type: 'ws-reverse', path: '/ws' },
      { name: 'http', type: 'http', url: http.url, post: { path: '/http' } },
    ] as const
    await near.start([], { upstreams })
    await expect.poll(() => near.hub.accounts().length).toBe(1)
    const ws = await dialledIn(near, '/ws', '10001', { answer: () => 'ws' })
    await expect.poll(() => near.log.some(({ text }) => text.includes('standing by'))).toBe(true)
    const client = await near.opened()
    expect(await client.call('send_group_msg')).toMatchObject({ data: { message_id: expect.anything() } })
    const event = (n: number) => `{"time":1,"self_id":10001,"post_type":"notice","n":${n}}`
    ws.ws.send(event(1))
    await postEvent(near, '/http', event(1))
    await expect.poll(() => seen(client)).toEqual([1])
    ws.ws.send(event(2))
    await postEvent(near, '/http', event(2))
    await expect.poll(() => seen(client)).toEqual([1, 2])
  })
})
