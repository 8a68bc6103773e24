import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readWorld } from '@rookery/sandbox'
import { afterAll, afterEach, describe, expect, it } from 'vitest'
import { type RunningSandbox, runSandbox } from './run-sandbox.js'

const dir = mkdtempSync(join(tmpdir(), 'rookery-media-'))
writeFileSync(join(dir, 'cat.txt'), 'a cat')
afterAll(() => rmSync(dir, { recursive: true }))

const open: RunningSandbox[] = []
afterEach(async () => {
  for (const each of open.splice(0)) await each.close()
})

async function run(host: string, world = ''): Promise<RunningSandbox> {
  const text = `accounts: [{ self_id: 10000, nickname: 小企${world} }]\nusers: [{ user_id: 20001, nickname: Alice }]\nfriends: [[10000, 20001]]`
  const settings = { world: readWorld(text), page: { host, port: 0, token: 'a long page token 7f3a' } }
  const running = await runSandbox(settings)
  open.push(running)
  return running
}

const send = (running: RunningSandbox, file: string) =>
  running.sandbox.call(10000, 'send_private_msg', {
    user_id: 20001,
    message: [{ type: 'image', data: { file } }],
  })

const urlOf = ({ sandbox: { world } }: RunningSandbox): string => {
  const [segment] = world.messages.last()?.message ?? []
  return String((segment?.data as { readonly url?: string } | undefined)?.url)
}

describe('a sandbox that others can reach', () => {
  it.each([
    ['by its page', '0.0.0.0', ''],
    ['by a link', '127.0.0.1', ', http: { host: 0.0.0.0, port: 0, token: a1b2c3d4e5f6 }'],
  ])(
    'names files where bots elsewhere can fetch them, with a key and no token (%s)',
    async (_, host, link) => {
      const running = await run(host, link)
      expect(await send(running, 'base64://R0lGODlhAQABAAAAACw=')).toMatchObject({ status: 'ok' })
      const url = urlOf(running)
      expect(url).toMatch(/^http:\/\/[\d.]+:\d+\/media\/[0-9a-f]{32}\/[0-9a-f]{64}\.gif$/)
      expect(new URL(url).hostname).not.toBe('0.0.0.0')
      const foreign = { 'Sec-Fetch-Site': 'cross-site', Origin: 'http://example.com' }
      for (const headers of [{}, foreign]) expect((await fetch(url, { headers })).status).toBe(200)
      const bare = url.replace(/media\/[0-9a-f]{32}/, 'media')
      expect((await fetch(bare)).status).toBe(401)
      expect((await fetch(url.replace(/media\/[0-9a-f]{32}/, `media/${'0'.repeat(32)}`))).status).toBe(401)
    },
  )

  it.each([
    ['by its page', '0.0.0.0', ''],
    ['by HTTP', '127.0.0.1', ', http: { host: 0.0.0.0, port: 0, token: a1b2c3d4e5f6 }'],
    ['by WebSocket', '127.0.0.1', ', ws: { host: 0.0.0.0, port: 0, token: a1b2c3d4e5f6 }'],
    ['as one that dials a bot elsewhere', '127.0.0.1', ', ws-reverse: { url: "ws://192.0.2.1:9/" }'],
    ['as one that posts elsewhere', '127.0.0.1', ', http-post: { url: "http://192.0.2.1:9/" }'],
  ])('reads no file of this machine for them (%s)', async (_, host, link) => {
    const running = await run(host, link)
    expect(await send(running, join(dir, 'cat.txt'))).toMatchObject({
      status: 'failed',
      retcode: 1200,
      reason: expect.stringContaining('media.folders of the world file'),
    })
  })

  it('reads any for the bots of this machine', async () => {
    const running = await run('127.0.0.1', ', ws: { port: 0 }')
    expect(await send(running, join(dir, 'cat.txt'))).toMatchObject({ status: 'ok' })
    expect(urlOf(running)).toMatch(/^http:\/\/127\.0\.0\.1:/)
  })
})
