import { okReply } from '@rookery/protocol'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type SimulatedAccount, Stage, type TestClient } from '../packages/hub/src/hub.fixture.js'
import { application, dialledIn } from '../packages/hub/src/peers.fixture.js'

/** Faults that were proven of an older hub; the numbers are those of the report. Here: it has to stay up. */

let stage: Stage
let account: SimulatedAccount
beforeEach(async () => {
  stage = new Stage()
  account = await stage.account()
})
afterEach(() => stage.close())

const emitMany = (count: number, pad = ''): void => {
  for (let n = 1; n <= count; n++) account.emit({ post_type: 'notice', n, pad })
}
const lastOf = (client: TestClient): unknown => client.events.at(-1)?.n
const isWell = async (client: TestClient): Promise<void> => {
  expect(client.closed).toBeUndefined()
  expect(await client.call('echo_params', { well: true }, 'well')).toMatchObject({
    data: { well: true },
    echo: 'well',
  })
}

describe('the hub goes on', () => {
  it('fault 1: a client that leaves while its call is under way ends the hub', async () => {
    let answer = (): void => {}
    const before = account.answer
    account.answer = (call, part) =>
      call.action === 'slow'
        ? new Promise((resolve) => (answer = () => resolve(okReply())))
        : before(call, part)
    await stage.start([account])
    const [leaves, stays] = [await stage.opened(), await stage.opened()]
    leaves.ws.send('{"action":"slow","echo":"gone"}')
    await expect.poll(() => account.calls.at(-1)?.action).toBe('slow')
    leaves.ws.terminate()
    await expect.poll(() => stage.log.some(({ text }) => text === 'client disconnected')).toBe(true)
    answer()
    emitMany(1)
    await expect.poll(() => lastOf(stays)).toBe(1)
    await isWell(stays)
    expect(stays.texts.join()).not.toContain('gone')
  })

  it('fault 2: a line break as echo ends the hub', async () => {
    await stage.start([account])
    const client = await stage.opened()
    expect(await client.ask('{"action":"echo_params","echo":"\\n"}')).toMatch(/"echo":"\\n"}$/)
    await isWell(client)
  })

  it('fault 3: an upstream that drops, or sends one frame that is no object, ends the hub', async () => {
    await stage.start([account])
    const client = await stage.opened()
    for (const frame of ['[1]', '1', 'null', '"x"']) account.emit(frame)
    emitMany(1)
    await expect.poll(() => lastOf(client)).toBe(1)
    account.cut()
    await expect.poll(() => stage.hub.accounts()).toEqual([{ self_id: '10001', online: false }])
    await expect
      .poll(() => stage.hub.accounts(), { timeout: 5_000 })
      .toEqual([{ self_id: '10001', online: true }])
    account.emit({ post_type: 'notice', n: 2 })
    await expect.poll(() => lastOf(client)).toBe(2)
    await isWell(client)
  })

  it('fault 4: one receiver that is dead stops everything', async () => {
    const dead = await application(stage)
    dead.refuseWith = 503
    const clients = [{ name: 'dead', type: 'ws-reverse', url: dead.url } as const]
    await stage.start([account], { clients })
    const client = await stage.opened()
    emitMany(2_000)
    await expect.poll(() => lastOf(client), { timeout: 5_000 }).toBe(2_000)
    await isWell(client)
  })

  it('fault 5: one client that does not read stops everybody', async () => {
    await stage.start([account])
    const [stalled, healthy] = [await stage.opened('?client_name=stalled'), await stage.opened()]
    stalled.ws.pause()
    emitMany(1_500, 'x'.repeat(20_000))
    await expect.poll(() => healthy.texts.length, { timeout: 10_000 }).toBe(1_501)
    await isWell(healthy)
    stalled.ws.resume()
    await expect.poll(() => stalled.texts.length, { timeout: 10_000 }).toBe(1_501)
    expect(stalled.events.map(({ n }) => n)).toEqual(Array.from({ length: 1_500 }, (_, index) => index + 1))
  })

  it('fault 6: many clients that call at once under the same echoes crash the hub', async () => {
    await stage.start([account])
    const clients = await Promise.all(Array.from({ length: 10 }, () => stage.opened()))
    for (const [who, client] of clients.entries()) {
      for (let n = 0; n < 100; n++)
        client.ws.send(`{"action":"echo_params","params":{"who":${who},"n":${n}},"echo":${n}}`)
    }
    for (const [who, client] of clients.entries()) {
      await expect.poll(() => client.frames.length, { timeout: 5_000 }).toBe(101)
      const replies = client.frames.slice(1).map(({ data, echo }) => ({ data, echo }))
      expect(replies).toEqual(Array.from({ length: 100 }, (_, n) => ({ data: { who, n }, echo: n })))
    }
  })

  it('fault 7: it gets slower with every event', async () => {
    await stage.start([account], {
      journal: { engine: 'memory', keep: { ageMs: 1e9, events: 2_000, bytes: 1e9 } },
    })
    const client = await stage.opened()
    const times: number[] = []
    for (let round = 1; round <= 8; round++) {
      const began = performance.now()
      emitMany(2_000)
      await expect.poll(() => client.texts.length, { interval: 2, timeout: 10_000 }).toBe(1 + round * 2_000)
      times.push(performance.now() - began)
    }
    const [early, late] = [Math.min(...times.slice(0, 4)), Math.min(...times.slice(4))]
    expect(late).toBeLessThan(early * 4 + 50)
    expect(stage.hub.journal.events).toBe(2_000)
  })

  it('fault 8: an echo that is no string, null, or odd params make a client half-dead', async () => {
    await stage.start([account])
    const client = await stage.opened()
    const frames = [
      '{"action":"echo_params","echo":5}',
      '{"action":"echo_params","echo":{"a":[1]}}',
      'null',
      '{"action":"send_broadcast_data","params":{"clients":["x",1,null],"data":"d"},"echo":1}',
      '{"action":"send_broadcast_data","params":{"data":{"not":"text"}},"echo":1}',
      '{"action":"set_client_name","params":{"name":7},"echo":1}',
      '{"action":"send_broadcast_data_callback","params":{"client":1,"uuid":2,"data":3},"echo":1}',
    ]
    for (const frame of frames) await client.ask(frame)
    await isWell(client)
  })

  it('fault 9: each client that has gone leaves something behind', async () => {
    await stage.start([account])
    const comeAndGo = async (): Promise<void> => {
      const clients = await Promise.all(Array.from({ length: 50 }, () => stage.opened()))
      for (const client of clients) client.ws.terminate()
      await expect
        .poll(async () => (await stage.http('/api/get_online_clients')).json.data)
        .toEqual({ clients: [] })
    }
    const held = (): number =>
      process.getActiveResourcesInfo().filter((each) => /TCP|Timeout/.test(each)).length
    await comeAndGo()
    const before = held()
    for (let n = 0; n < 3; n++) await comeAndGo()
    await expect.poll(held).toBeLessThan(before + 25)
  })

  it('fault 10: set_restart ignores its delay, hangs its caller, or ends the hub the second time', async () => {
    await stage.start([account])
    const [client, other] = [await stage.opened(), await stage.opened()]
    const restarts = () => account.calls.filter(({ action }) => action === 'set_restart').length
    for (const round of [1, 2]) {
      expect(await client.call('set_restart', { delay: 50 })).toMatchObject({ status: 'async', retcode: 1 })
      expect(restarts()).toBe(round - 1)
      await isWell(other)
      await expect.poll(restarts).toBe(round)
      account.cut()
      await expect.poll(() => stage.hub.accounts()).toEqual([{ self_id: '10001', online: false }])
      await expect
        .poll(() => stage.hub.accounts(), { timeout: 5_000 })
        .toEqual([{ self_id: '10001', online: true }])
      // The first call after a restart is not swallowed.
      await isWell(client)
      await isWell(other)
    }
  })

  it('fault 11: peers that are half-open are never noticed, and a slow upstream blocks every client', async () => {
    await stage.start([account], { deadAfterMs: 200, callTimeoutMs: 500 })
    const halfOpen = await stage.opened('', {}, { autoPong: false })
    const client = await stage.opened()
    await expect.poll(() => halfOpen.closed).toBeDefined()
    account.answer = () => new Promise(() => {})
    for (let n = 0; n < 100; n++) client.ws.send(`{"action":"slow","echo":${n}}`)
    expect(await client.call('set_client_name', { name: 'quick' })).toMatchObject({ status: 'ok' })
    emitMany(1)
    await expect.poll(() => lastOf(client)).toBe(1)
  })

  it('fault 12: an upstream with a token cannot be reached, and is waited for without end', async () => {
    const guarded = await stage.account('10002', { token: 's3cret' })
    const upstreams = [
      { name: 'wrong', type: 'ws', url: guarded.url, token: 'other' },
      { name: 'right', type: 'ws', url: guarded.url, token: 's3cret' },
    ] as const
    await stage.start([], { upstreams })
    await expect.poll(() => stage.hub.accounts()).toEqual([{ self_id: '10002', online: true }])
    await expect
      .poll(() => stage.log.find(({ fields }) => fields.upstream === 'wrong')?.text)
      .toMatch(/403.*token is wrong/)
  })
})

describe('nothing is lost', () => {
  it('fault 29: what comes while a client is away is lost', async () => {
    await stage.start([], { upstreams: [{ name: 'a', type: 'ws-reverse', path: '/a' }] })
    const dialling = await dialledIn(stage, '/a', '10001')
    const first = await stage.opened('?client_name=bot')
    first.ws.terminate()
    await expect.poll(() => stage.log.some(({ text }) => text === 'client disconnected')).toBe(true)
    for (let n = 1; n <= 600; n++) dialling.emit({ post_type: 'message', n })
    await expect.poll(() => stage.hub.journal.events).toBe(600)
    const second = await stage.opened('?client_name=bot')
    await expect
      .poll(() => second.events.map(({ n }) => n))
      .toEqual(Array.from({ length: 600 }, (_, n) => n + 1))
  })
})
