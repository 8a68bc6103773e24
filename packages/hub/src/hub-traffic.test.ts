import { okReply } from '@rookery/protocol'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { postReceiver } from './http-peers.fixture.js'
import { type SimulatedAccount, Stage } from './hub.fixture.js'
import { defaultOptions } from './options.js'
import type { CallItem, EventItem, TrafficItem } from './traffic/traffic.js'

let stage: Stage
let account: SimulatedAccount
let items: TrafficItem[]
beforeEach(async () => {
  stage = new Stage()
  account = await stage.account()
  items = []
})
afterEach(() => stage.close())

const JSON_BODY = { 'Content-Type': 'application/json' }
const tap = () => stage.hub.traffic.tap((item) => void items.push(item))
const events = (): EventItem[] => items.flatMap((each) => (each.kind === 'event' ? [each] : []))
const calls = (): CallItem[] => items.flatMap((each) => (each.kind === 'call' ? [each] : []))
const bodyOf = ({ event }: EventItem) => JSON.parse(Buffer.from(event).toString())
const message = (message_id: number, more: object = {}) => ({
  post_type: 'message',
  message_type: 'group',
  group_id: 30001,
  user_id: 5,
  message_id,
  message: 'hello',
  ...more,
})

describe('who taps', () => {
  it('is shown every event, as the clients get it, with the id that they know it by', async () => {
    await stage.start([account])
    const client = await stage.opened('?seq=1')
    tap()
    account.emit(message(1))
    account.emit({ post_type: 'notice', notice_type: 'test' })
    await expect.poll(() => client.events.length).toBe(2)
    expect(events().map(bodyOf)).toMatchObject([{ message_id: 1 }, { notice_type: 'test' }])
    expect(events().map(({ id }) => id)).toEqual(client.events.map(({ rookery_id }) => rookery_id))
    expect(events()[0]).toMatchObject({ account: '10001', late: false })
    expect(Math.abs((events()[0]?.at ?? 0) - stage.clock.now())).toBeLessThan(5_000)
  })

  it('is shown every call when it is over: who made it, how, for whom and with what outcome', async () => {
    await stage.start([account])
    const client = await stage.opened('?client_name=bot')
    tap()
    await client.call('send_group_msg', { group_id: 30001, message: '你好' })
    await client.call('no_such_action')
    await client.call('get_queue_status')
    await stage.http('/send_private_msg', { user_id: 5, message: 'x' }, JSON_BODY)
    const shown = calls().map(({ client: name, account: selfId, action, retcode, outcome, source }) => [
      name,
      selfId,
      action,
      retcode,
      outcome,
      source,
    ])
    expect(shown).toEqual([
      ['bot', '10001', 'send_group_msg', 0, 'ok', 'ws'],
      ['bot', '10001', 'no_such_action', 1404, 'failed', 'ws'],
      ['bot', undefined, 'get_queue_status', 0, 'ok', 'ws'],
      [undefined, '10001', 'send_private_msg', 0, 'ok', 'http'],
    ])
    const [first] = calls()
    expect(first?.app_id).toBe(client.appId)
    expect(JSON.parse(Buffer.from(first?.params ?? []).toString())).toEqual({
      group_id: 30001,
      message: '你好',
    })
    expect(first?.duration_ms).toBeGreaterThanOrEqual(0)
    expect(first?.duration_ms).toBeLessThan(5_000)
  })

  it('is shown nothing any more after the undo, however often that is called', async () => {
    await stage.start([account])
    const client = await stage.opened()
    const other: TrafficItem[] = []
    const undo = tap()
    const undoOther = stage.hub.traffic.tap((item) => void other.push(item))
    undo()
    undo()
    await client.call('get_friend_list')
    expect([items.length, other.length]).toEqual([0, 1])
    undoOther()
    await client.call('get_group_list')
    expect(other).toHaveLength(1)
  })

  it('does not hold up what passes when he throws, and is not called again', async () => {
    await stage.start([account])
    const client = await stage.opened()
    let count = 0
    stage.hub.traffic.tap(() => {
      count++
      throw new RangeError('careless')
    })
    tap()
    account.emit(message(1))
    account.emit(message(2))
    await expect.poll(() => client.events.length).toBe(2)
    expect(await client.call('send_group_msg', { group_id: 1, message: 'x' })).toMatchObject({ retcode: 0 })
    expect([count, items.length]).toEqual([1, 3])
  })
})

describe('a call that says which event it answers', () => {
  const answers = () => calls().map((each) => each.answers)

  it.each([
    [
      'a reply segment',
      [
        { type: 'reply', data: { id: '71' } },
        { type: 'text', data: { text: 'hi' } },
      ],
    ],
    ['a numeric reply segment', [{ type: 'reply', data: { id: 71 } }]],
    ['a single segment', { type: 'reply', data: { id: '71' } }],
    ['a CQ code', '[CQ:reply,id=71]hi'],
  ])('by %s is shown with its id', async (_, answer) => {
    await stage.start([account])
    const client = await stage.opened()
    tap()
    account.emit(message(70))
    account.emit(message(71))
    await expect.poll(() => client.events.length).toBe(2)
    await client.call('send_group_msg', { group_id: 30001, message: answer })
    expect(answers()).toEqual([events()[1]?.id])
  })

  it('says so by the id of an event, not by any text', async () => {
    await stage.start([account])
    const client = await stage.opened()
    tap()
    for (const rookery_id of ['words', 'x'.repeat(100_000), ''])
      await client.call('send_group_msg', { group_id: 30001, message: 'x', rookery_id })
    expect(answers()).toEqual([undefined, undefined, undefined])
  })

  it('by its rookery_id is shown with that', async () => {
    await stage.start([account])
    const client = await stage.opened('?seq=1')
    tap()
    account.emit(message(71))
    await expect.poll(() => client.events.length).toBe(1)
    const rookery_id = client.events[0]?.rookery_id
    await client.call('send_group_msg', { group_id: 30001, message: 'x', rookery_id })
    expect(answers()).toEqual([rookery_id])
  })

  it.each([
    ['a message', message(71), { reply: 'hi' }],
    [
      'a request',
      { post_type: 'request', request_type: 'friend', user_id: 5, flag: 'f1' },
      { approve: true },
    ],
  ])('as a quick operation to %s is shown with its id', async (_, event, operation) => {
    const hook = await postReceiver(stage)
    hook.answer = ({ event: { post_type } }) =>
      post_type === 'meta_event' ? {} : { status: 200, body: JSON.stringify(operation) }
    account.answer = () => okReply()
    await stage.start([account], { clients: [{ name: 'hook', type: 'http-post', url: hook.url }] })
    tap()
    account.emit(message(70))
    account.emit(event)
    await expect.poll(() => calls().length).toBe(2)
    expect(calls()[1]).toMatchObject({
      client: 'hook',
      source: 'quick_operation',
      action: '.handle_quick_operation',
      answers: events()[1]?.id,
    })
  })

  it('is not guessed where it does not say it, or names what nobody saw', async () => {
    await stage.start([account])
    const client = await stage.opened()
    tap()
    account.emit(message(71))
    await expect.poll(() => client.events.length).toBe(1)
    for (const text of ['hi', '[CQ:reply,id=99]hi', '&#91;CQ:reply,id=71&#93;', 71, null])
      await client.call('send_group_msg', { group_id: 30001, message: text })
    expect(answers()).toEqual([undefined, undefined, undefined, undefined, undefined])
  })

  it('is told apart from one with the same number on another account', async () => {
    const other = await stage.account('10002')
    await stage.start([account, other])
    const client = await stage.opened('?self_id=10001')
    tap()
    other.emit(message(71))
    await expect.poll(() => events().length).toBe(1)
    await client.call('send_group_msg', { group_id: 1, message: '[CQ:reply,id=71]' })
    expect(answers()).toEqual([undefined])
  })
})

describe('the counters', () => {
  it('count calls by action, client and outcome, over each way', async () => {
    const clients = [{ name: 'api', token: 'token-of-the-api-1' }]
    await stage.start([account], { clients })
    const bot = await stage.opened('?access_token=token-of-the-api-1')
    for (let n = 0; n < 3; n++) await bot.call('send_group_msg', { group_id: 1, message: 'x' }, n)
    await bot.call('set_group_ban')
    await bot.call('get_group_list_async')
    await bot.call('made_up_by_somebody')
    await stage.http('/get_status', {}, { ...JSON_BODY, Authorization: 'Bearer token-of-the-api-1' })
    const { calls: counted, durations, duration_limits_ms } = stage.hub.counters()
    const short = counted.map(({ action, client, outcome, count }) => [action, client, outcome, count])
    expect(short.sort()).toEqual([
      ['get_group_list', 'api', 'ok', 1],
      ['get_status', 'api', 'ok', 1],
      ['other', 'api', 'failed', 1],
      ['send_group_msg', 'api', 'ok', 3],
      ['set_group_ban', 'api', 'failed', 1],
    ])
    for (const { counts } of durations) expect(counts).toHaveLength(duration_limits_ms.length + 1)
    const total = durations.reduce((sum, { counts }) => sum + counts.reduce((a, b) => a + b, 0), 0)
    expect(total).toBe(7)
  })

  it('count the events of accounts that were forgotten since', async () => {
    await stage.start([account], { backfill: false })
    account.emit(message(1))
    await expect.poll(() => stage.hub.counters().events).toBe(1)
    await stage.hub.reload({ ...defaultOptions, listen: { host: '127.0.0.1', port: 0 }, upstreams: [] })
    await stage.clock.advance(60_000)
    expect(stage.hub.accounts()).toEqual([])
    expect(stage.hub.counters().events).toBe(1)
  })
})
