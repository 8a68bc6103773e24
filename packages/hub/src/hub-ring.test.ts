import { type AddressInfo, createServer } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ask, postEvent } from './http-peers.fixture.js'
import { Stage } from './hub.fixture.js'
import type { ClientOptions, UpstreamOptions } from './options.js'
import { DiallingAccount, dialledIn, upgradeStatus } from './peers.fixture.js'

/** How one hub is the implementation of another. */
const WAYS = ['ws', 'ws-reverse', 'http + post', 'http + sse'] as const
type Way = (typeof WAYS)[number]

let stages: Stage[]
beforeEach(() => {
  stages = []
})
afterEach(async () => {
  for (const each of stages) await each.close()
})

async function freePorts(count: number): Promise<number[]> {
  const servers = Array.from({ length: count }, () => createServer())
  await Promise.all(
    servers.map((each) => new Promise<void>((resolve) => each.listen(0, '127.0.0.1', resolve))),
  )
  const ports = servers.map((each) => (each.address() as AddressInfo).port)
  await Promise.all(servers.map((each) => new Promise((resolve) => each.close(resolve))))
  return ports
}

/** The entries that make hub `far` an implementation of hub `near`. */
function edge(way: Way, near: number, far: number): { near: UpstreamOptions; far?: ClientOptions } {
  const name = `hub-${far}`
  const path = `/from/${far}`
  if (way === 'ws') return { near: { name, type: 'ws', url: `ws://127.0.0.1:${far}` } }
  if (way === 'ws-reverse') {
    const client = { name: `hub-${near}`, type: 'ws-reverse', url: `ws://127.0.0.1:${near}${path}` } as const
    return { near: { name, type: 'ws-reverse', path }, far: client }
  }
  const http = { name, type: 'http', url: `http://127.0.0.1:${far}` } as const
  if (way === 'http + sse') return { near: { ...http, sse: true } }
  const client = { name: `hub-${near}`, type: 'http-post', url: `http://127.0.0.1:${near}${path}` } as const
  return { near: { ...http, post: { path } }, far: client }
}

/** Starts hubs in the given order, each with the next one as its implementation; the first has a real one, too. */
async function ring(ways: readonly Way[], order: readonly number[], isClosed = true): Promise<Stage[]> {
  const ports = await freePorts(ways.length)
  const upstreams: UpstreamOptions[][] = ports.map(() => [])
  const clients: ClientOptions[][] = ports.map(() => [])
  upstreams[0]?.push({ name: 'real', type: 'ws-reverse', path: '/real' })
  ways.forEach((way, index) => {
    const next = (index + 1) % ports.length
    // Open, the last hub is in front of the first and the first has the real implementation alone.
    if (!isClosed && index === 0) return
    const entries = edge(way, ports[index] as number, ports[next] as number)
    upstreams[index]?.push(entries.near)
    if (entries.far) clients[next]?.push(entries.far)
  })
  const hubs = ports.map(() => new Stage())
  stages.push(...hubs)
  for (const index of order) {
    const port = ports[index] as number
    const options = {
      upstreams: upstreams[index] ?? [],
      clients: clients[index] ?? [],
      listen: { host: '127.0.0.1', port },
      // A call that found nobody would else wait for somebody to come back.
      holdMs: 0,
    }
    await hubs[index]?.start([], options)
  }
  return hubs
}

const lines = (hubs: readonly Stage[]): string[] =>
  hubs.flatMap(({ log }) => log.map(({ text, fields }) => `${text} ${String(fields.why ?? '')}`))
const ringLines = (hubs: readonly Stage[]): string[] => lines(hubs).filter((each) => /ring|itself/.test(each))

/** Looks again and again, each time half a second later on the clocks of the hubs: they dial again, and ask again. */
const asTimeGoesBy = <Seen>(hubs: readonly Stage[], look: () => Seen) =>
  expect.poll(
    async () => {
      for (const { clock } of hubs) await clock.advance(500)
      return look()
    },
    { timeout: 15_000 },
  )

/** A real implementation comes, and goes again; then a call must not go round. */
async function callsEnd(hubs: readonly Stage[]): Promise<void> {
  const [first] = hubs as [Stage]
  const real = await dialledIn(first, '/real', '10001')
  await expect.poll(() => first.hub.accounts()).toEqual([{ self_id: '10001', online: true }])
  await asTimeGoesBy(hubs, () => ringLines(hubs).length).toBeGreaterThan(0)
  real.ws.close()
  await expect.poll(() => lines([first]).some((each) => /account (?:gone|handed)/.test(each))).toBe(true)
  const client = await first.opened()
  for (let n = 0; n < 3; n++) {
    const began = performance.now()
    expect(await client.call('send_msg')).toMatchObject({ status: 'failed' })
    // Far less than a call may take: it did not go round until then.
    expect(performance.now() - began).toBeLessThan(10_000)
  }
}

describe('a hub that is its own implementation', () => {
  it.each(WAYS)(
    'over %s refuses itself with one clear line, and calls end',
    async (way) => {
      const hubs = await ring([way], [0])
      await callsEnd(hubs)
      expect(ringLines(hubs).join('\n')).toContain('itself')
    },
    30_000,
  )
})

const pairs = WAYS.flatMap((a) => WAYS.map((b) => [a, b] as const))

describe('two hubs in a ring', () => {
  it.each(pairs)(
    'over %s and %s are noticed, and calls end',
    async (a, b) => {
      await callsEnd(await ring([a, b], [0, 1]))
    },
    30_000,
  )
})

describe('three hubs in a ring', () => {
  it.each([
    [
      ['ws', 'ws', 'ws'],
      [0, 1, 2],
    ],
    [
      ['ws', 'ws', 'ws'],
      [2, 1, 0],
    ],
    [
      ['ws', 'ws', 'ws'],
      [1, 0, 2],
    ],
    [
      ['ws', 'ws-reverse', 'http + sse'],
      [0, 1, 2],
    ],
    [
      ['ws-reverse', 'http + post', 'ws'],
      [2, 0, 1],
    ],
    [
      ['http + sse', 'ws', 'ws-reverse'],
      [1, 2, 0],
    ],
    [
      ['http + post', 'http + sse', 'http + post'],
      [0, 2, 1],
    ],
    [
      ['ws-reverse', 'ws-reverse', 'ws-reverse'],
      [0, 1, 2],
    ],
  ] as [Way[], number[]][])(
    'over %j, started as %j, are noticed, and calls end',
    async (ways, order) => {
      await callsEnd(await ring(ways, order))
    },
    30_000,
  )
})

describe('hubs behind one another', () => {
  it.each([
    ['ws', 'ws', 'ws'],
    ['ws', 'ws-reverse', 'http + sse'],
    ['ws', 'http + post', 'ws-reverse'],
  ] as Way[][])(
    'in a chain (%s, %s, %s) are let in, each of them',
    async (...ways) => {
      const hubs = await ring(ways, [0, 2, 1], false)
      const real = await dialledIn(hubs[0] as Stage, '/real', '10001', { answer: ({ action }) => action })
      for (const each of hubs)
        await asTimeGoesBy(hubs, () => each.hub.accounts()).toEqual([{ self_id: '10001', online: true }])
      const client = await (hubs[1] as Stage).opened()
      expect(await client.call('anything')).toMatchObject({ data: 'anything' })
      real.emit({ self_id: 10001, post_type: 'notice', n: 1 })
      await expect.poll(() => client.events.map(({ n }) => n)).toEqual([1])
      expect(ringLines(hubs)).toEqual([])
    },
    30_000,
  )

  it('may have two ways to the same one', async () => {
    const [far, left, right, near] = [new Stage(), new Stage(), new Stage(), new Stage()]
    stages.push(near, left, right, far)
    await far.start([await far.account()])
    const behind = (...hubs: Stage[]) => ({
      upstreams: hubs.map(({ hub }, n) => ({ name: `up${n}`, type: 'ws', url: hub.url }) as const),
    })
    for (const each of [left, right]) await each.start([], behind(far))
    await near.start([], behind(left, right))
    await expect
      .poll(() => near.log.filter(({ text }) => text === 'upstream connected').length, { timeout: 5_000 })
      .toBe(2)
    expect(ringLines([far, left, right, near])).toEqual([])
  })
})

describe('the header', () => {
  const id = '01234567-89ab-cdef-0123-456789abcdef'

  it('is not in the way of those who send rubbish, and not answered to those who send none', async () => {
    const stage = new Stage()
    stages.push(stage)
    await stage.start([await stage.account()])
    for (const value of ['', 'x', ', ,', 'a'.repeat(5_000), `${id}, `.repeat(100)])
      expect((await ask(stage, '/get_status', { headers: { 'X-Rookery-Hubs': value } })).status).toBe(200)
    expect((await ask(stage, '/healthz')).headers).not.toHaveProperty('x-rookery-hubs')
  })

  it('of whoever is on the other side already refuses upgrades, calls, streams and posts with 508', async () => {
    const stage = new Stage()
    stages.push(stage)
    const upstreams = [
      { name: 'x', type: 'ws-reverse', path: '/x' },
      { name: 'y', type: 'http', url: 'http://127.0.0.1:9', post: { path: '/y' } },
    ] as const
    await stage.start([], { upstreams })
    const headers = { 'X-Rookery-Hubs': id }
    const behind = { ...headers, 'X-Self-ID': '10001' }
    const hub = new DiallingAccount(stage, '/x', behind, {})
    await expect.poll(() => stage.hub.accounts().length).toBe(1)
    expect(await upgradeStatus(`${stage.hub.url}/`, headers)).toBe(508)
    for (const path of ['/get_status', '/_events'])
      expect((await ask(stage, path, { headers })).status).toBe(508)
    hub.ws.terminate()
    await expect.poll(() => upgradeStatus(`${stage.hub.url}/`, headers)).toBe(101)
    const client = await stage.opened('', headers)
    expect(await upgradeStatus(`${stage.hub.url}/x`, behind)).toBe(508)
    const posted = await ask(stage, '/y', {
      method: 'POST',
      headers,
      body: '{"post_type":"notice","self_id":1}',
    })
    expect(posted.status).toBe(508)
    client.ws.terminate()
    await expect.poll(() => upgradeStatus(`${stage.hub.url}/x`, behind)).toBe(101)
    expect((await postEvent(stage, '/y', '{"post_type":"notice","self_id":1}')).status).toBe(204)
  })
})
