import { type EventFrame, eventBody, makeCall, replyBody } from '@rookery/protocol'
import { byteReader, memoryLinks, Upstream } from '@rookery/transport'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Bot, Stage } from '../links/links.fixture.js'
import type { Fault } from './fault-rule.js'

let stage: Stage
beforeEach(() => {
  stage = new Stage()
})
afterEach(() => stage.close())

const send = { group_id: 30001, message: '晚上好' }
const ms = 60_000

const texts = (bot: Bot): unknown[] =>
  bot.all.filter(({ post_type }) => post_type === 'message').map(({ raw_message }) => raw_message)

const replies = (bot: Bot): unknown[] =>
  bot.all.filter(({ status }) => typeof status === 'string').map(({ echo }) => echo)

describe('a call over a WebSocket', () => {
  let bot: Bot
  beforeEach(async () => {
    bot = await stage.bot(await stage.url({ type: 'ws', port: 0 }, { heartbeatMs: 0 }))
  })
  const fault = (what: Fault) => stage.sandbox.faults.add({ action: 'send_*', what, times: 1 })

  it('may be executed later', async () => {
    fault({ is: 'delay', delayMs: ms })
    const echo = bot.send('send_group_msg', send)
    await bot.call('get_status')
    expect([stage.sandbox.world.lastMessageId, replies(bot)]).toEqual([0, [2]])
    await stage.clock.advance(ms)
    expect(await bot.has({ echo })).toMatchObject({ data: { message_id: 1 } })
  })

  it('may be lost', async () => {
    fault({ is: 'drop' })
    bot.send('send_group_msg', send)
    await bot.call('get_status')
    expect([stage.sandbox.world.lastMessageId, replies(bot)]).toEqual([0, [2]])
  })

  it('may be answered twice, or after its caller gave up', async () => {
    fault({ is: 'duplicate' })
    bot.send('send_group_msg', send)
    await bot.call('get_status')
    expect(replies(bot).sort()).toEqual([1, 1, 2])
    fault({ is: 'late', answerAfterMs: ms })
    bot.send('send_group_msg', send)
    await bot.call('get_status')
    expect([stage.sandbox.world.lastMessageId, replies(bot).includes(3)]).toEqual([2, false])
    await stage.clock.advance(ms)
    await bot.has({ echo: 3 })
  })

  it('may break the connection, after it was executed or before', async () => {
    fault({ is: 'disconnect', when: 'after' })
    bot.send('send_group_msg', send)
    expect(await bot.closed).toBe(1006)
    expect(stage.sandbox.world.lastMessageId).toBe(1)
    const again = await stage.bot(bot.ws.url)
    fault({ is: 'disconnect' })
    again.send('send_group_msg', send)
    expect(await again.closed).toBe(1006)
    expect(stage.sandbox.world.lastMessageId).toBe(1)
  })

  it.each<[Fault, object]>([
    [{ is: 'rate_limit' }, { retcode: 1200 }],
    [{ is: 'offline' }, { retcode: 1503, outcome: 'unsent' }],
    [
      { is: 'fail', retcode: 100, reason: '不行' },
      { retcode: 100, wording: '不行', data: null },
    ],
  ])('may be refused: %o', async (what, expected) => {
    fault(what)
    expect(await bot.call('send_group_msg', send)).toMatchObject({ status: 'failed', ...expected })
    expect(await bot.call('send_group_msg', send)).toMatchObject({ status: 'ok' })
  })

  it('tells whoever watches what went wrong', async () => {
    const seen: unknown[] = []
    stage.sandbox.observe((each) => each.is === 'fault' && seen.push(each.hit))
    fault({ is: 'rate_limit' })
    await bot.call('send_group_msg_async', send)
    const line = { self_id: 10000, link: 'ws', kind: 'ws' }
    expect(seen).toEqual([{ id: 1, what: { is: 'rate_limit' }, line, action: 'send_group_msg' }])
  })
})

describe('an event', () => {
  let bot: Bot
  beforeEach(async () => {
    bot = await stage.bot(await stage.url({ type: 'ws', port: 0 }))
    await bot.has({ sub_type: 'connect' })
  })

  it('may be lost, come twice, or come later', async () => {
    const what: Fault[] = [{ is: 'drop' }, { is: 'duplicate' }, { is: 'delay', delayMs: 1000 }]
    for (const each of what) stage.sandbox.faults.add({ event: 'message.group', what: each, times: 1 })
    for (const text of ['1', '2', '3', '4']) stage.says(text)
    await bot.settled()
    expect(texts(bot)).toEqual(['2', '2', '4'])
    await stage.clock.advance(1000)
    await bot.settled()
    expect(texts(bot)).toEqual(['2', '2', '4', '3'])
  })

  it('may break the connection', async () => {
    stage.sandbox.faults.add({ event: 'message', what: { is: 'disconnect' } })
    stage.says('1')
    expect(await bot.closed).toBe(1006)
    expect(texts(bot)).toEqual([])
  })

  it('is not sent by an account that looks offline, but for heartbeats that say so', async () => {
    const undo = stage.sandbox.faults.add({ self_id: 10000, what: { is: 'offline' } })
    stage.says('1')
    await stage.clock.advance(5000)
    await bot.settled()
    expect(bot.all.slice(1)).toMatchObject([{ meta_event_type: 'heartbeat', status: { online: false } }])
    undo()
    stage.says('2')
    await bot.has({ raw_message: '2' })
  })
})

describe('a half open link', () => {
  it('neither reads nor sends nor answers pings, until it is healed', async () => {
    const links = await stage.links([
      { type: 'ws', port: 0 },
      { type: 'ws', port: 0 },
    ])
    const bot = await stage.bot(links.open[0]?.url ?? '')
    const other = await stage.bot(links.open[1]?.url ?? '')
    await bot.settled()
    const heal = stage.sandbox.faults.add({ link: 'ws-1', what: { is: 'half_open' } })
    let pongs = 0
    bot.ws.on('pong', () => pongs++)
    bot.ws.ping()
    bot.send('send_group_msg', send)
    stage.says('1')
    await stage.clock.advance(60_000)
    await other.has({ raw_message: '1' })
    await other.settled()
    expect([pongs, bot.all.length, stage.sandbox.world.lastMessageId]).toEqual([0, 1, 1])
    heal()
    await bot.has({ echo: 1 })
    await bot.has({ raw_message: '1' })
    expect(pongs).toBe(1)
  })

  it('lets HTTP requests, streams and posts wait', async () => {
    const application = await stage.application()
    const url = await stage.url({ type: 'http', port: 0 })
    await stage.links([{ type: 'http-post', url: `http://${application.url}` }])
    await application.posts.has({ sub_type: 'enable' })
    const stream = await fetch(`${url}/_events`)
    const reader = stream.body?.pipeThrough(new TextDecoderStream()).getReader()
    while (!(await reader?.read())?.value?.includes('connect'));
    const other = await stage.url({ type: 'http', port: 0 }, {}, 10001)
    stage.sandbox.faults.add({ self_id: 10000, what: { is: 'half_open' } })
    let isAnswered = false
    const answered = fetch(`${url}/get_status`).then(() => {
      isAnswered = true
    })
    stage.says('1')
    for (let round = 0; round < 3; round++) await (await fetch(`${other}/get_status`)).text()
    expect([isAnswered, application.posts.all.length]).toEqual([false, 1])
    stage.sandbox.faults.clear()
    await Promise.all([answered, application.posts.has({ raw_message: '1' })])
    expect((await reader?.read())?.value).toContain('"raw_message":"1"')
  })

  it('closes with everything else', async () => {
    const links = await stage.links([{ type: 'ws', port: 0 }])
    const bot = await stage.bot(links.open[0]?.url ?? '')
    stage.sandbox.faults.add({ what: { is: 'half_open' } })
    await links.close()
    expect(await bot.closed).toBe(1001)
  })
})

describe('a fault over HTTP', () => {
  const json = async (url: string) => (await fetch(url)).json()

  it('refuses, breaks and delays', async () => {
    const url = await stage.url({ type: 'http', port: 0 })
    const fault = (what: Fault) =>
      stage.sandbox.faults.add({ link: 'http', action: 'get_status', what, times: 1 })
    fault({ is: 'fail', retcode: 100, reason: '不行' })
    expect(await json(`${url}/get_status`)).toMatchObject({ status: 'failed', retcode: 100 })
    fault({ is: 'disconnect' })
    await expect(json(`${url}/get_status`)).rejects.toThrow()
    fault({ is: 'drop' })
    const signal = AbortSignal.timeout(30)
    await expect(fetch(`${url}/get_status`, { signal })).rejects.toMatchObject({ name: 'TimeoutError' })
    expect(await json(`${url}/get_status`)).toMatchObject({ status: 'ok' })
  })
})

describe('a fault in memory', () => {
  it('is the same as over a socket', async () => {
    const links = await stage.links([])
    const [ours, theirs] = memoryLinks()
    links.attach(ours)
    const events: unknown[] = []
    const take = (event: EventFrame) => void events.push(eventBody(event).raw_message)
    const upstream = new Upstream(theirs, { event: take }, { reader: byteReader })
    const heal = stage.sandbox.faults.add({ link: 'memory', what: { is: 'half_open' } })
    stage.says('1')
    const reply = upstream.call(makeCall('get_status'))
    await stage.clock.advance(0)
    expect(events).toEqual([undefined])
    heal()
    expect(replyBody(await reply)).toMatchObject({ status: 'ok' })
    expect(events).toEqual([undefined, '1'])
    stage.sandbox.faults.add({ link: 'memory', action: 'get_status', what: { is: 'disconnect' } })
    expect(replyBody(await upstream.call(makeCall('get_status')))).toMatchObject({ retcode: 1504 })
    expect(await upstream.closed).toMatchObject({ code: 1006 })
  })
})
