import { createServer as createHttpServer } from 'node:http'
import { createServer } from 'node:net'
import { describe, expect, it, vi } from 'vitest'
import type { Bot } from '../bot/bot.js'
import { ManualClock } from '../clock.fixture.js'
import { createBot } from '../create-bot.js'
import { BotClosed, ConnectionRefused, NetworkError } from '../errors.js'
import { silentLog } from '../log.js'
import { groupMessage, keptLog, Simulated, TestClock } from './simulated.fixture.js'

const quiet = { log: silentLog }

/** A port where nobody listens. */
async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as { port: number }
  await new Promise((resolve) => server.close(resolve))
  return port
}

/** Lets it try again so many times, and fail each time. */
async function attempts(clock: TestClock, times: number): Promise<void> {
  for (let n = 0; n < times; n++) {
    await vi.waitFor(() => expect(clock.waiting).toBe(1))
    clock.advance(30_000)
  }
  await vi.waitFor(() => expect(clock.waiting).toBe(1))
}

/** Has it refuse every token as NapCat and LLBot do, by a frame and a close; gives what ends that. */
function refuseByFrame(qq: Simulated, retcode: number): () => void {
  const join = vi.spyOn(qq, 'join').mockImplementation((link) => {
    const words = { message: 'token验证失败', wording: 'token验证失败' }
    const reply = { status: 'failed', retcode, data: null, ...words, echo: null }
    link.send([Buffer.from(JSON.stringify(reply))])
    void link.close(1000, '')
  })
  return () => join.mockRestore()
}

describe('a forward WebSocket', () => {
  it('settles at the first login, and says whose it is', async () => {
    await using qq = new Simulated('9007199254740993')
    await using bot = createBot(quiet)
    const { url } = await qq.listen()
    const connection = await bot.connect(url)
    expect(connection.account.self_id).toBe('9007199254740993')
    expect(connection.account.state).toBe('online')
    expect(bot.accounts.map(({ self_id }) => self_id)).toEqual(['9007199254740993'])
  })

  it('waits for one that is not there yet, and prints one line about it', async () => {
    await using qq = new Simulated()
    const { lines, log } = keptLog()
    const clock = new TestClock()
    await using bot = createBot({ log, clock })
    const port = await freePort()
    const connecting = bot.connect(`ws://127.0.0.1:${port}`)
    await attempts(clock, 3)
    expect(lines).toEqual([expect.stringMatching(/^warn: .*is not connected: .*ECONNREFUSED.*trying again$/)])
    await qq.listen({ port })
    clock.advance(30_000)
    await connecting
    expect(lines.at(-1)).toBe(`info: ws://127.0.0.1:${port} is connected, account 10000`)
  })

  it('prints one line about a hub that has seen no account yet', async () => {
    const { lines, log } = keptLog()
    const clock = new TestClock()
    await using bot = createBot({ log, clock })
    const reason = '{"status":"failed","retcode":1503,"wording":"no account has been seen yet; try again"}'
    const hub = createHttpServer().on('upgrade', (_request, socket) =>
      socket.end(`HTTP/1.1 503 Service Unavailable\r\nContent-Length: ${reason.length}\r\n\r\n${reason}`),
    )
    await new Promise<void>((resolve) => void hub.listen(0, '127.0.0.1', resolve))
    bot.connect(`ws://127.0.0.1:${(hub.address() as { port: number }).port}`).catch(() => {})
    await attempts(clock, 3)
    const line =
      /^warn: .*is not connected: HTTP 503 .*\(no account has been seen yet; try again\); trying again$/
    expect(lines).toEqual([expect.stringMatching(line)])
    hub.close()
  })

  it('prints one line about an implementation where nobody is logged in yet', async () => {
    await using qq = new Simulated('0')
    const { lines, log } = keptLog()
    const clock = new TestClock()
    await using bot = createBot({ log, clock })
    const { url, links } = await qq.listen()
    const connecting = bot.connect(url)
    await attempts(clock, 3)
    expect(lines).toEqual([
      `warn: ${url} is connected, but no account is logged in there yet; waiting for it`,
    ])
    qq.tell({ post_type: 'notice', self_id: 10000 })
    expect(String((await connecting).account.self_id)).toBe('10000')
    expect(links).toHaveLength(1)
  })

  it('rejects on 401 and 403, and does not ask again', async () => {
    await using qq = new Simulated()
    await using bot = createBot(quiet)
    const { url, links } = await qq.listen({ token: 'right' })
    const error = await bot.connect(url).catch((each: unknown) => each)
    expect(error).toBeInstanceOf(ConnectionRefused)
    expect(error).toMatchObject({ status: 401, code: 'connection_refused' })
    await expect(bot.connect(url, { token: 'wrong' })).rejects.toMatchObject({ status: 403 })
    await bot.connect(url, { token: 'right' })
    expect(links).toHaveLength(1)
  })

  it('takes a close with 1008 before the login, which is how NapCat refuses a token, for a refusal', async () => {
    await using qq = new Simulated()
    await using bot = createBot(quiet)
    vi.spyOn(qq, 'join').mockImplementation((link) => void link.close(1008, 'token验证失败'))
    const { url } = await qq.listen()
    await expect(bot.connect(url)).rejects.toMatchObject({ status: 1008 })
  })

  it.each([
    ['wrong', 1403, 403, 'the token is wrong'],
    [undefined, 1403, 403, 'it wants a token, and none was sent'],
    [undefined, 1401, 401, 'it wants a token, and none was sent'],
  ])(
    'rejects when %s, as a token, is refused by a frame of retcode %i',
    async (token, retcode, status, why) => {
      await using qq = new Simulated()
      const { lines, log } = keptLog()
      await using bot = createBot({ log })
      refuseByFrame(qq, retcode)
      const { url } = await qq.listen()
      const join = vi.spyOn(qq, 'join')
      const error = await bot.connect(url, { token }).catch((each: unknown) => each)
      expect(error).toBeInstanceOf(ConnectionRefused)
      expect(error).toMatchObject({
        status,
        message: `${url} refused the connection: retcode ${retcode} (token验证失败): ${why}`,
      })
      // What was asked meanwhile has been answered: nothing more is told of it.
      await new Promise(setImmediate)
      expect(lines).toEqual([])
      expect(join).toHaveBeenCalledTimes(1)
    },
  )

  it('goes on when the token is refused only later, by a frame or a status, and says so once', async () => {
    await using qq = new Simulated()
    const { lines, log } = keptLog()
    const clock = new TestClock()
    await using bot = createBot({ log, clock })
    const { url, port, links, close } = await qq.listen()
    await bot.connect(url, { token: 'wrong' })
    const told = lines.length
    const letIn = refuseByFrame(qq, 1403)
    await links[0]?.close(1001, 'a new token')
    await attempts(clock, 3)
    expect(lines.slice(told)).toEqual([
      `warn: ${url} is not connected: closed with 1001 (a new token); trying again`,
      `warn: ${url} is not connected: retcode 1403 (token验证失败): the token is wrong; trying again`,
    ])
    letIn()
    clock.advance(30_000)
    await vi.waitFor(() => expect(lines.at(-1)).toBe(`info: ${url} is connected, account 10000`))
    await close()
    await qq.listen({ port, token: 'right' })
    await attempts(clock, 3)
    expect(lines.slice(-1)).toEqual([
      `warn: ${url} is not connected: HTTP 403 Forbidden (wrong token): the token is wrong; trying again`,
    ])
    expect(lines.filter((line) => line.includes('HTTP 403'))).toHaveLength(1)
  })

  it('comes again when the connection is lost, and the account with it', async () => {
    await using qq = new Simulated()
    const clock = new TestClock()
    await using bot = createBot({ ...quiet, clock })
    const states: string[] = []
    bot.onAccount((account, state, before) => states.push(`${account.self_id} ${before} ${state}`))
    const { url, links } = await qq.listen()
    await bot.connect(url)
    await links[0]?.close(1001, 'restart')
    await vi.waitFor(() => expect(clock.waiting).toBe(1))
    clock.advance(30_000)
    await vi.waitFor(() => expect(links).toHaveLength(2))
    await bot.ready()
    expect(states).toEqual(['10000 away online', '10000 online away', '10000 away online'])
    await bot.send_group_msg({ group_id: 1, message: 'hi' })
  })

  it('settles when the bot is closed while nobody answers', async () => {
    const bot = createBot(quiet)
    const connecting = bot.connect(`ws://127.0.0.1:${await freePort()}`)
    await bot.close()
    await expect(connecting).rejects.toBeInstanceOf(BotClosed)
    await expect(bot.connect('ws://127.0.0.1:1')).rejects.toBeInstanceOf(BotClosed)
  })

  it('ends the waiting with its signal', async () => {
    await using bot = createBot(quiet)
    const stop = new AbortController()
    const connecting = bot.connect(`ws://127.0.0.1:${await freePort()}`, { signal: stop.signal })
    stop.abort(new TypeError('enough'))
    await expect(connecting).rejects.toThrow('enough')
  })

  it('teaches what a URL looks like', async () => {
    await using bot = createBot(quiet)
    await expect(bot.connect('127.0.0.1:7700')).rejects.toThrow('must start with ws:// or wss://')
  })

  it('fails calls that wait when the connection is lost, and says that their outcome is unknown', async () => {
    await using qq = new Simulated()
    await using bot = createBot(quiet)
    const { url, links } = await qq.listen()
    await bot.connect(url)
    qq.answer = () => new Promise(() => {})
    const call = bot.send_private_msg({ user_id: 1, message: 'hi' }).catch((error: unknown) => error)
    await vi.waitFor(() => expect(qq.calls).toHaveLength(1))
    await links[0]?.close(1001, 'gone')
    expect(await call).toBeInstanceOf(NetworkError)
    expect(await call).toMatchObject({ outcome: 'unknown' })
  })
})

describe('several connections', () => {
  it('serve several accounts: each event and its calls stay with their own', async () => {
    await using first = new Simulated(10000)
    await using second = new Simulated(10001)
    await using bot = createBot(quiet)
    bot.on('message.group', async ({ event }) => {
      // The outer bot, behind an await: the account goes along.
      await new Promise(setImmediate)
      await bot.send_group_msg({ group_id: event.group_id, message: 'hi' })
    })
    for (const qq of [first, second]) await bot.connect((await qq.listen()).url)
    second.tell(groupMessage('x'))
    await vi.waitFor(() => expect(second.calls).toHaveLength(1))
    expect(first.calls).toHaveLength(0)
    await bot.send_private_msg({ self_id: 10000, user_id: 1, message: 'a' })
    await bot.account(10001).send_private_msg({ user_id: 1, message: 'b' })
    expect(first.calls).toEqual([{ action: 'send_private_msg', params: { user_id: 1, message: 'a' } }])
    expect(second.calls).toHaveLength(2)
    await expect(bot.get_group_list()).rejects.toThrow(
      '"self_id" must say which account is meant; connected: 10000, 10001',
    )
    await expect(bot.get_group_list({ self_id: 7 })).rejects.toThrow('account 7 is not connected')
  })

  it('may lead to several accounts behind one link, as a hub has them: then a call says whose it is', async () => {
    await using hub = new Simulated(10000)
    await using bot = createBot(quiet)
    bot.on('message.group', () => 'heard')
    const { url } = await hub.listen()
    await bot.connect(url, { self_id: 'all' })
    hub.tell({ post_type: 'meta_event', meta_event_type: 'lifecycle', sub_type: 'connect', self_id: 10001 })
    await bot.ready(10001)
    hub.tell(groupMessage('x', { self_id: 10001 }))
    await vi.waitFor(() => expect(hub.calls).toHaveLength(1))
    expect(hub.calls[0]?.params).toMatchObject({ self_id: 10001, group_id: 30001 })
    await bot.send({ group_id: 1, self_id: 10000 }, 'hi')
    expect(hub.calls[1]?.params).toMatchObject({ self_id: 10000 })
  })
})

describe('an HTTP API', () => {
  it('is called, and events come over SSE', async () => {
    await using qq = new Simulated(10000)
    await using bot = createBot(quiet)
    bot.on('message.group', () => 'heard')
    const apiRoot = await qq.serve({ token: 'right' })
    await bot.connect({ apiRoot, token: 'right', events: 'sse' })
    await vi.waitFor(() => {
      qq.tell(groupMessage('x'))
      expect(qq.calls.length).toBeGreaterThan(0)
    })
    expect(qq.calls[0]).toMatchObject({ action: 'send_msg', params: { group_id: 30001 } })
  })

  it('rejects on 401 and 403', async () => {
    await using qq = new Simulated(10000)
    await using bot = createBot(quiet)
    const apiRoot = await qq.serve({ token: 'right' })
    await expect(bot.connect({ apiRoot, token: 'wrong' })).rejects.toMatchObject({ status: 403 })
  })

  it.each<[string, (bot: Bot, apiRoot: string, headers: Record<string, string>) => Promise<unknown>]>([
    ['a URL', (bot, apiRoot, headers) => bot.connect(apiRoot, { headers })],
    ['apiRoot', (bot, apiRoot, headers) => bot.connect({ apiRoot, headers, events: 'sse' })],
  ])('gets the headers of the options with each request, given as %s', async (_, connect) => {
    await using qq = new Simulated()
    await using bot = createBot({ ...quiet, token: 'right' })
    const apiRoot = await qq.serve({ token: 'right' })
    await connect(bot, apiRoot, { 'X-Client-Name': 'weather', 'X-App-ID': 'a1' })
    await bot.get_group_list()
    await vi.waitFor(() => expect(qq.requests.map(({ url }) => url)).toContain('/_events'))
    expect(qq.requests.map(({ url }) => url)).toContain('/get_group_list')
    for (const request of qq.requests)
      expect(request.headers).toMatchObject({
        'x-client-name': 'weather',
        'x-app-id': 'a1',
        authorization: 'Bearer right',
      })
  })

  it('is asked for the events of the account that is meant', async () => {
    await using qq = new Simulated()
    await using bot = createBot(quiet)
    const url = `${await qq.serve()}/?a=b`
    await bot.connect(url, { self_id: 10000n })
    await vi.waitFor(() =>
      expect(qq.requests.map((each) => each.url)).toContain('/_events?a=b&self_id=10000'),
    )
  })

  it('with one account, that tells of it only when it is asked, has it among all', async () => {
    await using qq = new Simulated()
    await using bot = createBot(quiet)
    bot.on('message.group', () => 'heard')
    const connection = await bot.connect(await qq.serve(), { self_id: 'all' })
    expect(connection.account.self_id).toBe('10000')
    qq.tell(groupMessage('x'))
    await vi.waitFor(() => expect(qq.calls).toHaveLength(1))
  })

  it('that refuses the token for all its accounts rejects, too', async () => {
    await using qq = new Simulated()
    await using bot = createBot(quiet)
    const url = await qq.serve({ token: 'right' })
    await expect(bot.connect(url, { self_id: 'all' })).rejects.toMatchObject({ status: 403 })
  })

  it('that names no account, as before the login, is asked again', async () => {
    const answers: unknown[] = [{ user_id: 0 }, { user_id: null }, { user_id: {} }, { user_id: 'nobody' }]
    const server = createHttpServer((_, response) => {
      const data = answers.shift() ?? { user_id: 10000 }
      response.end(JSON.stringify({ status: 'ok', retcode: 0, data }))
    })
    await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as { port: number }
    const clock = new ManualClock()
    const bot = createBot({ ...quiet, clock })
    const connecting = bot.connect({ apiRoot: `http://127.0.0.1:${port}` })
    await vi.waitFor(async () => {
      await clock.advance(2_000)
      expect(bot.accounts.map(({ self_id }) => self_id)).toEqual(['10000'])
    })
    expect((await connecting).account.self_id).toBe('10000')
    await bot.close()
    server.close()
  })

  it('is used where no WebSocket is, and no longer than that', async () => {
    await using qq = new Simulated(10000)
    await using bot = createBot(quiet)
    const apiRoot = await qq.serve()
    await bot.connect({ apiRoot })
    await bot.get_group_list()
    const { url } = await qq.listen()
    const ws = await bot.connect(url)
    const [account] = bot.accounts
    expect(account?.link()?.by).toBe('ws')
    await ws.close()
    expect(account?.link()?.by).toBe('http')
    expect(account?.state).toBe('online')
  })
})
