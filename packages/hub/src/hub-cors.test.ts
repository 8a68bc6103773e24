import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ask } from './http-peers.fixture.js'
import { type SimulatedAccount, Stage } from './hub.fixture.js'

let stage: Stage
let account: SimulatedAccount
beforeEach(async () => {
  stage = new Stage()
  account = await stage.account()
})
afterEach(() => stage.close())

const bearer = (token: string) => ({ Authorization: `Bearer ${token}` })
const listen = { host: '127.0.0.1', port: 0, token: 'open' }
const probes = new Set(['get_login_info', 'get_version_info'])
const called = () => account.calls.map(({ action }) => action).filter((action) => !probes.has(action))

describe('a web page', () => {
  const page = { Origin: 'https://bot.example' }
  const cors = ['https://bot.example']
  const open = { host: '127.0.0.1', port: 0 }
  const paths = ['/get_status', '/_events', '/api/get_online_clients']

  it('of any other origin is refused on every path unless it is allowed', async () => {
    await stage.start([account])
    for (const path of paths) {
      for (const method of ['GET', 'OPTIONS', 'POST']) {
        const answer = await ask(stage, path, { method, headers: page })
        expect(answer).toMatchObject({ status: 403, json: { retcode: 1403 } })
        expect(answer.headers).not.toHaveProperty('access-control-allow-origin')
      }
    }
    expect(called()).toEqual([])
  })

  it('of an allowed origin may use the HTTP API, after its preflight, with its token', async () => {
    await stage.start([account], { listen: { ...listen, cors } })
    const asks = {
      'Access-Control-Request-Method': 'POST',
      'Access-Control-Request-Headers': 'authorization',
    }
    const preflight = await ask(stage, '/get_status', { method: 'OPTIONS', headers: { ...page, ...asks } })
    expect(preflight).toMatchObject({
      status: 204,
      headers: { 'access-control-allow-origin': 'https://bot.example', vary: 'Origin' },
    })
    expect(preflight.headers['access-control-allow-headers']).toMatch(/Authorization.*X-Idempotency-Key/)
    const cross = { ...page, 'Sec-Fetch-Site': 'cross-site' }
    for (const path of ['/get_status', '/api/get_online_clients']) {
      const answer = await ask(stage, path, { headers: { ...cross, ...bearer('open') } })
      expect(answer.status).toBe(200)
      expect(answer.headers['access-control-allow-origin']).toBe('https://bot.example')
    }
    // A refusal can be read, too: else a page could not tell a wrong token from a hub that is down.
    const refused = await ask(stage, '/get_status', { headers: cross })
    expect(refused.status).toBe(401)
    expect(refused.headers['access-control-allow-origin']).toBe('https://bot.example')
  })

  it('of a third origin, or of a name that only leads here, stays refused', async () => {
    await stage.start([account], { listen: { ...open, cors } })
    const foreign = [
      { Origin: 'https://evil.example' },
      { Origin: 'null' },
      { 'Sec-Fetch-Site': 'cross-site' },
      { Host: 'evil.example' },
      { ...page, Host: 'evil.example' },
    ]
    for (const headers of foreign) {
      for (const method of ['GET', 'OPTIONS'])
        expect((await ask(stage, '/get_status', { method, headers })).status).toBe(403)
    }
    expect(called()).toEqual([])
  })
})
