import { createHmac } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Application } from './application.js'
import type { WsClient } from './client.js'
import { eventFaults, eventName, type Facts } from './shapes.js'
import { FIRST, SECOND, Stage } from './stage.js'

let stage: Stage
beforeEach(async () => {
  stage = await Stage.open()
})
afterEach(() => stage.close())

const CONNECT = 'meta_event.lifecycle.connect'
const GREETING = { group_id: 30001, message: '晚上好' }

/** The URLs of the links of the first account. */
async function urls(...specs: Parameters<Stage['links']>[1]): Promise<readonly string[]> {
  return (await stage.links(FIRST, specs)).open.map(({ url }) => url)
}

const greet = (): Promise<Facts> => stage.does(SECOND, 'send_group_msg', GREETING)

const names = ({ events }: WsClient): readonly string[] => events.map(eventName)

function expectSound(events: readonly Facts[]): void {
  for (const event of events) expect(eventFaults(event, FIRST)).toBeUndefined()
}

/** The status of a refused upgrade. */
const refusal = (url: string, headers = {}): Promise<string> =>
  stage.client(url, headers).then(
    () => 'open',
    (error: Error) => /\d{3}/.exec(error.message)?.[0] ?? error.message,
  )

describe('the token', () => {
  it('opens HTTP by header and by query; 401 without it, 403 with another', async () => {
    const [url] = await urls({ type: 'http', port: 0, token: '秘密 t' })
    const status = async (query: string, headers = {}) =>
      (await fetch(`${url}/get_status${query}`, { headers })).status
    expect(await status('')).toBe(401)
    expect(await status('', { Authorization: 'Basic abc' })).toBe(401)
    expect(await status('', { Authorization: 'Bearer wrong' })).toBe(403)
    expect(await status('?access_token=wrong')).toBe(403)
    expect(await status(`?access_token=${encodeURIComponent('秘密 t')}`)).toBe(200)
    expect((await fetch(`${url}/no_such_action`)).status).toBe(401)
    expect((await fetch(`${url}/_events`)).status).toBe(401)
  })

  it.each(['', '/', '/api', '/event', '/api/', '/event/'])(
    'opens a WebSocket at "%s", and nothing else does',
    async (path) => {
      const [url] = await urls({ type: 'ws', port: 0, token: 't1' })
      expect(await refusal(`${url}${path}`)).toBe('401')
      expect(await refusal(`${url}${path}`, { Authorization: 'Bearer t2' })).toBe('403')
      expect(await refusal(`${url}${path}`, { Authorization: 'Bearer t1' })).toBe('open')
      expect(await refusal(`${url}${path || '/'}?access_token=t1`)).toBe('open')
    },
  )
})

describe('the roles of a WebSocket', () => {
  it('are calls alone at /api, events alone at /event, and both at /', async () => {
    const [url] = await urls({ type: 'ws', port: 0 })
    const [api, event, both] = [
      await stage.client(`${url}/api`),
      await stage.client(`${url}/event`),
      await stage.client(`${url}/`),
    ]
    event.send(JSON.stringify({ action: 'send_group_msg', params: GREETING, echo: 'x' }))
    await greet()
    expect((await api.call('get_login_info')).body).toMatchObject({ data: { user_id: FIRST } })
    expect((await both.call('get_login_info')).body).toMatchObject({ data: { user_id: FIRST } })
    await expect.poll(() => names(event)).toEqual([CONNECT, 'message.group.normal'])
    expect([names(api), names(both)]).toEqual([[], [CONNECT, 'message.group.normal']])
    expectSound([...event.events, ...both.events])
  })

  it('begin with the lifecycle, whatever happens meanwhile', async () => {
    const [url] = await urls({ type: 'ws', port: 0 })
    const clients = await Promise.all(
      Array.from({ length: 20 }, async (_, index) => {
        if (index % 2) await greet()
        return stage.client(`${url}`)
      }),
    )
    await greet()
    for (const client of clients) {
      await client.call('get_status')
      expect(names(client)[0]).toBe(CONNECT)
      expect(names(client).filter((name) => name === CONNECT)).toHaveLength(1)
    }
  })
})

describe('heartbeats', () => {
  it('come at their interval, and say what get_status says', async () => {
    const { open } = await stage.links(FIRST, [{ type: 'ws', port: 0 }], 30)
    const client = await stage.client(open[0]?.url ?? '')
    await expect
      .poll(() => names(client).filter((name) => name === 'meta_event.heartbeat').length)
      .toBeGreaterThan(1)
    const { online, good } = Object((await client.call('get_status')).body.data)
    expect(client.events[1]).toMatchObject({ interval: 30, status: { online, good } })
    expectSound(client.events)
  })
})

describe('what a WebSocket takes', () => {
  it.each([
    '"a"',
    '1',
    '0',
    '-1.5',
    'true',
    'null',
    '[1,"2"]',
    '{"a":{"b":1}}',
    '9007199254740993',
    '"\\u0000\\ud83d"',
    '""',
  ])('is the echo %s, which it gives back as it is', async (echo) => {
    const [url = ''] = await urls({ type: 'ws', port: 0 })
    const texts: string[] = []
    const client = await stage.client(`${url}/api`)
    client.heard = (text) => texts.push(text)
    client.send(`{"action":"get_login_info","params":{},"echo":${echo}}`)
    await expect.poll(() => texts.length).toBe(1)
    expect(texts[0]).toContain(`"echo":${echo}`)
  })

  it('may be without params and without an echo', async () => {
    const [url = ''] = await urls({ type: 'ws', port: 0 })
    const texts: string[] = []
    const client = await stage.client(`${url}/api`)
    client.heard = (text) => texts.push(text)
    client.send('{"action":"get_login_info"}')
    client.send('{"action":"get_login_info","params":null}')
    await expect.poll(() => texts.length).toBe(2)
    for (const text of texts)
      expect(JSON.parse(text)).toEqual({
        status: 'ok',
        retcode: 0,
        data: { user_id: FIRST, nickname: '小企' },
      })
  })

  it.each([
    '{',
    '[]',
    '1',
    '""',
    'null',
    '{}',
    '{"action":5}',
    '{"action":"get_status","params":[1]}',
    '{"action":"get_status","params":"x"}',
  ])('is not %s: 1400, and the connection stays', async (text) => {
    const [url = ''] = await urls({ type: 'ws', port: 0 })
    const texts: string[] = []
    const client = await stage.client(`${url}/api`)
    client.heard = (text) => texts.push(text)
    client.send(text)
    await expect.poll(() => texts.length).toBe(1)
    expect(JSON.parse(texts[0] ?? '')).toMatchObject({
      status: 'failed',
      retcode: 1400,
      data: null,
      wording: expect.stringMatching(/./),
    })
    expect((await client.call('get_status')).body.status).toBe('ok')
  })
})

describe('what HTTP takes', () => {
  const post = async (body: string, type: string, action = 'send_group_msg') => {
    const init = { method: 'POST', headers: { 'Content-Type': type }, body }
    const response = await fetch(`${stage.api(FIRST)}/${action}`, init)
    return [response.status, JSON.parse((await response.text()) || 'null')?.retcode]
  }
  const json = JSON.stringify(GREETING)

  it.each([
    ['JSON', json, 'application/json', [200, 0]],
    ['JSON with a charset', json, 'application/json; charset=utf-8', [200, 0]],
    [
      'a form',
      new URLSearchParams({ group_id: '30001', message: '晚上好' }).toString(),
      'application/x-www-form-urlencoded',
      [200, 0],
    ],
    ['half of a JSON', json.slice(0, -1), 'application/json', [400, 1400]],
    ['an array', '[1]', 'application/json', [400, 1400]],
    ['plain text', json, 'text/plain', [406, 1406]],
  ])('%s', async (_, body, type, expected) => {
    expect(await post(body, type)).toEqual(expected)
  })

  it('is a POST without a body where nothing is needed', async () => {
    const response = await fetch(`${stage.api(FIRST)}/get_login_info`, { method: 'POST' })
    expect([response.status, await response.json()]).toMatchObject([200, { data: { user_id: FIRST } }])
  })

  it('says what it answers: JSON in UTF-8', async () => {
    const response = await fetch(`${stage.api(FIRST)}/get_login_info`)
    expect(response.headers.get('content-type')).toMatch(/^application\/json/)
    expect(await response.text()).toContain('小企')
  })
})

describe('the stream of events over HTTP', () => {
  it('is one event each, the lifecycle first', async () => {
    const abort = new AbortController()
    stage.undo(() => abort.abort())
    const response = await fetch(`${stage.api(FIRST)}/_events`, { signal: abort.signal })
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'text/event-stream'])
    await greet()
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
    let text = ''
    while (text.split(/^data: .*\n\n/m).length < 3) text += (await reader?.read())?.value ?? ''
    const events = text
      .split('\n\n')
      .flatMap((each) => /^data: (.*)$/m.exec(each)?.[1] ?? [])
      .map((each) => JSON.parse(each))
    expect(events.map(eventName)).toEqual([CONNECT, 'message.group.normal'])
    expectSound(events)
  })
})

describe('an application that is found', () => {
  let application: Application
  beforeEach(async () => {
    application = await Application.open()
    stage.undo(() => application.close())
  })

  const posted = () => application.posts.map(({ event }) => eventName(event))

  it('gets posts that are signed to the byte, enable first', async () => {
    await urls({ type: 'http-post', url: `http://${application.place}/`, secret: '盐' })
    await greet()
    await expect.poll(posted).toEqual(['meta_event.lifecycle.enable', 'message.group.normal'])
    for (const { headers, bytes } of application.posts) {
      const signature = `sha1=${createHmac('sha1', '盐').update(bytes).digest('hex')}`
      expect(headers).toMatchObject({ 'x-self-id': String(FIRST), 'x-signature': signature })
      expect(headers['content-type']).toMatch(/^application\/json/)
    }
    expectSound(application.posts.map(({ event }) => event))
  })

  it('gets no signature without a secret', async () => {
    await urls({ type: 'http-post', url: `http://${application.place}/` })
    await expect.poll(posted).toHaveLength(1)
    expect(application.posts[0]?.headers).not.toHaveProperty('x-signature')
  })

  it('may answer a post with an operation', async () => {
    application.answer = ({ post_type }) =>
      post_type === 'message' ? { reply: '好', at_sender: false } : undefined
    await urls({ type: 'http-post', url: `http://${application.place}/` })
    await expect.poll(posted).toHaveLength(1)
    await greet()
    await expect
      .poll(async () => (await stage.events(SECOND)).map(eventName))
      .toContain('message.group.normal')
    expect(await stage.told(SECOND, 'message.group.normal')).toMatchObject({
      user_id: FIRST,
      raw_message: '好',
    })
  })

  it('is dialled with who it is, is told and calls, and is dialled again', async () => {
    const url = `ws://${application.place}/ws`
    await urls({ type: 'ws-reverse', url, token: 't1', reconnect_interval_ms: 10 })
    await expect.poll(() => application.dialled.length).toBe(1)
    const [first] = application.dialled
    expect(first?.headers).toMatchObject({
      authorization: 'Bearer t1',
      'x-self-id': String(FIRST),
      'x-client-role': 'Universal',
    })
    await greet()
    expect((await first?.client.call('get_login_info'))?.body).toMatchObject({ data: { user_id: FIRST } })
    expect(first && names(first.client)).toEqual([CONNECT, 'message.group.normal'])
    expectSound(first?.client.events ?? [])
    first?.client.close()
    await expect.poll(() => application.dialled.length).toBe(2)
    await expect.poll(() => application.dialled[1]?.client.events.map(eventName)).toEqual([CONNECT])
  })

  it.each([
    ['API', []],
    ['Event', [CONNECT, 'message.group.normal']],
  ] as const)('is dialled for %s alone', async (role, told) => {
    await urls({ type: 'ws-reverse', url: `ws://${application.place}/`, role })
    await expect.poll(() => application.dialled.length).toBe(1)
    const [found] = application.dialled
    expect(found?.headers['x-client-role']).toBe(role)
    await greet()
    if (role === 'API') expect((await found?.client.call('get_status'))?.body.status).toBe('ok')
    await expect.poll(() => found?.client.events.map(eventName)).toEqual(told)
  })
})

describe('messages', () => {
  it('are strings where a link wants them so, and the own ones are told only where they are wanted', async () => {
    const [plain = '', own = ''] = await urls(
      { type: 'ws', port: 0, message_format: 'string' },
      { type: 'ws', port: 0, report_self_message: true },
    )
    const [strings, arrays] = [await stage.client(plain), await stage.client(own)]
    await stage.does(FIRST, 'send_group_msg', GREETING)
    await stage.does(SECOND, 'send_group_msg', { ...GREETING, message: '[CQ:at,qq=10000]&#91;好&#93;' })
    for (const client of [strings, arrays]) await client.call('get_status')
    expect(names(strings)).toEqual([CONNECT, 'message.group.normal'])
    expect(strings.events[1]).toMatchObject({ message: '[CQ:at,qq=10000]&#91;好&#93;' })
    expect(names(arrays)).toEqual([CONNECT, 'message_sent.group.normal', 'message.group.normal'])
    expect(arrays.events[2]).toMatchObject({
      message: [
        { type: 'at', data: { qq: '10000' } },
        { type: 'text', data: { text: '[好]' } },
      ],
      raw_message: '[CQ:at,qq=10000]&#91;好&#93;',
    })
    expectSound([...strings.events, ...arrays.events])
  })
})
