import type { CallItem, EventItem, HubState } from '@rookery/hub'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { TestClient } from '../../../hub/src/hub.fixture.js'
import { digestOf } from '../access/digest.js'
import {
  ADMIN_TOKEN,
  AdminStage,
  emptyState,
  framesOf,
  until,
  usualAccess,
  VIEWER_TOKEN,
} from '../admin.fixture.js'
import { LogRing } from '../log/log-ring.js'

let stage: AdminStage
let ring: LogRing
beforeEach(async () => {
  stage = new AdminStage()
  ring = new LogRing()
  await stage.start({}, { log: ring })
})
afterEach(() => stage.close())

const bytesOf = (value: object): Buffer => Buffer.from(JSON.stringify(value))
const event = (body: object, account = '10001'): EventItem => ({
  kind: 'event',
  at: 1,
  account,
  event: bytesOf(body),
  late: false,
})
const call = (more: Partial<CallItem> = {}): CallItem => ({
  kind: 'call',
  at: 1,
  app_id: 'a',
  account: '10001',
  action: 'send_msg',
  params: bytesOf({ message: 'secret words' }),
  duration_ms: 3,
  retcode: 0,
  source: 'ws',
  ...more,
})

const page = async (token = ADMIN_TOKEN, options = {}): Promise<TestClient> =>
  stage.live(await stage.login(token), options)
/** Watches something; the hub has read it once it has refused the frame behind it. */
const watch = async (client: TestClient, traffic: object | false = {}, more = {}): Promise<void> => {
  const { length } = framesOf(client, 'refused')
  client.ws.send(JSON.stringify({ type: 'watch', traffic, ...more }))
  client.ws.send('{"type":"nothing"}')
  await until(() => framesOf(client, 'refused').length > length)
}
const rowsOf = (client: TestClient) => framesOf(client, 'traffic').flatMap(({ rows }) => rows)

describe('a page', () => {
  it('is greeted with its realm and the state, and then told the state once a second', async () => {
    stage.shown.makeState = () => emptyState(stage.shown.snapshots)
    const client = await page()
    expect(framesOf(client, 'hello')).toEqual([{ type: 'hello', realm: 'admin', state: emptyState(1) }])
    await stage.clock.advance(10_000)
    await until(() => framesOf(client, 'state').length >= 9)
    expect(framesOf(client, 'state').length).toBeLessThanOrEqual(11)
  })

  it('costs the hub nothing once it is closed', async () => {
    const client = await page()
    await watch(client, {}, { log: true })
    client.ws.close()
    await until(() => stage.shown.taps === 0)
    const { snapshots } = stage.shown
    await stage.clock.advance(10_000)
    expect(stage.shown.snapshots).toBe(snapshots)
  })

  it('is told what is wrong with a watch, and what it watched goes on', async () => {
    const client = await page()
    await watch(client)
    for (const text of [
      'no JSON',
      '{"type":"else"}',
      '{"type":"watch","traffic":1}',
      '{"type":"watch","traffic":{"kinds":["x"]}}',
      '{"type":"watch","traffic":{"filter":{"raw_message":{"prefx":"/"}}}}',
      '{"type":"watch","log":1}',
      `{"type":"watch","traffic":{"account":"${'1'.repeat(70_000)}"}}`,
    ])
      client.ws.send(text)
    await until(() => framesOf(client, 'refused').length === 8)
    stage.shown.pass(event({ post_type: 'notice' }))
    await stage.clock.advance(100)
    await until(() => rowsOf(client).length === 1)
    expect(rowsOf(client)[0]).toMatchObject({ kind: 'event', account: '10001' })
  })

  it('ends with its session, and is told so', async () => {
    const browser = await stage.login()
    const [first, second] = [await stage.live(browser), await stage.live(browser)]
    await stage.ask('POST', '/api/admin/logout', { browser, body: {} })
    for (const each of [first, second]) {
      await until(() => each.closed !== undefined)
      expect(framesOf(each, 'bye')).toEqual([{ type: 'bye', reason: 'logged_out' }])
    }
  })

  it('ends when its session expires', async () => {
    await stage.close()
    stage = new AdminStage()
    const openedAt = stage.clock.now() - 7 * 24 * 3_600_000 + 5_000
    const kept = { digest: digestOf('an-id'), realm: 'admin' as const, token: digestOf(ADMIN_TOKEN) }
    const sessions = { load: () => [{ ...kept, openedAt, usedAt: stage.clock.now() }], save() {} }
    await stage.start({}, { sessions })
    const client = await stage.live({ cookie: `rookery_${stage.stage.hub.port}=an-id`, csrf: '' })
    await stage.clock.advance(3_000)
    expect(framesOf(client, 'bye')).toEqual([])
    await stage.clock.advance(5_000)
    await until(() => client.closed !== undefined)
    expect(framesOf(client, 'bye')).toEqual([{ type: 'bye', reason: 'logged_out' }])
  })

  it('ends where the console is switched off', async () => {
    const client = await page()
    stage.admin.allow({ ...usualAccess, console: 'off' })
    await until(() => client.closed !== undefined)
    expect(framesOf(client, 'bye')).toEqual([{ type: 'bye', reason: 'logged_out' }])
  })

  it('ends with the token that it was opened with', async () => {
    const headers = { Authorization: `Bearer ${VIEWER_TOKEN}` }
    const [program, client] = [await stage.stage.opened('/api/admin/live', headers), await page()]
    stage.admin.allow({ ...usualAccess, viewerToken: 'another-token-of-a-viewer' })
    await until(() => program.closed !== undefined)
    expect(framesOf(program, 'bye')).toEqual([{ type: 'bye', reason: 'logged_out' }])
    expect(client.closed).toBeUndefined()
  })

  it('is told when the hub stops', async () => {
    const client = await page()
    await stage.admin.close()
    await until(() => client.closed !== undefined)
    expect(client.closed?.code).toBe(1012)
    expect(framesOf(client, 'bye')).toEqual([{ type: 'bye', reason: 'stopping' }])
  })

  it('is one of 32 at most, of each realm', async () => {
    const open = async (token: string) => {
      const { cookie } = await stage.login(token)
      return stage.stage.client('/api/admin/live', { Cookie: cookie, Origin: stage.origin }).opened()
    }
    for (let n = 0; n < 32; n++) expect(await open(VIEWER_TOKEN)).toBe('open')
    expect(await open(VIEWER_TOKEN)).toBe(503)
    expect(await open(ADMIN_TOKEN)).toBe('open')
  })
})

describe('traffic', () => {
  it('passes the selection of a page', async () => {
    const client = await page()
    await watch(client, { kinds: ['event'], account: '10001', filter: { post_type: 'message' } })
    stage.shown.pass(event({ self_id: 10001, post_type: 'message', n: 1 }))
    stage.shown.pass(event({ self_id: 10001, post_type: 'notice', n: 2 }))
    stage.shown.pass(event({ self_id: 10002, post_type: 'message', n: 3 }, '10002'))
    stage.shown.pass(call())
    await stage.clock.advance(100)
    await until(() => rowsOf(client).length > 0)
    expect(rowsOf(client)).toEqual([
      expect.objectContaining({ event: { self_id: 10001, post_type: 'message', n: 1 } }),
    ])
    await watch(client, { client: 'koishi' })
    stage.shown.pass(event({ post_type: 'message' }))
    stage.shown.pass(call({ client: 'nonebot' }))
    stage.shown.pass(call({ client: 'koishi', answers: 'an-event' }))
    stage.shown.pass(call({ app_id: 'koishi' }))
    await stage.clock.advance(100)
    await until(() => rowsOf(client).length === 3)
    expect(rowsOf(client).slice(1)).toEqual([
      expect.objectContaining({ client: 'koishi', answers: 'an-event', params: { message: 'secret words' } }),
      expect.objectContaining({ app_id: 'koishi' }),
    ])
  })

  it('is not watched at first, and not any more after false', async () => {
    const client = await page()
    expect(stage.shown.taps).toBe(0)
    await watch(client)
    expect(stage.shown.taps).toBe(1)
    await watch(client, false)
    expect(stage.shown.taps).toBe(0)
  })

  it('leaves the hub in 20 frames and 200 rows a second at most, and the rest is counted', async () => {
    const client = await page()
    await watch(client, {}, { log: true })
    const log = ring.beside({ info() {}, warn() {}, error() {} })
    const before = client.texts.length
    const SECONDS = 3
    let passed = 0
    for (let ms = 0; ms < SECONDS * 1_000; ms += 10) {
      for (let n = 0; n < 20; n++, passed++) stage.shown.pass(event({ post_type: 'notice', n: passed }))
      log.info({}, `line ${ms}`)
      await stage.clock.advance(10)
    }
    await stage.clock.advance(1_000)
    await until(() => countOf(client) === passed)
    expect(client.texts.length - before).toBeLessThanOrEqual(20 * (SECONDS + 1))
    expect(rowsOf(client).length).toBeLessThanOrEqual(200 * SECONDS)
    expect(rowsOf(client).length).toBeGreaterThan(100 * SECONDS)
  })

  it('waits for nobody: a page that reads nothing is sent nothing more, and given up after 30 seconds', async () => {
    const client = await page()
    await watch(client)
    client.ws.pause()
    const large = { post_type: 'notice', text: 'x'.repeat(3_000), more: 'y'.repeat(900) }
    const FRAMES = 1_000
    for (let frame = 0; frame < FRAMES; frame++) {
      for (let n = 0; n < 11; n++) stage.shown.pass(event(large))
      await stage.clock.advance(60)
    }
    client.ws.resume()
    await until(() => client.closed !== undefined)
    const received = client.texts.reduce((sum, text) => sum + text.length, 0)
    // What the sockets of both sides take, and half a megabyte: not the 40 that passed.
    expect(received).toBeLessThan(20 * 1024 * 1024)
    expect(stage.shown.taps).toBe(0)
  }, 60_000)

  it('shows a part of an event of 5 MB, and says so', async () => {
    const client = await page()
    await watch(client)
    const text = 'x'.repeat(5 * 1024 * 1024)
    stage.shown.pass(event({ self_id: 10001, post_type: 'message', message: text, group_id: 30001 }))
    await stage.clock.advance(100)
    await until(() => rowsOf(client).length === 1)
    const [row] = rowsOf(client)
    expect(row).toMatchObject({ cut: true, event: { post_type: 'message', group_id: 30001 } })
    expect(JSON.stringify(row).length).toBeLessThan(2_000)
    expect(row?.kind === 'event' && row.bytes).toBeGreaterThan(5 * 1024 * 1024)
  })

  it('is masked for a viewer, by whose filter no text can be found out', async () => {
    const client = await page(VIEWER_TOKEN)
    await watch(client, { filter: { raw_message: { contains: 'quiet' } } })
    stage.shown.pass(event({ self_id: 10001, post_type: 'message', raw_message: 'quiet words' }))
    await watch(client, {})
    stage.shown.pass(event({ self_id: 10001, post_type: 'message', raw_message: 'quiet words', user_id: 2 }))
    stage.shown.pass(call())
    await stage.clock.advance(100)
    await until(() => rowsOf(client).length === 2)
    expect(rowsOf(client)).toEqual([
      expect.objectContaining({
        event: { self_id: 10001, post_type: 'message', raw_message: '•••', user_id: 2 },
      }),
      expect.objectContaining({ action: 'send_msg', params: { message: '•••' }, masked: true }),
    ])
    expect(client.texts.join()).not.toMatch(/quiet|secret words/)
  })
})

describe('the log', () => {
  const write = () => ring.beside({ info() {}, warn() {}, error() {} })

  it('comes to an admin who watches it', async () => {
    const client = await page()
    write().info({ n: 1 }, 'a line before')
    await watch(client, false, { log: true })
    write().warn({ client: 'koishi' }, 'a line')
    await stage.clock.advance(600)
    await until(() => framesOf(client, 'log').length > 0)
    const line = { level: 'warn', text: 'a line', fields: { client: 'koishi' } }
    expect(framesOf(client, 'log')).toEqual([
      { type: 'log', lines: [expect.objectContaining(line)], left_out: 0 },
    ])
  })

  it('is counted where it is more than a page is sent', async () => {
    const client = await page()
    await watch(client, false, { log: true })
    for (let n = 0; n < 250; n++) write().info({}, `line ${n}`)
    await stage.clock.advance(600)
    await until(() => framesOf(client, 'log').length > 0)
    const [frame] = framesOf(client, 'log')
    expect(frame?.left_out).toBe(150)
    expect(frame?.lines.at(-1)?.text).toBe('line 249')
  })

  it('is nothing for a viewer', async () => {
    const client = await page(VIEWER_TOKEN)
    await watch(client, false, { log: true })
    expect(framesOf(client, 'refused')[0]?.message).toMatch(/admin/)
    write().info({}, 'a line')
    await stage.clock.advance(600)
    expect(framesOf(client, 'log')).toEqual([])
  })
})

describe('the state of a large hub', () => {
  const clientOf = (n: number, lag = 0) => ({
    app_id: `app-${n}`,
    kind: 'anonymous' as const,
    connections: [],
    lag_events: lag,
    lag_s: 0,
    gaps: 0,
    rights: {},
  })
  const large = (change: (n: number) => number, count = 10_000): HubState => ({
    ...emptyState(),
    clients: Array.from({ length: count }, (_, n) => clientOf(n, change(n))),
  })

  it('is sent once whole, and then what changed', async () => {
    stage.shown.makeState = () => large(() => 0)
    const client = await page()
    expect(framesOf(client, 'hello')[0]?.state.clients).toHaveLength(10_000)
    stage.shown.makeState = () => large((n) => (n === 7 ? 3 : 0), 9_999)
    await stage.clock.advance(10_000)
    await until(() => framesOf(client, 'changes').length > 0)
    const [first] = framesOf(client, 'changes')
    expect(first?.changes.clients).toEqual({ set: [clientOf(7, 3)], gone: ['app-9999'] })
    expect(framesOf(client, 'state')).toEqual([])
    await stage.clock.advance(20_000)
    await until(() => framesOf(client, 'changes').length > 1)
    expect(framesOf(client, 'changes')[1]?.changes.clients).toEqual({ set: [], gone: [] })
  })

  it('is whole again once the hub is small', async () => {
    stage.shown.makeState = () => large(() => 0)
    const client = await page()
    stage.shown.makeState = () => emptyState()
    await stage.clock.advance(10_000)
    await until(() => framesOf(client, 'state').length > 0)
    expect(framesOf(client, 'state')[0]?.state.clients).toEqual([])
  })
})

/** Rows that a page got or was told of as left out. */
function countOf(client: TestClient): number {
  const frames = framesOf(client, 'traffic')
  return frames.reduce((sum, { rows, left_out }) => sum + rows.length + left_out, 0)
}
