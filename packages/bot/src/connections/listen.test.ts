import { readFileSync } from 'node:fs'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { signatureOf } from '@rookery/transport'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { createBot } from '../create-bot.js'
import { NetworkError } from '../errors.js'
import { silentLog } from '../log.js'
import { quick } from '../message/answer.js'
import { groupMessage, Simulated, TestClock } from './simulated.fixture.js'

const quiet = { log: silentLog }
const here = { port: 0 }
const undo: (() => unknown)[] = []
afterEach(async () => {
  for (const each of undo.splice(0)) await each()
})

const post = (url: string, body: string, headers: Record<string, string> = {}) =>
  fetch(url.replace('ws:', 'http:'), {
    method: 'POST',
    body,
    headers: { 'Content-Type': 'application/json', 'X-Self-ID': '10000', ...headers },
  })

const request = (more: object = {}): string =>
  JSON.stringify({
    time: 1,
    self_id: 10000,
    post_type: 'request',
    request_type: 'friend',
    user_id: 20001,
    comment: '',
    flag: 'f',
    ...more,
  })

describe('reverse WebSockets', () => {
  it.each(['/ws', '/ws/', '/onebot/v11/ws', '/onebot/v11/ws/', '/onebot/v11/'])(
    'are taken on %s',
    async (path) => {
      await using qq = new Simulated()
      await using bot = createBot(quiet)
      const { url } = await bot.listen({ ...here, token: 'secret' })
      await qq.dial(`${url}${path}`, { Authorization: 'Bearer secret' })
      await bot.ready(10000)
      await bot.send_private_msg({ user_id: 1, message: 'hi' })
      expect(qq.calls).toHaveLength(1)
    },
  )

  it('are refused without the token, with a wrong one, and elsewhere', async () => {
    await using qq = new Simulated()
    await using bot = createBot(quiet)
    const { url } = await bot.listen({ ...here, token: 'secret' })
    await expect(qq.dial(`${url}/ws`)).rejects.toMatchObject({ status: 401 })
    await expect(qq.dial(`${url}/ws`, { Authorization: 'Token no' })).rejects.toMatchObject({ status: 403 })
    await expect(qq.dial(`${url}/x`)).rejects.toMatchObject({ status: 404 })
    const role = { Authorization: 'Token secret', 'X-Client-Role': 'Admin' }
    await expect(qq.dial(`${url}/ws`, role)).rejects.toMatchObject({ status: 400 })
  })

  it('may be split into calls and events, by header or by path', async () => {
    for (const headers of [
      [{ 'X-Client-Role': 'Event' }, { 'X-Client-Role': 'Api' }],
      [{ 'X-Client-Role': '' }, { 'X-Client-Role': '' }],
    ]) {
      await using qq = new Simulated()
      await using bot = createBot(quiet)
      bot.on('message', () => 'heard')
      const { url } = await bot.listen(here)
      await qq.dial(`${url}/ws/event/`, headers[0])
      await qq.dial(`${url}/ws/api`, headers[1])
      await bot.ready()
      qq.tell(groupMessage('x'))
      await vi.waitFor(() => expect(qq.calls).toHaveLength(1))
    }
  })

  it('may be for events alone, with calls over the HTTP API', async () => {
    await using qq = new Simulated()
    await using bot = createBot(quiet)
    bot.on('message', () => 'heard')
    const { url } = await bot.listen(here)
    await qq.dial(`${url}/ws/event`, { 'X-Client-Role': 'Event' })
    await bot.ready()
    await expect(bot.get_group_list()).rejects.toMatchObject({ outcome: 'unsent' })
    await bot.connect({ apiRoot: await qq.serve() })
    qq.tell(groupMessage('x'))
    await vi.waitFor(() => expect(qq.calls).toHaveLength(1))
  })

  it('keep their account when the same one connects again, although the old connection ends later', async () => {
    await using qq = new Simulated()
    await using bot = createBot(quiet)
    const states: string[] = []
    bot.onAccount((_, state) => states.push(state))
    const { url } = await bot.listen(here)
    const old = await qq.dial(`${url}/ws`)
    await bot.ready()
    qq.answer = () => new Promise(() => {})
    const waiting = bot.send_private_msg({ user_id: 1, message: 'a' }).catch((error: unknown) => error)
    await vi.waitFor(() => expect(qq.calls).toHaveLength(1))
    await qq.dial(`${url}/ws`)
    expect(await old.closed).toMatchObject({ code: 1008 })
    expect(await waiting).toBeInstanceOf(NetworkError)
    qq.answer = () => ({ message_id: 7 })
    expect(await bot.send_private_msg({ user_id: 1, message: 'b' })).toEqual({ message_id: 7 })
    expect(states).toEqual(['online'])
  })

  it('wait for an answer before they call: one that comes at once is not missed', async () => {
    await using qq = new Simulated()
    await using bot = createBot(quiet)
    const { url } = await bot.listen(here)
    await qq.dial(`${url}/ws`)
    await bot.ready()
    qq.answer = ({ params }) => ({ message_id: params.user_id })
    const users = Array.from({ length: 200 }, (_, index) => index + 1)
    const calls = users.map((user_id) => bot.send_private_msg({ user_id, message: 'hi' }))
    expect(await Promise.all(calls)).toEqual(users.map((message_id) => ({ message_id })))
  })
})

describe('listening', () => {
  it('beyond this machine needs a token', async () => {
    await using bot = createBot(quiet)
    await expect(bot.listen({ ...here, host: '0.0.0.0' })).rejects.toThrow('needs a token')
    await bot.listen({ ...here, host: '0.0.0.0', token: 'x' })
  })

  it('speaks TLS where it is told to', async () => {
    const fixture = (name: string) =>
      readFileSync(new URL(`../../../transport/fixtures/localhost.${name}.pem`, import.meta.url), 'utf8')
    await using qq = new Simulated()
    await using bot = createBot(quiet)
    const cert = fixture('cert')
    const { url, port } = await bot.listen({ ...here, tls: { cert, key: fixture('key') } })
    expect(url).toMatch(/^wss:/)
    await qq.dial(`wss://localhost:${port}/ws`, {}, cert)
    await bot.ready()
  })

  it('rejects with the code of Node when the port is taken', async () => {
    await using bot = createBot(quiet)
    const { port } = await bot.listen(here)
    await expect(bot.listen({ port })).rejects.toMatchObject({ code: 'EADDRINUSE' })
  })

  it('can be mounted in a server of the author', async () => {
    await using qq = new Simulated()
    await using bot = createBot({ ...quiet, token: 'secret' })
    bot.on('request.friend', () => quick({ approve: true }))
    const server = http.createServer((request, response) => {
      if (request.url === '/mine') return void response.end('mine')
      void bot.handle(request, response)
    })
    server.on('upgrade', bot.upgrade)
    await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
    undo.push(() => server.close())
    const url = `ws://127.0.0.1:${(server.address() as AddressInfo).port}`
    await expect(qq.dial(`${url}/anywhere`)).rejects.toMatchObject({ status: 401 })
    await qq.dial(`${url}/anywhere`, { Authorization: 'Bearer secret' })
    await bot.ready()
    const answer = await post(`${url}/events`, request(), { Authorization: 'Bearer secret' })
    expect(await answer.json()).toEqual({ approve: true })
    expect(await (await fetch(`${url.replace('ws', 'http')}/mine`)).text()).toBe('mine')
  })
})

describe('closing', () => {
  it('settles all that waits, ends connections and listeners, and may be done twice', async () => {
    await using qq = new Simulated()
    const bot = createBot(quiet)
    const ended: unknown[] = []
    const asked = vi.fn()
    bot.on('message.group', async ({ hearNext }) => {
      asked()
      await hearNext().catch((error: { code: string }) => ended.push(error.code))
    })
    const { url } = await bot.listen(here)
    const link = await qq.dial(`${url}/ws`)
    await bot.ready()
    qq.answer = () => new Promise(() => {})
    qq.tell(groupMessage('x'))
    const call = bot.get_group_list().catch((error: { outcome: string }) => ended.push(error.outcome))
    const ready = bot.ready(7).catch((error: { code: string }) => ended.push(error.code))
    await vi.waitFor(() => expect(qq.calls).toHaveLength(1))
    await vi.waitFor(() => expect(asked).toHaveBeenCalled())
    await bot.close()
    await Promise.all([call, ready])
    expect(ended.sort()).toEqual(['bot_closed', 'conversation_closed', 'unknown'])
    expect((await link.closed).code).toBe(1001)
    await expect(fetch(url.replace('ws', 'http'))).rejects.toThrow('fetch failed')
    await bot.close()
    await expect(bot.listen(here)).rejects.toMatchObject({ code: 'bot_closed' })
  })
})

describe('events that are posted', () => {
  it.each(['/', '/onebot/v11/', '/onebot/v11/http'])(
    'are answered on %s by a quick operation',
    async (path) => {
      await using bot = createBot(quiet)
      bot.on('request.friend', () => quick({ approve: true, remark: '新朋友' }))
      const { url } = await bot.listen(here)
      const answer = await post(`${url}${path}`, request())
      expect(answer.status).toBe(200)
      expect(await answer.json()).toEqual({ approve: true, remark: '新朋友' })
    },
  )

  it('are answered with 204 when no handler says anything', async () => {
    await using bot = createBot(quiet)
    const { url } = await bot.listen(here)
    expect((await post(url, request())).status).toBe(204)
    bot.on('request', async () => {
      await new Promise(setImmediate)
    })
    expect((await post(url, request())).status).toBe(204)
  })

  it('must be signed where there is a secret, over the very bytes', async () => {
    await using bot = createBot(quiet)
    const { url } = await bot.listen({ ...here, secret: 'hush' })
    const body = request({ comment: '你好' })
    expect((await post(url, body)).status).toBe(401)
    expect((await post(url, body, { 'X-Signature': signatureOf('no', Buffer.from(body)) })).status).toBe(403)
    const signed = { 'X-Signature': signatureOf('hush', Buffer.from(body)) }
    expect((await post(url, body, signed)).status).toBe(204)
  })

  it('are signed with the token where there is only that, as NapCat does, or show it', async () => {
    await using bot = createBot(quiet)
    const { url } = await bot.listen({ ...here, token: 'secret' })
    const body = request()
    expect((await post(url, body)).status).toBe(401)
    const signed = { 'X-Signature': signatureOf('secret', Buffer.from(body)) }
    expect((await post(url, body, signed)).status).toBe(204)
    expect((await post(url, body, { Authorization: 'Bearer secret' })).status).toBe(204)
    expect((await post(url, body, { Authorization: 'Bearer wrong' })).status).toBe(403)
  })

  it('are answered in time; a quick operation that comes later becomes a call', async () => {
    const clock = new TestClock()
    await using qq = new Simulated()
    await using bot = createBot({ ...quiet, clock })
    const apiRoot = await qq.serve()
    await bot.connect({ apiRoot })
    let resolve = (): void => {}
    const later = new Promise<void>((settle) => {
      resolve = settle
    })
    bot.on('request.friend', async () => {
      await later
      return quick({ approve: true })
    })
    const { url } = await bot.listen(here)
    const answering = post(url, request())
    await vi.waitFor(() => expect(clock.waiting).toBeGreaterThan(1))
    clock.advance(3_000)
    expect((await answering).status).toBe(204)
    resolve()
    await vi.waitFor(() => expect(qq.calls).toHaveLength(1))
    expect(qq.calls[0]).toMatchObject({
      action: '.handle_quick_operation',
      params: { context: { flag: 'f' }, operation: { approve: true } },
    })
  })

  it('are answered by the first quick operation, and another one is an error that is told', async () => {
    await using bot = createBot(quiet)
    const errors: unknown[] = []
    bot.onError((error) => void errors.push(error))
    bot.on('request', () => quick({ approve: false }))
    bot.on('request.friend', () => quick({ approve: true }))
    const { url } = await bot.listen(here)
    expect(await (await post(url, request())).json()).toEqual({ approve: true })
    await vi.waitFor(() => expect(errors).toMatchObject([{ code: 'answered_twice' }]))
  })

  it('go with calls over the HTTP API, as NoneBot has them', async () => {
    await using qq = new Simulated()
    await using bot = createBot(quiet)
    bot.on('message.group', () => 'heard')
    await bot.connect({ apiRoot: await qq.serve() })
    const { url } = await bot.listen(here)
    const body = JSON.stringify({ time: 1, self_id: 10000, ...groupMessage('x') })
    await post(url, body)
    expect(qq.calls).toMatchObject([{ action: 'send_msg', params: { group_id: 30001 } }])
  })

  it('without anything to call through say so', async () => {
    await using bot = createBot(quiet)
    const errors: unknown[] = []
    bot.onError((error) => void errors.push(error))
    bot.on('request.friend', () => bot.get_group_list() as never)
    const { url } = await bot.listen(here)
    await post(url, request())
    await vi.waitFor(() => expect(errors).toHaveLength(1))
    expect(String(errors[0])).toContain('account 10000 has no connection for calls')
  })
})

it('opens no port for a bot that is closed meanwhile', async () => {
  const bot = createBot(quiet)
  const server = http.createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  const listening = bot.listen({ port })
  await Promise.all([expect(listening).rejects.toMatchObject({ code: 'bot_closed' }), bot.close()])
  await expect(fetch(`http://127.0.0.1:${port}/`)).rejects.toThrow()
})
