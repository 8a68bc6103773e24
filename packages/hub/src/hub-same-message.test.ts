import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Kept } from './history/kept-store.fixture.js'
import { postReceiver } from './http-peers.fixture.js'
import { type SimulatedAccount, Stage, type TestClient } from './hub.fixture.js'
import { groupMessage, inChats, recorded } from './sharing.fixture.js'

let stage: Stage
let one: SimulatedAccount
let two: SimulatedAccount
beforeEach(async () => {
  stage = new Stage()
  one = await stage.account('10001')
  two = await stage.account('10002')
  inChats(one, '10001')
  inChats(two, '10002')
})
afterEach(() => stage.close())

const clients = [
  { name: 'bot', token: 'bot', sameMessage: 'once' as const },
  { name: 'all', token: 'all' },
]

const start = (options = {}) =>
  stage.start([one, two], { clients, listen: { host: '127.0.0.1', port: 0, token: 't' }, ...options })

const seen = ({ events }: TestClient) => events.map(({ self_id, raw_message }) => `${self_id} ${raw_message}`)

async function both(seq: number, more: object = {}): Promise<void> {
  const before = stage.hub.journal.events
  one.emit(groupMessage(1, seq, more))
  await recorded(stage, before + 1)
  two.emit(groupMessage(1, seq, more))
  await recorded(stage, before + 2)
}

describe('a client with same_message: once', () => {
  it('gets each message of a group once, and others get it from each account', async () => {
    await start()
    const bot = await stage.opened('?self_id=all&access_token=bot')
    const all = await stage.opened('?self_id=all&access_token=all')
    for (const seq of [1, 2, 3]) await both(seq)
    await expect.poll(() => all.events.length).toBe(6)
    await expect.poll(() => seen(bot)).toEqual(['10001 n1', '10001 n2', '10001 n3'])
  })

  it('with a connection for each account gets it over one of them', async () => {
    await start()
    const [first, second] = await Promise.all(
      ['10001', '10002'].map((id) => stage.opened(`?self_id=${id}&access_token=bot`)),
    )
    await both(1)
    await both(2, { message: [{ type: 'at', data: { qq: '10002' } }] })
    await expect.poll(() => seen(second as TestClient)).toEqual(['10002 n2'])
    await expect.poll(() => seen(first as TestClient)).toEqual(['10001 n1', '10001 n2'])
  })

  it('with a connection for the second account alone gets it over that', async () => {
    await start()
    const bot = await stage.opened('?self_id=10002&access_token=bot')
    for (const seq of [1, 2]) await both(seq)
    await expect.poll(() => seen(bot)).toEqual(['10002 n1', '10002 n2'])
  })

  it('gets what the elected account did not report any more once that is offline', async () => {
    await start({ holdMs: 0 })
    const bot = await stage.opened('?self_id=all&access_token=bot')
    await both(1)
    const before = stage.hub.journal.events
    for (const seq of [2, 3]) two.emit(groupMessage(1, seq))
    await recorded(stage, before + 2)
    expect(seen(bot)).toEqual(['10001 n1'])
    await one.close()
    await expect.poll(() => seen(bot)).toEqual(['10001 n1', '10002 n2', '10002 n3'])
    two.emit(groupMessage(1, 4))
    await expect.poll(() => seen(bot).at(-1)).toBe('10002 n4')
  })

  it('gets what it missed while it was away, each message once', async () => {
    await start()
    const away = await stage.opened('?self_id=all&access_token=bot')
    await both(1)
    await expect.poll(() => seen(away)).toEqual(['10001 n1'])
    await expect.poll(() => away.pings.length).toBeGreaterThan(0)
    away.ws.close()
    await expect.poll(() => stage.hub.clients().length).toBe(0)
    for (const seq of [2, 3]) await both(seq)
    const back = await stage.opened('?self_id=all&access_token=bot')
    await expect.poll(() => seen(back).slice(-2)).toEqual(['10001 n2', '10001 n3'])
  })

  it('is posted each message once', async () => {
    const receiver = await postReceiver(stage)
    await start({ clients: [{ name: 'bot', type: 'http-post', url: receiver.url, sameMessage: 'once' }] })
    await both(1)
    await both(2)
    const posted = () => receiver.events().map(({ self_id, raw_message }) => `${self_id} ${raw_message}`)
    await expect.poll(posted).toEqual(['10001 n1', '10001 n2'])
  })
})

describe('where events outlive the hub', () => {
  const once = (client: TestClient) => seen(client).map((each) => each.split(' ')[1])

  it('a client with same_message: once goes on after a restart, with each message since then once', async () => {
    stage.kept = new Kept()
    await start()
    const bot = await stage.opened('?self_id=all&access_token=bot')
    await both(1, { message: [{ type: 'at', data: { qq: '10002' } }] })
    for (const seq of [2, 3, 4]) await both(seq)
    await expect.poll(() => seen(bot).at(-1)).toBe('10001 n4')
    await stage.clock.advance(1_000)
    await bot.call('get_status', { self_id: 10001 })
    bot.ws.terminate()
    await expect.poll(() => stage.hub.clients().length).toBe(0)
    await stage.clock.advance(1_000)
    await stage.hub.close()
    one = await stage.account('10001')
    two = await stage.account('10002')
    await start()
    await both(5)
    const back = await stage.opened('?self_id=all&access_token=bot')
    await both(6)
    await expect.poll(() => once(back)).toEqual(['n5', 'n6'])
  })

  it('one that memory has overtaken reads on from the log, each message once', async () => {
    stage.kept = new Kept()
    await start({ journal: { engine: 'memory', keep: { ageMs: 1e9, events: 4, bytes: 1e9 } } })
    const bot = await stage.opened('?self_id=all&access_token=bot')
    bot.ws.terminate()
    await expect.poll(() => stage.hub.clients().length).toBe(0)
    for (let seq = 1; seq <= 10; seq++) {
      for (const each of [one, two]) each.emit(groupMessage(1, seq))
      await expect.poll(() => stage.kept?.events.length).toBe(2 * seq)
    }
    const back = await stage.opened('?self_id=all&access_token=bot')
    await expect
      .poll(() => once(back).sort())
      .toEqual(Array.from({ length: 10 }, (_, n) => `n${n + 1}`).sort())
  })
})
