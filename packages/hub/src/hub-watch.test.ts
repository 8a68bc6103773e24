import { listen } from '@rookery/transport'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { postReceiver } from './http-peers.fixture.js'
import { type SimulatedAccount, Stage, type TestClient } from './hub.fixture.js'
import { defaultOptions } from './options.js'

let stage: Stage
let account: SimulatedAccount
beforeEach(async () => {
  stage = new Stage()
  account = await stage.account()
})
afterEach(() => stage.close())

const SECOND = 1_000
const warnings = () => stage.log.filter(({ level }) => level === 'warn').map(({ text }) => text)
const lines = (text: string) => stage.log.filter((line) => line.text === text)
/** Lets the time go by until a text is in the log. */
const passUntil = (stepMs: number, text: string): Promise<void> =>
  expect
    .poll(async () => {
      await stage.clock.advance(stepMs)
      return stage.log.some((line) => line.text.startsWith(text))
    })
    .toBe(true)
const emit = (count: number, more: object = {}): void => {
  for (let n = 0; n < count; n++) account.emit({ post_type: 'notice', n, ...more })
}
const got = (client: TestClient): unknown[] => client.events.map(({ n, notice_type }) => notice_type ?? n)

describe('an operator', () => {
  it('is told of a client that hangs, again as long as it does, and when it is back', async () => {
    await stage.start([account], { deadAfterMs: 1e9 })
    const hung = await stage.opened('?client_name=hung', {}, { autoPong: false })
    const well = await stage.opened('?client_name=well')
    emit(3)
    await expect.poll(() => [got(hung).length, got(well).length]).toEqual([3, 3])
    await expect.poll(() => well.pings.length).toBeGreaterThan(0)
    await stage.clock.advance(40 * SECOND)
    expect(warnings()).toEqual(['client confirms nothing'])
    expect(lines('client confirms nothing')[0]?.fields).toMatchObject({
      client: 'hung',
      account: '10001',
      events: 3,
    })
    await stage.clock.advance(70 * SECOND)
    expect(warnings()).toEqual(['client confirms nothing', 'client still confirms nothing'])
    hung.ws.pong(hung.pings.at(-1) ?? '')
    await passUntil(5 * SECOND, 'client has caught up')
    expect(lines('client has caught up')[0]?.fields).toMatchObject({ client: 'hung', account: '10001' })
  })

  it('is told of a client that lags, by as many events as wait for it', async () => {
    await stage.start([account])
    const slow = await stage.opened('?client_name=slow')
    slow.ws.pause()
    emit(1_500, { pad: 'x'.repeat(20_000) })
    await expect.poll(() => stage.hub.journal.events).toBe(1_500)
    await stage.clock.advance(10 * SECOND)
    const [line] = lines('client lags behind')
    expect(line).toMatchObject({ level: 'warn', fields: { client: 'slow', account: '10001' } })
    expect(line?.fields.events).toBeGreaterThan(1_000)
    slow.ws.resume()
    await expect.poll(() => got(slow).length, { timeout: 10_000 }).toBe(1_500)
    await passUntil(5 * SECOND, 'client has caught up')
  })

  it('is told of an application that events are posted to and that cannot be reached, and that it lags', async () => {
    const receiver = await postReceiver(stage)
    await stage.start([account], { clients: [{ name: 'hook', type: 'http-post', url: receiver.url }] })
    await expect.poll(() => receiver.posts.length).toBe(1)
    await receiver.stop()
    emit(2)
    await expect.poll(() => warnings().length).toBe(1)
    await stage.clock.advance(35 * SECOND)
    expect(warnings()).toEqual([
      expect.stringContaining('client not reachable'),
      expect.stringMatching(/^client /),
    ])
    await passUntil(30 * SECOND, 'client still not reachable')
  })

  it('is told once of what a client misses, however many gaps there are', async () => {
    const keep = { ageMs: 60_000, events: 10, bytes: 1024 * 1024 }
    await stage.start([account], { journal: { engine: 'memory', keep } })
    for (let round = 0; round < 4; round++) {
      const client = await stage.opened('?client_name=w')
      await expect.poll(() => client.texts.length).toBeGreaterThan(0)
      client.ws.terminate()
      await expect.poll(() => stage.hub.clients()).toEqual([])
      emit(15)
      await expect.poll(() => stage.hub.journal.events).toBe(10)
    }
    await stage.opened('?client_name=w')
    const told = lines('client misses events, and was told of the gap')
    expect(told).toMatchObject([{ level: 'warn', fields: { client: 'w', account: '10001', events: 5 } }])
  })

  it('is told of the event that a client breaks off at, when it is left out', async () => {
    await stage.start([account], { resume: defaultOptions.resume })
    for (let round = 0; round < 4; round++) {
      const client = await stage.opened('?client_name=w', {}, { autoPong: false })
      if (round === 0) emit(1)
      await expect.poll(() => got(client).length).toBe(1)
      client.ws.terminate()
      await expect.poll(() => stage.hub.clients()).toEqual([])
    }
    const [line] = lines('event left out: the client broke off at it three times')
    expect(line).toMatchObject({
      level: 'warn',
      fields: { client: 'w', account: '10001', bytes: expect.any(Number) },
    })
    expect(lines('event left out: the client broke off at it three times')).toHaveLength(1)
  })

  it.each([
    ['gone', () => account.close(), 'account gone'],
    [
      'reported offline',
      async () =>
        account.emit({ post_type: 'meta_event', meta_event_type: 'heartbeat', status: { online: false } }),
      'account 10001 reported offline by up0',
    ],
  ])('is told of an account again that stays %s', async (how, go, first) => {
    await stage.start([account])
    await go()
    await expect.poll(warnings).toContain(first)
    await stage.clock.advance(70 * SECOND)
    expect(lines(`account still ${how}`)).toMatchObject([{ level: 'warn', fields: { account: '10001' } }])
  })

  it('does not read "connected" again and again where a connection is closed at once, as for a wrong token', async () => {
    let opened = 0
    const closing = await listen(
      { host: '127.0.0.1', port: 0 },
      {
        upgrade: () => ({
          open(link) {
            opened++
            void link.close(1008, 'token')
          },
        }),
        request: (_request, response) => response.end(),
      },
    )
    stage.undo(() => closing.close())
    await stage.start([], { upstreams: [{ name: 'napcat', type: 'ws', url: closing.url }] })
    const attempts = async (): Promise<number> => {
      await stage.clock.advance(SECOND)
      return opened
    }
    await expect.poll(attempts).toBeGreaterThan(3)
    const lost = 'upstream not connected: closed with 1008 (token): it wants a token, and none was sent'
    expect(stage.log.map(({ text }) => text)).toEqual([
      'upstream connected',
      lost,
      'upstream connected',
      lost,
    ])
  })

  it('is told again that an implementation is not there', async () => {
    await stage.start([account])
    await account.close()
    await passUntil(0, 'upstream not connected: nobody listens')
    await stage.clock.advance(61 * SECOND)
    await passUntil(5 * SECOND, 'upstream still not connected: nobody listens')
  })
})
