import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { defaultOptions, type Hub, startHub } from '@rookery/hub'
import { okReply } from '@rookery/protocol'
import { Downstream, memoryLinks } from '@rookery/transport'
import { afterEach, describe, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { processStandIn } from '../cli/process.fixture.js'

const undo: (() => unknown)[] = []
afterEach(async () => {
  for (const each of undo.splice(0).reverse()) await each()
})

async function run(...argv: string[]) {
  const { run, printed } = processStandIn({ startHub })
  return { code: await run('clients', ...argv), ...printed }
}

async function hubWith(listen: Partial<typeof defaultOptions.listen> = {}): Promise<Hub> {
  const hub = await startHub({ ...defaultOptions, listen: { host: '127.0.0.1', port: 0, ...listen } })
  undo.push(() => hub.close())
  const [theirs, ours] = memoryLinks()
  new Downstream(ours, { call: async () => okReply({ user_id: 10001 }) })
  hub.join('memory', theirs, '10001')
  return hub
}

async function connect(hub: Hub, query: string, options: object = {}): Promise<void> {
  const ws = new WebSocket(`${hub.url}/${query}`, options)
  undo.push(() => ws.terminate())
  await new Promise((resolve) => ws.once('open', resolve))
}

describe('rookery clients', () => {
  test('prints the applications that are connected, with and without a name', async () => {
    const hub = await hubWith()
    expect(await run('--url', hub.url)).toEqual({ code: 0, out: 'no client is connected\n', err: '' })
    await connect(hub, '?client_name=weather')
    await connect(hub, '')
    const { out } = await run('--url', `${hub.url}/api`)
    const id = '[0-9a-f-]{36}'
    expect(out).toMatch(new RegExp(`^${id}  weather\\n${id}  \\(no name\\)\\n$`))
  })

  test('shows its token, and says what is wrong where it has none', async () => {
    const hub = await hubWith({ token: 's3cret' })
    expect(await run('--url', hub.url, '--token', 's3cret')).toMatchObject({ code: 0 })
    const none = await run('--url', hub.url)
    expect([none.code, none.err]).toEqual([
      2,
      expect.stringMatching(/\(401\): give its token with --token\n$/),
    ])
    const wrong = await run('--url', hub.url, '--token', 'wrong')
    expect([wrong.code, wrong.err]).toEqual([
      2,
      expect.stringMatching(/\(403\): the token is wrong; give another/),
    ])
  })

  test('shows a token of the URL, too, as rookery call does', async () => {
    const hub = await hubWith({ token: 's3cret' })
    for (const path of ['', '/api', '/event'])
      expect(await run('--url', `${hub.url}${path}?access_token=s3cret`)).toMatchObject({ code: 0 })
  })

  test.each([
    '{"data":{"clients":[null]}}',
    '{"data":{"clients":[{"app_id":1}]}}',
    '{"data":{"clients":[{"app_id":"x","client_name":{}}]}}',
    '{"data":{"clients":{}}}',
    '[]',
    'null',
  ])('says that it is no hub that answers %s', async (body) => {
    const other = createServer((_request, response) => response.end(body))
    await new Promise((resolve) => other.listen(0, '127.0.0.1', () => resolve(0)))
    undo.push(() => other.close())
    const { code, err } = await run('--url', `ws://127.0.0.1:${(other.address() as AddressInfo).port}`)
    expect([code, err]).toEqual([2, expect.stringMatching(/is no hub/)])
  })

  test('says in plain words that there is no hub', async () => {
    expect(await run('--url', 'ws://127.0.0.1:1')).toMatchObject({
      code: 2,
      err: 'rookery: ws://127.0.0.1:1 cannot be reached: nobody listens on 127.0.0.1:1 (ECONNREFUSED)\n',
    })
    const other = createServer((_request, response) => response.writeHead(404).end('no'))
    await new Promise((resolve) => other.listen(0, '127.0.0.1', () => resolve(0)))
    undo.push(() => other.close())
    const { err } = await run('--url', `ws://127.0.0.1:${(other.address() as AddressInfo).port}`)
    expect(err).toMatch(/is no hub: it answered HTTP 404 to \/api\/get_online_clients\n$/)
    const pem = (name: string) =>
      readFileSync(new URL(`../../fixtures/hub.${name}.pem`, import.meta.url), 'utf8')
    const secure = await hubWith({ tls: { cert: pem('cert'), key: pem('key') } })
    expect((await run('--url', secure.url)).err).toMatch(/self.signed certificate; give the authority/)
  })
})
