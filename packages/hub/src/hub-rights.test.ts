import { okReply } from '@rookery/protocol'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Kept } from './history/kept-store.fixture.js'
import { ask, askJson, postReceiver, reading } from './http-peers.fixture.js'
import { type SimulatedAccount, Stage, type TestClient } from './hub.fixture.js'
import { type ClientOptions, type ClientRights, defaultOptions } from './options.js'
import { application } from './peers.fixture.js'

let stage: Stage
let account: SimulatedAccount
beforeEach(async () => {
  stage = new Stage()
  account = await stage.account()
})
afterEach(() => stage.close())

const listen = { host: '127.0.0.1', port: 0, token: 'shared-by-many' }
const TOKEN = 'token-of-forum'
const bearer = { Authorization: `Bearer ${TOKEN}` }

/** Starts a hub with one client that has these rights, and connects it. */
async function withRights(rights: ClientRights, more: readonly ClientOptions[] = []): Promise<TestClient> {
  await stage.start([account], { listen, clients: [{ name: 'forum', token: TOKEN, ...rights }, ...more] })
  return stage.opened(`?access_token=${TOKEN}`)
}

/** Calls that came through, without what the hub asks by itself. */
const passed = () =>
  account.calls
    .filter(({ action }) => !/^get_(?:login|version)_info$/.test(action))
    .map(({ action }) => action)

const inGroup = (group_id: number, message_id: number, message: unknown = 'x') =>
  ({ post_type: 'message', message_type: 'group', group_id, user_id: 201, message_id, message }) as const
const fromUser = (user_id: number, message_id: number, more: object = {}) =>
  ({ post_type: 'message', message_type: 'private', user_id, message_id, message: 'x', ...more }) as const

/** Sends events, and waits until the hub has them. */
async function emit(...events: readonly object[]): Promise<void> {
  const before = stage.hub.journal.events
  for (const each of events) account.emit(each)
  await expect.poll(() => stage.hub.journal.events).toBe(before + events.length)
}

describe('groups and users', () => {
  it('hide the events of others, over every transport', async () => {
    const app = await application(stage)
    const hook = await postReceiver(stage)
    const rights = { groups: ['30001'], users: { deny: ['202'] } }
    const client = await withRights(rights, [
      { name: 'app', type: 'ws-reverse', url: app.url, ...rights },
      { name: 'hook', type: 'http-post', url: hook.url, ...rights },
    ])
    await expect.poll(() => app.links.length).toBe(1)
    const reader = await reading(stage, '', bearer)
    await emit(
      inGroup(30001, 1),
      inGroup(30002, 2),
      fromUser(201, 3),
      fromUser(202, 4),
      fromUser(201, 5, { sub_type: 'group', group_id: 30002 }),
      { post_type: 'notice', notice_type: 'group_recall', group_id: 30002, user_id: 1, message_id: 6 },
      inGroup(30001, 7),
    )
    const seen = [1, 3, 7]
    const idsOf = (bodies: readonly Readonly<Record<string, unknown>>[]) =>
      bodies.flatMap(({ message_id }) => (message_id === undefined ? [] : [message_id]))
    await expect.poll(() => idsOf(client.events)).toEqual(seen)
    await expect.poll(() => idsOf(reader.bodies)).toEqual(seen)
    await expect.poll(() => idsOf(hook.events())).toEqual(seen)
    await expect.poll(() => idsOf(app.texts.map((text) => JSON.parse(text)))).toEqual(seen)
    const { json } = await ask(stage, '/get_events', { headers: bearer })
    expect(idsOf((json.data as { events: never[] }).events)).toEqual(seen)
  })

  it('hide them when they are sent again, and in what a store has kept', async () => {
    stage.kept = new Kept()
    const client = await withRights({ groups: ['30001'], history: true })
    await emit(inGroup(30001, 1), inGroup(30002, 2))
    await expect.poll(() => client.events.length).toBe(1)
    client.ws.terminate()
    await expect.poll(() => stage.hub.clients().length).toBe(0)
    await emit(inGroup(30002, 3), inGroup(30001, 4))
    const again = await stage.opened(`?access_token=${TOKEN}`)
    await expect.poll(() => again.events.map(({ message_id }) => message_id)).toContain(4)
    expect(again.events.map(({ group_id }) => group_id)).not.toContain(30002)
    const { text } = await ask(stage, '/get_events?since=0', { headers: bearer })
    expect(text).toContain('"message_id":4')
    expect(text).not.toContain('30002')
  })

  it('refuse calls that act on others, and name the rule', async () => {
    const client = await withRights({ groups: ['30001'], users: [], lines: { groups: 12 } })
    const refused = [
      ['send_group_msg', { group_id: 30002, message: 'x' }],
      ['send_group_msg_async', { group_id: '30002', message: 'x' }],
      ['send_msg_rate_limited', { group_id: 30002, message: 'x' }],
      ['send_msg', { message_type: 'private', user_id: 201, message: 'x' }],
      ['send_private_msg', { user_id: 201, group_id: 30001, message: 'x' }],
      ['get_group_member_list', { group_id: 30002 }],
      ['get_group_msg_history', { group_id: 30002 }],
      ['set_group_leave', { group_id: 30002, self_id: 10001 }],
      ['no_such_action', { group_id: 30001 }],
      ['delete_msg', { message_id: 5 }],
    ] as const
    for (const [action, params] of refused) {
      expect(await client.call(action, params), action).toMatchObject({ status: 'failed', retcode: 1403 })
      const { json } = await askJson(stage, `/${action}`, JSON.stringify(params), bearer)
      expect(json, action).toMatchObject({ retcode: 1403 })
    }
    expect(passed()).toEqual([])
    const reply = await client.call('send_group_msg', { group_id: 30002, message: 'x' })
    expect(reply.wording).toBe(
      'this client may not call send_group_msg so: group 30002 is not among 30001 (groups, line 12 of the config)',
    )
    expect((await client.call('send_private_msg', { user_id: 201, message: 'x' })).wording).toContain(
      'clients.forum.users',
    )
    const form = { ...bearer, 'Content-Type': 'application/x-www-form-urlencoded' }
    expect((await ask(stage, '/send_msg?group_id=30002&message=x', { headers: bearer })).json.retcode).toBe(
      1403,
    )
    const body = 'group_id=30002&message=x'
    expect((await ask(stage, '/send_msg', { method: 'POST', headers: form, body })).json.retcode).toBe(1403)
    expect(passed()).toEqual([])
  })

  it('refuse questions for the queue of others, on every way in', async () => {
    const client = await withRights({ groups: ['30001'], users: [], lines: { groups: 12 } })
    for (const params of [{ group_id: 30002 }, { group_id: '30002' }, { user_id: 201 }])
      expect(await client.call('get_queue_status', params)).toMatchObject({ retcode: 1403 })
    for (const path of ['/get_queue_status', '/api/get_queue_status']) {
      const { json } = await ask(stage, `${path}?group_id=30002`, { headers: bearer })
      expect(json).toMatchObject({ retcode: 1403, wording: expect.stringContaining('groups, line 12') })
    }
    for (const params of [{}, { group_id: 30001 }])
      expect(await client.call('get_queue_status', params)).toMatchObject({ retcode: 0 })
  })

  it('let pass what acts on its own chats, and whoever has no such list', async () => {
    const client = await withRights({ groups: ['30001'] })
    const other = await stage.opened('?access_token=shared-by-many')
    expect((await client.call('send_group_msg', { group_id: 30001, message: 'x' })).retcode).toBe(0)
    expect((await client.call('send_private_msg', { user_id: 202, message: 'x' })).retcode).toBe(0)
    expect((await other.call('send_group_msg', { group_id: 30002, message: 'x' })).retcode).toBe(0)
    expect((await other.call('no_such_action')).retcode).toBe(1404)
    expect(passed()).toEqual(['send_group_msg', 'send_private_msg', 'send_group_msg', 'no_such_action'])
  })

  it('know the chat of messages that the client was sent, and of what it sent itself', async () => {
    const client = await withRights({ groups: ['30001'] })
    await emit(inGroup(30001, 11), inGroup(30002, 12))
    await expect.poll(() => client.events.length).toBe(1)
    account.answer = () => okReply({ message_id: 77 })
    const outcomes = async (...ids: readonly number[]) => {
      const replies = []
      for (const message_id of ids) replies.push((await client.call('delete_msg', { message_id })).retcode)
      return replies
    }
    expect(await outcomes(11, 12, 13, 77)).toEqual([0, 1403, 1403, 1403])
    await client.call('send_group_msg', { group_id: 30001, message: 'x' })
    expect(await outcomes(77)).toEqual([0])
    const quoting = (id: number) => ({ group_id: 30001, message: [{ type: 'reply', data: { id } }] })
    expect((await client.call('send_group_msg', quoting(11))).retcode).toBe(0)
    expect((await client.call('send_group_msg', quoting(12))).retcode).toBe(1403)
    const node = { type: 'node', data: { id: 12 } }
    expect((await client.call('send_group_forward_msg', { group_id: 30001, messages: [node] })).retcode).toBe(
      1403,
    )
  })

  it.each<[string, ClientRights, object]>([
    ['a filter', { events: { raw_message: { prefix: '/' } } }, inGroup(30001, 11)],
    ['self_messages: false', { selfMessages: false }, { ...inGroup(30001, 11), post_type: 'message_sent' }],
  ])(
    'do not know messages that %s keeps from the client, though others get them',
    async (_, less, hidden) => {
      const other = { name: 'other', token: 'token-of-other', groups: ['30001'] }
      const client = await withRights({ groups: ['30001'], ...less }, [other])
      const all = await stage.opened('?access_token=token-of-other')
      await emit(hidden, { ...inGroup(30001, 12), raw_message: '/help' })
      await expect.poll(() => [all.events.length, client.events.length]).toEqual([2, 1])
      expect(await all.call('delete_msg', { message_id: 11 })).toMatchObject({ retcode: 1404 })
      expect(await client.call('delete_msg', { message_id: 11 })).toMatchObject({ retcode: 1403 })
      expect(await client.call('delete_msg', { message_id: 12 })).toMatchObject({ retcode: 1404 })
    },
  )

  it('still know a message of which a later notice is hidden', async () => {
    const client = await withRights({ groups: ['30001'], events: { post_type: 'message' } })
    const like = { post_type: 'notice', notice_type: 'group_msg_emoji_like', group_id: 30001, message_id: 11 }
    await emit(inGroup(30001, 11), { ...like, user_id: 201 })
    await expect.poll(() => client.events.length).toBe(1)
    expect(await client.call('delete_msg', { message_id: 11 })).toMatchObject({ retcode: 1404 })
  })

  it('take ids for those of the account that they came from', async () => {
    const second = await stage.account('10002')
    const clients = [{ name: 'forum', token: TOKEN, groups: ['30001'] }]
    await stage.start([account, second], { listen, clients })
    const client = await stage.opened(`?access_token=${TOKEN}&self_id=all`)
    second.emit(inGroup(30001, 11))
    await expect.poll(() => client.events.length).toBe(1)
    const deleted = async (self_id: number) =>
      (await client.call('delete_msg', { message_id: 11, self_id })).retcode
    expect(await deleted(10001)).toBe(1403)
    expect(await deleted(10002)).toBe(1404)
    expect([passed(), second.calls.at(-1)?.action]).toEqual([[], 'delete_msg'])
  })

  it('hold on a port of its own', async () => {
    await stage.start([account], { listen, clients: [{ name: 'forum', token: TOKEN, groups: ['30001'] }] })
    const { json } = await ask(stage, '/api/get_ws_port', { headers: bearer })
    const { port } = json.data as { port: number }
    const client = await stage.opened(`ws://127.0.0.1:${port}`, bearer)
    await emit(inGroup(30002, 1), inGroup(30001, 2))
    await expect.poll(() => client.events.map(({ message_id }) => message_id)).toEqual([2])
    expect((await client.call('send_group_msg', { group_id: 30002, message: 'x' })).retcode).toBe(1403)
    expect((await client.call('send_group_msg', { group_id: 30001, message: 'x' })).retcode).toBe(0)
  })

  it('filter the lists in replies, and keep every byte of the rest', async () => {
    const client = await withRights({ groups: ['30001'], users: ['201'] })
    account.answer = (call) =>
      okReply(
        call.action === 'get_friend_list'
          ? [{ user_id: 201 }, { user_id: 202 }]
          : [{ group_id: 30001, group_name: '一' }, { group_id: 30002 }],
      )
    expect((await client.call('get_group_list')).data).toEqual([{ group_id: 30001, group_name: '一' }])
    expect((await client.call('get_friend_list')).data).toEqual([{ user_id: 201 }])
    const { json } = await askJson(stage, '/get_group_list', '{}', bearer)
    expect(json.data).toEqual([{ group_id: 30001, group_name: '一' }])
    const other = await stage.opened('?access_token=shared-by-many')
    expect((await other.call('get_group_list')).data).toHaveLength(2)
  })

  it('hold for repetitions of a call with a key', async () => {
    const client = await withRights({ groups: ['30001'] })
    account.answer = () => okReply([{ group_id: 30001 }, { group_id: 30002 }])
    const text = '{"action":"get_group_list","idempotency_key":"k","echo":"e"}'
    for (let n = 0; n < 2; n++) expect(JSON.parse(await client.ask(text)).data).toEqual([{ group_id: 30001 }])
    expect(passed()).toEqual(['get_group_list'])
  })
})

describe('a quick operation', () => {
  const operation = { reply: 'hi', at_sender: false }

  it('is judged as the calls that it becomes, and those alone are made', async () => {
    const client = await withRights({ groups: ['30001'], actions: ['send_*', 'delete_msg'] })
    await emit(inGroup(30001, 11))
    await expect.poll(() => client.events.length).toBe(1)
    const call = (context: object, more: object = operation) =>
      client.call('.handle_quick_operation', { context, operation: more })
    expect((await call(inGroup(30001, 11))).retcode).toBe(0)
    expect((await call(inGroup(30001, 11), { ...operation, delete: true })).retcode).not.toBe(1403)
    expect((await call(inGroup(30001, 12), { delete: true })).retcode).toBe(1403)
    expect((await call(inGroup(30001, 11), { ...operation, kick: true })).retcode).toBe(1403)
    expect((await call(inGroup(30002, 11))).retcode).toBe(1403)
    expect(passed()).toEqual(['send_group_msg', 'send_group_msg', 'delete_msg'])
  })

  it('is judged so where an application answers a post', async () => {
    const hook = await postReceiver(stage)
    hook.answer = ({ event }) => ({
      status: 200,
      body: JSON.stringify({ reply: `to ${event.message_id}`, kick: event.message_id === 2 }),
    })
    const posted = { name: 'hook', type: 'http-post', url: hook.url } as const
    await stage.start([account], { listen, clients: [{ ...posted, actions: ['send_*'], groups: ['30001'] }] })
    await emit(inGroup(30001, 1), inGroup(30001, 2), inGroup(30002, 3), inGroup(30001, 4))
    await expect.poll(() => passed().length).toBe(2)
    expect(
      account.calls.filter(({ action }) => action === 'send_group_msg').map(({ params }) => params.message),
    ).toEqual(['to 1', 'to 4'])
    expect(stage.log.filter(({ text }) => text === 'quick operation failed')).toHaveLength(1)
  })
})

describe('actions', () => {
  it('are judged on every way in, the hub’s own ones and paths included', async () => {
    const client = await withRights({ readOnly: true, lines: { read_only: 7 } })
    expect((await client.call('get_group_list')).retcode).toBe(1404)
    expect((await client.call('get_events')).retcode).toBe(0)
    for (const action of [
      'send_group_msg',
      'set_client_name',
      'send_broadcast_data',
      'send_msg_async',
      'get_cookies',
    ])
      expect(await client.call(action), action).toMatchObject({
        retcode: 1403,
        wording: expect.stringContaining('read_only, line 7'),
      })
    for (const path of ['/send_group_msg', '/set_client_name', '/api/send_broadcast_data', '/send_msg_async'])
      expect((await askJson(stage, path, '{}', bearer)).json, path).toMatchObject({ retcode: 1403 })
    expect((await ask(stage, '/api/get_online_clients', { headers: bearer })).json.retcode).toBe(0)
    expect(passed()).toEqual(['get_group_list'])
  })

  it('that only send include no reads, not even of ports', async () => {
    await withRights({ actions: ['send_*'] })
    for (const path of ['/api/get_ws_port', '/api/get_online_clients', '/get_events', '/api/get_events'])
      expect((await ask(stage, path, { headers: bearer })).json, path).toMatchObject({ retcode: 1403 })
  })

  it('that name a restricted action allow it, and patterns do not', async () => {
    const client = await withRights({ actions: ['*', 'get_cookies', '!set_restart'] })
    expect((await client.call('get_cookies')).retcode).toBe(1404)
    expect((await client.call('bot_exit')).retcode).toBe(1403)
    expect((await client.call('set_restart')).retcode).toBe(1403)
    expect(passed()).toEqual(['get_cookies'])
  })
})

describe('a token that expires', () => {
  it('cuts all connections of its client, and lets nobody in any more', async () => {
    const app = await application(stage)
    const expiresAt = stage.clock.now() + 600_000
    const client = await withRights({ expiresAt }, [
      { name: 'app', type: 'ws-reverse', url: app.url, expiresAt },
    ])
    const other = await stage.opened('?access_token=shared-by-many')
    await expect.poll(() => app.links.length).toBe(1)
    const reader = await reading(stage, '', bearer)
    expect((await client.call('get_status')).retcode).toBe(0)
    await stage.clock.advance(600_001)
    await expect.poll(() => client.closed?.code).toBe(1008)
    expect(client.closed?.reason).toBe('its token has expired')
    await expect.poll(() => reader.hasEnded).toBe(true)
    await expect.poll(() => app.links[0]?.isOpen).toBe(false)
    expect((await ask(stage, '/get_status', { headers: bearer })).status).toBe(403)
    expect(await stage.client(`?access_token=${TOKEN}`).opened()).toBe(403)
    await stage.clock.advance(120_000)
    expect(app.links).toHaveLength(1)
    expect(stage.log.filter(({ text }) => text.startsWith('client expired'))).toHaveLength(2)
    expect(other.closed).toBeUndefined()
  })
})

describe('a send that waits for its turn', () => {
  it('is not sent once the token of its client has expired', async () => {
    const expiresAt = stage.clock.now() + 15_000
    const pace = { account: { count: 1, perMs: 10_000 } }
    const clients = [{ name: 'forum', token: TOKEN, expiresAt }]
    await stage.start([account], { listen, clients, pace })
    const client = await stage.opened(`?access_token=${TOKEN}`)
    for (const message of [1, 2, 3, 4])
      expect(await client.call('send_group_msg_async', { group_id: 1, message }, message)).toMatchObject({
        retcode: 1,
      })
    await stage.clock.advance(60_000)
    const sent = account.calls.filter(({ action }) => action === 'send_group_msg')
    expect(sent.map(({ params }) => params.message)).toEqual([1, 2])
    expect(stage.log.filter(({ fields }) => fields.retcode === 1403)).toHaveLength(2)
  })
})

describe('calls that wait for their turns', () => {
  const waiting = async (client: TestClient): Promise<void> => {
    for (const message of ['1', '2', '3'])
      await client.call('send_group_msg_rate_limited', { group_id: 30001, message })
    await expect.poll(passed).toEqual(['send_group_msg'])
  }
  const reload = (clients: readonly ClientOptions[]) =>
    stage.hub.reload({
      ...defaultOptions,
      upstreams: [{ name: 'up0', type: 'ws', url: account.url }],
      listen,
      clients,
    })
  const failures = () => stage.log.filter(({ text }) => text === 'send_group_msg_rate_limited failed')

  it.each<[string, readonly ClientOptions[]]>([
    ['may not act on their group', [{ name: 'forum', token: TOKEN, groups: ['30002'] }]],
    ['may not make them', [{ name: 'forum', token: TOKEN, groups: ['30001'], readOnly: true }]],
    ['may not use their account', [{ name: 'forum', token: TOKEN, accounts: ['10002'] }]],
    ['has no entry', []],
  ])('are not made once their client %s any more', async (_, clients) => {
    await waiting(await withRights({ groups: ['30001'] }))
    await reload(clients)
    for (let turn = 0; turn < 3; turn++) await stage.clock.advance(defaultOptions.rateLimitIntervalMs)
    await expect.poll(failures).toHaveLength(2)
    expect(failures().map(({ fields }) => fields.retcode)).toEqual([1403, 1403])
    expect(passed()).toEqual(['send_group_msg'])
  })

  it('are made where the rights of their client allow them still', async () => {
    await waiting(await withRights({ groups: ['30001'] }))
    await reload([{ name: 'forum', token: TOKEN, groups: ['30001', '30002'] }])
    for (let turn = 0; turn < 3; turn++) await stage.clock.advance(defaultOptions.rateLimitIntervalMs)
    await expect.poll(passed).toHaveLength(3)
  })
})

describe('the SHA-256 of a token', () => {
  it('lets in whoever has the token, and nobody who has the SHA-256', async () => {
    const tokenSha256 = '2bb80d537b1da3e38bd30361aa855686bde0eacd7162fef6a25fe97bf527a25b'
    await stage.start([account], { clients: [{ name: 'forum', tokenSha256 }] })
    expect(await stage.client('?access_token=secret').opened()).toBe('open')
    expect(await stage.client(`?access_token=${tokenSha256}`).opened()).toBe(403)
    expect(await stage.client('').opened()).toBe(401)
    expect(stage.hub.clients()).toEqual([expect.objectContaining({ client_name: 'forum' })])
  })
})
