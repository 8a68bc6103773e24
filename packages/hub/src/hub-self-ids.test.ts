import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { askJson, httpImplementation, hurry, postEvent } from './http-peers.fixture.js'
import { Stage } from './hub.fixture.js'
import { application, type DiallingAccount, dialledIn } from './peers.fixture.js'

const PATH = '/upstream/x'
const LIFECYCLE = { post_type: 'meta_event', meta_event_type: 'lifecycle', sub_type: 'connect' }
const HEARTBEAT = { post_type: 'meta_event', meta_event_type: 'heartbeat', interval: 5_000 }

/** Everything that says a self_id and is no login. */
const STRAY = [
  ['a heartbeat', HEARTBEAT],
  ['a lifecycle disable', { ...LIFECYCLE, sub_type: 'disable' }],
  ['a lifecycle without sub_type', { post_type: 'meta_event', meta_event_type: 'lifecycle' }],
  ['an unknown meta event', { post_type: 'meta_event', meta_event_type: 'x' }],
  ['a message', { post_type: 'message', message_type: 'private', user_id: 1, message: 'x' }],
  ['a notice', { post_type: 'notice', notice_type: 'x' }],
] as const

let stage: Stage
beforeEach(() => {
  stage = new Stage()
})
afterEach(() => stage.close())

const start = (options = {}) =>
  stage.start([], { upstreams: [{ name: 'x', type: 'ws-reverse', path: PATH }], ...options })

const known = (): string[] => stage.hub.accounts().map(({ self_id }) => self_id)

const loginAs = (selfId: number) => (call: Readonly<Record<string, unknown>>) =>
  call.action === 'get_login_info' ? { user_id: selfId } : null

const asked = (account: DiallingAccount): number =>
  account.calls.filter(({ action }) => action === 'get_login_info').length

describe('a connection that said its account', () => {
  it.each(STRAY)('keeps it over %s of another, which makes no account', async (_, stray) => {
    await start()
    const account = await dialledIn(stage, PATH, '10001', { answer: loginAs(10001) })
    await expect.poll(known).toEqual(['10001'])
    const client = await stage.opened()
    account.emit({ self_id: 99, time: 1, ...stray })
    for (let n = 1; n <= 50; n++) account.emit({ self_id: 10001, post_type: 'message', n })
    await expect.poll(() => client.events.length).toBe(50)
    expect(client.events.every(({ self_id }) => self_id === 10001)).toBe(true)
    expect(known()).toEqual(['10001'])
    const all = await stage.opened('?self_id=all')
    expect(await all.call('anything')).toMatchObject({ status: 'ok' })
  })

  it('is asked once, and not for each event, whether it is that other account', async () => {
    await start()
    const account = await dialledIn(stage, PATH, '10001', { answer: loginAs(10001) })
    await expect.poll(() => asked(account)).toBe(1)
    for (let n = 0; n < 100; n++) account.emit({ self_id: 99, ...HEARTBEAT })
    await expect.poll(() => asked(account)).toBe(2)
    account.emit({ self_id: 10001, post_type: 'notice' })
    await expect.poll(() => stage.hub.journal.events).toBe(1)
    expect(asked(account)).toBe(2)
    expect(known()).toEqual(['10001'])
  })

  it('becomes that other account once the answer says so', async () => {
    await start()
    let selfId = 10001
    const account = await dialledIn(stage, PATH, '10001', { answer: (call) => loginAs(selfId)(call) })
    await expect.poll(() => account.calls.length).toBe(2)
    selfId = 10002
    account.emit({ self_id: 10002, ...HEARTBEAT })
    await expect
      .poll(() => stage.hub.accounts())
      .toEqual([
        { self_id: '10001', online: false },
        { self_id: '10002', online: true },
      ])
  })

  it.each(['connect', 'enable'])('becomes another account with its lifecycle %s', async (sub_type) => {
    await start()
    const account = await dialledIn(stage, PATH, '10001')
    account.emit({ self_id: 10002, ...LIFECYCLE, sub_type })
    await expect.poll(() => stage.hub.accounts().at(-1)).toEqual({ self_id: '10002', online: true })
  })

  it('becomes at most sixteen within an hour, and others again after that', async () => {
    await start()
    const account = await dialledIn(stage, PATH, '10001')
    const online = () => stage.hub.accounts().find((each) => each.online)?.self_id
    const becomes = async (self_id: number) => {
      account.emit({ self_id, ...LIFECYCLE })
      await expect.poll(online).toBe(String(self_id))
    }
    for (let self_id = 10002; self_id <= 10016; self_id++) await becomes(self_id)
    const refused = () => stage.log.filter(({ text }) => text.includes('one more account, 10017')).length
    account.emit({ self_id: 10017, ...LIFECYCLE })
    await expect.poll(refused).toBe(1)
    await becomes(10003)
    await stage.clock.advance(61 * 60_000)
    await becomes(10017)
    await becomes(10018)
  })
})

describe('an account that only events have named', () => {
  it.each(STRAY)('by %s can be used: its events are delivered, and calls go to it', async (_, first) => {
    await start()
    const account = await dialledIn(stage, PATH, undefined)
    account.emit({ self_id: 10001, time: 1, ...first })
    await expect.poll(known).toEqual(['10001'])
    const client = await stage.opened()
    account.emit({ self_id: 10001, post_type: 'notice', n: 1 })
    await expect.poll(() => client.events.at(-1)).toMatchObject({ n: 1 })
    for (const params of [{}, { self_id: 10001 }])
      expect(await client.call('anything', params)).toMatchObject({ status: 'ok' })
  })

  it('makes nothing ambiguous beside a real one, whichever came first', async () => {
    for (const realFirst of [true, false]) {
      const other = new Stage()
      await other.start([], {
        upstreams: ['x', 'y'].map((name) => ({ name, type: 'ws-reverse', path: `/up/${name}` })),
      })
      const ghost = () =>
        dialledIn(other, '/up/x', undefined).then((each) => each.emit({ self_id: 99, ...HEARTBEAT }))
      if (!realFirst) await ghost()
      await expect.poll(() => other.hub.accounts().length).toBe(realFirst ? 0 : 1)
      await dialledIn(other, '/up/y', '10001', { answer: () => 'real' })
      if (realFirst) await ghost()
      await expect.poll(() => other.hub.accounts().length).toBe(2)
      const [one, all] = [await other.opened(), await other.opened('?self_id=all')]
      expect(one.frames).toMatchObject([{ self_id: 10001 }])
      for (const client of [one, all]) expect(await client.call('anything')).toMatchObject({ data: 'real' })
      expect((await other.http('/anything')).json).toMatchObject({ data: 'real' })
      expect(other.log.some(({ text }) => text.includes('serving the first account'))).toBe(false)
      await other.close()
    }
  })

  it('is forgotten with all that hangs on it as soon as the connection turns out to be another', async () => {
    const app = await application(stage)
    await start({ clients: [{ name: 'app', type: 'ws-reverse', url: app.url }] })
    const account = await dialledIn(stage, PATH, undefined, { answer: () => undefined })
    account.emit({ self_id: 99, ...HEARTBEAT })
    await expect.poll(known).toEqual(['99'])
    const client = await stage.opened()
    await expect.poll(() => app.links.length).toBe(1)
    const echo = account.calls[0]?.echo
    account.emit({ status: 'ok', retcode: 0, data: { user_id: 10001 }, echo })
    await expect.poll(known).toEqual(['10001'])
    await expect.poll(() => client.closed?.code).toBe(1001)
    await expect.poll(() => app.requests.map((headers) => headers['x-self-id'])).toEqual(['99', '10001'])
    await expect.poll(() => app.links[0]?.isOpen).toBe(false)
    expect((await stage.opened()).closed).toBeUndefined()
  })

  it('gives way to the one that messages name, where nobody can say who it is', async () => {
    await start()
    const account = await dialledIn(stage, PATH, undefined, { answer: () => undefined })
    account.emit({ self_id: 99, ...HEARTBEAT })
    await expect.poll(known).toEqual(['99'])
    account.answer = () => null
    for (const { echo } of account.calls) account.emit({ status: 'failed', retcode: 1404, data: null, echo })
    account.emit({ self_id: 10001, post_type: 'message', n: 1 })
    await expect.poll(known).toEqual(['10001'])
  })
})

describe('an implementation that posts', () => {
  it('is known by X-Self-ID, which a stray self_id does not change', async () => {
    hurry(stage)
    const implementation = await httpImplementation(stage, '10001')
    await stage.start([], {
      upstreams: [{ name: 'x', type: 'http', url: implementation.url, post: { path: PATH } }],
    })
    await expect.poll(known).toEqual(['10001'])
    const client = await stage.opened()
    await postEvent(stage, PATH, JSON.stringify({ self_id: 99, ...HEARTBEAT }))
    for (let n = 1; n <= 5; n++)
      await postEvent(stage, PATH, JSON.stringify({ self_id: 10001, post_type: 'message', n }))
    await expect.poll(() => client.events.map(({ n }) => n)).toEqual([1, 2, 3, 4, 5])
    expect(known()).toEqual(['10001'])
  })

  const postAs = (selfId: string) =>
    askJson(stage, PATH, JSON.stringify({ self_id: Number(selfId), post_type: 'notice' }), {
      'X-Self-ID': selfId,
    })

  it('and has no HTTP API to ask becomes another one by X-Self-ID, but not while the first one posts', async () => {
    hurry(stage)
    const upstream = { name: 'x', type: 'http', url: 'http://127.0.0.1:9', post: { path: PATH } } as const
    await stage.start([], { upstreams: [upstream] })
    for (let n = 0; n < 5; n++) {
      await postAs('10001')
      await postAs('10002')
      await stage.clock.advance(11_000)
    }
    expect(known()).toEqual(['10001'])
    for (let n = 0; n < 3; n++) {
      await postAs('10002')
      await stage.clock.advance(11_000)
    }
    expect(known()).toContain('10002')
    const before = stage.hub.journal.events
    await postAs('10002')
    expect(stage.hub.journal.events).toBe(before + 1)
  })
})
