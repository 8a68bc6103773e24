import { createHmac } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  ask,
  hurry,
  type PostAnswer,
  type Posted,
  type PostReceiver,
  postReceiver,
} from './http-peers.fixture.js'
import { type SimulatedAccount, Stage } from './hub.fixture.js'

let stage: Stage
let account: SimulatedAccount
let hook: PostReceiver
beforeEach(async () => {
  stage = new Stage()
  account = await stage.account()
  hook = await postReceiver(stage)
})
afterEach(() => stage.close())

const numbers = (count: number, from = 1) => Array.from({ length: count }, (_, n) => from + n)
const clientOf = (more: object = {}, { url } = hook) =>
  ({ name: 'hook', type: 'http-post', url, ...more }) as const
const start = (more: object = {}, options: object = {}) =>
  stage.start([account], { clients: [clientOf(more)], ...options })
const emit = (count: number, from = 1, fields: object = {}): void => {
  for (const n of numbers(count, from)) account.emit({ post_type: 'notice', n, ...fields })
}
const seen = ({ events } = hook): unknown[] =>
  events()
    .filter(({ notice_type }) => notice_type !== 'rookery_gap')
    .map(({ n }) => n)
const gaps = () => hook.events().filter(({ notice_type }) => notice_type === 'rookery_gap')
const idOf = ({ headers }: Posted) => headers['x-event-id']
const warnings = (text: string) =>
  stage.log.filter((line) => line.level === 'warn' && line.text.includes(text))
const calls = () => account.calls.map(({ action }) => action).filter((action) => !/^get_/.test(action))

describe('an application that events are posted to', () => {
  it('is told first that the account is there, in the word of the standard', async () => {
    await start()
    await expect.poll(() => hook.posts.length).toBe(1)
    expect(hook.posts[0]?.event).toMatchObject({
      self_id: 10001,
      post_type: 'meta_event',
      meta_event_type: 'lifecycle',
      sub_type: 'enable',
    })
    emit(1)
    await expect.poll(seen).toEqual([1])
  })

  it('gets the exact bytes, the account in a header, and no signature without a secret', async () => {
    await start()
    const text =
      '{"time":1,"self_id":10001,"post_type":"new","id":18446744073709551615,"名":[1.50,"\\u4f60"]}'
    account.emit(text)
    await expect.poll(() => hook.posts.at(-1)?.bytes.toString()).toBe(text)
    const { headers } = hook.posts.at(-1) ?? {}
    expect(headers).toMatchObject({ 'x-self-id': '10001', 'content-type': 'application/json' })
    expect(headers).not.toHaveProperty('x-signature')
    expect(headers).not.toHaveProperty('authorization')
  })

  it('can trust the signature of everything it gets, over the exact bytes', async () => {
    const secret = 's3cret-测试'
    await start({ secret }, { heartbeatIntervalMs: 30 })
    emit(3, 1, { text: '你好 🐧', id: '\u2028' })
    await expect.poll(seen).toEqual(numbers(3))
    await expect.poll(() => hook.posts.some(({ event }) => event.meta_event_type === 'heartbeat')).toBe(true)
    for (const { headers, bytes } of hook.posts) {
      const hex = createHmac('sha1', secret).update(bytes).digest('hex')
      expect(headers['x-signature']).toBe(`sha1=${hex}`)
    }
    expect(JSON.stringify(stage.log)).not.toContain(secret)
  })

  it('gets the events of the accounts of its entry alone, each under its own header', async () => {
    const [second, third] = [await stage.account('9007199254740993'), await stage.account('10003')]
    const clients = [clientOf({ accounts: ['10001', '9007199254740993'] })]
    await stage.start([account, second, third], { clients })
    for (const each of [account, second, third]) each.emit({ post_type: 'notice' })
    await expect.poll(() => hook.events().length).toBe(2)
    const selfIds = hook.posts.map(({ headers }) => headers['x-self-id'])
    expect(new Set(selfIds)).toEqual(new Set(['10001', '9007199254740993']))
  })

  it('is one of the clients, and may call as itself with its token', async () => {
    await start({ token: 'hook-token', allow: ['set_restart'] })
    const headers = { Authorization: 'Bearer hook-token' }
    const online = await ask(stage, '/api/get_online_clients', { headers })
    expect(online.json).toMatchObject({ data: { clients: [{ client_name: 'hook' }] } })
    expect((await ask(stage, '/set_restart', { headers })).json).toMatchObject({ retcode: 1 })
    const sent = { method: 'POST', headers, body: '{"data":"hi"}' }
    expect((await ask(stage, '/api/send_broadcast_data', sent)).json).toMatchObject({ status: 'ok' })
  })
})

describe('the order of posts', () => {
  it('is kept within a conversation, while the conversations do not wait for each other', async () => {
    let release = (): void => {}
    const held = new Promise<void>((resolve) => (release = resolve))
    hook.answer = async ({ event }) => {
      if (event.group_id === 1) await held
      return {}
    }
    await start()
    const message = { post_type: 'message', message_type: 'group' }
    for (const n of numbers(60)) account.emit({ ...message, n, group_id: (n % 3) + 1 })
    const of = (group: number) =>
      hook
        .events()
        .filter(({ group_id }) => group_id === group)
        .map(({ n }) => n)
    const expected = (group: number) => numbers(60).filter((n) => (n % 3) + 1 === group)
    await expect.poll(() => [of(2), of(3)]).toEqual([expected(2), expected(3)])
    expect(of(1)).toEqual([3])
    release()
    await expect.poll(() => of(1)).toEqual(expected(1))
  })
})

describe('a receiver that is dead', () => {
  it('disturbs nobody, is reported once, and catches up in order when it is there again', async () => {
    const other = await postReceiver(stage)
    await hook.stop()
    const clients = [clientOf(), clientOf({ name: 'other' }, other)]
    await stage.start([account], { clients })
    const client = await stage.opened()
    emit(2_000, 1, { pad: 'x'.repeat(300) })
    // Limits alone: how long so many take is up to the machine.
    const limit = { timeout: 20_000 }
    await expect.poll(() => client.events.length, limit).toBe(2_000)
    await expect.poll(() => seen(other).length, limit).toBe(2_000)
    expect(await client.call('echo_params', { well: true })).toMatchObject({ data: { well: true } })
    await hook.start()
    await stage.clock.advance(30_000)
    await expect.poll(() => seen().length, limit).toBe(2_000)
    expect(seen()).toEqual(numbers(2_000))
    expect(gaps()).toEqual([])
    expect(warnings('client not reachable')).toHaveLength(1)
    expect(stage.log.filter(({ text }) => text === 'client reachable again')).toHaveLength(1)
  }, 60_000)

  it('is not sent messages that have become too old, but told how many', async () => {
    hurry(stage)
    await hook.stop()
    await start({}, { resume: { maxAgeMs: 60_000 } })
    const message = { post_type: 'message', message_type: 'group' }
    for (const n of numbers(3)) account.emit({ ...message, group_id: n, n })
    emit(2, 4)
    await expect.poll(() => stage.hub.journal.events).toBe(5)
    await stage.clock.advance(60_100)
    await hook.start()
    await expect.poll(gaps, { timeout: 10_000 }).toMatchObject([{ count: 3, self_id: 10001 }])
    // What comes now is posted however old it says it is.
    account.emit({ ...message, group_id: 1, n: 6, time: Math.floor(stage.clock.now() / 1000) - 600 })
    await expect.poll(seen).toEqual([4, 5, 6])
  })

  it('is not sent old messages from far behind in the journal either', async () => {
    hurry(stage)
    await hook.stop()
    await start({}, { resume: { maxAgeMs: 60_000 } })
    const pad = 'x'.repeat(100_000)
    for (const n of numbers(10)) account.emit({ post_type: 'message', n, pad })
    emit(1, 11)
    await expect.poll(() => stage.hub.journal.events).toBe(11)
    await stage.clock.advance(60_100)
    await hook.start()
    const missed = () => gaps().reduce((sum, { count }) => sum + Number(count), 0)
    await expect.poll(missed, { timeout: 10_000 }).toBe(10)
    expect(seen()).toEqual([11])
  })

  it('is told of what the journal has forgotten meanwhile', async () => {
    hurry(stage)
    await hook.stop()
    await start({}, { journal: { engine: 'memory', keep: { ageMs: 1e9, events: 10, bytes: 1e9 } } })
    const client = await stage.opened()
    for (let n = 1; n <= 100; n += 5) {
      emit(5, n, { pad: 'x'.repeat(20_000) })
      await expect.poll(() => client.events.length).toBe(n + 4)
    }
    await hook.start()
    await expect.poll(() => seen().at(-1)).toBe(100)
    const forgotten = gaps().reduce((sum, { count }) => sum + Number(count), 0)
    expect(forgotten).toBeGreaterThan(0)
    expect(new Set(seen()).size + forgotten).toBe(100)
  })

  it('gets no heartbeats of the time it was dead, but still the lifecycle event', async () => {
    hurry(stage)
    await hook.stop()
    await start({}, { heartbeatIntervalMs: 1_000 })
    await stage.clock.advance(20_000)
    const backAt = stage.clock.now() / 1000
    await hook.start()
    await expect.poll(() => hook.posts.length).toBeGreaterThan(3)
    const [first, ...others] = hook.posts.map(({ event }) => event)
    expect(first).toMatchObject({ meta_event_type: 'lifecycle', sub_type: 'enable' })
    expect(others.every(({ meta_event_type }) => meta_event_type === 'heartbeat')).toBe(true)
    // Two seconds: times are whole, and what waited for no more than one is fresh.
    expect(others.filter(({ time }) => Number(time) < backAt - 2)).toEqual([])
    expect(gaps()).toEqual([])
  })

  it('that hangs disturbs nobody: what it did not answer in time is not posted again, but announced', async () => {
    hook.answer = ({ event }) => (event.n === 1 ? new Promise<PostAnswer>(() => {}) : {})
    hurry(stage)
    await start({ timeoutMs: 10_000 })
    const client = await stage.opened()
    emit(3)
    await expect.poll(() => client.events.length).toBe(3)
    await expect.poll(seen).toEqual([1, 2, 3])
    await expect.poll(gaps).toMatchObject([{ count: 1 }])
    expect(warnings('could not be posted')[0]?.fields.why).toMatch(/10000 ms/)
  })
})

describe('a receiver that answers with a failure', () => {
  it.each([502, 503])(
    'of %i is tried as often as is set, in order, and told how many were given up',
    async (busy) => {
      hook.answer = ({ event }) => ({ status: event.n === 1 || event.n === 2 ? busy : 200 })
      await start({ retries: 2 })
      await expect.poll(() => hook.posts.length).toBe(1)
      hurry(stage)
      emit(4)
      const missed = () => gaps().reduce((sum, { count }) => sum + Number(count), 0)
      await expect.poll(missed).toBe(2)
      expect(seen()).toEqual([1, 1, 1, 2, 2, 2, 3, 4])
      const idsOf = (n: number) => hook.posts.filter(({ event }) => event.n === n).map(idOf)
      expect(new Set(idsOf(1)).size).toBe(1)
      expect(new Set(hook.posts.map(idOf)).size).toBe(hook.posts.length - 4)
    },
  )

  it.each([500, 504])(
    'of %i is not posted again: it goes on behind it, and is told of the gap',
    async (status) => {
      hook.answer = ({ event }) => ({ status: event.n === 1 ? status : 200 })
      hurry(stage)
      await start()
      emit(3)
      await expect.poll(gaps).toMatchObject([{ count: 1 }])
      expect(seen()).toEqual([1, 2, 3])
    },
  )

  it('is told of the gap however much is queued for it meanwhile', async () => {
    let [refuse, release] = [(): void => {}, (): void => {}]
    const queued = new Promise<void>((resolve) => (refuse = resolve))
    const held = new Promise<void>((resolve) => (release = resolve))
    hook.answer = async ({ event }) => {
      if (event.n === 1) await queued
      if (event.n === 2) await held
      return event.n === 1 ? { status: 500 } : {}
    }
    hurry(stage)
    await start({ timeoutMs: 1e9 })
    emit(1)
    emit(1, 2, { pad: 'x'.repeat(2_000_000) })
    await expect.poll(() => stage.hub.journal.events).toBe(2)
    await stage.clock.advance(500)
    refuse()
    await expect.poll(seen).toEqual([1, 2])
    await stage.clock.advance(5_000)
    expect(gaps()).toEqual([])
    release()
    await expect.poll(gaps).toMatchObject([{ count: 1 }])
  })

  it('of 4xx is believed at once, and its body is no quick operation', async () => {
    hook.answer = ({ event }) => (event.n === 1 ? { status: 403, body: '{"reply":"x"}' } : {})
    hurry(stage)
    await start()
    emit(2)
    await expect.poll(seen).toEqual([1, 2])
    await expect.poll(gaps).toMatchObject([{ count: 1 }])
    expect(gaps()[0]).toHaveProperty('from_time')
    expect(warnings('could not be posted')).toHaveLength(1)
    expect(calls()).toEqual([])
  })
})

describe('an answer that says nothing', () => {
  it.each(['{}', ' { } ', '', 'ok', '[]', '"x"', 'null', '{"a":', '\ufeff', '<html>'])(
    'such as %j does nothing, and comes to no harm',
    async (body) => {
      hook.answer = () => ({ status: 200, body })
      await start()
      const client = await stage.opened()
      emit(5)
      await expect.poll(seen).toEqual(numbers(5))
      await client.call('echo_params')
      expect(calls()).toEqual(['echo_params'])
      expect(hook.posts).toHaveLength(6)
      expect(warnings('no JSON object').length).toBeLessThan(2)
    },
  )
})
