import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type SimulatedAccount, Stage } from '../packages/hub/src/hub.fixture.js'
import { upgradeStatus } from '../packages/hub/src/peers.fixture.js'

/** Faults that were proven of an older hub; the numbers are those of the report. Here: nobody gets in who should not. */

let stage: Stage
let account: SimulatedAccount
beforeEach(async () => {
  stage = new Stage()
  account = await stage.account('10001', { token: 'upstream-secret' })
})
afterEach(() => stage.close())

const listen = { host: '127.0.0.1', port: 0, token: 'hub-secret' }
const bearer = (token: string) => ({ Authorization: `Bearer ${token}` })

async function start(options = {}): Promise<void> {
  const upstreams = [{ name: 'a', type: 'ws', url: account.url, token: 'upstream-secret' }] as const
  await stage.start([], { upstreams, ...options })
  await expect.poll(() => stage.hub.accounts()).toHaveLength(1)
}

describe('who comes in', () => {
  it('fault 30: Bearer is rejected, access_token unknown, the token checked after the upgrade and logged', async () => {
    await start({ listen })
    await stage.opened('', bearer('hub-secret'))
    await stage.opened('?access_token=hub-secret')
    for (const path of ['/', '/onebot/v11/ws', '/onebot/v11/ws/']) {
      expect(await upgradeStatus(`${stage.hub.url}${path}`, {})).toBe(401)
      expect(await upgradeStatus(`${stage.hub.url}${path}`, bearer('hub-secreT'))).toBe(403)
      expect(await upgradeStatus(`${stage.hub.url}${path}`, bearer('hub-secret'))).toBe(101)
    }
    const { json } = await stage.http('/api/get_ws_port', undefined, { Authorization: 'hub-secret' })
    const { port } = json.data as { port: number }
    await stage.opened(`ws://127.0.0.1:${port}/`, { Authorization: 'hub-secret' })
    const log = JSON.stringify(stage.log)
    for (const secret of ['hub-secret', 'hub-secreT', 'upstream-secret', 'Bearer'])
      expect(log).not.toContain(secret)
  })

  it('fault 31: a web page can drive the account', async () => {
    await start()
    const page = { Origin: 'https://evil.example' }
    for (const headers of [page, { ...page, Host: 'evil.example' }, { 'Sec-Fetch-Site': 'cross-site' }]) {
      expect(await upgradeStatus(`${stage.hub.url}/`, headers)).toBe(403)
    }
    // DNS rebinding: the page's own name leads to this machine.
    expect(await upgradeStatus(`${stage.hub.url}/`, { Host: 'evil.example' })).toBe(403)
    expect(await upgradeStatus(`${stage.hub.url}/`, {})).toBe(101)
    const { json } = await stage.http('/api/get_ws_port')
    const { port } = json.data as { port: number }
    expect(await upgradeStatus(`ws://127.0.0.1:${port}/`, page)).toBe(403)
  })

  it('fault 32: anybody, any page, from anywhere, can use up the ports', async () => {
    await start({ listen })
    const paths = ['get_ws_port', 'get_online_clients', 'set_client_name', 'send_broadcast_data']
    for (const path of paths) expect((await stage.http(`/api/${path}`)).code).toBe(401)
    // No page knows the token.
    const page = { Origin: 'https://evil.example' }
    expect((await stage.http('/api/get_ws_port', undefined, page)).code).toBe(403)
    await expect(stage.start([], { listen: { host: '0.0.0.0', port: 0 } })).rejects.toThrow(/token/)
  })

  it('fault 33: every client holds the token of the upstream, and may restart the account', async () => {
    const clients = [
      { name: 'a', token: 'token-a' },
      { name: 'b', token: 'token-b', allow: ['set_restart'] },
    ]
    await start({ listen, clients })
    expect(await upgradeStatus(`${stage.hub.url}/`, bearer('upstream-secret'))).toBe(403)
    const [a, b] = [await stage.opened('', bearer('token-a')), await stage.opened('', bearer('token-b'))]
    expect(await a.call('set_restart')).toMatchObject({ status: 'failed', retcode: 1403 })
    expect(account.calls.map(({ action }) => action)).not.toContain('set_restart')
    expect(await b.call('set_restart')).toMatchObject({ status: 'async' })
  })

  it('fault 35: there is but one account', async () => {
    const second = await stage.account('10002')
    const upstreams = [
      { name: 'a', type: 'ws', url: account.url, token: 'upstream-secret' },
      { name: 'b', type: 'ws', url: second.url },
    ] as const
    await stage.start([], { upstreams })
    await expect.poll(() => stage.hub.accounts()).toHaveLength(2)
    const client = await stage.opened('?self_id=all')
    account.emit({ post_type: 'notice' })
    second.emit({ post_type: 'notice' })
    await expect.poll(() => client.events.map(({ self_id }) => self_id).sort()).toEqual([10001, 10002])
    expect(await client.call('get_login_info', { self_id: 10002 })).toMatchObject({
      data: { user_id: 10002 },
    })
  })
})
