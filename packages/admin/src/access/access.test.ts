import type { IncomingMessage } from 'node:http'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { TestClock } from '../../../transport/src/time/clock.fixture.js'
import { ADMIN_TOKEN, AdminStage, type Browser, usualAccess, VIEWER_TOKEN } from '../admin.fixture.js'
import { comingOf, isWithinReach } from './coming.js'
import { LoginLinks } from './login-links.js'
import { originOf } from './origin.js'
import { type KeptSession, Sessions } from './sessions.js'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

/** A request as the access rules see it. */
const requestFrom = (
  remoteAddress: string,
  headers: Readonly<Record<string, string>> = {},
  encrypted = false,
): IncomingMessage =>
  ({ headers, socket: { remoteAddress, encrypted, localPort: 7700 } }) as unknown as IncomingMessage

describe('a login', () => {
  let stage: AdminStage
  beforeEach(() => {
    stage = new AdminStage()
  })
  afterEach(() => stage.close())

  const stateFor = async (browser: Browser): Promise<number> =>
    (await stage.ask('GET', '/api/admin/state', { browser })).status
  const loginBy = (body: object, headers = {}) =>
    stage.ask('POST', '/api/admin/login', { origin: stage.origin, body, headers })

  it('is kept in a cookie that no script reads and no other page sends', async () => {
    await stage.start()
    const { headers, json } = await loginBy({ token: ADMIN_TOKEN })
    const [cookie = ''] = headers['set-cookie'] ?? []
    expect(cookie).toMatch(/^rookery_\d+=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict; Max-Age=\d+$/)
    expect(cookie).toContain(`rookery_${stage.stage.hub.port}=`)
    expect(json).toEqual({
      realm: 'admin',
      csrf: expect.stringMatching(/^[\w-]{43}$/),
      expires_at: expect.any(Number),
      version: '0.0.0',
    })
    expect(cookie).not.toContain(String(json.csrf))
  })

  it('is Secure and of this host alone where a proxy says that it is encrypted', async () => {
    await stage.start({ behindProxy: true })
    const proxied = { 'X-Forwarded-Proto': 'https', 'X-Forwarded-For': '203.0.113.7' }
    const origin = stage.origin.replace('http', 'https')
    const asking = { origin, body: { token: ADMIN_TOKEN }, headers: proxied }
    const { headers } = await stage.ask('POST', '/api/admin/login', asking)
    const [cookie = ''] = headers['set-cookie'] ?? []
    expect(cookie).toMatch(/^__Host-rookery_\d+=.*; Path=\/; .*; Secure$/)
    const shown = { Cookie: cookie.split(';')[0] ?? '', ...proxied }
    expect((await stage.ask('GET', '/api/admin/state', { headers: shown })).status).toBe(200)
    // The same page unencrypted is another origin.
    const plain = { origin: stage.origin, body: { token: ADMIN_TOKEN }, headers: proxied }
    expect((await stage.ask('POST', '/api/admin/login', plain)).status).toBe(403)
  })

  it('believes no header of a proxy unless it was told of one', async () => {
    await stage.start()
    const { headers } = await loginBy({ token: ADMIN_TOKEN }, { 'X-Forwarded-Proto': 'https' })
    expect(String(headers['set-cookie'])).not.toContain('Secure')
  })

  it('gives the realm of its token', async () => {
    await stage.start()
    expect((await loginBy({ token: VIEWER_TOKEN })).json).toMatchObject({ realm: 'viewer' })
    const viewer = await stage.login(VIEWER_TOKEN)
    const { json } = await stage.ask('GET', '/api/admin/session', { browser: viewer })
    expect(json).toMatchObject({ realm: 'viewer', csrf: viewer.csrf })
    const program = await stage.ask('GET', '/api/admin/session', { token: ADMIN_TOKEN })
    expect(program.json).toMatchObject({ realm: 'admin', csrf: '' })
  })

  it('by a link works once', async () => {
    await stage.start()
    const { secret } = stage.admin.loginLink()
    expect((await loginBy({ link: secret })).json).toMatchObject({ realm: 'admin' })
    const again = await loginBy({ link: secret })
    expect(again.status).toBe(403)
    expect(again.json).toMatchObject({
      error: { code: 'link_used', message: expect.stringMatching(/rookery console/) },
    })
  })

  it('by a link works for ten minutes, and another one is made on demand', async () => {
    await stage.start()
    const { secret } = stage.admin.loginLink()
    await stage.clock.advance(10 * MINUTE)
    expect((await loginBy({ link: secret })).status).toBe(403)
    const { json } = await stage.ask('POST', '/api/admin/links', { token: ADMIN_TOKEN, body: {} })
    expect((await loginBy({ link: json.link })).status).toBe(200)
  })

  it.each([[{}], [{ token: 1 }], [{ token: '' }], [{ link: [] }], [[]], ['text']])(
    'is refused with the body %j',
    async (body) => {
      await stage.start()
      expect((await loginBy(body as object)).status).toBe(400)
    },
  )

  it('is refused in a body that a form could send', async () => {
    await stage.start()
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data']) {
      const headers = { 'Content-Type': type }
      expect((await loginBy({ token: ADMIN_TOKEN }, headers)).status, type).toBe(415)
    }
    expect((await loginBy({ token: 'x'.repeat(20_000) })).status).toBe(413)
  })

  it('may be tried ten times a minute, right or wrong; who is in stays in', async () => {
    await stage.start()
    const browser = await stage.login()
    for (let n = 0; n < 10; n++) expect((await loginBy({ token: `wrong-${n}` })).status).toBe(403)
    for (const body of [
      { token: ADMIN_TOKEN },
      { token: 'wrong' },
      { link: stage.admin.loginLink().secret },
    ]) {
      const answer = await loginBy(body)
      expect(answer.status).toBe(429)
      expect(answer.headers['retry-after']).toBe('60')
    }
    expect((await stage.ask('GET', '/api/admin/state', { token: ADMIN_TOKEN })).status).toBe(429)
    expect(await stateFor(browser)).toBe(200)
    await stage.clock.advance(MINUTE)
    expect((await loginBy({ token: ADMIN_TOKEN })).status).toBe(200)
  })

  it('is counted by the address that the proxy names', async () => {
    await stage.start({ behindProxy: true })
    const origin = stage.origin.replace('http', 'https')
    const from = (address: string, token: string) =>
      stage.ask('POST', '/api/admin/login', {
        origin,
        body: { token },
        headers: { 'X-Forwarded-Proto': 'https', 'X-Forwarded-For': `198.51.100.1, ${address}` },
      })
    for (let n = 0; n < 10; n++) await from('203.0.113.7', 'wrong')
    expect((await from('203.0.113.7', ADMIN_TOKEN)).status).toBe(429)
    expect((await from('203.0.113.8', ADMIN_TOKEN)).status).toBe(200)
  })

  it('ends with its token, and only with that', async () => {
    await stage.start()
    const [admin, viewer] = [await stage.login(ADMIN_TOKEN), await stage.login(VIEWER_TOKEN)]
    const { secret } = stage.admin.loginLink()
    stage.admin.allow({ ...usualAccess, adminToken: 'another-token-of-the-admin' })
    expect(await stateFor(admin)).toBe(401)
    expect(await stateFor(viewer)).toBe(200)
    expect((await loginBy({ link: secret })).status).toBe(403)
    expect((await stage.ask('GET', '/api/admin/state', { token: ADMIN_TOKEN })).status).toBe(403)
    stage.admin.allow({ ...usualAccess, viewerToken: undefined })
    expect(await stateFor(viewer)).toBe(401)
    expect((await stage.ask('GET', '/api/admin/state', { token: VIEWER_TOKEN })).status).toBe(403)
  })

  it('is not taken where the console is off; programs on this machine come in', async () => {
    await stage.start()
    const browser = await stage.login()
    stage.admin.allow({ ...usualAccess, console: 'off' })
    expect((await loginBy({ token: ADMIN_TOKEN })).json).toMatchObject({ error: { code: 'console_off' } })
    expect(await stateFor(browser)).toBe(403)
    expect((await stage.ask('GET', '/console/')).status).toBe(403)
    expect((await stage.ask('POST', '/api/admin/links', { token: ADMIN_TOKEN, body: {} })).status).toBe(403)
    expect((await stage.ask('GET', '/api/admin/state', { token: ADMIN_TOKEN })).status).toBe(200)
  })

  it('is refused from elsewhere unencrypted, as a proxy tells it', async () => {
    await stage.start({ behindProxy: true })
    const headers = { 'X-Forwarded-Proto': 'http', 'X-Forwarded-For': '203.0.113.7' }
    const { json } = await loginBy({ token: ADMIN_TOKEN }, headers)
    expect(json).toMatchObject({
      error: { code: 'console_off', message: expect.stringMatching(/listen\.tls/) },
    })
    expect((await stage.ask('GET', '/console/', { headers })).status).toBe(403)
    stage.admin.allow({ ...usualAccess, behindProxy: true, console: 'anywhere' })
    expect((await loginBy({ token: ADMIN_TOKEN }, headers)).status).toBe(200)
  })

  it('does not end at a restart, if it is kept', async () => {
    let kept: readonly KeptSession[] = []
    const sessions = {
      load: () => kept,
      save: (all: readonly KeptSession[]) => {
        kept = all
      },
    }
    await stage.start({}, { sessions })
    const browser = await stage.login()
    expect(JSON.stringify(kept)).not.toContain(browser.cookie.split('=')[1])
    const clock = stage.clock
    const again = new Sessions({ clock, store: sessions, tokenOf: () => ADMIN_TOKEN })
    expect(again.find(browser.cookie.split('=')[1] ?? '')).toMatchObject({
      realm: 'admin',
      csrf: browser.csrf,
    })
  })
})

describe('sessions', () => {
  it('end after a day without use, and after a week in any case', async () => {
    const clock = new TestClock()
    const sessions = new Sessions({ clock, tokenOf: () => 'token' })
    const [idle, used] = [sessions.open('admin'), sessions.open('admin')]
    await clock.advance(20 * HOUR)
    expect(sessions.find(used.id)).toBeDefined()
    await clock.advance(4 * HOUR + MINUTE)
    expect(sessions.find(idle.id)).toBeUndefined()
    for (let day = 1; day < 7; day++) {
      expect(sessions.find(used.id), `day ${day}`).toBeDefined()
      await clock.advance(20 * HOUR)
    }
    expect(sessions.find(used.id)?.expiresAt).toBe(used.session.expiresAt + 6 * 24 * HOUR)
    await clock.advance(24 * HOUR)
    expect(sessions.isOpen(used.session.digest)).toBe(false)
  })

  it('are a hundred at most: the one that was used longest ago goes', () => {
    const sessions = new Sessions({ clock: new TestClock(), tokenOf: () => 'token' })
    const ids = Array.from({ length: 101 }, () => sessions.open('admin').id)
    expect(ids.map((id) => sessions.find(id) !== undefined).indexOf(true)).toBe(1)
  })

  it('that are closed twice, or are none, are nothing', () => {
    const sessions = new Sessions({ clock: new TestClock(), tokenOf: () => 'token' })
    const { id, session } = sessions.open('viewer')
    sessions.close(session.digest)
    sessions.close(session.digest)
    expect(sessions.find(id)).toBeUndefined()
    expect(sessions.find('')).toBeUndefined()
  })
})

describe('login links', () => {
  it('are twenty at most: the oldest goes', () => {
    const links = new LoginLinks(new TestClock())
    const secrets = Array.from({ length: 21 }, () => links.make().secret)
    expect(links.take(secrets[0] ?? '')).toBe(false)
    expect(links.take(secrets[1] ?? '')).toBe(true)
  })
})

describe('a request', () => {
  const reach = (request: IncomingMessage, access: Partial<typeof usualAccess> = {}): boolean => {
    const all = { ...usualAccess, ...access }
    return isWithinReach(comingOf(request, all), all)
  }
  const proxied = (proto: string) => ({ 'x-forwarded-proto': proto, 'x-forwarded-for': '203.0.113.7' })

  it.each([
    ['from this machine', requestFrom('127.0.0.1'), {}, true],
    ['from this machine over IPv6', requestFrom('::1'), {}, true],
    ['from this machine, mapped', requestFrom('::ffff:127.0.0.1'), {}, true],
    ['from elsewhere', requestFrom('192.0.2.1'), {}, false],
    ['from elsewhere over TLS', requestFrom('192.0.2.1', {}, true), {}, true],
    ['from elsewhere, with the key', requestFrom('192.0.2.1'), { console: 'anywhere' as const }, true],
    ['from elsewhere that claims TLS', requestFrom('192.0.2.1', proxied('https')), {}, false],
    ['through a proxy with TLS', requestFrom('127.0.0.1', proxied('https')), { behindProxy: true }, true],
    ['through a proxy without', requestFrom('127.0.0.1', proxied('http')), { behindProxy: true }, false],
    ['past a proxy', requestFrom('127.0.0.1'), { behindProxy: true }, true],
    ['past a proxy, from elsewhere', requestFrom('192.0.2.1'), { behindProxy: true }, false],
    ['through two proxies', requestFrom('127.0.0.1', proxied('http, https')), { behindProxy: true }, true],
  ])('%s is within reach or not', (_, request, access, isIn) => {
    expect(reach(request, access)).toBe(isIn)
  })

  it.each([
    [{ host: 'hub:7700' }, 'none'],
    [{ host: 'hub:7700', origin: 'http://hub:7700' }, 'own'],
    [{ host: 'HUB:7700', origin: 'http://hub:7700' }, 'own'],
    [{ host: 'hub:7700', origin: 'http://hub:7701' }, 'foreign'],
    [{ host: 'hub:7700', origin: 'null' }, 'foreign'],
    [{ host: 'hub:7700', origin: 'file://' }, 'foreign'],
    [{ host: 'hub:7700', origin: '' }, 'foreign'],
    [{ host: 'hub:7700', origin: 'https://bot.example.com' }, 'own'],
    [{ origin: 'http://undefined' }, 'foreign'],
    [{ host: 'hub:7700', 'sec-fetch-site': 'same-site' }, 'foreign'],
    [{ host: 'hub:7700', origin: 'http://hub:7700', 'sec-fetch-site': 'same-origin' }, 'own'],
  ])('with %j is of the origin: %s', (headers, origin) => {
    const coming = { isEncrypted: false, isLocal: true, address: '127.0.0.1' }
    const request = requestFrom('127.0.0.1', headers as Readonly<Record<string, string>>)
    expect(originOf(request, coming, { hosts: ['bot.example.com'] })).toBe(origin)
  })
})
