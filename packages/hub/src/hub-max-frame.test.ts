import type { Socket } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { httpImplementation, hurry } from './http-peers.fixture.js'
import { Stage, type TestClient } from './hub.fixture.js'
import { DiallingAccount, dialledIn } from './peers.fixture.js'

const MEBIBYTE = 1024 * 1024
const PATH = '/up'
const big = (bytes: number) => ({ message: 'x'.repeat(bytes) })

let stage: Stage
beforeEach(() => {
  stage = new Stage()
})
afterEach(() => stage.close())

const start = (more = {}) =>
  stage.start([], { upstreams: [{ name: 'nap', type: 'ws-reverse', path: PATH, ...more }] })

/** Answers everything but `wait`. */
const implementation = (maxPayload: number): Promise<DiallingAccount> =>
  dialledIn(stage, PATH, '10001', {
    options: { maxPayload },
    answer: ({ action }) => (action === 'wait' ? undefined : null),
  })

const pending = (client: TestClient): number =>
  client.frames.filter(({ retcode }) => retcode !== undefined).length

describe('a call that is larger than its implementation takes', () => {
  it.each([
    ['the 50 MiB of NapCat', {}, 53 * MEBIBYTE],
    ['what its entry says', { maxFrameBytes: 100_000 }, 100_001],
  ])('is answered 1413 alone where that is %s; nobody is cut off', async (_, more, bytes) => {
    await start(more)
    const account = await implementation(50 * MEBIBYTE)
    const [large, other] = [await stage.opened(), await stage.opened()]
    other.ws.send('{"action":"wait","echo":1}')
    const reply = await large.call('send_msg', big(bytes))
    expect(reply).toMatchObject({
      status: 'failed',
      retcode: 1413,
      wording: expect.stringContaining('max_frame'),
    })
    expect(await large.call('send_msg', big(50_000))).toMatchObject({ status: 'ok' })
    expect(await large.call('send_msg_async', big(bytes))).toMatchObject({ status: 'async' })
    expect([account.closed, pending(other)]).toEqual([undefined, 0])
    const warned = stage.log.find(({ text }) => text === 'send_msg_async failed')
    expect(warned?.fields).toMatchObject({ retcode: 1413 })
  })

  it('counts as it is sent: without its self_id, with the echo of the hub', async () => {
    await start({ maxFrameBytes: 1_000 })
    const account = await implementation(50 * MEBIBYTE)
    const client = await stage.opened()
    const empty = { action: 'send_msg', params: { message: '' }, echo: 'r0000' }
    const most = 1_000 - JSON.stringify(empty).length
    const [below, above] = [
      await client.call('send_msg', big(most - 5)),
      await client.call('send_msg', big(most + 5)),
    ]
    expect([below.retcode, above.retcode]).toEqual([0, 1413])
    expect(account.closed).toBeUndefined()
  })

  it.each([MEBIBYTE, 8 * MEBIBYTE])(
    'and than the hub knew is answered 1413, and so are those after it, which cut off nobody (%d bytes)',
    async (limit) => {
      await start()
      const first = await implementation(limit)
      const [large, other] = [
        await stage.opened('?client_name=large'),
        await stage.opened('?client_name=other'),
      ]
      other.ws.send('{"action":"wait","echo":"lost"}')
      expect(await large.call('send_msg', big(limit + 5_000))).toMatchObject({ retcode: 1413 })
      await expect.poll(() => other.frames.at(-1)).toMatchObject({ retcode: 1504, echo: 'lost' })
      await expect.poll(() => first.closed?.code).toBeDefined()
      const second = await implementation(limit)
      await expect.poll(() => stage.hub.accounts()).toMatchObject([{ online: true }])
      other.ws.send('{"action":"wait","echo":"kept"}')
      for (let n = 0; n < 3; n++)
        expect(await large.call('send_msg', big(limit + 5_000))).toMatchObject({ retcode: 1413 })
      expect(await large.call('send_msg', big(limit - 5_000))).toMatchObject({ status: 'ok' })
      expect([second.closed, other.frames.at(-1)?.echo]).toEqual([undefined, 'lost'])
      const lines = stage.log.filter(({ text }) => text.includes('closed with 1009'))
      expect(lines.map(({ fields }) => fields)).toEqual([
        { upstream: 'nap', frameBytes: expect.any(Number), limitBytes: limit },
      ])
    },
  )

  it('is not what it was that waited while the implementation itself sent too much, or broke the protocol', async () => {
    await start()
    for (const fault of ['too large', 'bad opcode']) {
      const account = await implementation(50 * MEBIBYTE)
      const client = await stage.opened()
      client.ws.send(JSON.stringify({ action: 'wait', params: big(100_000), echo: 'waiting' }))
      await expect.poll(() => account.calls.some(({ action }) => action === 'wait')).toBe(true)
      // The head of a frame is enough.
      const head = fault === 'too large' ? '81ff0000000040000001' : '8380'
      socketOf(account).write(Buffer.from(`${head}00000000`, 'hex'))
      await expect.poll(() => client.frames.at(-1)).toMatchObject({ echo: 'waiting', retcode: 1504 })
    }
    await implementation(50 * MEBIBYTE)
    const client = await stage.opened()
    expect(await client.call('send_msg', big(100_000))).toMatchObject({ status: 'ok' })
  })

  it('is answered so over two connections with a role each', async () => {
    await start({ maxFrameBytes: 1_000 })
    const answer = () => null
    const [api] = await Promise.all([rolled('API', answer), rolled('Event', answer)])
    await expect.poll(() => stage.hub.accounts().length).toBe(1)
    const client = await stage.opened()
    expect(await client.call('send_msg', big(2_000))).toMatchObject({ retcode: 1413 })
    expect(await client.call('send_msg', big(10))).toMatchObject({ status: 'ok' })
    expect(api.closed).toBeUndefined()
  })

  it('is answered so over HTTP: by its entry, and by what the implementation answers', async () => {
    hurry(stage)
    const served = await httpImplementation(stage, '10001')
    const upstream = {
      name: 'h',
      type: 'http',
      url: served.url,
      post: { path: '/h' },
      maxFrameBytes: 1_000,
    } as const
    await stage.start([], { upstreams: [upstream] })
    await expect.poll(() => stage.hub.accounts().length).toBe(1)
    const client = await stage.opened()
    expect(await client.call('send_group_msg', big(2_000))).toMatchObject({ retcode: 1413 })
    expect(await client.call('send_group_msg', big(10))).toMatchObject({ status: 'ok' })
    expect(served.calls.filter(({ action }) => action === 'send_group_msg')).toHaveLength(1)
  })
})

const socketOf = ({ ws }: DiallingAccount): Socket => (ws as unknown as { readonly _socket: Socket })._socket

async function rolled(role: 'API' | 'Event', answer: () => unknown): Promise<DiallingAccount> {
  const account = new DiallingAccount(stage, PATH, { 'X-Self-ID': '10001', 'X-Client-Role': role }, {})
  account.answer = answer
  await new Promise((resolve) => account.ws.once('open', resolve))
  return account
}
