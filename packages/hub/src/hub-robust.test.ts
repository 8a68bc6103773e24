import { okReply } from '@rookery/protocol'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type SimulatedAccount, Stage } from './hub.fixture.js'

let stage: Stage
let account: SimulatedAccount
beforeEach(async () => {
  stage = new Stage()
  account = await stage.account()
})
afterEach(() => stage.close())

const nested = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth)

describe('a quick operation that cannot be read', () => {
  it.each([
    [
      'is nested too deeply to be written',
      `{"context":{"post_type":"message","message_type":"private","user_id":1},"operation":{"reply":[{"type":"text","data":{"text":"x","more":${nested(20_000)}}}]}}`,
    ],
    ['is large and no JSON', `{"context":{},"operation":{"reply":"${'x'.repeat(70_000)}","no":[tru]}}`],
  ])('because it %s ends with the call, not with the hub', async (_, params) => {
    await stage.start([account])
    const [client, other] = [await stage.opened(), await stage.opened()]
    for (const action of ['.handle_quick_operation', '.handle_quick_operation_async']) {
      const reply = JSON.parse(await client.ask(`{"action":"${action}","params":${params},"echo":1}`))
      expect(['failed', 'async']).toContain(reply.status)
    }
    expect(await other.call('get_status')).toMatchObject({ status: 'ok' })
  })
})

describe('a broadcast', () => {
  it('that libraries would not take is refused with 1413', async () => {
    await stage.start([account])
    const [a, b] = [await stage.opened('?client_name=a'), await stage.opened('?client_name=b')]
    const reply = await a.call('send_broadcast_data', { data: 'x'.repeat(200_000) })
    expect(reply).toMatchObject({ status: 'failed', retcode: 1413 })
    expect(await a.call('send_broadcast_data', { data: 'x'.repeat(100_000) })).toMatchObject({ status: 'ok' })
    await expect.poll(() => b.events.map(({ data }) => String(data).length)).toEqual([100_000])
  })
})

describe('a hub that is closed', () => {
  it('settles the calls that nobody has answered before it closes their connection', async () => {
    account.answer = (call) => (call.action === 'slow' ? new Promise<never>(() => {}) : okReply())
    const hub = await stage.start([account])
    const client = await stage.opened()
    client.ws.send('{"action":"slow","echo":"waits"}')
    await expect.poll(() => account.calls.some(({ action }) => action === 'slow')).toBe(true)
    const closing = hub.close()
    await stage.clock.advance(5_000)
    await closing
    await expect.poll(() => client.closed?.code).toBe(1012)
    expect(client.frames.at(-1)).toMatchObject({ retcode: 1504, echo: 'waits' })
  })

  it('says nothing of accounts that are gone', async () => {
    const hub = await stage.start([account])
    await hub.close()
    expect(stage.log.map(({ text }) => text)).toEqual(['upstream connected', 'account online'])
  })

  it('tells how many rate-limited calls it leaves undone', async () => {
    const hub = await stage.start([account], { rateLimitIntervalMs: 60_000 })
    const client = await stage.opened()
    for (let n = 0; n < 4; n++) await client.call('send_msg_rate_limited', { n })
    await hub.close()
    const line = stage.log.find(({ text }) => text.includes('rate-limited calls were not executed'))
    expect(line?.fields).toMatchObject({ account: '10001', count: 3 })
  })
})

describe('a named client that comes back without saying which account', () => {
  it('goes on with the one it had, though one that stands before it has appeared', async () => {
    const second = await stage.account('20002', { silent: true })
    // The first in the config appears last.
    await stage.start([], {
      upstreams: [
        { name: 'first', type: 'ws-reverse', path: '/upstream/first' },
        { name: 'second', type: 'ws', url: second.url },
      ],
    })
    await expect.poll(() => stage.hub.accounts().length).toBe(1)
    const before = await stage.opened('?client_name=a')
    expect(before.frames[0]?.self_id).toBe(20002)
    before.ws.terminate()
    await stage.opened('upstream/first', { 'X-Self-ID': '10001', 'X-Client-Role': 'Universal' })
    await expect.poll(() => stage.hub.accounts().length).toBe(2)
    const after = await stage.opened('?client_name=a')
    await expect.poll(() => after.frames[0]?.self_id).toBe(20002)
  })
})

describe('an upstream that names ever more accounts', () => {
  it('is believed a few of them', async () => {
    await stage.start([account])
    for (let n = 1; n <= 100; n++) {
      account.emit(
        `{"time":1,"self_id":${n},"post_type":"meta_event","meta_event_type":"heartbeat","interval":5000}`,
      )
    }
    account.emit('{"time":1,"self_id":10001,"post_type":"meta_event","meta_event_type":"lifecycle"}')
    const client = await stage.opened('?self_id=10001')
    account.emit({ post_type: 'notice', notice_type: 'still_here' })
    await expect.poll(() => client.events.length).toBe(1)
    expect(stage.hub.accounts().length).toBeLessThanOrEqual(16)
  })
})

describe('a port from get_ws_port', () => {
  it('is free again after a handshake that failed', async () => {
    await stage.start([account])
    const response = await fetch(`http://127.0.0.1:${stage.hub.port}/api/get_ws_port`)
    const { data } = (await response.json()) as { data: { port: number } }
    const url = `http://127.0.0.1:${data.port}/`
    const headers = { Connection: 'Upgrade', Upgrade: 'websocket', 'Sec-WebSocket-Version': '13' }
    const { request } = await import('node:http')
    await new Promise((resolve) =>
      request(url, { headers }, (answer) => answer.resume().on('end', resolve)).end(),
    )
    const { TestClient } = await import('./hub.fixture.js')
    const client = new TestClient(`ws://127.0.0.1:${data.port}/`)
    expect(await client.opened()).toBe('open')
    client.ws.terminate()
  })
})
