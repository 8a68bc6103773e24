import { callParams, failedReply, okReply } from '@rookery/protocol'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { askJson, type PostReceiver, postReceiver } from './http-peers.fixture.js'
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

const QUICK = '.handle_quick_operation'
const start = (more: object = {}) =>
  stage.start([account], { clients: [{ name: 'hook', type: 'http-post', url: hook.url, ...more }] })
const answerMessages = (body: string): void => {
  hook.answer = ({ event }) => (event.post_type === 'meta_event' ? {} : { status: 200, body })
}
const called = () => account.calls.filter(({ action }) => !/^get_/.test(action))
const actions = () => called().map(({ action }) => action)
const failures = () => stage.log.filter(({ text }) => text === 'quick operation failed')
const MESSAGE =
  '{"time":1,"self_id":10001,"post_type":"message","message_type":"group","group_id":9007199254740993,"user_id":18446744073709551615,"message_id":7,"message":"hi","raw":1.50}'
const REQUEST =
  '{"time":1,"self_id":10001,"post_type":"request","request_type":"friend","user_id":1,"flag":"9007199254740993"}'

describe('an answer to a posted event', () => {
  it('is executed as the action made for it, with the exact bytes of event and answer', async () => {
    const operation =
      '{"reply":[{"type":"text","data":{"text":"你好"}}],"at_sender":false,"x":9007199254740993}'
    answerMessages(operation)
    account.answer = ({ action }) => (action === QUICK ? okReply() : failedReply(1404, 'no such action'))
    await start()
    account.emit(MESSAGE)
    await expect.poll(actions).toEqual([QUICK])
    const [call] = called()
    expect(call?.text).toContain(`"params":{"context":${MESSAGE},"operation":${operation}}`)
    expect(failures()).toEqual([])
  })

  it.each([
    ['redact', { redact: ['user_id', 'group_id', 'message_id'] }],
    ['strip_prefix and ids', { events: { raw_message: { prefix: '/' } }, stripPrefix: true, seq: true }],
  ])(
    'acts on the event as it was received, though the receiver is sent another one by %s',
    async (_, more) => {
      const event = MESSAGE.replace('"message":"hi"', '"raw_message":"/hi","message":"/hi"')
      answerMessages('{"delete":true}')
      account.answer = ({ action }) => (action === QUICK ? okReply() : failedReply(1404, 'no such action'))
      await start(more)
      account.emit(event)
      await expect.poll(actions).toEqual([QUICK])
      expect(called()[0]?.text).toContain(`"params":{"context":${event},"operation":{"delete":true}}`)
      expect(hook.events().at(-1)).not.toEqual(JSON.parse(event))
    },
  )

  it('becomes the calls that it stands for where the implementation lacks that, ids exact', async () => {
    answerMessages('{"reply":"[CQ:face,id=1]","at_sender":true,"delete":true,"ban":true,"ban_duration":60}')
    account.answer = ({ action }) => (action === QUICK ? failedReply(1404, 'no such action') : okReply())
    await start()
    account.emit(MESSAGE)
    await expect.poll(actions).toEqual([QUICK, 'send_group_msg', 'delete_msg', 'set_group_ban'])
    const [, send, remove, ban] = called()
    expect(send?.text).toContain('"group_id":9007199254740993')
    expect(send?.params.message).toEqual([
      { type: 'at', data: { qq: '18446744073709551615' } },
      { type: 'face', data: { id: '1' } },
    ])
    expect(remove?.params).toEqual({ message_id: 7 })
    expect(ban?.text).toContain('"user_id":18446744073709551615')
    expect(ban?.params.duration).toBe(60)
    // It is asked once: what it lacks it will not learn.
    account.emit(MESSAGE)
    await expect.poll(() => actions().length).toBe(7)
    expect(actions().filter((action) => action === QUICK)).toHaveLength(1)
  })

  it('to a request approves it, and without approve leaves it open', async () => {
    answerMessages('{"approve":true,"remark":"x"}')
    await start()
    account.emit(REQUEST)
    await expect.poll(actions).toEqual([QUICK, 'set_friend_add_request'])
    expect(called()[1]?.params).toEqual({ flag: '9007199254740993', approve: true, remark: 'x' })
    answerMessages('{"remark":"x"}')
    account.emit(REQUEST)
    await expect.poll(() => hook.events().length).toBe(2)
    const client = await stage.opened()
    await client.call('echo_params')
    expect(actions()).toEqual([QUICK, 'set_friend_add_request', 'echo_params'])
  })

  it('goes to the account of the event, not to another one', async () => {
    const second = await stage.account('10002')
    answerMessages('{"reply":"hi"}')
    await stage.start([account, second], { clients: [{ name: 'hook', type: 'http-post', url: hook.url }] })
    second.emit({ post_type: 'message', message_type: 'private', user_id: 5, message: 'x' })
    await expect.poll(() => second.calls.at(-1)?.params).toEqual({ user_id: 5, message: 'hi' })
    expect(actions()).toEqual([])
  })

  it('that fails is logged, by the client’s name and with the reason, and harms nobody', async () => {
    answerMessages('{"reply":"hi","delete":true}')
    account.answer = ({ action }) =>
      action === 'send_group_msg' ? failedReply(100 as 1500, 'muted') : failedReply(1404, 'no such action')
    await start()
    account.emit(MESSAGE)
    await expect.poll(failures).toHaveLength(1)
    expect(failures()[0]).toMatchObject({
      level: 'warn',
      fields: { client: 'hook', account: '10001', retcode: 100, wording: 'muted' },
    })
    account.emit(MESSAGE)
    await expect.poll(() => hook.events().length).toBe(2)
  })

  it('that comes when the account has gone meanwhile is logged, and not executed later', async () => {
    let release = (): void => {}
    const held = new Promise<void>((resolve) => (release = resolve))
    hook.answer = async ({ event }) => {
      if (event.post_type === 'meta_event') return {}
      await held
      return { status: 200, body: '{"reply":"late"}' }
    }
    await start()
    account.emit(MESSAGE)
    await expect.poll(() => hook.events().length).toBe(1)
    await account.close()
    await expect.poll(() => stage.hub.accounts()[0]?.online).toBe(false)
    await stage.clock.advance(5_000)
    release()
    await expect.poll(failures).toMatchObject([{ fields: { retcode: 1503 } }])
    expect(actions()).toEqual([])
  })

  it('with keys of no sense, or to an event that has none, does nothing', async () => {
    answerMessages('{"reply":null,"ban":"maybe","approve":true,"unknown":[{}]}')
    await start()
    account.emit(MESSAGE)
    account.emit({ post_type: 'notice', notice_type: 'group_increase', group_id: 1, user_id: 2 })
    await expect.poll(() => hook.events().length).toBe(2)
    await expect.poll(actions).toContain(QUICK)
    const client = await stage.opened()
    await client.call('echo_params')
    expect(actions().filter((action) => action !== QUICK)).toEqual(['echo_params'])
    expect(failures()).toEqual([])
  })

  it('to what cannot be answered is ignored: many receivers say {"status":"ok"} to everything', async () => {
    hook.answer = () => ({ status: 200, body: '{"status":"ok"}' })
    const clients = [{ name: 'hook', type: 'http-post', url: hook.url, clientStatus: true } as const]
    await stage.start([account], { clients, heartbeatIntervalMs: 20 })
    account.emit({ post_type: 'notice', notice_type: 'group_increase', group_id: 1, user_id: 2 })
    const client = await stage.opened()
    await expect.poll(() => hook.events().length).toBeGreaterThan(1)
    await expect.poll(() => hook.posts.length).toBeGreaterThan(8)
    await client.call('echo_params')
    expect(actions()).toEqual(['echo_params'])
    account.emit(REQUEST)
    await expect.poll(actions).toEqual(['echo_params', QUICK])
  })

  it('holds text that stays text: no CQ code comes of auto_escape', async () => {
    answerMessages('{"reply":"[CQ:at,qq=all] & more","auto_escape":true,"at_sender":true}')
    await start()
    account.emit({ post_type: 'message', message_type: 'group', group_id: 1, user_id: 2, message: 'x' })
    await expect.poll(actions).toEqual([QUICK, 'send_group_msg'])
    expect(called()[1]?.params.message).toEqual([
      { type: 'at', data: { qq: '2' } },
      { type: 'text', data: { text: '[CQ:at,qq=all] & more' } },
    ])
  })
})

describe('.handle_quick_operation', () => {
  const context = { post_type: 'message', message_type: 'private', user_id: 5, message: 'x' }
  const call = { context, operation: { reply: 'hi' } }
  const sent = () => account.calls.findLast(({ action }) => action === 'send_private_msg')?.params

  it('works over WebSocket and HTTP, for implementations without it, too', async () => {
    await stage.start([account])
    const client = await stage.opened()
    expect(await client.call(QUICK, call)).toMatchObject({ status: 'ok', retcode: 0, data: null, echo: 'e' })
    expect(sent()).toEqual({ user_id: 5, message: 'hi' })
    const { status, json } = await askJson(stage, `/${QUICK}`, JSON.stringify(call))
    expect({ status, json }).toMatchObject({ status: 200, json: { status: 'ok' } })
    expect(await client.call(`${QUICK}_async`, call)).toMatchObject({ status: 'async', retcode: 1 })
    await expect.poll(() => actions().filter((action) => action === 'send_private_msg').length).toBe(3)
    expect(actions()[0]).toBe(QUICK)
  })

  it('passes a failure of the implementation on', async () => {
    account.answer = (asked) =>
      asked.action === QUICK ? okReply(callParams(asked)) : failedReply(1404, 'no such action')
    await stage.start([account])
    const client = await stage.opened()
    expect(await client.call(QUICK, call)).toMatchObject({ data: call })
    account.answer = () => failedReply(100 as 1500, 'not now')
    expect(await client.call(QUICK, call)).toMatchObject({
      status: 'failed',
      retcode: 100,
      wording: 'not now',
    })
  })

  it.each([{}, { context: 5, operation: { reply: 'x' } }, { context, operation: null }, { context }])(
    'of %j executes nothing and stays well',
    async (params) => {
      await stage.start([account])
      const client = await stage.opened()
      expect(await client.call(QUICK, params)).toMatchObject({ echo: 'e' })
      expect(await client.call('echo_params')).toMatchObject({ status: 'ok' })
      expect(actions()).toEqual([QUICK, 'echo_params'])
    },
  )
})
