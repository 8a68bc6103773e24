import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Bot } from '../bot/bot.js'
import { groupMessage, refusal, Simulated, TestClock } from '../connections/simulated.fixture.js'
import { createBot } from '../create-bot.js'
import { ActionFailed, CQHttpError, HttpFailed, NetworkError } from '../errors.js'
import { silentLog } from '../log.js'
import { logCalls } from './log-calls.js'
import { paceSends } from './pace-sends.js'
import { retryReads } from './retry-reads.js'

let qq: Simulated
let bot: Bot
const clock = new TestClock()

beforeEach(async () => {
  qq = new Simulated(10000)
  bot = createBot({ log: silentLog, clock })
  await bot.connect((await qq.listen()).url)
})
afterEach(async () => {
  await bot.close()
  await qq.close()
})

const lastCall = () => qq.calls.at(-1)

describe("the calls on NoneBot's own page", () => {
  it('send messages', async () => {
    qq.answer = () => ({ message_id: 42 })
    expect(await bot.send_private_msg({ user_id: 1, message: '你好' })).toEqual({ message_id: 42 })
    await bot.send_group_msg({ group_id: 2, message: '大家好' })
    expect(qq.calls).toEqual([
      { action: 'send_private_msg', params: { user_id: 1, message: '你好' } },
      { action: 'send_group_msg', params: { group_id: 2, message: '大家好' } },
    ])
  })

  it('take a whole context', async () => {
    bot.on('message.group', async ({ ctx, bot: own }) => {
      await own.send_msg({ ...ctx, message: '喵' })
      await own.delete_msg({ ...ctx })
      await own.set_group_card({ ...ctx, card: '新人请改群名片' })
    })
    qq.tell(groupMessage('hi', { message_id: '9007199254740993' }))
    await vi.waitFor(() => expect(qq.calls).toHaveLength(3))
    expect(qq.calls[0]).toEqual({
      action: 'send_msg',
      params: { message_type: 'group', user_id: 20001, group_id: 30001, message: '喵' },
    })
    expect(qq.calls[1]?.params).toEqual({ message_id: '9007199254740993' })
    expect(qq.calls[2]).toEqual({
      action: 'set_group_card',
      params: { group_id: 30001, user_id: 20001, card: '新人请改群名片' },
    })
  })

  it('read', async () => {
    expect(await bot.get_login_info()).toEqual({ user_id: 10000, nickname: '小企' })
    qq.answer = () => ({ role: 'owner' })
    expect(await bot.get_group_member_info({ group_id: 1, user_id: 2, no_cache: true })).toEqual({
      role: 'owner',
    })
    expect(lastCall()?.params).toEqual({ group_id: 1, user_id: 2, no_cache: true })
  })

  it('fail with an error that can be caught as CQHttpError', async () => {
    qq.answer = () => refusal(100, '消息太长')
    const error = await bot.send_group_msg({ group_id: 1, message: 'x' }).catch((each: unknown) => each)
    expect(error).toBeInstanceOf(CQHttpError)
    expect(error).toBeInstanceOf(ActionFailed)
    expect(error).toMatchObject({ retcode: 100, action: 'send_group_msg', result: { wording: '消息太长' } })
    expect(String(error)).toContain('retcode 100, 消息太长')
  })
})

describe('a call', () => {
  it('of an unknown name goes out as it is', async () => {
    qq.answer = ({ params }) => params
    expect(await bot.call_action('my_action', { a: [1, { b: null }] })).toEqual({ a: [1, { b: null }] })
    const loose = bot as unknown as Record<string, (params: object) => Promise<unknown>>
    expect(await loose.another_action?.({ x: 1 })).toEqual({ x: 1 })
    expect(await bot.ArkShareGroup({ group_id: '1' })).toEqual({ group_id: '1' })
    expect(await bot.call_action('send_group_msg_async', { group_id: 1, message: 'x' })).toEqual({
      group_id: 1,
      message: 'x',
    })
    for (const name of ['then', 'toJSON', 'catch', 'length', '__esModule'])
      expect(loose[name]).toBeUndefined()
  })

  it('keeps ids beyond 2^53 both ways', async () => {
    qq.answer = () => ({ message_id: '9007199254740993' })
    await bot.send_group_msg({ group_id: '9007199254740993', message: 'x' })
    expect(lastCall()?.params).toMatchObject({ group_id: '9007199254740993' })
    await bot.send_group_msg({ group_id: 9007199254740995n, message: 'x' })
    expect(lastCall()?.params).toMatchObject({ group_id: '9007199254740995' })
  })

  it('takes nothing by position', async () => {
    const wrong = bot as unknown as Record<string, (...args: unknown[]) => Promise<unknown>>
    await expect(wrong.send_group_msg?.(30001, 'hi')).rejects.toMatchObject({ code: 'positional_argument' })
    await expect(wrong.get_msg?.({ message_id: 1 }, {}, 3)).rejects.toThrow('takes params by name')
    await expect(wrong.call_action?.('get_msg', 3)).rejects.toThrow('takes params by name')
    expect(qq.calls).toEqual([])
  })

  it('gives its data whenever it has not failed, as aiocqhttp does', async () => {
    const { makeReply } = await import('@rookery/protocol')
    qq.answer = () => makeReply({ status: 'async', retcode: 1 })
    expect(await bot.set_restart({})).toBeNull()
    qq.answer = () => makeReply({ status: 'ok', retcode: 7, data: { a: 1 } })
    expect(await bot.call_action('my_action')).toEqual({ a: 1 })
    qq.answer = () => makeReply({ retcode: 1403, message: 'no' })
    await expect(bot.call_action('my_action')).rejects.toMatchObject({ retcode: 1403 })
  })

  it('ends with its signal, before and while it waits', async () => {
    qq.answer = () => new Promise(() => {})
    const stop = new AbortController()
    const waiting = bot.get_group_list({}, { signal: stop.signal })
    waiting.catch(() => {})
    await vi.waitFor(() => expect(qq.calls).toHaveLength(1))
    stop.abort(new TypeError('enough'))
    await expect(waiting).rejects.toThrow('enough')
    await expect(bot.get_group_list({}, { signal: stop.signal })).rejects.toThrow('enough')
    expect(qq.calls).toHaveLength(1)
  })
})

describe('what became of a call', () => {
  it('is rejected when it was answered so, unknown when no answer came', async () => {
    qq.answer = () => refusal(100, 'no')
    expect(await bot.deliver({ user_id: 1 }, 'x')).toMatchObject({ outcome: 'rejected' })
    qq.answer = () => new Promise(() => {})
    await expect(bot.get_msg({ message_id: 1 }, { timeoutMs: 10 })).rejects.toMatchObject({
      code: 'network_error',
      outcome: 'unknown',
    })
  })

  it('is unknown, too, when NapCat gave up waiting for QQ', async () => {
    qq.answer = () => refusal(1200, 'Timeout: NTEvent serviceAndMethod:NodeIKernelMsgService/sendMsg')
    const delivery = await bot.deliver({ group_id: 1 }, 'x')
    expect(delivery).toMatchObject({ outcome: 'unknown', error: { retcode: 1200 } })
    expect(qq.calls).toHaveLength(1)
  })

  it('is what a hub says of it', async () => {
    const { failedReply } = await import('@rookery/protocol')
    qq.answer = () => failedReply(1503, 'account 10000 is offline', { outcome: 'unsent' })
    expect(await bot.deliver({ group_id: 1 }, 'x')).toMatchObject({ outcome: 'unsent' })
    qq.answer = () => failedReply(1503, 'away')
    expect(await bot.deliver({ group_id: 1 }, 'x')).toMatchObject({ outcome: 'unsent' })
    qq.answer = () => failedReply(1504, 'late')
    expect(await bot.deliver({ group_id: 1 }, 'x')).toMatchObject({ outcome: 'unknown' })
  })

  it('is delivered with the id of the message, wherever it goes', async () => {
    qq.answer = () => ({ message_id: 5 })
    expect(await bot.deliver({ group_id: 1 }, '[CQ:at,qq=all]')).toEqual({
      outcome: 'delivered',
      message_id: 5,
    })
    expect(lastCall()?.params).toEqual({
      message_type: 'group',
      group_id: 1,
      message: [{ type: 'text', data: { text: '[CQ:at,qq=all]' } }],
    })
    await bot.send({ user_id: 7 }, 'x')
    expect(lastCall()?.params).toMatchObject({ message_type: 'private', user_id: 7 })
    await expect(bot.deliver({} as never, 'x')).rejects.toMatchObject({ code: 'nowhere_to_send' })
  })

  it('over HTTP is told by the status, where no reply came', async () => {
    const statuses = [404, 502]
    const server = http.createServer((request, response) => {
      const { url } = request
      if (url === '/get_login_info')
        return void response.end('{"retcode":0,"status":"ok","data":{"user_id":10001}}')
      response.writeHead(url === '/get_version_info' ? 404 : (statuses.shift() ?? 500)).end('<html>')
    })
    await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as AddressInfo
    await bot.connect({ apiRoot: `http://127.0.0.1:${port}` })
    const call = () => bot.get_group_list({ self_id: 10001 }).catch((error: unknown) => error)
    const missing = await call()
    expect(missing).toBeInstanceOf(HttpFailed)
    expect(missing).toMatchObject({ status: 404, outcome: 'rejected' })
    expect(await call()).toMatchObject({ status: 502, outcome: 'unknown' })
    await new Promise((resolve) => {
      server.close(resolve)
      server.closeAllConnections()
    })
    expect(await call()).toBeInstanceOf(NetworkError)
    expect(await call()).toMatchObject({ outcome: 'unsent' })
  })
})

describe('a layer around calls', () => {
  it('may tell of them', async () => {
    const lines: string[] = []
    bot.onCall(logCalls((line) => lines.push(line)))
    await bot.send_private_msg({ user_id: 1, message: 'x' })
    qq.answer = () => refusal(100, 'no')
    await bot.send_private_msg({ user_id: 1, message: 'x' }).catch(() => {})
    expect(lines).toEqual([
      expect.stringMatching(/^10000 send_private_msg \d+ ms done$/),
      expect.stringMatching(/^10000 send_private_msg \d+ ms rejected: .*retcode 100, no$/),
    ])
  })

  it('may repeat what only reads, and never what does something', async () => {
    bot.onCall(retryReads({ times: 2, delayMs: 100 }))
    let failures = 0
    qq.answer = () => (++failures < 3 ? refusal(1503, 'away') : { done: failures })
    const reading = bot.get_group_list()
    await vi.waitFor(() => expect(qq.calls).toHaveLength(1))
    await vi.waitFor(() => expect(clock.waiting).toBeGreaterThan(0))
    clock.advance(100)
    await vi.waitFor(() => expect(qq.calls).toHaveLength(2))
    await vi.waitFor(() => expect(clock.waiting).toBeGreaterThan(0))
    clock.advance(200)
    expect(await reading).toEqual({ done: 3 })
    failures = 0
    await expect(bot.send_private_msg({ user_id: 1, message: 'x' })).rejects.toMatchObject({
      outcome: 'unsent',
    })
    qq.answer = () => refusal(100, 'no')
    await expect(bot.get_group_list()).rejects.toMatchObject({ outcome: 'rejected' })
    expect(qq.calls).toHaveLength(5)
  })

  it('may hold messages apart, and only those, in their order', async () => {
    bot.onCall(paceSends({ perAccountMs: 1_000, jitter: 0.5, random: () => 1 }))
    const sent = [1, 2, 3].map((user_id) => bot.send_private_msg({ user_id, message: 'x' }))
    await bot.get_group_list()
    await sent[0]
    expect(qq.calls).toHaveLength(2)
    clock.advance(1_499)
    // What was sent before this would be there before it.
    await bot.get_group_list()
    expect(qq.calls.filter(({ action }) => action === 'send_private_msg')).toHaveLength(1)
    clock.advance(1)
    await sent[1]
    await vi.waitFor(() => expect(clock.waiting).toBeGreaterThan(0))
    clock.advance(1_500)
    await sent[2]
    const sends = qq.calls.filter(({ action }) => action === 'send_private_msg')
    expect(sends.map(({ params }) => params.user_id)).toEqual([1, 2, 3])
  })

  it('that waits ends when the bot is closed', async () => {
    bot.onCall(async (call, next) => {
      await call.wait(1_000_000)
      return next(call)
    })
    const waiting = bot.get_group_list()
    waiting.catch(() => {})
    await bot.close()
    await expect(waiting).rejects.toMatchObject({ code: 'bot_closed' })
  })

  it('is taken out again by what it gave back, and the first one is outermost', async () => {
    const seen: string[] = []
    const layer = (name: string) =>
      bot.onCall((call, next) => {
        seen.push(name)
        return next(call)
      })
    const undo = layer('first')
    layer('second')
    await bot.get_group_list()
    undo()
    await bot.get_group_list()
    expect(seen).toEqual(['first', 'second', 'second'])
  })
})

describe('what a bot runs on', () => {
  it('is learned at the login, and narrows its actions', async () => {
    expect(bot.is('napcat')).toBe(true)
    expect(bot.is('lagrange')).toBe(false)
    if (bot.is('napcat')) await bot.set_msg_emoji_like({ message_id: 1, emoji_id: '76', set: true })
    expect(lastCall()?.action).toBe('set_msg_emoji_like')
  })
})
