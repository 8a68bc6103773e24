import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type SimulatedAccount, Stage, type TestClient } from './hub.fixture.js'

let stage: Stage
let accounts: SimulatedAccount[]
beforeEach(async () => {
  stage = new Stage()
  accounts = [await stage.account('10001'), await stage.account('10002')]
})
afterEach(() => stage.close())

const SILENT = { autoPong: false }

/** Opens many at once and gives those that were let in, and how the others were refused. */
async function rush(count: number, query: string): Promise<{ open: TestClient[]; refused: number[] }> {
  const clients = Array.from({ length: count }, () => stage.client(query))
  const outcomes = await Promise.all(clients.map((client) => client.opened()))
  return {
    open: clients.filter((_, index) => outcomes[index] === 'open'),
    refused: outcomes.filter((each) => each !== 'open'),
  }
}

describe('a second connection of the same client for the same account', () => {
  it('gets 409 while the first one answers, which goes on', async () => {
    await stage.start(accounts)
    const first = await stage.opened('?client_name=bot')
    expect(await stage.client('?client_name=bot').opened()).toBe(409)
    accounts[0]?.emit({ post_type: 'notice', n: 1 })
    await expect.poll(() => first.events).toMatchObject([{ n: 1 }])
  })

  it('takes over within about a second when the first one is silent', async () => {
    await stage.start(accounts)
    const first = await stage.opened('?client_name=bot', {}, SILENT)
    const opening = stage.opened('?client_name=bot')
    await expect.poll(() => first.pings).toContain('probe')
    expect(first.closed).toBeUndefined()
    await stage.clock.advance(1_000)
    const second = await opening
    expect(first.appId).toBe(second.appId)
    await expect.poll(() => first.closed).toMatchObject({ code: 1008 })
    accounts[0]?.emit({ post_type: 'notice', n: 1 })
    await expect.poll(() => second.events).toMatchObject([{ n: 1 }])
    const { json } = await stage.http('/api/get_online_clients')
    expect(json.data).toEqual({ clients: [{ app_id: second.appId, client_name: 'bot' }] })
  })

  it('is refused although it came in the same moment: one of many gets in', async () => {
    await stage.start(accounts)
    const { open, refused } = await rush(10, '?client_name=bot')
    expect(open).toHaveLength(1)
    expect(refused).toEqual(Array.from({ length: 9 }, () => 409))
  })

  it('is refused while another newcomer waits for the silent first one', async () => {
    await stage.start(accounts)
    await stage.opened('?client_name=bot', {}, SILENT)
    const { open, refused } = await rush(5, '?client_name=bot')
    expect(open).toHaveLength(1)
    expect(refused).toEqual([409, 409, 409, 409])
  })

  it('is not let in any more when the hub was closed meanwhile', async () => {
    const hub = await stage.start(accounts)
    const first = await stage.opened('?client_name=bot', {}, SILENT)
    const second = stage.client('?client_name=bot')
    await expect.poll(() => first.pings).toContain('probe')
    await hub.close()
    await expect.poll(() => second.closed, { timeout: 3_000 }).toBeDefined()
  })

  it('is free again as soon as the first one has closed', async () => {
    await stage.start(accounts)
    const first = await stage.opened('?client_name=bot')
    first.ws.close()
    await expect.poll(() => first.closed).toBeDefined()
    await stage.opened('?client_name=bot')
  })
})

describe('one client', () => {
  it('may have a connection for each account and one for all, as one client with one app_id', async () => {
    await stage.start(accounts)
    const connections = await Promise.all(
      ['self_id=10001', 'self_id=10002', 'self_id=all'].map((each) =>
        stage.opened(`?client_name=bot&${each}`),
      ),
    )
    expect(new Set(connections.map(({ appId }) => appId)).size).toBe(1)
    const { json } = await stage.http('/api/get_online_clients')
    expect(json.data).toEqual({ clients: [{ app_id: connections[0]?.appId, client_name: 'bot' }] })
  })

  it('confirms each of its connections by itself', async () => {
    await stage.start(accounts.slice(0, 1), {
      clients: [{ name: 'bot', token: 'secret', accounts: ['10001'] }],
    })
    const all = await stage.opened('?access_token=secret&self_id=all')
    const one = await stage.opened('?access_token=secret&self_id=10001', {}, SILENT)
    accounts[0]?.emit({ post_type: 'notice', n: 1 })
    await expect.poll(() => [all.events.length, one.events.length]).toEqual([1, 1])
    await expect.poll(() => all.pings).toEqual(['1'])
    one.ws.terminate()
    await expect.poll(() => stage.log.some(({ text }) => text === 'client disconnected')).toBe(true)
    const again = await stage.opened('?access_token=secret&self_id=10001')
    await expect.poll(() => again.events).toMatchObject([{ n: 1 }])
  })

  it('is the client of its token, whatever name it gives; that name is no other client’s', async () => {
    await stage.start(accounts, { clients: [{ name: 'bot', token: 'secret' }], listen: listenWith('open') })
    const bot = await stage.opened('?access_token=secret&client_name=other')
    const { json } = await stage.http('/api/get_online_clients', undefined, { Authorization: 'Bearer open' })
    expect(json.data).toEqual({ clients: [{ app_id: bot.appId, client_name: 'bot' }] })
    expect(await stage.client('?access_token=open&client_name=bot').opened()).toBe(409)
  })
})

const listenWith = (token: string) => ({ host: '127.0.0.1', port: 0, token })
