import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Proof, WsLink } from '@rookery/transport'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { HttpExtension } from './extension/http-extension.js'
import { ask } from './http-peers.fixture.js'
import { type SimulatedAccount, Stage } from './hub.fixture.js'
import { upgradeStatus } from './peers.fixture.js'

/** Answers everything under `/own`, and keeps what it was asked. */
class OwnPaths implements HttpExtension {
  readonly asked: string[] = []
  shown: Proof = 'none'

  paths(path: string): boolean {
    return path === '/own' || path.startsWith('/own/') || path === '/metrics'
  }

  proof(): Proof {
    return this.shown
  }

  request(request: IncomingMessage, response: ServerResponse): void {
    this.asked.push(`${request.method} ${request.url}`)
    response.end('{"own":true}')
  }

  upgrade(request: IncomingMessage) {
    this.asked.push(`upgrade ${request.url}`)
    return { open: (link: WsLink) => void link.close(1000, 'own') }
  }
}

let stage: Stage
let account: SimulatedAccount
let own: OwnPaths
const TOKEN = 'correct-horse-battery'

beforeEach(async () => {
  stage = new Stage()
  account = await stage.account()
  own = new OwnPaths()
  stage.extension = own
})
afterEach(() => stage.close())

describe('an extension of the hub', () => {
  it('answers its paths, before actions and the paths of the hub', async () => {
    await stage.start([account])
    expect((await ask(stage, '/own')).json).toEqual({ own: true })
    expect((await ask(stage, '/own/a?b=1')).json).toEqual({ own: true })
    expect((await ask(stage, '/metrics')).json).toEqual({ own: true })
    expect(own.asked).toEqual(['GET /own', 'GET /own/a?b=1', 'GET /metrics'])
    expect(account.calls.filter(({ action }) => action === 'own')).toEqual([])
  })

  it('leaves all other paths to the hub', async () => {
    await stage.start([account])
    expect((await ask(stage, '/get_login_info')).json).toMatchObject({ retcode: 0 })
    expect((await ask(stage, '/owner')).json).toMatchObject({ status: 'failed' })
    expect(await upgradeStatus(`${stage.hub.url}/event`, {})).toBe(101)
    expect(own.asked).toEqual([])
  })

  it('takes upgrades of its paths, whose tokens are not those of the hub', async () => {
    await stage.start([account], { listen: { host: '127.0.0.1', port: 0, token: TOKEN } })
    expect(await upgradeStatus(`${stage.hub.url}/own/live`, {})).toBe(101)
    expect(await upgradeStatus(`${stage.hub.url}/event`, {})).toBe(401)
    expect(own.asked).toEqual(['upgrade /own/live'])
  })

  it('says itself what a request proves: a token of the hub proves nothing there', async () => {
    await stage.start([account], { listen: { host: '127.0.0.1', port: 0, token: TOKEN } })
    const headers = { Host: 'bot.example.com', Authorization: `Bearer ${TOKEN}` }
    expect((await ask(stage, '/get_status', { headers })).status).toBe(200)
    expect((await ask(stage, '/own', { headers })).status).toBe(403)
    own.shown = 'secret'
    expect((await ask(stage, '/own', { headers: { Host: 'bot.example.com' } })).status).toBe(200)
    expect((await ask(stage, '/get_status', { headers: { Host: 'bot.example.com' } })).status).toBe(403)
  })
})

describe('a hub without an extension', () => {
  it('has nothing at the paths that are kept for one', async () => {
    stage.extension = undefined
    await stage.start([account])
    for (const path of ['/console', '/console/', '/metrics', '/status.json', '/api/admin/state'])
      expect((await ask(stage, path)).status, path).toBe(404)
  })
})

describe('the kept events, for an operator', () => {
  const emit = (text: string): void =>
    account.emit({ post_type: 'message', message_type: 'private', user_id: 2, message: text })

  it('come in pages, each with its id, and by ids', async () => {
    const hub = await stage.start([account])
    for (const text of ['one', 'two', 'three']) emit(text)
    await expect.poll(() => hub.journal.events).toBe(3)
    const first = await hub.history.page({ limit: 2 })
    if ('problem' in first) throw new TypeError(first.problem)
    const events = first.events.map((bytes) => JSON.parse(Buffer.from(bytes).toString()))
    expect(events.map(({ message }) => message)).toEqual(['one', 'two'])
    expect(first.hasMore).toBe(true)
    const next = await hub.history.page({ since: events[1].rookery_id, limit: 10 })
    if ('problem' in next) throw new TypeError(next.problem)
    expect(next.events.map((bytes) => JSON.parse(Buffer.from(bytes).toString()).message)).toEqual(['three'])
  })

  it('come one by one by their ids, whole', async () => {
    const hub = await stage.start([account])
    for (const text of ['one', 'two', 'three']) emit(text)
    await expect.poll(() => hub.journal.events).toBe(3)
    for (const { id = '', event } of hub.history.newest(3)) {
      const found = JSON.parse(Buffer.from((await hub.history.byId(id)) ?? '').toString())
      expect(found).toMatchObject({ ...JSON.parse(Buffer.from(event).toString()), rookery_id: id })
    }
    expect(await hub.history.byId('nonsense')).toBeUndefined()
  })

  it('come the newest first from memory', async () => {
    const hub = await stage.start([account])
    for (const text of ['one', 'two', 'three']) emit(text)
    await expect.poll(() => hub.journal.events).toBe(3)
    const newest = hub.history.newest(2)
    expect(newest.map(({ event }) => JSON.parse(Buffer.from(event).toString()).message)).toEqual([
      'three',
      'two',
    ])
    expect(newest[0]).toMatchObject({ kind: 'event', account: '10001', late: false, id: expect.any(String) })
  })

  it('are not asked for with what is no time', async () => {
    const hub = await stage.start([account])
    expect(await hub.history.page({ since: 'soon', limit: 1 })).toEqual({
      problem: expect.stringMatching(/since/),
    })
    expect(await hub.history.page({ until: 'soon', limit: 1 })).toEqual({
      problem: expect.stringMatching(/until/),
    })
  })
})
