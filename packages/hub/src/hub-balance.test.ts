import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { postReceiver } from './http-peers.fixture.js'
import { type SimulatedAccount, Stage, type TestClient } from './hub.fixture.js'
import { groupMessage, inChats, recorded } from './sharing.fixture.js'

let stage: Stage
let account: SimulatedAccount
beforeEach(async () => {
  stage = new Stage()
  account = await stage.account('10001')
  inChats(account, '10001')
})
afterEach(() => stage.close())

const worker = (name: string, sticky: 'group' | 'user' | 'none' = 'group') => ({
  name,
  token: name,
  balance: { name: 'workers', sticky },
})

const start = (clients: object[] = ['w1', 'w2', 'w3'].map((name) => worker(name)), options = {}) =>
  stage.start([account], {
    clients: clients as never,
    listen: { host: '127.0.0.1', port: 0, token: 't' },
    ...options,
  })

const join = (name: string, options = {}) => stage.opened(`?access_token=${name}`, {}, options)

async function emit(count: number, from = 1, groups = 20): Promise<void> {
  const before = stage.hub.journal.events
  for (let seq = from; seq < from + count; seq++) account.emit(groupMessage(1 + (seq % groups), seq))
  await recorded(stage, before + count)
}

const seqs = ({ events }: TestClient): number[] => events.map(({ real_seq }) => Number(real_seq))
const range = (count: number, from = 1): number[] => Array.from({ length: count }, (_, n) => from + n)

describe('clients with one balance name', () => {
  it('share the events, each to one of them, those of a group to the same one in order', async () => {
    await start()
    const workers = await Promise.all(['w1', 'w2', 'w3'].map((name) => join(name)))
    await emit(200)
    const all = () => workers.flatMap(seqs).sort((a, b) => a - b)
    await expect.poll(all).toEqual(range(200))
    for (const each of workers) {
      expect(each.events.length).toBeGreaterThan(0)
      expect(seqs(each)).toEqual([...seqs(each)].sort((a, b) => a - b))
    }
    const groups = workers.map(({ events }) => new Set(events.map(({ group_id }) => group_id)))
    expect(groups.reduce((sum, { size }) => sum + size, 0)).toBe(20)
  })

  it('get each their lifecycle and heartbeats', async () => {
    await start(undefined, { heartbeatIntervalMs: 5_000 })
    const workers = await Promise.all(['w1', 'w2'].map((name) => join(name)))
    await stage.clock.advance(5_000)
    for (const each of workers)
      await expect
        .poll(() => each.frames.map(({ meta_event_type }) => meta_event_type))
        .toEqual(['lifecycle', 'heartbeat'])
  })

  it('take over what one that was killed had not confirmed, in order', async () => {
    await start()
    const dead = await join('w1', { autoPong: false })
    await emit(60)
    await expect.poll(() => dead.events.length).toBe(60)
    const [second, third] = [await join('w2'), await join('w3')]
    expect([...seqs(second), ...seqs(third)]).toEqual([])
    dead.ws.terminate()
    await expect.poll(() => [...seqs(second), ...seqs(third)].sort((a, b) => a - b)).toEqual(range(60))
    for (const each of [second, third]) expect(seqs(each)).toEqual([...seqs(each)].sort((a, b) => a - b))
  })

  it('get each event once while one of four is killed, but for those that it had and had not confirmed', async () => {
    await start(['w1', 'w2', 'w3', 'w4'].map((name) => worker(name)))
    const workers = await Promise.all(['w1', 'w2', 'w3', 'w4'].map((name) => join(name)))
    const [dead, ...others] = workers as [TestClient, ...TestClient[]]
    for (let from = 1; from <= 601; from += 100) {
      await emit(100, from, 40)
      if (from === 301) dead.ws.terminate()
      await stage.clock.advance(100)
    }
    const survivors = () => others.flatMap(seqs).sort((a, b) => a - b)
    await expect.poll(() => new Set([...seqs(dead), ...survivors()]).size).toBe(700)
    expect(new Set(survivors()).size).toBe(survivors().length)
    for (const { events } of others) {
      for (const group of new Set(events.map(({ group_id }) => group_id))) {
        const numbers = events
          .filter(({ group_id }) => group_id === group)
          .map(({ real_seq }) => Number(real_seq))
        expect(numbers).toEqual([...numbers].sort((a, b) => a - b))
      }
    }
  })

  it('get again no event that was confirmed', async () => {
    await start()
    const first = await join('w1')
    await emit(10)
    await expect.poll(() => first.events.length).toBe(10)
    await stage.clock.advance(1_000)
    await expect.poll(() => first.pings.length).toBeGreaterThan(0)
    await first.call('get_status')
    first.ws.terminate()
    await expect.poll(() => stage.hub.clients().length).toBe(0)
    const second = await join('w2')
    await emit(1, 11)
    await expect.poll(() => seqs(second)).toEqual([11])
  })

  it('find what came while all were away, whoever is first', async () => {
    await start()
    const first = await join('w1')
    first.ws.terminate()
    await expect.poll(() => stage.hub.clients().length).toBe(0)
    await emit(30)
    const second = await join('w2')
    await expect.poll(() => seqs(second)).toEqual(range(30))
    await emit(5, 31)
    await expect.poll(() => seqs(second)).toEqual(range(35))
  })

  it('take turns where nothing is sticky', async () => {
    await start(['w1', 'w2'].map((name) => worker(name, 'none')))
    const workers = await Promise.all(['w1', 'w2'].map((name) => join(name)))
    await emit(100, 1, 1)
    await expect.poll(() => workers.map(({ events }) => events.length)).toEqual([50, 50])
  })

  it('share with one to whom events are posted, and leave others their own', async () => {
    const receiver = await postReceiver(stage)
    const posted = { name: 'w2', type: 'http-post', url: receiver.url, balance: { name: 'workers' } }
    await start([worker('w1'), posted, { name: 'other', token: 'other' }])
    const [first, other] = [await join('w1'), await join('other')]
    await emit(40)
    await expect.poll(() => other.events.length).toBe(40)
    const shared = () =>
      [...seqs(first), ...receiver.events().map(({ real_seq }) => Number(real_seq))].sort((a, b) => a - b)
    await expect.poll(shared).toEqual(range(40))
    expect(receiver.events().length).toBeGreaterThan(0)
  })

  it('with same_message: once get a message of two accounts once', async () => {
    const two = await stage.account('10002')
    inChats(two, '10002')
    const clients = ['w1', 'w2'].map((name) => ({ ...worker(name), sameMessage: 'once' as const }))
    await stage.start([account, two], { clients, listen: { host: '127.0.0.1', port: 0, token: 't' } })
    const workers = await Promise.all(
      ['w1', 'w2'].map((name) => stage.opened(`?self_id=all&access_token=${name}`)),
    )
    for (let seq = 1; seq <= 20; seq++)
      for (const each of [account, two]) {
        const before = stage.hub.journal.events
        each.emit(groupMessage(1 + (seq % 5), seq))
        await recorded(stage, before + 1)
      }
    await expect.poll(() => workers.flatMap(seqs).sort((a, b) => a - b)).toEqual(range(20))
  })

  it('cannot confirm by acks', async () => {
    await start()
    expect(await stage.client('?access_token=w1&confirm=ack').opened()).toBe(400)
  })
})

describe('drain_client', () => {
  const drain = (client_name: string, token = 't') =>
    stage.http('/api/drain_client', { client_name }, { Authorization: `Bearer ${token}` })

  it('answers once the client has confirmed everything; it gets nothing more, and is told', async () => {
    await start()
    const first = await join('w1', { autoPong: false })
    await emit(5)
    await expect.poll(() => first.events.length).toBe(5)
    let isDrained = false
    const drained = drain('w1').then(({ json }) => {
      isDrained = true
      return json
    })
    const second = await join('w2')
    await expect.poll(() => first.pings.length).toBeGreaterThan(0)
    expect([isDrained, first.frames.some(({ sub_type }) => sub_type === 'disable')]).toEqual([false, false])
    while (!first.frames.some(({ sub_type }) => sub_type === 'disable')) {
      first.ws.pong(first.pings.at(-1))
      await stage.clock.advance(500)
    }
    expect(await drained).toMatchObject({ status: 'ok', data: { drained: true } })
    await emit(20, 6)
    await expect.poll(() => seqs(second)).toEqual(range(20, 6))
    expect(first.events.length).toBe(5)
  })

  it('gives up after a minute, and says that the client has not confirmed', async () => {
    await start()
    const first = await join('w1', { autoPong: false })
    await emit(1)
    await expect.poll(() => first.events.length).toBe(1)
    const drained = drain('w1')
    const other = await join('w2')
    await other.call('get_status')
    await stage.clock.advance(60_000)
    expect((await drained).json).toMatchObject({ retcode: 1504 })
  })

  it('lets a client come back by a new connection', async () => {
    await start()
    const first = await join('w1')
    expect((await drain('w1')).json).toMatchObject({ status: 'ok' })
    first.ws.terminate()
    await expect.poll(() => stage.hub.clients().length).toBe(0)
    const again = await join('w1')
    await emit(3)
    await expect.poll(() => seqs(again)).toEqual([1, 2, 3])
  })

  it('is refused for nobody, for a client that shares nothing, and to the token of another', async () => {
    await start([worker('w1'), worker('w2'), { name: 'other', token: 'other' }])
    await join('other')
    expect((await drain('nobody')).json).toMatchObject({ retcode: 1404 })
    expect((await drain('other')).json).toMatchObject({ retcode: 1400 })
    expect((await drain('w1', 'w2')).json).toMatchObject({ retcode: 1403 })
    expect((await drain('w1', 'w1')).json).toMatchObject({ status: 'ok' })
    expect((await stage.http('/api/drain_client')).code).toBe(401)
  })
})
