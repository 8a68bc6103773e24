import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { refusedWith, Stage } from './links.fixture.js'

let stage: Stage
beforeEach(() => {
  stage = new Stage()
})
afterEach(() => stage.close())

const send = { group_id: 30001, message: '晚上好' }

describe('a forward WebSocket', () => {
  it('says connect first, then carries events and calls', async () => {
    const bot = await stage.bot(await stage.url({ type: 'ws', port: 0 }))
    const reply = await bot.call('send_group_msg', send)
    expect(bot.all[0]).toMatchObject({
      self_id: 10000,
      post_type: 'meta_event',
      meta_event_type: 'lifecycle',
      sub_type: 'connect',
    })
    expect(reply).toEqual({ status: 'ok', retcode: 0, data: { message_id: 1 }, echo: 1 })
    stage.says('你好')
    expect(await bot.has({ post_type: 'message' })).toMatchObject({ group_id: 30001, user_id: 20001 })
  })

  it.each(['[]', '[ ]'])('takes an empty array, the empty map of PHP, as no params: %s', async (params) => {
    const bot = await stage.bot(await stage.url({ type: 'ws', port: 0 }))
    bot.ws.send(`{"action":"get_login_info","params":${params},"echo":"php"}`)
    expect(await bot.has({ echo: 'php' })).toMatchObject({ status: 'ok', data: { user_id: 10000 } })
  })

  it('has a path for calls alone and one for events alone, with or without a slash behind', async () => {
    const url = await stage.url({ type: 'ws', port: 0 })
    const api = await stage.bot(`${url}/api/`)
    const event = await stage.bot(`${url}/event`)
    const both = await stage.bot(`${url}/onebot/v11/ws`)
    event.send('send_group_msg', send)
    expect(await api.call('send_group_msg', send)).toMatchObject({ data: { message_id: 1 } })
    stage.says('你好')
    await Promise.all([event.has({ post_type: 'message' }), both.has({ post_type: 'message' })])
    expect(api.all).toHaveLength(1)
    expect(event.all.every((frame) => frame.status === undefined)).toBe(true)
  })

  it('lets in whoever has the token, and says 401 and 403 before the upgrade', async () => {
    const url = await stage.url({ type: 'ws', port: 0, token: 't1' })
    expect(await refusedWith(url)).toBe(401)
    expect(await refusedWith(`${url}/nowhere`)).toBe(401)
    expect(await refusedWith(url, { Authorization: 'Bearer t2' })).toBe(403)
    expect(await refusedWith(`${url}/?access_token=t1`)).toBe(101)
    expect(await refusedWith(`${url}/nowhere?access_token=t1`)).toBe(404)
    expect(await refusedWith(`${url}/?access_token=t1`, { Origin: 'https://example.org' })).toBe(403)
  })

  it('sends heartbeats by the clock, which tell whether the account is online', async () => {
    const bot = await stage.bot(await stage.url({ type: 'ws', port: 0 }))
    await stage.clock.advance(5_000)
    expect(await bot.has({ meta_event_type: 'heartbeat' })).toMatchObject({
      time: Math.floor(stage.clock.now() / 1000),
      status: { online: true, good: true },
      interval: 5000,
    })
    expect((await bot.call('get_status')).data).toMatchObject({ online: true, good: true })
    stage.sandbox.setOnline(10000, false)
    expect(await bot.has({ notice_type: 'bot_offline' })).toMatchObject({ self_id: 10000 })
    await stage.clock.advance(5_000)
    await bot.count(4)
    expect(bot.all.at(-1)).toMatchObject({ status: { online: false } })
    expect(await bot.call('send_group_msg', send)).toMatchObject({ status: 'failed', retcode: 1503 })
    stage.says('有人吗')
    await bot.settled()
    expect(bot.all.filter((frame) => frame.post_type === 'message')).toEqual([])
    stage.sandbox.setOnline(10000, true)
    await stage.clock.advance(5_000)
    await expect.poll(() => bot.all.at(-1)).toMatchObject({ status: { online: true } })
  })

  it('gives each link the message format and the own messages that it wants', async () => {
    const links = await stage.links([
      { type: 'ws', port: 0 },
      { type: 'ws', port: 0, message_format: 'string', report_self_message: true },
    ])
    const [plain, own] = await Promise.all(links.open.map(({ url }) => stage.bot(url)))
    await plain?.call('send_group_msg', { ...send, message: '[CQ:at,qq=20001] &amp; 晚上好' })
    expect(await own?.has({ post_type: 'message_sent' })).toMatchObject({
      message: '[CQ:at,qq=20001] &amp; 晚上好',
      message_format: 'string',
    })
    stage.says('你好')
    expect(await plain?.has({ post_type: 'message' })).toMatchObject({
      message: [{ type: 'text', data: { text: '你好' } }],
      message_format: 'array',
    })
    expect(plain?.all.filter((frame) => frame.post_type === 'message_sent')).toEqual([])
  })

  it('keeps every digit of what it answers about, and tells no more than implementations do', async () => {
    const bot = await stage.bot(await stage.url({ type: 'ws', port: 0 }))
    bot.ws.send(
      '{"action":"send_group_msg","params":{"group_id":9007199254740993,"message":"hi"},"echo":{"a":1}}',
    )
    await bot.count(2)
    const reason = 'there is no group 9007199254740993'
    expect(bot.all[1]).toEqual({
      status: 'failed',
      retcode: 1200,
      data: null,
      msg: reason,
      message: reason,
      wording: reason,
      echo: { a: 1 },
    })
  })

  it('answers _async at once, and runs _rate_limited ones at a distance', async () => {
    const bot = await stage.bot(await stage.url({ type: 'ws', port: 0, report_self_message: true }))
    for (const text of ['1', '2']) {
      const reply = await bot.call('send_group_msg_rate_limited', { ...send, message: text })
      expect(reply).toMatchObject({ status: 'async', retcode: 1, data: null })
    }
    expect(await bot.call('send_group_msg_async', { ...send, message: '3' })).toMatchObject({ retcode: 1 })
    await bot.settled()
    const said = (): unknown[] =>
      bot.all.filter((frame) => frame.post_type === 'message_sent').map((frame) => frame.raw_message)
    expect(said()).toEqual(['1', '3'])
    await stage.clock.advance(500)
    await bot.settled()
    expect(said()).toEqual(['1', '3', '2'])
    expect(await bot.call('send_group_msg_async_async')).toMatchObject({ retcode: 1404 })
  })
})
