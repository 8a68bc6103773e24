import type { Reply } from '@rookery/protocol'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Kept } from './history/kept-store.fixture.js'
import { postReceiver } from './http-peers.fixture.js'
import { type SimulatedAccount, Stage } from './hub.fixture.js'
import { upgradeStatus } from './peers.fixture.js'
import type { Problem, ProblemKind } from './state/problem.js'

const SECOND = 1_000

let stage: Stage
let account: SimulatedAccount
beforeEach(async () => {
  stage = new Stage()
  account = await stage.account()
})
afterEach(() => stage.close())

const problems = (): readonly Problem[] => stage.hub.state().problems
const problem = (kind: ProblemKind): Problem | undefined => problems().find((each) => each.kind === kind)
const kinds = (): string[] => problems().map(({ kind }) => kind)
const beat = (online: boolean) => ({
  post_type: 'meta_event',
  meta_event_type: 'heartbeat',
  status: { online, good: online },
})

describe('the problems of a hub', () => {
  it('are none while all is well', async () => {
    await stage.start([account])
    await stage.opened('?client_name=bot')
    expect(problems()).toEqual([])
  })

  it('name an account that is offline, with where one logs in again', async () => {
    const webui = 'http://127.0.0.1:6099/webui'
    await stage.start([account], { upstreams: [{ name: 'up', type: 'ws', url: account.url, webui }] })
    account.emit(beat(false))
    await expect.poll(kinds).toEqual(['account_offline'])
    expect(problem('account_offline')).toMatchObject({
      severity: 'error',
      subject: '10001',
      since: stage.hub.state().accounts[0]?.since,
      text: 'account 10001 is offline, as up says',
      advice: `Log in again at ${webui}.`,
      fields: { account: '10001', upstream: 'up', webui },
    })
    account.emit(beat(true))
    await expect.poll(kinds).toEqual([])
  })

  it('name an account that was never seen, and an upstream that cannot be reached with the reason', async () => {
    const { port, close } = await stage.account('10002')
    await close()
    await stage.start([account], {
      clients: [{ name: 'bot', token: 'token-of-the-bot-1', accounts: ['10001', '777'] }],
      upstreams: [
        { name: 'up', type: 'ws', url: account.url },
        { name: 'down', type: 'ws', url: `ws://127.0.0.1:${port}` },
      ],
    })
    await expect.poll(kinds).toEqual(['upstream_unreachable', 'account_never_seen'])
    expect(problem('account_never_seen')).toMatchObject({ severity: 'warning', subject: '777' })
    const { failure = '' } = stage.hub.state().upstreams[1] ?? {}
    expect(problem('upstream_unreachable')).toMatchObject({
      severity: 'error',
      subject: 'down',
      fields: { upstream: 'down', address: `ws://127.0.0.1:${port}`, reason: failure },
    })
    expect(problem('upstream_unreachable')?.text).toContain(failure)
  })

  it('name an account that is gone', async () => {
    await stage.start([account])
    await account.close()
    await expect.poll(kinds).toContain('account_disconnected')
  })

  it('name a path to which no implementation comes, once it has had time to', async () => {
    await stage.start([account], {
      upstreams: [
        { name: 'up', type: 'ws', url: account.url },
        { name: 'a', type: 'ws-reverse', path: '/up', token: 'token-of-upstream' },
      ],
    })
    expect(problems()).toEqual([])
    await stage.clock.advance(31 * SECOND)
    expect(problem('upstream_waiting')).toMatchObject({ subject: 'a', fields: { address: '/up' } })
  })

  it('name a client that hangs, by the same measure as the log', async () => {
    await stage.start([account], { deadAfterMs: 1e9 })
    const hung = await stage.opened('?client_name=hung', {}, { autoPong: false })
    account.emit({ post_type: 'notice', n: 1 })
    await expect.poll(() => hung.events.length).toBe(1)
    expect(problems()).toEqual([])
    await stage.clock.advance(40 * SECOND)
    const [line] = stage.log.filter(({ text }) => text === 'client confirms nothing')
    expect(line?.fields).toMatchObject({ client: 'hung', events: 1 })
    const told = problem('client_confirms_nothing')
    expect(told).toMatchObject({
      severity: 'warning',
      subject: hung.appId,
      fields: { client: 'hung', account: '10001', events: 1 },
    })
    expect(stage.clock.now() - (told?.since ?? 0)).toBeGreaterThan(30 * SECOND)
    hung.ws.pong(hung.pings.at(-1) ?? '')
    await expect.poll(kinds).toEqual([])
  })

  it('name a client that lags', async () => {
    await stage.start([account])
    const slow = await stage.opened('?client_name=slow')
    slow.ws.pause()
    for (let n = 0; n < 1_500; n++) account.emit({ post_type: 'notice', n, pad: 'x'.repeat(20_000) })
    await expect.poll(() => stage.hub.journal.events).toBe(1_500)
    await stage.clock.advance(10 * SECOND)
    expect(problem('client_lagging')?.fields.client).toBe('slow')
    slow.ws.resume()
    await expect.poll(kinds, { timeout: 10_000 }).toEqual([])
  })

  it('name who was refused, by address and reason, for ten minutes', async () => {
    await stage.start([account], { listen: { host: '127.0.0.1', port: 0, token: 'a-long-enough-token' } })
    for (let n = 0; n < 3; n++) await upgradeStatus(`${stage.hub.url}/?access_token=secret-of-another`, {})
    await upgradeStatus(`${stage.hub.url}/nowhere?access_token=a-long-enough-token`, {})
    const told = problems().filter(({ kind }) => kind === 'connections_refused')
    expect(told.map(({ fields }) => [fields.status, fields.count])).toEqual(
      expect.arrayContaining([[403, 3]]),
    )
    expect(told.map(({ fields }) => fields.path)).toContain('/nowhere')
    expect(told.every(({ fields }) => fields.address === '127.0.0.1')).toBe(true)
    expect(JSON.stringify(told)).not.toContain('secret')
    await stage.clock.advance(11 * 60 * SECOND)
    expect(problem('connections_refused')).toBeUndefined()
  })

  it('name a receiver that cannot be reached, until it is', async () => {
    const receiver = await postReceiver(stage)
    await stage.start([account], { clients: [{ name: 'hook', type: 'http-post', url: receiver.url }] })
    await expect.poll(() => receiver.posts.length).toBe(1)
    await receiver.stop()
    account.emit({ post_type: 'notice', n: 1 })
    await expect.poll(() => problem('receiver_failing')).toMatchObject({ subject: 'hook', severity: 'error' })
    await receiver.start()
    await expect
      .poll(async () => {
        await stage.clock.advance(5 * SECOND)
        return problem('receiver_failing')
      })
      .toBeUndefined()
  })

  it('name a journal that cannot be written', async () => {
    stage.kept = new Kept()
    await stage.start([account])
    const fault = { code: 'SQLITE_FULL', message: 'the disk is full' }
    stage.kept.stateChanged.emit({ isUp: false, behind: 1, since: 0, fault })
    expect(problem('journal_not_written')).toMatchObject({
      severity: 'error',
      text: expect.stringContaining('the disk is full'),
    })
    stage.kept.stateChanged.emit({ isUp: true, behind: 0, since: 0 })
    expect(problems()).toEqual([])
  })

  it('name an implementation that answers no calls', async () => {
    const breaker = { failures: 1, openMs: 30 * SECOND }
    await stage.start([account], {
      callTimeoutMs: 10 * SECOND,
      upstreams: [{ name: 'up', type: 'ws', url: account.url, breaker }],
    })
    const client = await stage.opened()
    account.answer = (): Promise<Reply> => new Promise(() => {})
    const reply = client.call('get_stuck')
    await expect.poll(() => account.calls.some(({ action }) => action === 'get_stuck')).toBe(true)
    await stage.clock.advance(11 * SECOND)
    await reply
    await expect
      .poll(() => problem('breaker_open'))
      .toMatchObject({ subject: '10001', fields: { account: '10001', upstream: 'up' } })
  })

  it('name tokens that are short, and not those that hold nothing', async () => {
    const listen = { host: '127.0.0.1', port: 0, token: 'short' }
    const clients = [
      { name: 'bot', token: 'also-short' },
      { name: 'long', token: 'a-token-of-20-letters' },
      { name: 'digest', tokenSha256: 'a'.repeat(64) },
    ]
    await stage.start([account], { listen, clients })
    const told = problems().filter(({ kind }) => kind === 'token_short')
    expect(told.map(({ subject }) => subject)).toEqual(['listen.token', 'of client bot'])
    expect(told[0]).toMatchObject({ severity: 'warning', fields: { key: 'listen.token', characters: 5 } })
    expect(JSON.stringify(told)).not.toContain('also-short')
  })

  it('name a process that does not run, with the reason', async () => {
    await stage.start([account], {
      upstreams: [
        { name: 'up', type: 'ws', url: account.url },
        { name: 'own', type: 'ws-reverse', path: '/own', process: { command: '/no/such/program' } },
      ],
    })
    await expect
      .poll(() => problem('process_down'))
      .toMatchObject({ subject: 'own', fields: { reason: expect.stringMatching(/no such|ENOENT|not/i) } })
  })

  it('stand in their order: errors first, and what has lasted longest', async () => {
    const other = await stage.account('10002')
    await stage.start([account, other], { listen: { host: '127.0.0.1', port: 0, token: 'short' } })
    account.emit(beat(false))
    await expect.poll(() => kinds().length).toBe(2)
    await stage.clock.advance(10 * SECOND)
    other.emit(beat(false))
    await expect
      .poll(() => problems().map(({ subject }) => subject))
      .toEqual(['10001', '10002', 'listen.token'])
  })
})
