import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type SimulatedAccount, Stage } from './hub.fixture.js'
import { type Application, application } from './peers.fixture.js'

let stage: Stage
let accounts: SimulatedAccount[]
let app: Application
beforeEach(async () => {
  stage = new Stage()
  accounts = [await stage.account('10001'), await stage.account('9007199254740993')]
  app = await application(stage)
})
afterEach(() => stage.close())

const clientOf = (more: object = {}) =>
  ({ name: 'nonebot', type: 'ws-reverse', url: `${app.url}/onebot/v11/ws`, ...more }) as const

const selfIds = () => app.requests.map((headers) => headers['x-self-id'])
const eventsOf = () =>
  app.texts.filter((text) => !text.includes('meta_event')).map((text) => JSON.parse(text))

describe('an application that the hub dials', () => {
  it('gets one connection for each account, with the headers of the standard', async () => {
    await stage.start(accounts, { clients: [clientOf({ token: '秘密' })] })
    await expect.poll(() => app.links.length).toBe(2)
    expect(selfIds().sort()).toEqual(['10001', '9007199254740993'])
    for (const headers of app.requests) {
      expect(headers['x-client-role']).toBe('Universal')
      expect(Buffer.from(headers.authorization ?? '', 'latin1').toString()).toBe('Bearer 秘密')
    }
    await expect.poll(() => app.texts.filter((text) => text.includes('lifecycle')).length).toBe(2)
  })

  it('sends no Authorization header where it has no token', async () => {
    await stage.start(accounts.slice(0, 1), { clients: [clientOf()] })
    await expect.poll(() => app.links.length).toBe(1)
    expect(app.requests[0]).not.toHaveProperty('authorization')
  })

  it('gets the events of each account on its own connection, and its calls go there', async () => {
    await stage.start(accounts, { clients: [clientOf()] })
    // A new client gets what comes after its connection has begun.
    await expect.poll(() => app.texts.filter((text) => text.includes('lifecycle')).length).toBe(2)
    accounts[1]?.emit({ post_type: 'notice', n: 1 })
    await expect.poll(() => app.texts.some((text) => text.includes('"n":1'))).toBe(true)
    const second = app.links[selfIds().indexOf('9007199254740993')]
    second?.send([Buffer.from('{"action":"test_x","echo":1}')])
    await expect.poll(() => app.texts.some((text) => text.includes('"echo":1'))).toBe(true)
    expect(accounts.map(({ calls }) => calls.filter(({ action }) => action === 'test_x').length)).toEqual([
      0, 1,
    ])
  })

  it('is dialled only for the accounts of its entry', async () => {
    const other = await application(stage)
    const clients = [clientOf({ accounts: ['10001'] }), { ...clientOf({ name: 'other' }), url: other.url }]
    await stage.start(accounts, { clients })
    await expect.poll(() => [app.links.length, other.links.length]).toEqual([1, 2])
    expect(selfIds()).toEqual(['10001'])
  })

  it('is dialled again when it has gone, with the same client behind it, and gets what it missed', async () => {
    await stage.start(accounts.slice(0, 1), { clients: [clientOf()] })
    await expect.poll(() => app.links.length).toBe(1)
    const before = (await stage.http('/api/get_online_clients')).json.data
    app.refuseWith = 503
    await app.links[0]?.close(1001, 'restart')
    await expect
      .poll(async () => (await stage.http('/api/get_online_clients')).json.data)
      .toEqual({ clients: [] })
    for (const n of [1, 2, 3]) accounts[0]?.emit({ post_type: 'notice', n })
    app.refuseWith = 0
    await expect.poll(() => eventsOf().map(({ n }) => n), { timeout: 5_000 }).toEqual([1, 2, 3])
    expect((await stage.http('/api/get_online_clients')).json.data).toEqual(before)
  })

  it('never has two connections for one account, even while the old socket takes its time to close', async () => {
    await stage.start(accounts.slice(0, 1), { clients: [clientOf()], deadAfterMs: 300 })
    await expect.poll(() => app.links.length).toBe(1)
    // It reads nothing any more, so that neither pings nor the closing handshake are answered.
    app.links[0]?.pause()
    stage.undo(() => app.links[0]?.resume())
    await expect.poll(() => app.links.length, { timeout: 5_000 }).toBe(2)
    expect((await stage.http('/api/get_online_clients')).json.data).toMatchObject({
      clients: [{ client_name: 'nonebot' }],
    })
    expect(stage.log.findIndex(({ text }) => text === 'client disconnected')).toBeLessThan(
      stage.log.findLastIndex(({ text }) => text === 'client connected'),
    )
  })

  it('that refuses with 403 goes on being dialled, and the log names both likely causes once', async () => {
    app.refuseWith = 403
    await stage.start(accounts.slice(0, 1), { clients: [clientOf({ token: 'secret' })] })
    await expect.poll(() => app.requests.length, { timeout: 5_000 }).toBeGreaterThan(2)
    const lines = stage.log.filter(({ text }) => text.startsWith('client not connected'))
    expect(lines).toHaveLength(1)
    expect(lines[0]?.text).toMatch(/token is wrong.*or.*holds a connection/)
    expect(JSON.stringify(stage.log)).not.toContain('secret')
  })

  it('is closed with 1012 when the hub is closed, and not dialled any more', async () => {
    const hub = await stage.start(accounts.slice(0, 1), { clients: [clientOf()] })
    // Not only accepted over there: until the hub has seen that, it can but break the connection off.
    await expect.poll(() => stage.log.some(({ text }) => text === 'client connected')).toBe(true)
    await hub.close()
    expect(await app.links[0]?.closed).toEqual({ code: 1012, reason: 'the hub stops' })
    expect(app.requests).toHaveLength(1)
  })
})
