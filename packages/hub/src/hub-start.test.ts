import { once } from 'node:events'
import net, { type AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { StillClock } from './event-lane/deliver.fixture.js'
import { Stage } from './hub.fixture.js'
import { startHub } from './hub.js'
import { defaultOptions, type HubOptions } from './options.js'

let stage: Stage
beforeEach(() => {
  stage = new Stage()
})
afterEach(() => stage.close())

/** A port that tells who connects to it. */
async function dialledPort() {
  const server = net.createServer((socket) => socket.destroy())
  let dialled = 0
  server.on('connection', () => dialled++)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  stage.undo(() => server.close())
  const { port } = server.address() as AddressInfo
  return {
    port,
    /** Connections before one that is made now. */
    async dials(): Promise<number> {
      const socket = net.connect(port, '127.0.0.1').on('error', () => {})
      await once(socket, 'close')
      return dialled - 1
    },
  }
}

const timers = (): number => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length

type Entries = Partial<Pick<HubOptions, 'upstreams' | 'clients'>>
const WS = { name: 'bad', type: 'ws' } as const
const HTTP = { name: 'bad', type: 'http' } as const
const DIALLED = { name: 'bad', type: 'ws-reverse' } as const
const POSTED = { name: 'bad', type: 'http-post' } as const

describe('a hub that cannot be started', () => {
  it.each([
    ['its port is in use', 'EADDRINUSE', (port: number) => ({ host: '127.0.0.1', port })],
    [
      'its certificate is none',
      'bad_tls',
      () => ({ host: '127.0.0.1', port: 0, tls: { cert: 'none', key: 'none' } }),
    ],
    ['its door is open to strangers', 'open_door', () => ({ host: '0.0.0.0', port: 0 })],
    ['an upstream over HTTP has no URL', 'bad_url', undefined, { upstreams: [{ ...HTTP, url: 'ws://x' }] }],
    ['an upstream over HTTP has half a URL', 'bad_url', undefined, { upstreams: [{ ...HTTP, url: 'x' }] }],
    [
      'an upstream over WebSocket has no URL',
      'bad_url',
      undefined,
      { upstreams: [{ ...WS, url: 'http://x' }] },
    ],
    ['a client to dial has no URL', 'bad_url', undefined, { clients: [{ ...DIALLED, url: 'http://x' }] }],
    ['a client to dial has no event URL', 'bad_url', undefined, { clients: [{ ...DIALLED, eventUrl: 'x' }] }],
    ['a client to post to has no URL', 'bad_url', undefined, { clients: [{ ...POSTED, url: 'ws://x' }] }],
  ])('has dialled nobody, and holds no timer, when %s', async (_why, code, listen, more: Entries = {}) => {
    const target = await dialledPort()
    const options: HubOptions = {
      ...defaultOptions,
      listen: listen?.(target.port) ?? { host: '127.0.0.1', port: 0 },
      upstreams: [
        { name: 'ws', type: 'ws', url: `ws://127.0.0.1:${target.port}` },
        { name: 'http', type: 'http', url: `http://127.0.0.1:${target.port}`, sse: true },
        ...(more.upstreams ?? []),
      ],
      clients: more.clients ?? [],
    }
    const before = timers()
    const clock = new StillClock()
    await expect(startHub(options, { clock })).rejects.toMatchObject({ code })
    expect([timers(), clock.alarms]).toEqual([before, 0])
    expect(await target.dials()).toBe(0)
  })

  it('is started where it can be, and then has dialled', async () => {
    const target = await dialledPort()
    await stage.start([], { upstreams: [{ name: 'ws', type: 'ws', url: `ws://127.0.0.1:${target.port}` }] })
    await expect.poll(() => target.dials()).toBeGreaterThan(0)
  })
})
