import { okReply } from '@rookery/protocol'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ioTurns } from '../../transport/src/time/clock.fixture.js'
import { type SimulatedAccount, Stage } from './hub.fixture.js'
import { dialledIn } from './peers.fixture.js'

let stage: Stage
let account: SimulatedAccount
let executed: number
beforeEach(async () => {
  stage = new Stage()
  account = await stage.account()
  executed = 0
  const { answer } = account
  account.answer = (call, part) =>
    call.action.startsWith('send_') ? okReply({ message_id: ++executed }) : answer(call, part)
})
afterEach(() => stage.close())

const sends = () => account.calls.filter(({ action }) => action.startsWith('send_'))
const clients = [
  { name: 'koishi', token: 'k-token' },
  { name: 'other', token: 'o-token' },
]
const locked = { clients, listen: { host: '127.0.0.1', port: 0, token: 'open' } }
const json = { 'Content-Type': 'application/json' }
const as = (token: string, more: Record<string, string> = {}) => ({
  ...json,
  ...more,
  Authorization: `Bearer ${token}`,
})

const text = (
  key: string,
  { action = 'send_msg', params = '{"user_id":1,"message":"hi"}', echo = '1' } = {},
) => `{"action":"${action}","idempotency_key":"${key}","params":${params},"echo":${echo}}`

describe('a call with an idempotency key', () => {
  it('is executed once, and forwarded without its key and otherwise byte for byte', async () => {
    await stage.start([account])
    const client = await stage.opened('?client_name=bot')
    const call =
      '{"action":"send_msg","idempotency_key":"k", "x" : 1e0,"params":{"id":9007199254740993},"echo":[1]}'
    const first = await client.ask(call)
    expect(first).toContain('"echo":[1]')
    expect(await client.ask(call.replace('[1]', '"汉"'))).toBe(first.replace('[1]', '"汉"'))
    expect(sends().map((each) => each.text)).toEqual([
      expect.stringMatching(
        /^\{"action":"send_msg","x" : 1e0,"params":\{"id":9007199254740993\},"echo":"r\d+"\}$/,
      ),
    ])
  })

  it('is the same one over HTTP, in the header, the body, the query and a form, and over WebSocket', async () => {
    await stage.start([account], locked)
    const params = { user_id: 1, message: 'hi' }
    const client = await stage.opened('?access_token=k-token')
    const first = JSON.parse(await client.ask(text('k')))
    const form = { ...as('k-token'), 'Content-Type': 'application/x-www-form-urlencoded' }
    const url = `${stage.hub.url.replace(/^ws/, 'http')}/send_msg`
    const asked = [
      await stage.http('/send_msg', params, as('k-token', { 'X-Idempotency-Key': 'k' })),
      await stage.http('/send_msg', { idempotency_key: 'k', ...params }, as('k-token')),
      await stage.http('/send_msg?idempotency_key=k', params, as('k-token')),
      await stage.http('/send_msg?user_id=1&message=hi&idempotency_key=k', undefined, as('k-token')),
    ]
    for (const each of asked) expect(each.json).toMatchObject({ retcode: 0, data: first.data })
    const posted = await fetch(url, {
      method: 'POST',
      headers: form,
      body: 'user_id=1&message=hi&idempotency_key=k',
    })
    expect(await posted.json()).toMatchObject({ data: first.data })
    expect(sends()).toHaveLength(1)
    expect(sends()[0]?.params).toEqual(params)
  })

  it('waits for the first while that is under way', async () => {
    let answer = (): void => {}
    account.answer = ({ action }) =>
      action === 'send_msg' ? new Promise((resolve) => (answer = () => resolve(okReply('once')))) : okReply()
    await stage.start([account])
    const [one, two] = [await stage.opened('?client_name=bot'), await stage.opened('/api?client_name=bot')]
    const replies = [one.ask(text('k', { echo: '1' })), two.ask(text('k', { echo: '2' }))]
    await expect.poll(() => sends().length).toBe(1)
    await ioTurns()
    answer()
    const got = (await Promise.all(replies)).map((each) => JSON.parse(each))
    expect(got).toMatchObject([
      { data: 'once', echo: 1 },
      { data: 'once', echo: 2 },
    ])
    expect(sends()).toHaveLength(1)
  })

  it('is answered 1409 with another action or other params', async () => {
    await stage.start([account])
    const client = await stage.opened('?client_name=bot')
    await client.ask(text('k'))
    for (const other of [
      { params: '{"user_id":2}' },
      { action: 'send_private_msg' },
      { action: 'send_msg_async' },
    ])
      expect(JSON.parse(await client.ask(text('k', other)))).toMatchObject({
        status: 'failed',
        retcode: 1409,
      })
    expect(JSON.parse(await client.ask(text('k')))).toMatchObject({ data: { message_id: 1 } })
    expect(sends()).toHaveLength(1)
  })

  it('gets the reply that was lost with the connection of its client', async () => {
    let answer = (): void => {}
    account.answer = ({ action }) =>
      action === 'send_msg' ? new Promise((resolve) => (answer = () => resolve(okReply('late')))) : okReply()
    await stage.start([account])
    const first = await stage.opened('?client_name=bot')
    first.ws.send(text('k'))
    await expect.poll(() => sends().length).toBe(1)
    first.ws.terminate()
    await expect.poll(() => stage.hub.clients().length).toBe(0)
    answer()
    const again = await stage.opened('?client_name=bot')
    expect(JSON.parse(await again.ask(text('k')))).toMatchObject({ data: 'late' })
    expect(sends()).toHaveLength(1)
  })

  it('is the key of one client and one account', async () => {
    const second = await stage.account('10002')
    await stage.start([account, second], locked)
    const [koishi, other] = [
      await stage.opened('?access_token=k-token&self_id=all'),
      await stage.opened('?access_token=o-token&self_id=all'),
    ]
    const to = (selfId: string) => text('k', { params: `{"self_id":${selfId},"message":"hi"}` })
    await koishi.ask(to('10001'))
    await koishi.ask(to('10002'))
    await other.ask(to('10001'))
    await koishi.ask(to('10001'))
    expect([sends().length, second.calls.filter(({ action }) => action === 'send_msg').length]).toEqual([
      2, 1,
    ])
  })

  it('with a suffix is accepted once', async () => {
    await stage.start([account])
    const client = await stage.opened('?client_name=bot')
    for (const _ of [1, 2])
      expect(JSON.parse(await client.ask(text('k', { action: 'send_msg_async' })))).toMatchObject({
        status: 'async',
      })
    await client.call('get_status')
    expect(sends()).toHaveLength(1)
  })

  it('of a megabyte is told from another one', async () => {
    await stage.start([account])
    const client = await stage.opened('?client_name=bot')
    const big = (end: string) => text('k', { params: `{"message":"${'x'.repeat(1_000_000)}${end}"}` })
    expect(JSON.parse(await client.ask(big('a')))).toMatchObject({ data: { message_id: 1 } })
    expect(JSON.parse(await client.ask(big('a')))).toMatchObject({ data: { message_id: 1 } })
    expect(JSON.parse(await client.ask(big('b')))).toMatchObject({ retcode: 1409 })
  })
})

describe('a key whose call failed', () => {
  const upstreams = [{ name: 'a', type: 'ws-reverse', path: '/up' }] as const

  it('is forgotten where the call was not sent, and kept where nobody knows', async () => {
    await stage.start([], { upstreams })
    const silent = await dialledIn(stage, '/up', '10001', {
      answer: ({ action }) => (action === 'send_msg' ? undefined : null),
    })
    const client = await stage.opened('?client_name=bot')
    const sent = client.ask(text('sent'))
    await expect.poll(() => silent.calls.some(({ action }) => action === 'send_msg')).toBe(true)
    silent.ws.terminate()
    expect(JSON.parse(await sent)).toMatchObject({ retcode: 1504, outcome: 'unknown' })
    await stage.clock.advance(5_000)
    expect(JSON.parse(await client.ask(text('unsent')))).toMatchObject({ retcode: 1503, outcome: 'unsent' })
    const back = await dialledIn(stage, '/up', '10001', { answer: () => 'done' })
    const sentBack = () => back.calls.filter(({ action }) => action === 'send_msg').length
    expect(JSON.parse(await client.ask(text('sent')))).toMatchObject({ retcode: 1504, outcome: 'unknown' })
    expect(sentBack()).toBe(0)
    expect(JSON.parse(await client.ask(text('unsent')))).toMatchObject({ retcode: 0, data: 'done' })
    expect(sentBack()).toBe(1)
  })

  it('waits for the connection like any other call, and is sent once', async () => {
    await stage.start([], { upstreams })
    const first = await dialledIn(stage, '/up', '10001')
    const client = await stage.opened('?client_name=bot')
    await expect.poll(() => first.calls.length).toBe(2)
    first.ws.terminate()
    await expect.poll(() => stage.hub.accounts()[0]?.online).toBe(false)
    client.ws.send(text('k', { echo: '1' }))
    client.ws.send(text('k', { echo: '2' }))
    await client.call('get_status')
    const back = await dialledIn(stage, '/up', '10001', { answer: () => 'done' })
    await expect.poll(() => client.frames.filter(({ data }) => data === 'done').length).toBe(2)
    expect(back.calls.filter(({ action }) => action === 'send_msg')).toHaveLength(1)
  })
})

describe('a key whose call waits for the connection of its account', () => {
  const upstreams = [{ name: 'a', type: 'ws-reverse', path: '/up' }] as const

  /** Two connections of one client that wait for the same call, while the account is away. */
  async function twoWaiting() {
    await stage.start([], { upstreams })
    const first = await dialledIn(stage, '/up', '10001')
    const clients = [
      await stage.opened('?client_name=bot'),
      await stage.opened('/api?client_name=bot'),
    ] as const
    await expect.poll(() => first.calls.length).toBe(2)
    first.ws.terminate()
    await expect.poll(() => stage.hub.accounts()[0]?.online).toBe(false)
    for (const each of clients) {
      each.ws.send(text('k'))
      await each.call('get_status')
    }
    return clients
  }

  it('is sent for whoever still waits when the first caller leaves', async () => {
    const [one, two] = await twoWaiting()
    one.ws.terminate()
    await expect.poll(() => stage.hub.clients()).toHaveLength(1)
    await ioTurns()
    const back = await dialledIn(stage, '/up', '10001', { answer: () => 'done' })
    await expect.poll(() => two.frames.filter(({ data }) => data === 'done').length).toBe(1)
    expect(back.calls.filter(({ action }) => action === 'send_msg')).toHaveLength(1)
  })

  it('is dropped when all of them have left', async () => {
    for (const each of await twoWaiting()) each.ws.terminate()
    await expect.poll(() => stage.hub.clients()).toEqual([])
    const back = await dialledIn(stage, '/up', '10001', { answer: () => 'done' })
    const again = await stage.opened('?client_name=bot')
    expect(JSON.parse(await again.ask(text('k')))).toMatchObject({ data: 'done' })
    expect(back.calls.filter(({ action }) => action === 'send_msg')).toHaveLength(1)
  })
})

describe('whose key it is', () => {
  it('is that of the token, for clients without a name', async () => {
    await stage.start([account], locked)
    const params = { user_id: 1, message: 'hi' }
    const first = await stage.opened('?access_token=open')
    expect(JSON.parse(await first.ask(text('k')))).toMatchObject({ data: { message_id: 1 } })
    first.ws.terminate()
    const key = { 'X-Idempotency-Key': 'k' }
    expect((await stage.http('/send_msg', params, as('open', key))).json).toMatchObject({
      data: { message_id: 1 },
    })
    expect((await stage.http('/send_msg', params, as('k-token', key))).json).toMatchObject({
      data: { message_id: 2 },
    })
  })

  it('is nobody’s where no token is needed and the client has no name', async () => {
    await stage.start([account])
    const client = await stage.opened()
    const refused = { retcode: 1400, wording: expect.stringContaining('client_name') }
    expect(JSON.parse(await client.ask(text('k')))).toMatchObject(refused)
    expect((await stage.http('/send_msg?idempotency_key=k')).json).toMatchObject(refused)
    expect(sends()).toEqual([])
    await client.call('set_client_name', { name: 'bot' })
    expect(JSON.parse(await client.ask(text('k')))).toMatchObject({ retcode: 0 })
  })

  it('is nobody’s for what the hub executes itself', async () => {
    await stage.start([account])
    const client = await stage.opened('?client_name=bot')
    const refused = { retcode: 1400, wording: expect.stringContaining('takes no idempotency key') }
    expect(JSON.parse(await client.ask(text('k', { action: 'send_broadcast_data' })))).toMatchObject(refused)
    const id = { 'X-App-ID': client.appId }
    for (const [body, headers] of [
      [{ data: 'x' }, { ...id, 'X-Idempotency-Key': 'k' }],
      [{ data: 'x', idempotency_key: 'k' }, id],
    ] as const)
      expect((await stage.http('/api/send_broadcast_data', body, headers)).json).toMatchObject(refused)
  })
})

describe('what is no key', () => {
  it('is answered 1400, and nothing is executed', async () => {
    await stage.start([account], locked)
    const client = await stage.opened('?access_token=k-token')
    for (const key of ['""', '5', 'true', `"${'x'.repeat(256)}"`]) {
      const call = text('KEY').replace('"KEY"', key)
      expect(JSON.parse(await client.ask(call))).toMatchObject({ retcode: 1400, echo: 1 })
    }
    const both = await stage.http(
      '/send_msg',
      { idempotency_key: 'a' },
      as('k-token', { 'X-Idempotency-Key': 'b' }),
    )
    expect(both.json).toMatchObject({ retcode: 1400, wording: expect.stringContaining('not the same') })
    const empty = await stage.http('/send_msg?idempotency_key=', {}, as('k-token'))
    expect(empty.json).toMatchObject({ retcode: 1400 })
    expect(sends()).toEqual([])
  })
})
