import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { failedReply } from '@rookery/protocol'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Kept } from './history/kept-store.fixture.js'
import { type SimulatedAccount, Stage } from './hub.fixture.js'

const SECOND = 1_000

let stage: Stage
let account: SimulatedAccount
beforeEach(async () => {
  stage = new Stage()
  account = await stage.account()
})
afterEach(() => stage.close())

interface Post {
  readonly headers: IncomingMessage['headers']
  readonly body: Readonly<Record<string, unknown>>
}

/** A service that alerts are posted to. */
async function hook(answer: (response: ServerResponse, n: number) => void = (response) => response.end()) {
  const posts: Post[] = []
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk) => chunks.push(chunk))
    request.on('end', () => {
      posts.push({ headers: request.headers, body: JSON.parse(Buffer.concat(chunks).toString()) })
      answer(response, posts.length)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  stage.undo(() => {
    server.closeAllConnections()
    server.close()
  })
  const { port } = server.address() as AddressInfo
  return { posts, url: `http://127.0.0.1:${port}/services/s3cret-path?key=s3cret-query`, port }
}

/** Lets the time go by, some seconds at a look, until something is so. */
const passUntil = (isSo: () => boolean): Promise<void> =>
  expect
    .poll(
      async () => {
        await stage.clock.advance(2 * SECOND)
        return isSo()
      },
      { timeout: 10_000 },
    )
    .toBe(true)

const FAILED = 'alerts could not be delivered'
const failures = () => stage.log.filter(({ text }) => text === FAILED).map(({ fields }) => fields)
const offline = { post_type: 'meta_event', meta_event_type: 'heartbeat', status: { online: false } }
const online = { ...offline, status: { online: true } }

describe('a webhook', () => {
  it('is posted that an account is offline, and that it is back', async () => {
    const { posts, url } = await hook()
    await stage.start([account], { alerts: [{ type: 'webhook', url, token: 's3cret-token' }] })
    account.emit(offline)
    await expect.poll(() => stage.hub.accounts()[0]?.online).toBe(false)
    await stage.clock.advance(25 * SECOND)
    expect(posts).toEqual([])
    await passUntil(() => posts.length === 1)
    expect(posts[0]?.headers).toMatchObject({
      authorization: 'Bearer s3cret-token',
      'content-type': 'application/json',
    })
    expect(posts[0]?.body).toEqual({
      kind: 'account_offline',
      state: 'began',
      text: 'account 10001 is offline',
      account: '10001',
      since: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
      seconds: expect.any(Number),
    })
    account.emit(online)
    await passUntil(() => posts.length === 2)
    expect(posts[1]?.body).toMatchObject({ state: 'over', account: '10001' })
    expect(JSON.stringify(stage.log)).not.toContain('s3cret')
  })

  it('is posted that a client lags, and that it does not any more', async () => {
    const { posts, url } = await hook()
    await stage.start([account], { alerts: [{ type: 'webhook', url }], deadAfterMs: 1e9 })
    const hung = await stage.opened('?client_name=hung', {}, { autoPong: false })
    account.emit({ post_type: 'notice' })
    await expect.poll(() => hung.events.length).toBe(1)
    await expect.poll(() => hung.pings.length).toBeGreaterThan(0)
    await passUntil(() => posts.length === 1)
    expect(posts[0]?.body).toMatchObject({ kind: 'client_lagging', client: 'hung', account: '10001' })
    hung.ws.pong(hung.pings.at(-1) ?? '')
    await passUntil(() => posts.length === 2)
    expect(posts[1]?.body).toMatchObject({ kind: 'client_lagging', state: 'over', client: 'hung' })
  })

  it('is posted that events cannot be written to disk, and that they can be again', async () => {
    const { posts, url } = await hook()
    stage.kept = new Kept()
    await stage.start([account], { alerts: [{ type: 'webhook', url }] })
    const { stateChanged } = stage.kept
    const fault = { code: 'SQLITE_FULL', message: 'the disk is full' }
    stateChanged.emit({ isUp: false, behind: 3, since: 0, fault })
    await passUntil(() => posts.length === 1)
    expect(posts[0]?.body).toMatchObject({
      kind: 'journal_not_written',
      state: 'began',
      text: 'events cannot be written to disk: the disk is full',
    })
    stateChanged.emit({ isUp: true, behind: 0, since: 0 })
    await passUntil(() => posts.length === 2)
    expect(posts[1]?.body).toMatchObject({ kind: 'journal_not_written', state: 'over' })
  })

  it.each([
    [undefined, `Basic ${Buffer.from('me@work:s3cret-wörd').toString('base64')}`],
    ['s3cret-token', 'Bearer s3cret-token'],
  ])('gets the name and password of its URL, unless there is a token: %s', async (token, authorization) => {
    const { posts, url } = await hook()
    const withPassword = url.replace('//', '//me%40work:s3cret-w%C3%B6rd@')
    await stage.start([account], {
      alerts: [{ type: 'webhook', url: withPassword, ...(token && { token }) }],
    })
    account.emit(offline)
    await passUntil(() => posts.length + failures().length > 0)
    expect(posts[0]?.headers).toMatchObject({ authorization })
    expect(JSON.stringify(stage.log)).not.toContain('s3cret')
  })

  it('that fails is tried four times, and its secrets are not in the log', async () => {
    const { posts, url, port } = await hook((response) => response.writeHead(503).end('s3cret-answer'))
    await stage.start([account], { alerts: [{ type: 'webhook', url, token: 's3cret-token' }] })
    account.emit(offline)
    await passUntil(() => failures().length === 1)
    expect(posts).toHaveLength(4)
    expect(failures()).toEqual([{ to: `127.0.0.1:${port}`, count: 1, why: 'HTTP 503' }])
    expect(JSON.stringify(stage.log)).not.toContain('s3cret')
  })

  it.each([
    ['refuses', 403, 'HTTP 403'],
    ['has moved', 302, 'HTTP 302'],
  ])('that %s is not tried again', async (_, status, why) => {
    const { posts, url } = await hook((response) => response.writeHead(status, { Location: '/' }).end())
    await stage.start([account], { alerts: [{ type: 'webhook', url }] })
    account.emit(offline)
    await passUntil(() => failures().length === 1)
    expect([posts.length, failures()[0]?.why]).toEqual([1, why])
  })

  it('that is not there is told by its host alone', async () => {
    const url = 'http://127.0.0.1:1/s3cret-path'
    await stage.start([account], { alerts: [{ type: 'webhook', url }] })
    account.emit(offline)
    await passUntil(() => failures().length === 1)
    expect(failures()[0]).toMatchObject({ to: '127.0.0.1:1' })
    expect(JSON.stringify(stage.log)).not.toContain('s3cret')
  })

  it('that never answers is given up, and does not hold up the end of the hub', async () => {
    const { posts, url } = await hook(() => {})
    await stage.start([account], { alerts: [{ type: 'webhook', url }] })
    account.emit(offline)
    await passUntil(() => posts.length === 2)
    await stage.hub.close()
    await stage.clock.advance(60 * SECOND)
    expect([posts.length, failures()]).toEqual([2, []])
  })
})

describe('a command', () => {
  let folder: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'rookery-alerts-'))
    stage.undo(() => rmSync(folder, { recursive: true }))
  })
  const run = (code: string, ...args: string[]) =>
    ({ type: 'command', command: process.execPath, args: ['-e', code, ...args] }) as const

  it('gets the facts in its environment, and its arguments without a shell', async () => {
    const file = join(folder, 'told')
    const code = `const { env } = process; const names = Object.keys(env).filter((name) => name.startsWith('ROOKERY_ALERT_'))
      require('node:fs').appendFileSync(process.argv[1], JSON.stringify([process.argv[2], names.sort().map((name) => name + '=' + env[name])]) + '\\n')`
    await stage.start([account], { alerts: [run(code, file, '$HOME; exit 1')] })
    account.emit(offline)
    await expect.poll(() => stage.hub.accounts()[0]?.online).toBe(false)
    // Grace and one look; then the clock has to stand, or the program's 30 seconds would be over before it has started.
    await stage.clock.advance(36 * SECOND)
    await expect
      .poll(() => existsSync(file) && readFileSync(file, 'utf8') !== '', { timeout: 10_000 })
      .toBe(true)
    expect(JSON.parse(readFileSync(file, 'utf8').split('\n', 1)[0] ?? '')).toEqual([
      '$HOME; exit 1',
      [
        'ROOKERY_ALERT_ACCOUNT=10001',
        'ROOKERY_ALERT_CLIENT=',
        'ROOKERY_ALERT_KIND=account_offline',
        expect.stringMatching(/^ROOKERY_ALERT_SECONDS=\d+$/),
        expect.stringMatching(/^ROOKERY_ALERT_SINCE=\d{4}-/),
        'ROOKERY_ALERT_STATE=began',
        'ROOKERY_ALERT_TEXT=account 10001 is offline',
      ],
    ])
    expect(failures()).toEqual([])
  })

  it('that fails is told', async () => {
    await stage.start([account], { alerts: [run('process.exit(3)')] })
    account.emit(offline)
    await expect.poll(() => stage.hub.accounts()[0]?.online).toBe(false)
    await stage.clock.advance(36 * SECOND)
    await expect.poll(() => failures(), { timeout: 10_000 }).toHaveLength(1)
    expect(failures()[0]).toMatchObject({ to: expect.stringContaining('node'), why: 'exited with code 3' })
  })

  it('that does not end is told', async () => {
    await stage.start([account], {
      alerts: [run(`process.on('SIGTERM', () => {}); setInterval(() => {}, 1e9)`)],
    })
    account.emit(offline)
    await passUntil(() => failures().length === 1)
    expect(failures()[0]).toMatchObject({
      to: expect.stringContaining('node'),
      why: 'it took longer than 30 s',
    })
  })

  it('that is not there is told', async () => {
    await stage.start([account], { alerts: [{ type: 'command', command: join(folder, 'nowhere') }] })
    account.emit(offline)
    await passUntil(() => failures().length === 1)
    expect(failures()[0]).toMatchObject({ to: 'nowhere', why: expect.stringContaining('ENOENT') })
  })
})

describe('a message of another account', () => {
  const messages = (sender: SimulatedAccount) =>
    sender.calls.filter(({ action }) => action.startsWith('send_'))

  it.each([
    ['a group', { group: '900001' }, 'send_group_msg', { group_id: 900001 }],
    ['a user', { user: '20002' }, 'send_private_msg', { user_id: 20002 }],
  ])('is sent to %s as plain text', async (_, to, action, target) => {
    const sender = await stage.account('10002')
    await stage.start([account, sender], { alerts: [{ type: 'message', account: '10002', to }] })
    account.emit(offline)
    await passUntil(() => messages(sender).length === 1)
    expect(messages(sender)[0]).toMatchObject({
      action,
      params: {
        ...target,
        message: [{ type: 'text', data: { text: 'Rookery: account 10001 is offline' } }],
      },
    })
    expect(messages(account)).toEqual([])
  })

  it('is never sent by the account that it is about, nor by one that is offline', async () => {
    const sender = await stage.account('10002')
    const alerts = [
      { type: 'message', account: '10001', to: { user: '20002' } },
      { type: 'message', account: '10002', to: { user: '20002' } },
    ] as const
    await stage.start([account, sender], { alerts })
    account.emit(offline)
    sender.emit(offline)
    await passUntil(() => failures().length === 2)
    expect([messages(account), messages(sender)]).toEqual([[], []])
    expect(failures().map(({ to, why }) => [to, why])).toEqual(
      expect.arrayContaining([
        ['account 10001', 'this account is offline itself'],
        ['account 10002', 'this account is offline itself'],
      ]),
    )
  })

  it('that is refused is told', async () => {
    const sender = await stage.account('10002')
    const { answer } = sender
    sender.answer = (call, sendPart) =>
      call.action === 'send_group_msg' ? failedReply(1200, 'muted') : answer(call, sendPart)
    const alerts = [{ type: 'message', account: '10002', to: { group: '1' } }] as const
    await stage.start([account, sender], { alerts })
    account.emit(offline)
    await passUntil(() => failures().length === 1)
    expect(failures()[0]).toMatchObject({
      to: 'account 10002',
      why: 'send_group_msg failed with 1200: muted',
    })
  })
})
