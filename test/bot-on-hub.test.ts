import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type Bot, createBot, quick, silentLog } from '../packages/bot/src/index.js'
import { type SimulatedAccount, Stage } from '../packages/hub/src/hub.fixture.js'
import { defaultOptions } from '../packages/hub/src/options.js'

/** A bot that speaks with a real hub, which speaks with simulated implementations: all on real sockets. */

let stage: Stage
let first: SimulatedAccount
let second: SimulatedAccount
let bot: Bot
beforeEach(async () => {
  stage = new Stage()
  bot = createBot({ log: silentLog })
  first = await stage.account('10001')
  second = await stage.account('9007199254740993')
})
afterEach(async () => {
  await bot.close()
  await stage.close()
})

const message = {
  post_type: 'message',
  message_type: 'group',
  sub_type: 'normal',
  message_id: 1,
  group_id: 30001,
  user_id: 20001,
  message: [{ type: 'text', data: { text: 'hi' } }],
  raw_message: 'hi',
  font: 0,
  sender: {},
}
const sends = ({ calls }: SimulatedAccount) => calls.filter(({ action }) => action.startsWith('send_'))

describe('a bot on a hub', () => {
  it('serves one account of it, or that which it asks for', async () => {
    await stage.start([first, second])
    const connection = await bot.connect(stage.hub.url, { self_id: '9007199254740993' })
    expect(connection.account.self_id).toBe('9007199254740993')
    await bot.send_private_msg({ user_id: 1, message: 'x' })
    expect(sends(first)).toHaveLength(0)
    expect(sends(second)).toHaveLength(1)
  })

  it('serves all accounts over one link: each answer goes out where its event came in', async () => {
    await stage.start([first, second])
    bot.on('message.group', async ({ event }) => {
      await bot.send_group_msg({ group_id: event.group_id, message: 'x' })
    })
    await bot.connect(stage.hub.url, { self_id: 'all' })
    await Promise.all([bot.ready(10001), bot.ready('9007199254740993')])
    second.emit(message)
    await vi.waitFor(() => expect(sends(second)).toHaveLength(1))
    first.emit(message)
    await vi.waitFor(() => expect(sends(first)).toHaveLength(1))
    expect(sends(second)[0]?.text).not.toContain('self_id')
    await bot.account('9007199254740993').send_private_msg({ user_id: 1, message: 'y' })
    expect(sends(second)).toHaveLength(2)
    await expect(bot.get_status()).rejects.toMatchObject({ code: 'api_not_available', outcome: 'unsent' })
  })

  it.each(['http://', 'ws://'])('serves one account of several over %s', async (scheme) => {
    await stage.start([first, second])
    const heard: unknown[] = []
    bot.on('message.group', ({ event }) => void heard.push(String(event.self_id)))
    const url = stage.hub.url.replace(/^ws:\/\//, scheme)
    const connection = await bot.connect(url, { self_id: '9007199254740993' })
    expect(connection.account.self_id).toBe('9007199254740993')
    await vi.waitFor(() => {
      first.emit(message)
      second.emit(message)
      expect(heard).not.toEqual([])
    })
    await bot.send_private_msg({ user_id: 1, message: 'x' })
    expect([sends(first).length, sends(second).length]).toEqual([0, 1])
    expect(new Set(heard)).toEqual(new Set(['9007199254740993']))
  })

  it('serves all accounts over HTTP, and has them again when the stream of events was lost', async () => {
    await stage.start([first, second])
    bot.on('message.group', async ({ event }) => {
      await bot.send_group_msg({ group_id: event.group_id, message: 'x' })
    })
    const url = stage.hub.url.replace(/^ws/, 'http')
    await bot.connect(url, { self_id: 'all' })
    await Promise.all([bot.ready(10001), bot.ready('9007199254740993')])
    second.emit(message)
    await vi.waitFor(() => expect(sends(second)).toHaveLength(1))
    first.emit(message)
    await vi.waitFor(() => expect(sends(first)).toHaveLength(1))
    const { port } = stage.hub
    await stage.hub.close()
    await vi.waitFor(() => expect(bot.accounts).toEqual([]))
    await stage.start([first, second], { listen: { host: '127.0.0.1', port } })
    await Promise.all([bot.ready(10001), bot.ready('9007199254740993')])
  })

  it('is told by the hub that an account is away, and that a call was not sent', async () => {
    await stage.start([first, second])
    await bot.connect(stage.hub.url, { self_id: 'all' })
    await bot.ready(10001)
    await first.close()
    await vi.waitFor(() => expect(stage.hub.accounts()).toContainEqual({ self_id: '10001', online: false }))
    await stage.clock.advance(5_000)
    await vi.waitFor(async () =>
      expect(await bot.deliver({ group_id: 1, self_id: 10001 }, 'x')).toMatchObject({ outcome: 'unsent' }),
    )
  })

  it('has quick operations done by it', async () => {
    await stage.start([first])
    bot.on('message.group', () => quick({ reply: '收到', at_sender: false }))
    await bot.connect(stage.hub.url)
    first.emit(message)
    await vi.waitFor(() => expect(sends(first)).toHaveLength(1))
    expect(sends(first)[0]?.params).toMatchObject({ group_id: 30001, message: '收到' })
  })

  it('waits while the hub knows no account, and is refused without a token', async () => {
    const listen = { ...defaultOptions.listen, port: 0, token: 'secret' }
    await stage.start([first], { listen })
    await expect(bot.connect(stage.hub.url)).rejects.toMatchObject({ status: 401 })
    await expect(bot.connect(stage.hub.url, { token: 'no' })).rejects.toMatchObject({ status: 403 })
    await bot.connect(stage.hub.url, { token: 'secret' })
    expect(bot.accounts.map(({ self_id }) => self_id)).toEqual(['10001'])
  })

  it('may use its HTTP API, with events over SSE', async () => {
    await stage.start([first])
    bot.on('message.group', () => 'heard')
    await bot.connect(stage.hub.url.replace(/^ws/, 'http'))
    await vi.waitFor(() => {
      first.emit(message)
      expect(sends(first).length).toBeGreaterThan(0)
    })
  })

  it('may be dialled by it', async () => {
    bot.on('message.group', () => 'heard')
    const { url } = await bot.listen({ port: 0, token: 'secret' })
    await stage.start([first, second], {
      clients: [{ type: 'ws-reverse', name: 'bot', url: `${url}/onebot/v11/ws`, token: 'secret' }],
    })
    await Promise.all([bot.ready(10001), bot.ready('9007199254740993')])
    // The bot may know of a connection a moment before the hub does.
    await vi.waitFor(() => {
      second.emit(message)
      expect(sends(second).length).toBeGreaterThan(0)
    })
    expect(sends(first)).toHaveLength(0)
  })
})
