import http from 'node:http'
import { signatureOf } from '@rookery/transport'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { createBot } from '../create-bot.js'
import { silentLog } from '../log.js'

const TOKEN = 'of-the-reading-club'
const foreign: readonly Readonly<Record<string, string>>[] = [
  { Host: 'host.docker.internal:8080' },
  { Origin: 'http://evil.example' },
  { Origin: 'rubbish' },
  { Referer: 'http://evil.example/' },
]
const event = JSON.stringify({ time: 1, self_id: 10001, post_type: 'notice', notice_type: 'x' })
const signed = (key: string) => ({ 'X-Signature': signatureOf(key, Buffer.from(event)) })

let undo: (() => unknown)[]
beforeEach(() => {
  undo = []
})
afterEach(async () => {
  for (const each of undo.reverse()) await each()
})

/** A bot that listens itself, or one that is mounted on a server of somebody else's. */
async function door(way: string, settings: { token?: string; hosts?: string[] }): Promise<number> {
  const bot = createBot({ log: silentLog, ...(settings.token !== undefined && { token: settings.token }) })
  undo.push(() => bot.close())
  if (way === 'listens') return (await bot.listen({ port: 0, ...settings })).port
  const server = http.createServer(bot.handle).on('upgrade', bot.upgrade)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  undo.push(() => server.close())
  return (server.address() as { port: number }).port
}

function upgrade(port: number, headers: Readonly<Record<string, string>>, query = ''): Promise<number> {
  const socket = new WebSocket(`ws://127.0.0.1:${port}/ws${query}`, {
    headers: { 'X-Self-ID': '10001', ...headers },
  })
  undo.push(() => socket.terminate())
  return new Promise((resolve) => {
    socket.on('open', () => resolve(101))
    socket.on('unexpected-response', (_, { statusCode }) => resolve(statusCode ?? 0))
    socket.on('error', () => {})
  })
}

function ask(
  port: number,
  method: string,
  path: string,
  headers: object,
): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const request = http.request(
      { port, method, path, agent: false, headers: { ...headers } },
      async (response) => {
        let text = ''
        for await (const chunk of response) text += chunk
        resolve({ status: response.statusCode ?? 0, text })
      },
    )
    request.on('error', reject)
    request.end(method === 'POST' ? event : '')
  })
}

describe.each(['listens', 'is mounted'])('a bot that %s', (way) => {
  it.each(foreign)('takes whoever shows its token or signs, from wherever: %j', async (headers) => {
    const port = await door(way, { token: TOKEN })
    expect(await upgrade(port, { ...headers, Authorization: `Bearer ${TOKEN}` })).toBe(101)
    expect(await upgrade(port, headers, `?access_token=${TOKEN}`)).toBe(101)
    expect([401, 403]).toContain(await upgrade(port, headers))
    expect((await ask(port, 'POST', '/', { ...headers, ...signed(TOKEN) })).status).toBe(204)
    expect((await ask(port, 'POST', '/', { ...headers, Authorization: `Bearer ${TOKEN}` })).status).toBe(204)
    expect([401, 403]).toContain((await ask(port, 'POST', '/', headers)).status)
  })

  it.each(foreign.slice(1))('takes no page of a stranger without: %j', async (headers) => {
    const port = await door(way, {})
    expect(await upgrade(port, headers)).toBe(403)
    expect((await ask(port, 'POST', '/', headers)).status).toBe(403)
    const weak = await door(way, { token: 'change-me' })
    expect(await upgrade(weak, { ...headers, Authorization: 'Bearer change-me' })).toBe(403)
  })
})

describe('a bot that listens', () => {
  it('may be reached by other names that it is told', async () => {
    const port = await door('listens', { hosts: ['host.docker.internal'] })
    expect(await upgrade(port, { Host: 'host.docker.internal:8080' })).toBe(101)
    expect(await upgrade(port, { Host: 'other.docker.internal:8080' })).toBe(403)
  })

  it.each(['/ws', '/ws/', '/ws/api', '/ws/event', '/onebot/v11/ws', '/'])(
    'tells a plain GET that this is for WebSockets: %s',
    async (path) => {
      const answer = await ask(await door('listens', {}), 'GET', path, {})
      expect(answer).toMatchObject({ status: 426, text: expect.stringMatching(/proxy/) })
    },
  )

  it('tells a wrong token from none in a post, and slows those who guess one', async () => {
    const port = await door('listens', { token: TOKEN })
    const wrong = { Authorization: 'Bearer wrong' }
    expect(await ask(port, 'POST', '/', {})).toMatchObject({ status: 401 })
    expect(await ask(port, 'POST', '/', wrong)).toMatchObject({
      status: 403,
      text: expect.stringContaining('the token is wrong'),
    })
    expect((await ask(port, 'POST', '/', { ...wrong, ...signed(TOKEN) })).status).toBe(204)
    for (let n = 0; n < 19; n++) await ask(port, 'POST', '/', wrong)
    const before = performance.now()
    expect((await ask(port, 'POST', '/', wrong)).status).toBe(403)
    expect(performance.now() - before).toBeGreaterThan(200)
  })

  it('takes the target of a request in absolute form', async () => {
    const port = await door('listens', {})
    expect((await ask(port, 'POST', 'http://localhost/onebot/v11/http', {})).status).toBe(204)
    expect((await ask(port, 'POST', 'http://evil.example/', {})).status).toBe(403)
  })
})
