import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type SimulatedAccount, Stage, type TestClient } from './hub.fixture.js'

/** Beyond 2^53: as a JavaScript number it would be another account. */
const HUGE = '9007199254740993'

let stage: Stage
let accounts: SimulatedAccount[]
beforeEach(async () => {
  stage = new Stage()
  accounts = [await stage.account('10001'), await stage.account('10002'), await stage.account(HUGE)]
})
afterEach(() => stage.close())

const accountAt = (index: number): SimulatedAccount => accounts[index] as SimulatedAccount

const emitAll = (): void => {
  for (const [index, account] of accounts.entries()) account.emit({ post_type: 'notice', n: index })
}

/** The calls of the test that each account got, without what the hub asks by itself. */
const callsTo = (): string[][] =>
  accounts.map(({ calls }) => calls.map(({ action }) => action).filter((each) => each.startsWith('test_')))

const selfIds = (client: TestClient): string[] =>
  client.texts.map((text) => /"self_id":(\d+)/.exec(text)?.[1] ?? '')

describe('a connection', () => {
  it('serves the account it asks for, also beyond 2^53', async () => {
    await stage.start(accounts)
    for (const selfId of ['10001', '10002', HUGE]) {
      const client = await stage.opened(`?self_id=${selfId}`)
      emitAll()
      await expect.poll(() => client.events.length).toBe(1)
      expect(selfIds(client)).toEqual([selfId, selfId])
      await client.call('test_x')
    }
    expect(callsTo()).toEqual([['test_x'], ['test_x'], ['test_x']])
  })

  it('serves the first account in the order of the config when it asks for none, and the log says so', async () => {
    await stage.start(accounts)
    const client = await stage.opened()
    emitAll()
    await expect.poll(() => client.events).toMatchObject([{ self_id: 10001 }])
    expect(stage.log.find(({ text }) => text.includes('serving the first account'))?.fields).toMatchObject({
      account: '10001',
      accounts: ['10001', '10002', HUGE],
    })
  })

  it('serves all accounts when it asks for them: a lifecycle event and the events of each', async () => {
    await stage.start(accounts)
    const client = await stage.opened('?self_id=all')
    await expect.poll(() => selfIds(client)).toEqual(['10001', '10002', HUGE])
    emitAll()
    await expect.poll(() => client.events.length).toBe(3)
    expect(selfIds(client).slice(3).sort()).toEqual(['10001', '10002', HUGE])
  })

  it('serves the accounts of its client only', async () => {
    await stage.start(accounts, { clients: [{ name: 'bot', token: 'secret', accounts: ['10002', HUGE] }] })
    const one = await stage.opened('?access_token=secret')
    const all = await stage.opened('?access_token=secret&self_id=all')
    emitAll()
    await expect.poll(() => [one.events.length, all.events.length]).toEqual([1, 2])
    expect(selfIds(one)).toEqual(['10002', '10002'])
    expect(selfIds(all).sort()).toEqual(['10002', '10002', HUGE, HUGE].sort())
    expect(await stage.client('?access_token=secret&self_id=10001').opened()).toBe(403)
  })

  it.each(['0', '-1', 'abc', '1.5', '01', ' 1'])('is refused with 400 for self_id=%j', async (selfId) => {
    await stage.start(accounts)
    expect(await stage.client(`?self_id=${encodeURIComponent(selfId)}`).opened()).toBe(400)
  })
})

describe('until its account was seen', () => {
  it('a client gets 503, and is let in afterwards', async () => {
    const late = await stage.account('10009', { silent: true })
    late.answer = () => new Promise(() => {})
    const upstreams = [accountAt(0), late].map(({ url }, n) => ({ name: `up${n}`, type: 'ws' as const, url }))
    await stage.start([accountAt(0)], {
      upstreams,
      clients: [{ name: 'bot', token: 'secret', accounts: ['10009'] }],
      listen: { host: '127.0.0.1', port: 0, token: 'open' },
    })
    const wanted = [
      '?access_token=secret',
      '?access_token=secret&self_id=all',
      '?access_token=open&self_id=10009',
    ]
    for (const query of wanted) expect(await stage.client(query).opened()).toBe(503)
    late.emit({ post_type: 'meta_event', meta_event_type: 'lifecycle', sub_type: 'connect' })
    await expect.poll(() => stage.hub.accounts()).toHaveLength(2)
    for (const query of wanted) await stage.opened(query)
  })

  it('everybody gets 503 when there is none at all', async () => {
    await stage.start([])
    for (const query of ['', '?self_id=all', '?self_id=10001']) {
      expect(await stage.client(query).opened()).toBe(503)
    }
  })

  it('connections for all accounts go without it, and get its lifecycle then, if they may see it', async () => {
    const late = await stage.account('10009', { silent: true })
    late.answer = () => new Promise(() => {})
    const upstreams = [accountAt(0), late].map(({ url }, n) => ({ name: `up${n}`, type: 'ws' as const, url }))
    await stage.start([accountAt(0)], {
      upstreams,
      clients: [{ name: 'limited', token: 'secret', accounts: ['10001'] }],
      listen: { host: '127.0.0.1', port: 0, token: 'open' },
    })
    const everything = await stage.opened('?access_token=open&self_id=all')
    const limited = await stage.opened('?access_token=secret&self_id=all')
    late.emit({ post_type: 'meta_event', meta_event_type: 'lifecycle', sub_type: 'connect' })
    late.emit({ post_type: 'notice' })
    accountAt(0).emit({ post_type: 'notice', n: 'end' })
    await expect.poll(() => limited.events).toMatchObject([{ n: 'end' }])
    await expect.poll(() => everything.events.length).toBe(2)
    expect(selfIds(limited)).toEqual(['10001', '10001'])
    expect(selfIds(everything).filter((each) => each === '10009')).toHaveLength(2)
  })
})

describe('a call', () => {
  it('goes to the account in its params, which is taken out before', async () => {
    await stage.start(accounts)
    const client = await stage.opened('?self_id=10001')
    await client.ask('{"action":"test_a","params":{"self_id":10002,"x":1},"echo":1}')
    await client.ask(`{"action":"test_b","params":{"x":1,"self_id":${HUGE}},"echo":1}`)
    await client.ask(`{"action":"test_c","params":{"self_id":"${HUGE}"},"echo":1}`)
    expect(callsTo()).toEqual([[], ['test_a'], ['test_b', 'test_c']])
    expect(accountAt(1).calls.at(-1)?.params).toEqual({ x: 1 })
    expect(
      accountAt(2)
        .calls.map(({ text }) => text)
        .join(),
    ).not.toContain('self_id')
    expect(accountAt(2).calls.at(-1)?.params).toEqual({})
  })

  it('keeps a self_id that is not at the top of its params', async () => {
    await stage.start(accounts)
    const client = await stage.opened('?self_id=10001')
    await client.call('test_a', { message: [{ type: 'node', data: { self_id: 10002 } }] })
    expect(accountAt(0).calls.at(-1)?.params).toEqual({
      message: [{ type: 'node', data: { self_id: 10002 } }],
    })
    expect(callsTo()).toEqual([['test_a'], [], []])
  })

  it('that could be meant for several is answered 1400 with their list, and goes to none', async () => {
    await stage.start(accounts)
    const client = await stage.opened('?self_id=all')
    const reply = await client.call('test_a', { group_id: 1 })
    expect(reply).toMatchObject({ status: 'failed', retcode: 1400, data: null })
    for (const selfId of ['10001', '10002', HUGE]) expect(reply.wording).toContain(selfId)
    expect(callsTo()).toEqual([[], [], []])
  })

  it('for an account nobody knows is answered 1400, and goes to none', async () => {
    await stage.start(accounts)
    const client = await stage.opened('?self_id=10001')
    expect(await client.call('test_a', { self_id: 10003 })).toMatchObject({ retcode: 1400 })
    expect(callsTo()).toEqual([[], [], []])
  })

  it('for an account its client may not use is answered 1403, whatever the connection serves', async () => {
    await stage.start(accounts, { clients: [{ name: 'bot', token: 'secret', accounts: ['10002'] }] })
    for (const query of ['', '&self_id=all']) {
      const client = await stage.opened(`?access_token=secret${query}`)
      expect(await client.call('test_no', { self_id: 10001 })).toMatchObject({ retcode: 1403 })
      expect(await client.call('test_yes')).toMatchObject({ retcode: 1404 })
    }
    expect(callsTo()).toEqual([[], ['test_yes', 'test_yes'], []])
  })
})
