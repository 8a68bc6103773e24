import { failedReply } from '@rookery/protocol'
import { Validator } from '@seriousme/openapi-schema-validator'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ask } from '../../../hub/src/http-peers.fixture.js'
import { Stage } from '../../../hub/src/hub.fixture.js'
import { upgradeStatus } from '../../../hub/src/peers.fixture.js'
import {
  ADMIN_TOKEN,
  AdminStage,
  type Browser,
  emptyState,
  METRICS_TOKEN,
  usualAccess,
  VIEWER_TOKEN,
} from '../admin.fixture.js'
import { createAdmin } from '../admin.js'
import { AdminRefusal } from '../answer/admin-refusal.js'
import { LogRing } from '../log/log-ring.js'
import { openApi } from './open-api.js'
import { routes } from './table.js'

let stage: AdminStage
let ring: LogRing
beforeEach(() => {
  stage = new AdminStage()
  ring = new LogRing({ secretKeys: ['token'], now: () => 1 })
})
afterEach(() => stage.close())

const token = ADMIN_TOKEN
const get = (path: string, as = token) => stage.ask('GET', path, { token: as })
const post = (path: string, body: unknown = {}, as = token) => stage.ask('POST', path, { token: as, body })

describe('the description of the API', () => {
  it('is a valid OpenAPI document of every route', async () => {
    await stage.start()
    const { json } = await get('/api/admin/openapi.json')
    const validator = new Validator()
    expect(await validator.validate(structuredClone(json))).toEqual({ valid: true })
    expect(validator.version).toBe('3.1')
    const described = Object.entries(json.paths as Record<string, object>).flatMap(([path, item]) =>
      Object.keys(item).map((method) => `${method.toUpperCase()} ${path.replace(/\{(\w+)\}/g, ':$1')}`),
    )
    expect(described.sort()).toEqual(Object.keys(routes).sort())
  })

  it('needs no version', () => {
    expect(openApi({})).toMatchObject({ openapi: '3.1.0', paths: {} })
  })
})

describe('state, actions and log', () => {
  it('come as the hub shows them', async () => {
    await stage.start({}, { log: ring })
    stage.shown.makeState = () => emptyState(42)
    expect((await get('/api/admin/state')).json).toEqual(emptyState(42))
    const { json } = await get('/api/admin/actions', VIEWER_TOKEN)
    expect(json.actions).toMatchObject({
      send_group_msg: { params: expect.any(Array), summary: expect.anything() },
    })
    const log = ring.beside({ info() {}, warn() {}, error() {} })
    log.info({ token: 'secret' }, 'first')
    log.error({ err: new TypeError('broken'), list: [{ token: 'secret' }] }, 'second')
    const lines = [
      { seq: 1, at: 1, level: 'info', text: 'first', fields: { token: '***' } },
      { seq: 2, at: 1, level: 'error', text: 'second', fields: { err: 'broken', list: '[{"token":"***"}]' } },
    ]
    expect((await get('/api/admin/log')).json).toEqual({ lines })
    expect((await get('/api/admin/log?limit=1')).json).toEqual({ lines: lines.slice(1) })
    expect((await get('/api/admin/log?limit=0')).status).toBe(400)
    const metrics = await get('/metrics', METRICS_TOKEN)
    expect(metrics.headers['content-type']).toBe('text/plain; version=0.0.4; charset=utf-8')
    expect(metrics.text).toMatch(/^# HELP rookery_/)
  })

  it('are answered 501 where there are none, and 404 where there is nothing', async () => {
    await stage.start()
    expect((await get('/api/admin/config')).status).toBe(501)
    expect((await post('/api/admin/reload')).status).toBe(501)
    expect((await get('/api/admin/nothing')).status).toBe(404)
    expect((await get('/api/admin/clients/%E0%A4%A/drain')).status).toBe(404)
  })
})

describe('a hub that has not started yet', () => {
  it('is answered for with 503', async () => {
    const bare = new Stage()
    bare.extension = createAdmin({ access: usualAccess })
    await bare.start([])
    const headers = { Authorization: `Bearer ${ADMIN_TOKEN}` }
    expect((await ask(bare, '/api/admin/state', { headers })).status).toBe(503)
    expect((await ask(bare, '/status.json')).status).toBe(503)
    expect((await ask(bare, '/metrics', { headers })).status).toBe(503)
    expect(await upgradeStatus(`${bare.hub.url}/api/admin/live`, headers)).toBe(503)
    await bare.close()
  })
})

describe('the log ring', () => {
  it('holds a thousand lines, of limited length', () => {
    const log = ring.beside({ info() {}, warn() {}, error() {} })
    const circle: Record<string, unknown> = {}
    circle.self = circle
    log.info({ circle, nothing: undefined, n: 1n }, 'x'.repeat(5_000))
    expect(ring.newest(1)[0]?.text).toHaveLength(2_001)
    for (let n = 0; n < 1_100; n++) log.info({}, String(n))
    expect(ring.newest(2_000).map(({ text }) => text)).toEqual(
      Array.from({ length: 1_000 }, (_, n) => String(n + 100)),
    )
    expect(ring.newest(0)).toEqual([])
  })

  it('writes to the log that it stands beside', () => {
    const written: unknown[] = []
    const to = (level: string) => (fields: object, text: string) => void written.push([level, fields, text])
    const log = ring.beside({ info: to('info'), warn: to('warn'), error: to('error') })
    log.warn({ token: 'secret' }, 'text')
    expect(written).toEqual([['warn', { token: 'secret' }, 'text']])
  })
})

describe('past events', () => {
  const emit = (text: string, more = {}) =>
    stage.account.emit({
      post_type: 'message',
      message_type: 'private',
      user_id: 2,
      raw_message: text,
      message: [{ type: 'text', data: { text } }],
      ...more,
    })
  const textsOf = (json: Readonly<Record<string, unknown>>) =>
    (json.events as { readonly event: { readonly raw_message: string } }[]).map(
      ({ event }) => event.raw_message,
    )
  beforeEach(async () => {
    await stage.start()
    for (const text of ['one', 'two', 'three']) emit(text)
    await expect.poll(() => stage.stage.hub.journal.events).toBe(3)
  })

  it('are the newest without since, the oldest of them first', async () => {
    expect(textsOf((await get('/api/admin/events?limit=2')).json)).toEqual(['two', 'three'])
    expect(textsOf((await get('/api/admin/events?account=10001')).json)).toEqual(['one', 'two', 'three'])
    expect(textsOf((await get('/api/admin/events?account=10002')).json)).toEqual([])
    const filter = encodeURIComponent('{"raw_message":{"prefix":"t"}}')
    expect(textsOf((await get(`/api/admin/events?filter=${filter}`)).json)).toEqual(['two', 'three'])
    const before = (await get('/api/admin/events')).json.events as { readonly at: number }[]
    const until = Math.ceil(before[0]?.at ?? 0) - 1_000
    expect(textsOf((await get(`/api/admin/events?until=${until}`)).json)).toEqual([])
  })

  it('come in pages with since', async () => {
    const { json } = await get('/api/admin/events?since=1h&limit=2')
    expect(textsOf(json)).toEqual(['one', 'two'])
    const next = await get(`/api/admin/events?since=${json.next}`)
    expect(textsOf(next.json)).toEqual(['three'])
  })

  it('come whole by their id', async () => {
    emit('x'.repeat(10_000))
    await expect.poll(() => stage.stage.hub.journal.events).toBe(4)
    const { json } = await get('/api/admin/events?limit=1')
    const [row] = json.events as { readonly id: string; readonly cut?: true }[]
    expect(row?.cut).toBe(true)
    const { json: whole } = await get(`/api/admin/events/${row?.id}`)
    expect(whole.event).toMatchObject({ raw_message: 'x'.repeat(10_000), rookery_id: row?.id })
    expect((await get('/api/admin/events/nothing')).status).toBe(404)
  })

  it('are masked for viewers, in every way to them', async () => {
    const [{ id }] = (await get('/api/admin/events')).json.events as [{ readonly id: string }]
    const filter = encodeURIComponent('{"raw_message":"one"}')
    const ways = ['?limit=3', '?since=1h', `/${id}`].map((way) => `/api/admin/events${way}`)
    for (const way of ways) {
      const { text, status } = await get(way, VIEWER_TOKEN)
      expect(status).toBe(200)
      expect(text).toContain('•••')
      expect(text).not.toMatch(/one|two|three/)
    }
    for (const way of [`?filter=${filter}`, `?since=1h&filter=${filter}`])
      expect((await get(`/api/admin/events${way}`, VIEWER_TOKEN)).json.events).toEqual([])
    const tried = await post('/api/admin/filter', { events: { raw_message: 'one' } }, VIEWER_TOKEN)
    expect(tried.json).toMatchObject({ tried: 3, passed: 0 })
    expect(JSON.stringify(tried.json.rows)).not.toMatch(/two|three/)
  })

  it.each([
    'since=soon',
    'until=soon',
    'since=1h&until=soon',
    'account=me',
    'limit=1001',
    'filter={',
    'filter={"a":{"prefx":1}}',
  ])('are not asked for by %s', async (query) => {
    const { status, json } = await get(`/api/admin/events?${query}`)
    expect([status, json]).toEqual([400, { error: { code: 'bad_request', message: expect.any(String) } }])
  })

  it('are tried on by a filter, the newest first', async () => {
    const { json } = await post('/api/admin/filter', { events: { raw_message: { prefix: 't' } } })
    expect(json).toMatchObject({ problems: [], tried: 3, passed: 2 })
    const rows = json.rows as {
      readonly row: { readonly event: { readonly raw_message: string } }
      readonly passes: boolean
    }[]
    expect(rows.map(({ row, passes }) => [row.event.raw_message, passes])).toEqual([
      ['three', true],
      ['two', true],
      ['one', false],
    ])
    const bad = await post('/api/admin/filter', { events: { raw_message: { prefx: 't' } } })
    expect(bad.json).toMatchObject({ problems: [{ path: ['raw_message', 'prefx'] }], tried: 0 })
    expect((await post('/api/admin/filter', {})).json).toMatchObject({ problems: [{ path: [] }] })
  })
})

describe('an act', () => {
  beforeEach(() => stage.start())

  it.each([
    ['disconnect', {}, 'disconnect koishi'],
    ['jump', {}, 'jump koishi'],
    ['replay', { since: 5 }, 'replay koishi 5'],
    ['drain', {}, 'drain koishi'],
  ])('on a client: %s', async (act, body, done) => {
    const { status, json } = await post(`/api/admin/clients/koishi/${act}`, body)
    expect([status, json, stage.shown.acts]).toEqual([200, { connections: 1, events: 2 }, [done]])
    stage.shown.outcome = { done: false, code: 'no_client', message: 'no such client' }
    expect((await post(`/api/admin/clients/a%2Fb%20c/${act}`, body)).json).toEqual({
      error: { code: 'not_found', message: 'no such client' },
    })
    expect(stage.shown.acts[1]).toContain('a/b c')
    stage.shown.outcome = { done: false, code: 'not_possible', message: 'not now' }
    expect((await post(`/api/admin/clients/koishi/${act}`, body)).status).toBe(409)
  })

  it('that lacks its time is refused', async () => {
    for (const since of [undefined, 'now', -1, null])
      expect((await post('/api/admin/clients/koishi/replay', { since })).status).toBe(400)
    expect(stage.shown.acts).toEqual([])
  })

  it('calls an action, for the only account where none is named', async () => {
    const { json } = await post('/api/admin/call', {
      action: 'send_msg',
      params: { user_id: 2, message: 'hi' },
    })
    expect(json).toMatchObject({ status: 'ok', retcode: 0, data: { message_id: 1 } })
    expect(stage.shown.acts).toEqual(['call 10001 send_msg {"user_id":2,"message":"hi"}'])
    stage.shown.reply = failedReply(1404, 'no such action')
    const failed = await post('/api/admin/call', { account: '10002', action: 'x' })
    expect([failed.status, failed.json]).toMatchObject([200, { retcode: 1404 }])
  })

  it.each([
    {},
    { action: 1 },
    { action: 'a b' },
    { action: 'x', params: [] },
    { action: 'x', account: 'me' },
  ])('calls nothing for %j', async (body) => {
    expect((await post('/api/admin/call', body)).status).toBe(400)
    expect(stage.shown.acts).toEqual([])
  })

  it('tests the alerts, of which there are none here', async () => {
    expect((await get('/api/admin/alerts')).json).toEqual({ receivers: [] })
    expect((await post('/api/admin/alerts/test')).json).toEqual({ results: [] })
  })
})

describe('the config', () => {
  const saved: unknown[] = []
  const config = {
    read: async () => ({ file: 'rookery.yml', text: 'listen:', base: 'b' }),
    save: async (body: unknown) => {
      saved.push(body)
      throw new AdminRefusal(409, 'conflict', 'the file was changed meanwhile')
    },
    versions: async () => [{ id: '1', at: 1, bytes: 7 }],
    version: async (id: string) => `version ${id}`,
  }

  it('is read and saved by the editor that the hub was given', async () => {
    await stage.start({}, { config, reload: async () => ({ problems: 'bad' }) })
    expect((await get('/api/admin/config')).json).toMatchObject({ text: 'listen:', base: 'b' })
    expect((await get('/api/admin/config/versions')).json).toEqual({
      versions: [{ id: '1', at: 1, bytes: 7 }],
    })
    expect((await get('/api/admin/config/versions/1')).json).toEqual({ text: 'version 1' })
    const answer = await post('/api/admin/config', { text: 'x', base: 'b', more: 1 })
    expect([answer.status, saved]).toEqual([409, [{ text: 'x', base: 'b', check: false }]])
    expect((await post('/api/admin/config', { text: 'x' })).status).toBe(400)
    expect((await post('/api/admin/reload')).json).toEqual({ problems: 'bad' })
  })
})

describe('a fault that nobody foresaw', () => {
  it('is answered 500 without its words', async () => {
    await stage.start()
    stage.shown.makeState = () => {
      throw new TypeError('inside')
    }
    const browser: Browser = await stage.login()
    const { status, text } = await stage.ask('GET', '/api/admin/state', { browser })
    expect([status, text]).toEqual([500, expect.not.stringContaining('inside')])
  })
})
