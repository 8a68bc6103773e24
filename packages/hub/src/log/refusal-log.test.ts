import { once } from 'node:events'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { ask } from '../http-peers.fixture.js'
import { type LogLine, Stage } from '../hub.fixture.js'
import { upgradeStatus } from '../peers.fixture.js'
import { type RefusalLog, refusalLog } from './refusal-log.js'

const refused = { address: '10.0.0.1', path: '/', status: 403, reason: 'the token is wrong' }

describe('what is told of refusals', () => {
  let lines: { fields: LogLine['fields']; text: string }[]
  let log: RefusalLog
  beforeEach(() => {
    vi.useFakeTimers()
    lines = []
    log = refusalLog({ info() {}, warn: (fields, text) => void lines.push({ fields, text }), error() {} })
  })
  afterEach(() => void vi.useRealTimers())

  it('is the first of an address and reason at once, and the others summed up each minute', () => {
    for (let n = 0; n < 300; n++) log.tell(refused)
    expect(lines).toEqual([
      { fields: { address: '10.0.0.1', path: '/', status: 403 }, text: 'refused: the token is wrong' },
    ])
    vi.advanceTimersByTime(60_000)
    expect(lines[1]).toMatchObject({ fields: { count: 299 }, text: 'refused: the token is wrong' })
    for (let n = 0; n < 5; n++) log.tell(refused)
    expect(lines).toHaveLength(2)
    vi.advanceTimersByTime(60_000)
    expect(lines[2]).toMatchObject({ fields: { count: 5 } })
    vi.advanceTimersByTime(600_000)
    expect(lines).toHaveLength(3)
    log.tell(refused)
    expect(lines).toHaveLength(4)
  })

  it('is a line for each address, and for each reason', () => {
    log.tell(refused)
    log.tell({ ...refused, address: '10.0.0.2' })
    log.tell({ ...refused, status: 404, reason: 'there is no /x here' })
    expect(lines).toHaveLength(3)
  })

  it('is bounded, whatever strangers send', () => {
    for (let n = 0; n < 5000; n++) log.tell({ ...refused, reason: `there is no /${n} here` })
    expect(lines).toHaveLength(100)
    vi.advanceTimersByTime(60_000)
    expect(lines.at(-1)).toMatchObject({ fields: { count: 4900 } })
    expect(lines).toHaveLength(101)
  })

  it('is told to the end when the hub stops', () => {
    for (let n = 0; n < 3; n++) log.tell(refused)
    log.close()
    expect(lines.at(-1)).toMatchObject({ fields: { count: 2 } })
    expect(vi.getTimerCount()).toBe(0)
  })
})

describe('a hub that refuses', () => {
  let stage: Stage
  beforeEach(async () => {
    stage = new Stage()
    const upstreams = [
      { name: 'in', type: 'ws-reverse' as const, path: '/upstream/in', token: 'of-the-upstream' },
    ]
    await stage.start([], { upstreams, listen: { host: '127.0.0.1', port: 0, token: 'of-the-clients' } })
  })
  afterEach(() => stage.close())
  const warnings = () => stage.log.filter(({ level }) => level === 'warn')

  it.each([
    ['a wrong token over WebSocket', '/', { Authorization: 'Bearer hunter2' }, 403],
    ['a wrong token in the query', '/event?access_token=hunter2', {}, 403],
    ['no token', '/', {}, 401],
    ['an unknown path', '/nowhere?access_token=hunter2', {}, 404],
    ['a foreign Host', '/', { Host: 'evil.example' }, 403],
    ['a foreign Origin', '/?access_token=', { Origin: 'http://evil.example' }, 403],
    ['an implementation with a wrong token', '/upstream/in', { Authorization: 'Bearer hunter2' }, 403],
    ['a client before any account', '/', { Authorization: 'Bearer of-the-clients' }, 503],
  ])('says so, and who it was, but no token: %s', async (_, path, headers, status) => {
    expect(await upgradeStatus(`${stage.hub.url}${path}`, headers)).toBe(status)
    await expect.poll(warnings).toMatchObject([
      {
        text: expect.stringMatching(/^refused: /),
        fields: { address: '127.0.0.1', path: path.replace(/\?.*/, ''), status },
      },
    ])
    expect(JSON.stringify(stage.log)).not.toMatch(/hunter2|of-the/)
  })

  it.each([
    ['/get_status', { Authorization: 'Bearer hunter2' }, 403],
    ['/get_status?access_token=hunter2', {}, 403],
    ['/_events', {}, 401],
    ['/a/b', {}, 404],
    ['/api/get_online_clients', { Referer: 'http://evil.example/' }, 403],
  ])('says so over HTTP: %s %j', async (path, headers, status) => {
    expect((await ask(stage, path, { headers })).status).toBe(status)
    expect(warnings()).toMatchObject([
      { fields: { address: '127.0.0.1', path: path.replace(/\?.*/, ''), status } },
    ])
    expect(JSON.stringify(stage.log)).not.toMatch(/hunter2/)
  })

  it('says who it was also of one that has left meanwhile', async () => {
    const headers = {
      Authorization: 'Bearer of-the-clients',
      'Content-Type': 'application/json',
      'Content-Length': 100,
      Expect: '100-continue',
    }
    const url = `${stage.hub.url.replace(/^ws/, 'http')}/get_status`
    const half = http.request(url, { method: 'POST', headers })
    half.on('error', () => {})
    half.flushHeaders()
    await once(half, 'continue')
    half.destroy()
    await expect
      .poll(warnings)
      .toMatchObject([{ text: 'refused: the body broke off', fields: { address: '127.0.0.1' } }])
  })

  it.each([
    '/event&access_token=hunter2',
    '/event;access_token=hunter2',
    '/event%3Faccess_token=hunter2',
    '/event%3faccess_token%3Dhunter2',
    '/get_status/access_token/hunter2',
  ])('shows no token that got into the path: %s', async (path) => {
    await upgradeStatus(`${stage.hub.url}${path}`, {})
    for (const headers of [{}, { Authorization: 'Bearer of-the-clients' }])
      await ask(stage, path, { headers })
    await expect.poll(() => warnings().length).toBeGreaterThan(1)
    expect(JSON.stringify(warnings())).toContain('access_token=…')
    expect(JSON.stringify(stage.log)).not.toMatch(/hunter2/)
  })
})

describe('a server that repeats in its refusal what it was asked', () => {
  let stage: Stage
  beforeEach(() => {
    stage = new Stage()
  })
  afterEach(() => stage.close())

  it('brings no token into the log, nor to those who call through it', async () => {
    const server = http.createServer((asked, response) => response.writeHead(404).end(`Cannot ${asked.url}`))
    server.on('upgrade', ({ url }, socket) => socket.end(`HTTP/1.1 404 No\r\n\r\nCannot ${url}`))
    stage.undo(() => server.close())
    await once(server.listen(0, '127.0.0.1'), 'listening')
    const at = `127.0.0.1:${(server.address() as AddressInfo).port}`
    await stage.start([], {
      upstreams: [
        { name: 'ws', type: 'ws', url: `ws://${at}/?access_token=hunter2` },
        {
          name: 'h',
          type: 'http',
          url: `http://${at}/?access_token=hunter2`,
          post: { path: '/h' },
          sse: true,
        },
      ],
    })
    await expect.poll(() => stage.log.filter(({ text }) => text.includes('404')).length).toBe(3)
    await stage.http('/h', { post_type: 'notice', self_id: 10001 }, { 'Content-Type': 'application/json' })
    const reply = await (await stage.opened()).call('get_status')
    expect(reply.wording).toContain('HTTP 404')
    expect(JSON.stringify([reply, stage.log])).toContain('access_token=…')
    expect(JSON.stringify([reply, stage.log])).not.toContain('hunter2')
  })
})
