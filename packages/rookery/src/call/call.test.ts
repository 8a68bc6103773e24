import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer as createHttpServer, type IncomingMessage, type Server } from 'node:http'
import { createServer as createHttpsServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, describe, expect, test } from 'vitest'
import { type WebSocket, WebSocketServer } from 'ws'
import { processStandIn } from '../cli/process.fixture.js'

const cwd = mkdtempSync(join(tmpdir(), 'rookery-call-'))
afterAll(() => rmSync(cwd, { recursive: true }))

const fixture = (file: string) => new URL(`../../fixtures/${file}`, import.meta.url)
const cert = readFileSync(fixture('hub.cert.pem'))
const key = readFileSync(fixture('hub.key.pem'))

const servers: Server[] = []
afterEach(() => {
  for (const server of servers.splice(0)) server.close()
})

/** Something to call: it answers each frame with what `answer` makes of it. */
async function answering(
  answer: (frame: string, socket: WebSocket) => void,
  server: Server = createHttpServer(),
) {
  const seen = { frames: [] as string[], upgrades: [] as IncomingMessage[], closes: [] as number[] }
  const sockets = new WebSocketServer({ server })
  sockets.on('connection', (socket, request) => {
    seen.upgrades.push(request)
    socket.on('close', (code) => seen.closes.push(code))
    socket.on('message', (data) => {
      seen.frames.push(String(data))
      answer(String(data), socket)
    })
  })
  return { ...seen, port: await listen(server) }
}

function listen(server: Server): Promise<number> {
  servers.push(server)
  return new Promise((resolve) =>
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port)),
  )
}

async function run(...argv: string[]) {
  const { run, printed } = processStandIn({ cwd })
  return { code: await run('call', ...argv), ...printed }
}

const ok = (frame: string, data = 'null') =>
  `{"status":"ok","retcode":0,"data":${data},"echo":${JSON.stringify(echoOf(frame))}}`
const echoOf = (frame: string): unknown => (JSON.parse(frame) as { echo: unknown }).echo

describe('rookery call', () => {
  test('sends the action with its params, skips events and prints the reply with every digit', async () => {
    const { port, frames } = await answering((frame, socket) => {
      socket.send('{"post_type":"meta_event","retcode":0,"status":{}}')
      socket.send('no JSON')
      socket.send('{"status":"ok","retcode":0,"echo":"of another"}')
      socket.send(ok(frame, '{"message_id":123456789012345678901}'))
    })
    const { code, out } = await run(
      'send_msg',
      'user_id=98765432109876543210',
      'message=hi',
      '--url',
      `ws://127.0.0.1:${port}`,
    )
    expect(frames[0]).toMatch(
      /^\{"action":"send_msg","params":\{"user_id":98765432109876543210,"message":"hi"\},"echo":/,
    )
    expect(out).toContain('\n    "message_id": 123456789012345678901\n')
    expect(out).not.toContain('post_type')
    expect(code).toBe(0)
  })

  test.each([
    ['{"status":"async","retcode":1,"data":null}', 0],
    ['{"status":"failed","retcode":1404,"data":null}', 1],
  ])('ends by the status of %s', async (reply, expected) => {
    const { port } = await answering((_, socket) => socket.send(reply))
    const { code, out } = await run('x', '--url', `ws://127.0.0.1:${port}`)
    expect(JSON.parse(out)).toEqual(JSON.parse(reply))
    expect(code).toBe(expected)
  })

  test.each([
    ['is ok', '{"status":"ok","retcode":0}', []],
    ['failed', '{"status":"failed","retcode":1404}', []],
    ['never comes', undefined, ['--timeout', '50ms']],
  ])('says who it is, and closes in order when the answer %s', async (_, reply, options) => {
    const { port, upgrades, closes } = await answering((_, socket) => reply && socket.send(reply))
    await run('x', '--url', `ws://127.0.0.1:${port}`, ...options)
    expect(upgrades[0]?.headers['user-agent']).toBe('rookery call')
    await expect.poll(() => closes).toEqual([1000])
  })

  test.each([
    ['get_online_clients', /^rookery: this asks the account .*: rookery clients\n$/],
    ['get_ws_port', /^rookery: the hub opens a port at GET \/api\/get_ws_port/],
    ['get_status', /^$/],
    ['toString', /^$/],
  ])('says what is meant by those who ask an account for a path of the hub: %s', async (action, hint) => {
    const { port, frames } = await answering((frame, socket) => socket.send(ok(frame)))
    const { code, out, err } = await run(action, '--url', `ws://127.0.0.1:${port}`)
    expect([code, out === '', frames.length]).toEqual([0, false, 1])
    expect(err).toMatch(hint)
  })

  test('prints each part of an answer that comes in parts', async () => {
    const { port } = await answering((frame, socket) => {
      socket.send(ok(frame, '{"type":"stream","n":1}'))
      socket.send(ok(frame, '{"type":"response","n":2}'))
    })
    const { out } = await run('x', '--url', `ws://127.0.0.1:${port}`)
    expect(out.match(/"n": \d/g)).toEqual(['"n": 1', '"n": 2'])
  })

  test('finds the hub of the config where it sends no events, with its token', async () => {
    const { port, upgrades } = await answering((frame, socket) => socket.send(ok(frame)))
    writeFileSync(join(cwd, 'rookery.yml'), `listen: { host: 0.0.0.0, port: ${port}, token: s3cret }`)
    expect((await run('get_status')).code).toBe(0)
    expect((await run('get_status', '--token', 'other')).code).toBe(0)
    expect(upgrades.map(({ url, headers }) => [url, headers.authorization])).toEqual([
      ['/api', 'Bearer s3cret'],
      ['/api', 'Bearer other'],
    ])
  })

  test('gives the token of the config to another URL only if told to', async () => {
    const { port, upgrades } = await answering((frame, socket) => socket.send(ok(frame)))
    writeFileSync(join(cwd, 'rookery.yml'), 'listen: { token: s3cret }')
    await run('get_status', '--url', `ws://127.0.0.1:${port}`)
    await run('get_status', '--url', `ws://127.0.0.1:${port}`, '-c', 'rookery.yml')
    expect(upgrades.map(({ headers }) => headers.authorization)).toEqual([undefined, 'Bearer s3cret'])
  })

  test('trusts the certificate of the config, and no other', async () => {
    const tls = createHttpsServer({ cert, key })
    const { port } = await answering((frame, socket) => socket.send(ok(frame)), tls)
    writeFileSync(join(cwd, 'hub.cert.pem'), cert)
    writeFileSync(join(cwd, 'hub.key.pem'), key)
    writeFileSync(
      join(cwd, 'tls.yml'),
      `listen: { port: ${port}, tls: { cert: hub.cert.pem, key: hub.key.pem } }`,
    )
    expect(await run('get_status', '-c', 'tls.yml')).toMatchObject({ code: 0, err: '' })
    const stranger = await run('get_status', '--url', `wss://127.0.0.1:${port}`)
    expect(stranger.code).toBe(2)
    expect(stranger.err).toContain('cannot be reached')
  })
})

describe('rookery call without an answer', () => {
  test('says that nobody listens, without the secrets of the URL', async () => {
    const { code, out, err } = await run('x', '--url', 'ws://127.0.0.1:1/?access_token=s3cret')
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(err).toMatch(/^rookery: ws:\/\/127\.0\.0\.1:1\/\?… cannot be reached: .*ECONNREFUSED/)
  })

  test('says in plain words that a port speaks no TLS', async () => {
    const { port } = await answering(() => {})
    const { err } = await run('x', '--url', `wss://127.0.0.1:${port}`)
    expect(err).toMatch(/cannot be reached: this port speaks no TLS: use ws:\/\/\n$/)
  })

  test('says that time is up', async () => {
    const { port } = await answering(() => {})
    const { code, err } = await run('x', '--url', `ws://127.0.0.1:${port}`, '--timeout', '50ms')
    expect(code).toBe(2)
    expect(err).toContain('did not answer within 50 ms')
  })

  test('says that the connection was closed', async () => {
    const { port } = await answering((_, socket) => socket.close(1001, 'bye'))
    const { code, err } = await run('x', '--url', `ws://127.0.0.1:${port}`)
    expect(code).toBe(2)
    expect(err).toContain('closed the connection (1001 bye)')
  })

  test.each([
    [401, '--token'],
    [503, 'no account has connected'],
    [404, 'is it a OneBot 11 WebSocket?'],
  ])('says what a %i means', async (status, hint) => {
    const server = createHttpServer()
    server.on('upgrade', (_request, socket) =>
      socket.end(`HTTP/1.1 ${status} x\r\nContent-Length: 0\r\n\r\n`),
    )
    const { code, err } = await run('x', '--url', `ws://127.0.0.1:${await listen(server)}`)
    expect(code).toBe(2)
    expect(err).toContain(hint)
  })

  test('says that port 0 is no port to call', async () => {
    writeFileSync(join(cwd, 'zero.yml'), 'listen: { port: 0 }')
    const { code, err } = await run('x', '-c', 'zero.yml')
    expect(code).toBe(64)
    expect(err).toContain('--url')
  })
})
