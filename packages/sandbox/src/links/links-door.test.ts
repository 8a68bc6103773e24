import http from 'node:http'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { Stage } from './links.fixture.js'

const TOKEN = 'of-the-reading-club'
const foreign: readonly Readonly<Record<string, string>>[] = [
  { Host: 'host.docker.internal:3000' },
  { Origin: 'http://evil.example' },
  { Origin: 'rubbish' },
  { Referer: 'http://evil.example/' },
]

let undo: (() => unknown)[]
let stage: Stage
beforeEach(() => {
  undo = []
  stage = new Stage()
})
afterEach(async () => {
  for (const each of undo) each()
  await stage.close()
})

/** The ports of the HTTP API and of the WebSockets. */
async function open(settings: { token?: string; hosts?: string[] }): Promise<{ api: number; ws: number }> {
  const portOf = async (type: 'http' | 'ws') =>
    Number(new URL(await stage.url({ type, port: 0, ...settings })).port)
  return { api: await portOf('http'), ws: await portOf('ws') }
}

function upgrade(port: number, headers: Readonly<Record<string, string>>): Promise<number> {
  const socket = new WebSocket(`ws://127.0.0.1:${port}/`, { headers })
  undo.push(() => socket.terminate())
  return new Promise((resolve) => {
    socket.on('open', () => resolve(101))
    socket.on('unexpected-response', (_, { statusCode }) => resolve(statusCode ?? 0))
    socket.on('error', () => {})
  })
}

function get(port: number, path: string, headers: object): Promise<number> {
  return new Promise((resolve, reject) => {
    const request = http.get({ port, path, agent: false, headers: { ...headers } }, (response) => {
      response.resume()
      resolve(response.statusCode ?? 0)
    })
    request.on('error', reject)
  })
}

describe('the listeners of an account', () => {
  it.each(foreign)('take whoever shows the token, from wherever: %j', async (headers) => {
    const { api, ws } = await open({ token: TOKEN })
    const right = { ...headers, Authorization: `Bearer ${TOKEN}` }
    expect([await get(api, '/get_status', right), await upgrade(ws, right)]).toEqual([200, 101])
    expect(
      await get(api, `/get_status?access_token=${TOKEN}`, { ...headers, Authorization: 'Bearer ' }),
    ).toBe(200)
    expect([await get(api, '/get_status', headers), await upgrade(ws, headers)]).toEqual([403, 403])
  })

  it.each(foreign)(
    'take no page of a stranger without, and with a token that can be guessed: %j',
    async (headers) => {
      for (const [settings, shown] of [
        [{}, {}],
        [{ token: 'secret' }, { Authorization: 'Bearer secret' }],
      ] as const) {
        const { api, ws } = await open(settings)
        expect(await get(api, '/get_status', { ...headers, ...shown })).toBe(403)
        expect(await upgrade(ws, { ...headers, ...shown })).toBe(403)
      }
    },
  )

  it('may be reached by names of the world file', async () => {
    const { api, ws } = await open({ hosts: ['host.docker.internal'] })
    const headers = { Host: 'host.docker.internal:3000' }
    expect([await get(api, '/get_status', headers), await upgrade(ws, headers)]).toEqual([200, 101])
  })

  it('read targets in absolute form, and tell a plain GET that a path is for WebSockets', async () => {
    const { api, ws } = await open({})
    expect(await get(api, 'http://localhost/get_status', {})).toBe(200)
    expect(await get(ws, '/', {})).toBe(426)
  })
})
