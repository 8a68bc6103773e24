import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { upgradeStatus } from '../../hub/src/peers.fixture.js'
import {
  ADMIN_TOKEN,
  AdminStage,
  type Asking,
  type Browser,
  CLIENT_TOKEN,
  LISTEN_TOKEN,
  METRICS_TOKEN,
  VIEWER_TOKEN,
} from './admin.fixture.js'
import { routes } from './routes/table.js'

let stage: AdminStage
let admin: Browser
let viewer: Browser
beforeEach(async () => {
  stage = new AdminStage()
  await stage.start()
  admin = await stage.login(ADMIN_TOKEN)
  viewer = await stage.login(VIEWER_TOKEN)
})
afterEach(() => stage.close())

/** Every route of the table, so that a new one cannot be forgotten here. */
const all = Object.entries(routes).map(([name, route]) => {
  const [method = '', pattern = ''] = name.split(' ')
  return { name, method, path: pattern.replace(/:\w+/g, 'x'), need: route.need }
})
const guarded = all.filter(({ need }) => need !== 'none')
const forViewers = guarded.filter(({ need }) => need === 'viewer')
const forAdmins = guarded.filter(({ need }) => need === 'admin')
const posts = guarded.filter(({ method }) => method === 'POST')
const refusals = ['no_login', 'wrong_token', 'not_allowed', 'foreign_origin', 'no_csrf', 'wrong_method']

/** Status and code of an answer, which must be one of JSON that no browser takes for a page. */
async function refused(method: string, path: string, asking: Asking): Promise<string> {
  const { status, json, headers } = await stage.ask(method, path, asking)
  expect(headers['content-type']).toBe('application/json; charset=utf-8')
  return `${status} ${(json.error as { readonly code?: string } | undefined)?.code ?? json.retcode}`
}

describe('the table of routes', () => {
  it('has routes for all realms', () => {
    expect(forViewers.length).toBeGreaterThan(5)
    expect(forAdmins.length).toBeGreaterThan(10)
    expect(posts.length).toBeGreaterThan(8)
  })
})

describe.each(guarded)('$name', ({ method, path, need }) => {
  const body = method === 'POST' ? { body: {} } : {}

  it('needs a login', async () => {
    expect(await refused(method, path, body)).toBe('401 no_login')
  })

  it.each([
    ['a client', CLIENT_TOKEN],
    ['the hub', LISTEN_TOKEN],
    ['nobody', 'a-token-of-nobody'],
  ])('takes no token of %s', async (_, token) => {
    expect(await refused(method, path, { token, ...body })).toBe('403 wrong_token')
  })

  it('takes no token in its query', async () => {
    const asked = await refused(method, `${path}?access_token=${ADMIN_TOKEN}`, body)
    expect(asked).toBe('401 no_login')
  })

  it('takes nothing of a foreign page, whatever it shows', async () => {
    for (const origin of ['https://evil.example', 'null', 'http://127.0.0.1:1']) {
      expect(await refused(method, path, { token: ADMIN_TOKEN, origin, ...body })).toBe('403 foreign_origin')
      // The door of the hub comes first.
      expect(await refused(method, path, { browser: admin, origin, ...body })).toMatch(/^403 /)
    }
    const headers = { 'Sec-Fetch-Site': 'same-site' }
    expect(await refused(method, path, { browser: admin, headers, ...body })).toMatch(/^403 /)
  })

  it('takes no other method', async () => {
    const others = ['GET', 'POST', 'PUT', 'DELETE', 'PATCH'].filter((each) => each !== method)
    for (const other of others) {
      // Some paths have two methods.
      if (all.some((each) => each.path === path && each.method === other)) continue
      expect(await refused(other, path, { token: ADMIN_TOKEN }), other).toBe('405 wrong_method')
    }
  })

  it('takes no session that was ended', async () => {
    await stage.ask('POST', '/api/admin/logout', { browser: admin, body: {} })
    expect(await refused(method, path, { browser: admin, ...body })).toBe('401 no_login')
  })

  it(`is for ${need}, and for nobody below`, async () => {
    const metrics = await stage.ask(method, path, { token: METRICS_TOKEN, ...body })
    const code = (metrics.json.error as { readonly code?: string } | undefined)?.code
    if (need === 'metrics') expect(metrics.status).toBe(200)
    else expect(code).toBe('not_allowed')
    if (need === 'admin')
      for (const asking of [{ token: VIEWER_TOKEN }, { browser: viewer }])
        expect(await refused(method, path, { ...asking, ...body })).toBe('403 not_allowed')
  })
})

describe.each(posts)('a browser at $name', ({ method, path }) => {
  it.each([
    ['no CSRF token', ''],
    ['a wrong one', 'x'.repeat(43)],
  ])('is refused with %s', async (_, csrf) => {
    expect(await refused(method, path, { browser: { ...admin, csrf }, body: {} })).toBe('403 no_csrf')
  })

  it('is refused with the CSRF token of another session', async () => {
    const other = await stage.login(ADMIN_TOKEN)
    const asking = { browser: { ...admin, csrf: other.csrf }, body: {} }
    expect(await refused(method, path, asking)).toBe('403 no_csrf')
  })

  it('is refused without an Origin', async () => {
    const headers = { Cookie: admin.cookie, 'X-CSRF-Token': admin.csrf }
    expect(await refused(method, path, { headers, body: {} })).toBe('403 foreign_origin')
  })
})

describe('a route that is admitted', () => {
  it.each(forViewers)('is answered to a viewer: $name', async ({ method, path }) => {
    const { status, json } = await stage.ask(method, path, {
      browser: viewer,
      ...(method === 'POST' && { body: {} }),
    })
    expect(refusals).not.toContain((json.error as { readonly code?: string } | undefined)?.code)
    expect([200, 400, 404]).toContain(status)
  })

  it.each(guarded)('is answered to the admin: $name', async ({ method, path }) => {
    for (const asking of [{ token: ADMIN_TOKEN }, { browser: admin }]) {
      const answer = await stage.ask(method, path, { ...asking, ...(method === 'POST' && { body: {} }) })
      expect(refusals).not.toContain((answer.json.error as { readonly code?: string } | undefined)?.code)
      expect(answer.headers['x-content-type-options']).toBe('nosniff')
      expect(answer.headers['cache-control']).toBe('no-store')
      expect(answer.headers['content-security-policy']).toContain("frame-ancestors 'none'")
      if (path === '/api/admin/logout') admin = await stage.login(ADMIN_TOKEN)
    }
  })

  it('is told to anybody without a name: /status.json', async () => {
    const state = stage.shown.makeState()
    const account = { self_id: '10001', nickname: '小企', online: true, since: 0, health: 'online' as const }
    const more = { events: 0, calls_in_flight: 0, held_calls: 0 }
    stage.shown.makeState = () => ({ ...state, accounts: [{ ...account, ...more }] })
    const { status, json, text } = await stage.ask('GET', '/status.json')
    expect(status).toBe(200)
    expect(json).toMatchObject({ up: true, ready: true, healthy: true, accounts: 1, accounts_online: 1 })
    expect(text).not.toMatch(/10001|小企/)
  })
})

describe('who guesses tokens', () => {
  it('is told nothing more, by whatever host name he asks', async () => {
    const headers = { Host: 'bot.example.com' }
    const asked = async (token: string) =>
      (await stage.ask('GET', '/api/admin/state', { token, headers })).status
    for (let n = 0; n < 10; n++) expect(await asked(`wrong-${n}`)).toBe(403)
    expect(await asked(ADMIN_TOKEN)).toBe(403)
    expect((await stage.ask('GET', '/api/admin/state', { token: ADMIN_TOKEN })).status).toBe(429)
    await stage.clock.advance(60_000)
    expect(await asked(ADMIN_TOKEN)).toBe(200)
  })
})

describe('anybody', () => {
  it('costs the hub one snapshot a second', async () => {
    const { snapshots } = stage.shown
    for (let n = 0; n < 20; n++) expect((await stage.ask('GET', '/status.json')).status).toBe(200)
    expect(stage.shown.snapshots).toBeLessThanOrEqual(snapshots + 5)
    await stage.clock.advance(1_000)
    const before = stage.shown.snapshots
    await stage.ask('GET', '/status.json')
    expect(stage.shown.snapshots).toBe(before + 1)
  })
})

describe('the two realms', () => {
  it('are apart: tokens of the operator open no path of OneBot', async () => {
    for (const token of [ADMIN_TOKEN, VIEWER_TOKEN, METRICS_TOKEN]) {
      expect((await stage.ask('GET', '/get_status', { token })).status).toBe(403)
      expect((await stage.ask('GET', '/_events', { token })).status).toBe(403)
      expect((await stage.ask('GET', '/api/get_online_clients', { token })).status).toBe(403)
      expect((await stage.ask('POST', '/api/reload', { token, body: {} })).status).toBe(403)
      const headers = { Authorization: `Bearer ${token}` }
      for (const path of ['/', '/event', '/api', '/onebot/v11/ws'])
        expect(await upgradeStatus(`${stage.stage.hub.url}${path}`, headers)).toBe(403)
    }
  })

  it('are apart: a session opens no path of OneBot', async () => {
    expect((await stage.ask('GET', '/get_status', { browser: admin })).status).toBe(401)
    expect(await upgradeStatus(`${stage.stage.hub.url}/event`, { Cookie: admin.cookie })).toBe(401)
  })

  it('stay apart for another host name: a token of one lifts no check of the other', async () => {
    const Host = 'bot.example.com'
    const asked = async (path: string, token: string) =>
      (await stage.ask('GET', path, { token, headers: { Host } })).status
    expect(await asked('/api/admin/state', ADMIN_TOKEN)).toBe(200)
    expect(await asked('/api/admin/state', LISTEN_TOKEN)).toBe(403)
    expect(await asked('/get_status', ADMIN_TOKEN)).toBe(403)
    expect(await asked('/get_status', LISTEN_TOKEN)).toBe(200)
  })
})

describe('the live stream', () => {
  const upgrade = (headers: Readonly<Record<string, string>>) =>
    upgradeStatus(`${stage.stage.hub.url}/api/admin/live`, headers)

  it('is opened by a page with cookie and Origin, and by a program with a token', async () => {
    expect(await upgrade({ Cookie: admin.cookie, Origin: stage.origin })).toBe(101)
    expect(await upgrade({ Cookie: viewer.cookie, Origin: stage.origin })).toBe(101)
    expect(await upgrade({ Authorization: `Bearer ${ADMIN_TOKEN}` })).toBe(101)
  })

  it.each([
    ['nothing', {}, 401],
    ['a token of a client', { Authorization: `Bearer ${CLIENT_TOKEN}` }, 403],
    ['the token of the hub', { Authorization: `Bearer ${LISTEN_TOKEN}` }, 403],
    ['the token for metrics', { Authorization: `Bearer ${METRICS_TOKEN}` }, 403],
    ['a foreign Origin', { Authorization: `Bearer ${ADMIN_TOKEN}`, Origin: 'https://evil.example' }, 403],
  ])('is not opened with %s', async (_, headers, status) => {
    expect(await upgrade(headers)).toBe(status)
  })

  it('is not opened by a cookie without an Origin, or with that of another page', async () => {
    expect(await upgrade({ Cookie: admin.cookie })).toBe(403)
    expect(await upgrade({ Cookie: admin.cookie, Origin: 'https://evil.example' })).toBe(403)
    expect(await upgrade({ Cookie: admin.cookie, Origin: 'http://127.0.0.1:1' })).toBe(403)
  })

  it('is one: other paths take no WebSocket, and this one no request', async () => {
    const headers = { Authorization: `Bearer ${ADMIN_TOKEN}` }
    expect(await upgradeStatus(`${stage.stage.hub.url}/api/admin/state`, headers)).toBe(404)
    expect((await stage.ask('GET', '/api/admin/live', { token: ADMIN_TOKEN })).status).toBe(426)
  })
})
