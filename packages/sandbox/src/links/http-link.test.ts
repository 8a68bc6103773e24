import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { LinksSettings } from './account-links.js'
import { Stage } from './links.fixture.js'

let stage: Stage
beforeEach(() => {
  stage = new Stage()
})
afterEach(() => stage.close())

const form = { 'Content-Type': 'application/x-www-form-urlencoded' }
const json = { 'Content-Type': 'application/json' }

/** The events of a stream, as they come. */
async function stream(url: string, headers: Readonly<Record<string, string>> = {}) {
  const abort = new AbortController()
  stage.undo(() => abort.abort())
  const response = await fetch(url, { headers, signal: abort.signal })
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
  let text = ''
  return {
    abort,
    response,
    /** Reads until so many events are there; each as its id and its data. */
    async events(count: number): Promise<{ id: string | undefined; event: Record<string, unknown> }[]> {
      const all = () =>
        text
          .split('\n\n')
          .slice(0, -1)
          .filter((each) => each !== ':')
      while (all().length < count) text += (await reader?.read())?.value ?? ''
      return all().map((each) => ({
        id: /^id: (.*)$/m.exec(each)?.[1],
        event: JSON.parse(/^data: (.*)$/m.exec(each)?.[1] ?? ''),
      }))
    },
  }
}

describe('the HTTP API', () => {
  it('takes a query, a form and JSON', async () => {
    const url = await stage.url({ type: 'http', port: 0 })
    const query = new URLSearchParams({ group_id: '30001', message: '晚上好' })
    const asked = [
      fetch(`${url}/send_group_msg?${query}`),
      fetch(`${url}/send_group_msg/`, { method: 'POST', headers: form, body: String(query) }),
      fetch(`${url}/send_group_msg`, {
        method: 'POST',
        headers: json,
        body: '{"group_id":30001,"message":[{"type":"text","data":{"text":"hi"}}]}',
      }),
    ]
    for (const response of await Promise.all(asked)) {
      expect(response.status).toBe(200)
      expect(await response.json()).toMatchObject({ status: 'ok', retcode: 0 })
    }
    expect(stage.sandbox.world.lastMessageId).toBe(3)
  })

  it.each(['[]', ' [ ]\n'])('takes an empty array, the empty map of PHP, as no params: %s', async (body) => {
    const url = await stage.url({ type: 'http', port: 0 })
    const asked = await fetch(`${url}/get_login_info`, { method: 'POST', headers: json, body })
    expect(await asked.json()).toMatchObject({ status: 'ok', data: { user_id: 10000 } })
    const more = await fetch(`${url}/get_group_info?group_id=30001`, { method: 'POST', headers: json, body })
    expect(await more.json()).toMatchObject({ status: 'ok', data: { group_id: 30001 } })
  })

  it('says 401, 403, 404, 406 and 400, in this order', async () => {
    const url = await stage.url({ type: 'http', port: 0, token: 't1' })
    const status = async (path: string, init: RequestInit = {}, token = 't1') => {
      const headers = { ...(token && { Authorization: `Bearer ${token}` }), ...init.headers }
      return (await fetch(`${url}${path}`, { ...init, headers })).status
    }
    const bad = { method: 'POST', headers: { 'Content-Type': 'text/plain' }, body: '{' }
    expect(await status('/nothing', bad, '')).toBe(401)
    expect(await status('/nothing', bad, 't2')).toBe(403)
    expect(await status('/nothing', bad)).toBe(404)
    expect(await status('/', bad)).toBe(404)
    expect(await status('/send_group_msg', bad)).toBe(406)
    expect(await status('/send_group_msg', { ...bad, headers: json })).toBe(400)
    expect(await status('/send_group_msg', { method: 'PUT' })).toBe(405)
    expect(await status('/send_group_msg')).toBe(200)
    expect(await status('/send_group_msg_async?group_id=30001&message=hi')).toBe(200)
  })

  it('names the nearest actions for one that is none', async () => {
    const url = await stage.url({ type: 'http', port: 0 })
    const response = await fetch(`${url}/send_group_message`, { method: 'POST', headers: json, body: '{}' })
    expect(await response.json()).toMatchObject({
      retcode: 1404,
      wording: expect.stringContaining('send_group_msg'),
    })
  })

  it('serves the files that were sent, by the URLs of messages without a token, by their names with it', async () => {
    const url = await stage.url({ type: 'http', port: 0, token: 't1' })
    const message = [{ type: 'image', data: { file: 'base64://R0lGODlhAQABAAAAACw=' } }]
    await stage.sandbox.call(10000, 'send_group_msg', { group_id: 30001, message })
    const [file] = stage.sandbox.world.media.keys()
    const { pathname } = new URL(stage.sandbox.world.mediaUrl)
    for (const [path, headers] of [
      [`${pathname}/${file}`, {}],
      [`/media/${file}`, { Authorization: 'Bearer t1' }],
    ] as const) {
      const response = await fetch(url + path, { headers })
      expect([response.status, (await response.arrayBuffer()).byteLength]).toEqual([200, 14])
    }
    expect((await fetch(`${url}/media/${file}`)).status).toBe(401)
    expect((await fetch(`${url}/media/${'0'.repeat(32)}/${file}`)).status).toBe(401)
    expect((await fetch(`${url}/get_status`)).status).toBe(401)
  })

  it('leaves files to whoever else serves them', async () => {
    const serveMedia: LinksSettings['serveMedia'] = (request, response) => {
      if (request.url !== '/cat.png') return false
      response.end('a picture')
      return true
    }
    const url = await stage.url({ type: 'http', port: 0, token: 't1' }, { serveMedia })
    expect(await (await fetch(`${url}/cat.png`)).text()).toBe('a picture')
    expect((await fetch(`${url}/get_status`)).status).toBe(401)
  })
})

describe('the stream of events', () => {
  it('goes on behind the event that it is told', async () => {
    const url = `${await stage.url({ type: 'http', port: 0, token: 't1' })}/_events?access_token=t1`
    const first = await stream(url)
    expect(first.response.headers.get('content-type')).toBe('text/event-stream')
    stage.says('1')
    const [connect, one] = await first.events(2)
    expect(connect).toMatchObject({ id: undefined, event: { sub_type: 'connect' } })
    expect(one).toMatchObject({ event: { raw_message: '1' } })
    first.abort.abort()
    stage.says('2')
    stage.says('3')
    const again = await stream(url, { 'Last-Event-ID': one?.id ?? '' })
    const events = await again.events(3)
    expect(events.slice(1).map(({ event }) => event.raw_message)).toEqual(['2', '3'])
  })

  it('begins with now for an id that was never given', async () => {
    const url = `${await stage.url({ type: 'http', port: 0 })}/_events`
    stage.says('1')
    const events = await stream(url, { 'Last-Event-ID': 'another-7' })
    stage.says('2')
    expect((await events.events(2)).map(({ event }) => event.raw_message)).toEqual([undefined, '2'])
  })

  it('takes GET only', async () => {
    const url = await stage.url({ type: 'http', port: 0 })
    expect((await fetch(`${url}/_events`, { method: 'POST' })).status).toBe(405)
  })
})

describe('a port', () => {
  it('serves both HTTP and WebSockets when both name it', async () => {
    const free = await stage.links([{ type: 'ws', port: 0 }])
    const port = Number(new URL(free.open[0]?.url ?? '').port)
    await free.close()
    const links = await stage.links([
      { type: 'http', port, token: 'a' },
      { type: 'ws', port, token: 'b' },
    ])
    expect(links.open.map(({ kind, url }) => [kind, url])).toEqual([
      ['http', `http://127.0.0.1:${port}`],
      ['ws', `ws://127.0.0.1:${port}`],
    ])
    expect((await fetch(`http://127.0.0.1:${port}/get_status?access_token=b`)).status).toBe(403)
    const bot = await stage.bot(`ws://127.0.0.1:${port}/?access_token=b`)
    expect(await bot.has({ sub_type: 'connect' })).toMatchObject({ self_id: 10000 })
  })

  it('that is taken is named in the error, and nothing stays open', async () => {
    const taken = await stage.url({ type: 'ws', port: 0 })
    const port = Number(new URL(taken).port)
    const specs = [
      { type: 'ws', port: 0 },
      { type: 'http', port },
    ] as const
    await expect(stage.links(specs)).rejects.toMatchObject({
      code: 'EADDRINUSE',
      message: expect.stringContaining(`account 10000, link http: cannot listen on 127.0.0.1:${port}`),
    })
  })

  it('beyond loopback needs a token', async () => {
    const host = '0.0.0.0'
    const message = 'account 10000, link ws: listening on 0.0.0.0, beyond loopback, needs a token'
    await expect(stage.links([{ type: 'ws', host, port: 0 }])).rejects.toMatchObject({
      code: 'no_token',
      message,
    })
    await stage.links([{ type: 'ws', host, port: 0, token: 't1' }])
  })

  it('belongs to an account that there is', async () => {
    await expect(stage.links([], {}, 10002)).rejects.toMatchObject({
      code: 'no_such_account',
      message: 'there is no account 10002; there are: 10000, 10001',
    })
  })

  it('for WebSockets alone says so to plain requests', async () => {
    const url = await stage.url({ type: 'ws', port: 0 })
    expect((await fetch(url.replace('ws', 'http'))).status).toBe(426)
  })
})
