import { once } from 'node:events'
import { createServer, request } from 'node:https'
import type { AddressInfo, Socket } from 'node:net'
import { okReply } from '@rookery/protocol'
import { Downstream, listen } from '@rookery/transport'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Stage } from './hub.fixture.js'
import { cert, key } from './tls.fixture.js'

let stage: Stage
beforeEach(() => {
  stage = new Stage()
})
afterEach(() => stage.close())

const listenOptions = { host: '127.0.0.1', port: 0, tls: { cert, key } }
const trust = { ca: cert }

/** The JSON that the hub answers to a GET over https. */
const get = (path: string): Promise<{ data: { port: number } }> =>
  new Promise((resolve, reject) => {
    const asked = request(`${stage.hub.url.replace(/^ws/, 'http')}${path}`, trust, (response) => {
      let text = ''
      response.on('data', (chunk) => (text += chunk))
      response.on('end', () => resolve(JSON.parse(text)))
    })
    asked.on('error', reject)
    asked.end()
  })

describe('a hub with TLS', () => {
  it('speaks wss: events, calls and resumes are as without', async () => {
    const account = await stage.account()
    await stage.start([account], { listen: listenOptions })
    expect(stage.hub.url).toMatch(/^wss:/)
    const first = await stage.opened('?client_name=bot', {}, trust)
    account.emit({ post_type: 'notice', n: 1 })
    await expect.poll(() => first.events).toMatchObject([{ n: 1 }])
    expect(await first.call('test', {})).toMatchObject({ retcode: 1404, echo: 'e' })
    await expect.poll(() => first.pings).toEqual(['1'])
    first.ws.terminate()
    account.emit({ post_type: 'notice', n: 2 })
    await expect.poll(() => stage.log.some(({ text }) => text === 'client disconnected')).toBe(true)
    const second = await stage.opened('?client_name=bot', {}, trust)
    await expect.poll(() => second.events).toMatchObject([{ n: 2 }])
  })

  it('carries large frames both ways', async () => {
    const account = await stage.account()
    await stage.start([account], { listen: listenOptions })
    const client = await stage.opened('', {}, trust)
    const pad = '汉'.repeat(500_000)
    account.emit({ post_type: 'notice', pad })
    await expect.poll(() => client.events[0]?.pad === pad, { timeout: 5_000 }).toBe(true)
    expect((await client.call('echo_params', { pad })).data).toEqual({ pad })
  })

  it('hands out wss ports, too', async () => {
    await stage.start([await stage.account()], { listen: listenOptions })
    const { data } = await get('/api/get_ws_port')
    await stage.opened(`wss://127.0.0.1:${data.port}/`, {}, trust)
    expect(await stage.client(`ws://127.0.0.1:${data.port}/`).opened()).toBe(0)
  })

  it('has no word for those who do not speak TLS or do not trust it, and goes on', async () => {
    await stage.start([await stage.account()], { listen: listenOptions })
    expect(await stage.client(stage.hub.url.replace('wss:', 'ws:')).opened()).toBe(0)
    expect(await stage.client('').opened()).toBe(0)
    await stage.opened('', {}, trust)
  })
})

describe('an implementation behind TLS with a certificate of its own', () => {
  it('is trusted with its authority in the config, and not without', async () => {
    const listener = await listen(listenOptions, {
      upgrade: () => ({
        open: (link) => void new Downstream(link, { call: async () => okReply({ user_id: 10001 }) }),
      }),
      request: (_request, response) => response.end(),
    })
    stage.undo(() => listener.close())
    const upstream = { name: 'tls', type: 'ws', url: listener.url } as const
    await stage.start([], { upstreams: [upstream] })
    await expect.poll(() => stage.log.map(({ text }) => text).join()).toMatch(/not connected: self.signed/)
    await stage.start([], { upstreams: [{ ...upstream, ca: cert }] })
    await expect.poll(() => stage.hub.accounts()).toEqual([{ self_id: '10001', online: true }])
  })
})

describe('an application behind TLS that events are posted to', () => {
  it('is posted an event once more, over a fresh connection, when a kept one closes without a byte', async () => {
    const posts = new Map<Socket, string[]>()
    const server = createServer({ cert, key }, async (posted, response) => {
      let text = ''
      for await (const chunk of posted) text += chunk
      const before = posts.get(posted.socket) ?? []
      posts.set(posted.socket, [...before, JSON.parse(text).n])
      if (before.length === 1) posted.socket.destroy()
      else response.writeHead(204).end()
    })
    await once(server.listen(0, '127.0.0.1'), 'listening')
    stage.undo(() => void server.close().closeAllConnections())
    const url = `https://127.0.0.1:${(server.address() as AddressInfo).port}/`
    const account = await stage.account()
    await stage.start([account], { clients: [{ name: 'hook', type: 'http-post', url, ca: cert }] })
    await expect.poll(() => posts.size).toBe(1)
    account.emit({ post_type: 'notice', n: 1 })
    await expect.poll(() => [...posts.values()]).toEqual([[undefined, 1], [1]])
  })
})
