import type { Socket } from 'node:net'
import { makeReply } from '@rookery/protocol'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type SimulatedAccount, Stage, type TestClient } from './hub.fixture.js'

let stage: Stage
let account: SimulatedAccount
/** Another client of the hub, who must not notice anything. */
let bystander: TestClient
const errors: unknown[] = []
const noteError = (error: unknown): void => void errors.push(error)

beforeEach(async () => {
  process.on('unhandledRejection', noteError)
  stage = new Stage()
  account = await stage.account()
  await stage.start([account])
  bystander = await stage.opened()
})
afterEach(async () => {
  await stage.close()
  process.off('unhandledRejection', noteError)
  expect(errors.splice(0)).toEqual([])
})

const LARGE = `"pad":"${'x'.repeat(70_000)}"`

/** The hub is alive, and the bystander gets each event once and in order, and its own answers. */
async function expectPeace(): Promise<void> {
  const before = bystander.events.length
  for (const n of [1, 2, 3]) account.emit({ post_type: 'notice', notice_type: 'peace', n })
  expect(await bystander.call('echo_params', { who: 'bystander' }, { e: 1 })).toEqual({
    status: 'ok',
    retcode: 0,
    data: { who: 'bystander' },
    echo: { e: 1 },
  })
  await expect.poll(() => bystander.events.length).toBe(before + 3)
  expect(bystander.events.slice(before).map(({ n }) => n)).toEqual([1, 2, 3])
  expect(bystander.closed).toBeUndefined()
}

/** Writes bytes past the `ws` library, as a client that has none. */
async function rawSocket(): Promise<{ client: TestClient; socket: Socket }> {
  const client = stage.client()
  const socket = new Promise<Socket>((resolve) =>
    client.ws.once('upgrade', (response) => resolve(response.socket)),
  )
  if ((await client.opened()) !== 'open') throw new TypeError('the hub did not let the client in')
  return { client, socket: await socket }
}

describe('a call that cannot be read', () => {
  it.each([
    ['no action', '{"echo":0}', '0'],
    ['an action that is null', '{"action":null,"echo":""}', '""'],
    ['an action that is a number', '{"action":1,"echo":null}', 'null'],
    ['an action that is empty', '{"action":"","echo":{"a": [1]}}', '{"a": [1]}'],
    ['an action that is a list', '{"action":["a"],"echo":9007199254740993}', '9007199254740993'],
    ['a last action that is none', '{"action":"send_msg","\\u0061ction":1,"echo":1}', '1'],
    ['params that are a list', '{"action":"a","params":[1],"echo":"a\\nb"}', '"a\\nb"'],
    ['params that are a text', '{"action":"a","params":"{}","echo":"\\ud800"}', '"\\ud800"'],
    ['params that are a number', '{"action":"a","params":1e999,"echo":1e999}', '1e999'],
    ['last params that are none', '{"action":"a","params":{},"params":false,"echo":1}', '1'],
    ['a self_id that is no account', '{"action":"a","params":{"self_id":{}},"echo":1}', '1'],
    ['a self_id too large to be one', `{"action":"a","params":{"self_id":${'9'.repeat(400)}},"echo":1}`, '1'],
    ['a comma too many', '{"action":"a","echo":"e",}', '"e"'],
    ['params that break off', '{"action":"a","params":{bad},"echo":[1, 2]}', '[1, 2]'],
    ['params with NaN', '{"action":"a","params":{"x":NaN},"echo":7}', '7'],
    ['a bad escape', '{"action":"a","params":{"x":"\\x"},"echo":7}', '7'],
    ['an end that is missing', '{"echo":{"seq":7},"action":"a","params":{"x":1', '{"seq":7}'],
    ['rubbish behind it', '{"action":"a","echo":7}}', '7'],
    ['broken nesting', `{"action":"a","echo":7,"params":{"x":${'['.repeat(20_000)}`, '7'],
    ['large broken nesting', `{"action":"a","echo":7,"params":{"x":${'['.repeat(1_000_000)}`, '7'],
    ['large broken params', `{"action":"a","params":{${LARGE},bad},"echo":7}`, '7'],
    ['large params that are a list', `{"action":"a","params":["${LARGE.slice(8)}],"echo":7}`, '7'],
    ['many echoes', `{${'"echo":1,'.repeat(500)}"echo":7,"action":1}`, '7'],
  ])('is answered 1400 with its echo: %s', async (_, text, echo) => {
    const client = await stage.opened()
    const reply = await client.ask(text)
    expect(JSON.parse(reply)).toMatchObject({ status: 'failed', retcode: 1400, data: null })
    expect(reply.endsWith(`,"echo":${echo}}`)).toBe(true)
    expect(await client.call('echo_params')).toMatchObject({ retcode: 0, echo: 'e' })
    await expectPeace()
  })

  it.each([
    ['bad UTF-8', [0xff]],
    ['half a character', [0xe6, 0xb1]],
    ['a lone surrogate', [0xed, 0xa0, 0x80]],
    ['an overlong spelling', [0xc0, 0xae]],
  ])('is answered 1400 with its echo beside %s', async (_, bytes) => {
    const client = await stage.opened()
    const [head, tail] = ['{"action":"send_msg","params":{"message":"', '"},"echo":{"好":1}}']
    const isOurs = (text: string): boolean => text.includes('"retcode":1400')
    for (const pad of ['', 'x'.repeat(70_000)]) {
      const before = client.texts.filter(isOurs).length
      client.ws.send(Buffer.concat([Buffer.from(head + pad), Buffer.from(bytes), Buffer.from(tail)]), {
        binary: false,
      })
      await expect.poll(() => client.texts.filter(isOurs).length).toBe(before + 1)
      expect(client.texts.findLast(isOurs)?.endsWith(',"echo":{"好":1}}')).toBe(true)
    }
    expect(account.calls.some(({ action }) => action === 'send_msg')).toBe(false)
    await expectPeace()
  })

  it('is answered 1400 without an echo where there is none to read', async () => {
    const client = await stage.opened()
    for (const text of [
      ...[
        '',
        ' ',
        'hello',
        'null',
        'true',
        '1',
        '"x"',
        '[]',
        '[{"action":"a","echo":1}]',
        '{}',
        '{',
        '}',
        '{"a"',
      ],
      ...[
        '\u0000',
        '\ufeff{"action":"a"}',
        '{"action":"a","echo":"\\x"}',
        '{"action":"a","echo":{bad}}',
        '"echo":1',
      ],
      ...['['.repeat(60_000), '{"a":'.repeat(200_000), `{${'"action":"a",'.repeat(20_000)}"action":"a"}`],
      ...[`{"action":"a",${LARGE},"echo":"\\x"}`, `{"action":"a",${LARGE},"echo":[1 2]}`],
    ]) {
      const reply = JSON.parse(await client.ask(text))
      expect([text.slice(0, 40), reply]).toEqual([
        text.slice(0, 40),
        expect.objectContaining({ status: 'failed', retcode: 1400 }),
      ])
      expect(reply).not.toHaveProperty('echo')
    }
    await expectPeace()
  })

  it.each([
    ['a name nested too deeply', 'set_client_name', `{"name":${nested(20_000)}}`],
    ['a name that is an object', 'set_client_name', '{"name":{"toString":1}}'],
    ['no name', 'set_client_name', 'null'],
    ['data nested too deeply', 'send_broadcast_data', `{"data":${nested(20_000)}}`],
    ['clients nested too deeply', 'send_broadcast_data', `{"data":"x","clients":[${nested(20_000)}]}`],
    ['no data', 'send_broadcast_data', '{"clients":[{"app_id":{"toString":1}}]}'],
    ['a client nested too deeply', 'send_broadcast_data_callback', `{"data":"x","client":${nested(20_000)}}`],
    ['a client that is a text', 'send_broadcast_data_callback', '{"data":"x","client":"x"}'],
    ['large params that are no JSON', 'set_client_name', `{${LARGE},"name":[1 2]}`],
    ['a delay that is an object', 'set_restart', '{"delay":{"toString":1,"valueOf":1}}'],
    ['a delay that is too long', 'set_restart', '{"delay":1e999}'],
    ['a delay before now', 'set_restart', '{"delay":-1}'],
    ['large params that are no JSON', 'set_restart', `{${LARGE},"delay":[1 2]}`],
  ])('of an action of the hub itself is answered with its echo: %s in %s', async (_, action, params) => {
    const client = await stage.opened()
    const reply = JSON.parse(await client.ask(`{"action":"${action}","params":${params},"echo":{"x":1}}`))
    expect(reply).toMatchObject({ status: 'failed', echo: { x: 1 } })
    // The client that is asked for is read, but nobody knows it.
    expect(reply.retcode).toBe(params.includes('"client":[[') ? 1404 : 1400)
    await expectPeace()
  })
})

function nested(depth: number): string {
  return '['.repeat(depth) + ']'.repeat(depth)
}

describe('a call that is odd, but can be read', () => {
  it.each([
    ['deep nesting', `{"action":"send_x","params":{"x":${nested(20_000)}},"echo":1}`],
    ['deep nesting in a large call', `{"action":"send_x","params":{"x":${nested(90_000)}},"echo":1}`],
    ['a lone surrogate', '{"action":"send_x","params":{"x":"\\ud800"},"echo":1}'],
    ['huge numbers', `{"action":"send_x","params":{"a":1e999,"b":${'9'.repeat(1000)},"c":-0.0},"echo":1}`],
    [
      'repeated and escaped keys',
      '{"\\u0061ction":"y","action":"send_x","params":1,"par\\u0061ms":{},"echo":2,"echo":1}',
    ],
    ['params that are null', '{"action":"send_x","params":null,"echo":1}'],
    [
      'keys of the prototype',
      '{"__proto__":{"action":1},"action":"send_x","params":{"__proto__":1},"echo":1}',
    ],
    ['white space everywhere', '\r\n { "action"\t:\n"send_x" , "echo" : 1 }\n '],
  ])('is executed once, with the members that nobody here knows: %s', async (_, text) => {
    const client = await stage.opened()
    expect(JSON.parse(await client.ask(text))).toMatchObject({ retcode: 0, data: { message_id: 1 }, echo: 1 })
    expect(account.calls.filter(({ action }) => action === 'send_x')).toHaveLength(1)
    await expectPeace()
  })

  it('is read from binary frames and from fragments, whatever lies between them', async () => {
    const client = await stage.opened()
    client.ws.send(Buffer.from('{"action":"echo_params","params":{"n":1},"echo":1}'), { binary: true })
    await expect.poll(() => client.texts.at(-1)).toContain('"n":1')
    const text = '{"action":"echo_params","params":{"n":"汉字"},"echo":2}'
    const bytes = Buffer.from(text)
    for (let at = 0; at < bytes.length; at++) {
      client.ws.send(bytes.subarray(at, at + 1), { fin: at === bytes.length - 1, binary: false })
      if (at === 20) client.ws.ping('between')
    }
    await expect.poll(() => client.texts.at(-1)).toContain('{"n":"汉字"},"echo":2}')
    await expectPeace()
  })
})

describe('frames that break the protocol', () => {
  it.each([
    ['unmasked', [0x81, 0x02, 0x7b, 0x7d]],
    ['with a reserved bit', [0xc1, 0x82, 0, 0, 0, 0, 0x7b, 0x7d]],
    ['of an unknown kind', [0x83, 0x80, 0, 0, 0, 0]],
    ['that are none at all', [...Buffer.from('GET / HTTP/1.1\r\n\r\n')]],
  ])('close their sender with 1002, and nobody else: %s', async (_, bytes) => {
    const { client, socket } = await rawSocket()
    socket.write(Buffer.from(bytes))
    await expect.poll(() => client.closed?.code).toBe(1002)
    await expectPeace()
  })

  it('close their sender with 1009 when they are of 100 MB, before these are read', async () => {
    const { client, socket } = await rawSocket()
    const header = Buffer.alloc(14)
    header[0] = 0x81
    header[1] = 0xff
    header.writeBigUInt64BE(100n * 1024n * 1024n, 2)
    const before = process.memoryUsage().rss
    socket.on('error', () => {})
    socket.write(header)
    const chunk = Buffer.alloc(64 * 1024)
    for (let n = 0; n < 1600 && socket.writable && !client.closed; n++) {
      if (!socket.write(chunk)) await new Promise((resolve) => setImmediate(resolve))
    }
    await expect.poll(() => client.closed?.code).toBe(1009)
    expect(process.memoryUsage().rss - before).toBeLessThan(64 * 1024 * 1024)
    await expectPeace()
  })

  it('close their sender with 1009 when fragments come to 100 MB', async () => {
    const { client, socket } = await rawSocket()
    socket.on('error', () => {})
    const payload = Buffer.alloc(1024 * 1024)
    const before = process.memoryUsage().rss
    for (let n = 0; n < 100 && socket.writable && !client.closed; n++) {
      client.ws.send(payload, { fin: n === 99, binary: false, mask: true })
      while (socket.writableLength > 4 * 1024 * 1024 && !client.closed)
        await new Promise((resolve) => setImmediate(resolve))
    }
    await expect.poll(() => client.closed?.code).toBe(1009)
    // The limit itself may be held, and the sender is in this process too.
    expect(process.memoryUsage().rss - before).toBeLessThan(192 * 1024 * 1024)
    await expectPeace()
  })
})

describe('requests over HTTP', () => {
  const post = (path: string, body: string | Uint8Array, headers: Record<string, string> = {}) =>
    fetch(`${stage.hub.url.replace('ws', 'http')}${path}`, {
      method: 'POST',
      body,
      headers: { 'Content-Type': 'application/json', ...headers },
    })

  it('that cannot be read are answered with a status, and nobody else notices', async () => {
    const headers = { 'X-App-ID': bystander.appId }
    for (const body of ['{', '[1]', '1', '"x"', 'null', 'hello', '{"name":1}x', Uint8Array.of(0xff)])
      expect([body, (await post('/api/set_client_name', body, headers)).status]).toEqual([body, 400])
    for (const body of ['', '{}', '{"name":1}', `{"name":${nested(100_000)}}`, '{"name":{"toString":1}}']) {
      const response = await post('/api/set_client_name', body, headers)
      expect([response.status, (await response.json()) as unknown]).toEqual([
        200,
        expect.objectContaining({ retcode: 1400 }),
      ])
    }
    for (const path of ['/api/', '/api/x', '/api/%00', '/api/%ff%', '/%2e%2e/etc', '/a'.repeat(2000)])
      expect([path, (await post(path, '{}')).status]).toEqual([path, 404])
    expect((await fetch(`${stage.hub.url.replace('ws', 'http')}/api/set_client_name`)).status).toBe(405)
    await expectPeace()
  })

  it('are answered 413 when their body is too large', async () => {
    const response = await post('/api/set_client_name', `{"name":"${'x'.repeat(3 * 1024 * 1024)}"}`)
    expect(response.status).toBe(413)
    expect(await response.json()).toMatchObject({ status: 'failed', retcode: 1413 })
    await expectPeace()
  })

  it('that break off in their body end there', async () => {
    const { socket } = await rawSocket()
    const { connect } = await import('node:net')
    const half = connect(stage.hub.port, '127.0.0.1')
    half.write(`POST /api/set_client_name HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 100\r\n\r\n{"na`)
    await new Promise((resolve) => setTimeout(resolve, 20))
    half.resetAndDestroy()
    socket.destroy()
    await expectPeace()
  })
})

/** Frames of an implementation that is broken in every way that was thought of. */
const RUBBISH = [
  ...[
    '',
    'hello',
    'null',
    '1',
    '[]',
    '"x"',
    '{}',
    '{',
    '{"post_type"',
    '\u0000',
    '{"post_type":1}',
    '{"echo":1}',
  ],
  ...['{"post_type":"message","self_id":999}', '{"post_type":"message","self_id":999,"self_id":998}'],
  ...[
    '{"retcode":{"toString":1}}',
    '{"wording":{"toString":1},"retcode":1}',
    '{"status":"ok","echo":"r99999999"}',
  ],
  ...['{"echo":{"toString":1}}', '{"status":"ok","retcode":0,"data":{"type":"stream"},"echo":null}'],
  ...[
    `{"post_type":"\\x",${LARGE}}`,
    `{"post_type":"message",${LARGE},"x":[1 2]}`,
    `{"status":"ok",${LARGE},"x":{bad}}`,
  ],
  ...['{"a":'.repeat(10_000), '['.repeat(200_000), `{"post_type":"message","x":${'['.repeat(200_000)}}`],
  ...[`{${'"time":1,'.repeat(100_000)}"post_type":"message"}`],
]

/** Odd, but good enough to be meta events. */
const ODD_META = [
  ...['null', '1', '"x"', '[]', '{}', '{"online":"maybe"}', '{"online":null}', '{"toString":1}'].map(
    (status) => `{"post_type":"meta_event","meta_event_type":"heartbeat","self_id":10001,"status":${status}}`,
  ),
  ...['0', '-1', '1e999', '1e15', '4294967296', '"5000"', 'null', '{}', '[]', '0.001', '15000'].map(
    (interval) =>
      `{"post_type":"meta_event","meta_event_type":"heartbeat","self_id":10001,"interval":${interval}}`,
  ),
  ...['1', 'null', '{"toString":1}'].map(
    (type) => `{"post_type":"meta_event","meta_event_type":"lifecycle","sub_type":${type},"self_id":10001}`,
  ),
  '{"post_type":"meta_event","meta_event_type":"lifecycle","self_id":"0010001"}',
  '{"post_type":"meta_event","meta_event_type":"lifecycle","self_id":0}',
  '{"post_type":"meta_event","meta_event_type":"lifecycle","self_id":-5}',
  '{"post_type":"meta_event","meta_event_type":"lifecycle","self_id":"x"}',
]

describe('an implementation', () => {
  it('that sends rubbish is told of once, and its good events and replies go through', async () => {
    for (let round = 0; round < 20; round++) {
      for (const text of RUBBISH) account.emit(text)
      account.link().send([Buffer.of(0xff, 0xfe)])
      account.emit({ post_type: 'notice', notice_type: 'good', n: round })
    }
    await expect.poll(() => bystander.events.length, { timeout: 10_000 }).toBe(20)
    expect(bystander.events.map(({ n }) => n)).toEqual(Array.from({ length: 20 }, (_, n) => n))
    expect(stage.log.filter(({ level }) => level !== 'info')).toEqual([
      expect.objectContaining({
        text: expect.stringMatching(/^dropped /),
        fields: expect.objectContaining({ upstream: 'up0', count: 1 }),
      }),
    ])
    expect(stage.hub.accounts()).toEqual([{ self_id: '10001', online: true }])
    await expectPeace()
  })

  it('that beats oddly stays connected, and stays the account it is', async () => {
    const { length } = stage.log
    for (const text of ODD_META) account.emit(text)
    // What the account sends next, comes behind it.
    await expectPeace()
    expect(account.link().isOpen).toBe(true)
    expect(stage.hub.accounts()).toEqual([{ self_id: '10001', online: true }])
    expect(stage.log.slice(length)).toEqual([])
    // Every frame that went out is JSON, which `frames` proves, and speaks for the account.
    expect(new Set(bystander.frames.map(({ self_id }) => self_id ?? 10001))).toEqual(new Set([10001]))
  })

  it('that sends 100 MB is closed with 1009, dialled again, and serves on', async () => {
    const link = account.link()
    link.send([Buffer.alloc(100 * 1024 * 1024)])
    expect((await link.closed).code).toBe(1009)
    await expect.poll(() => account.link() !== link, { timeout: 5_000 }).toBe(true)
    const why = 'upstream not connected: closed with 1009 (it sent a frame larger than 64 MiB)'
    expect(stage.log.map(({ text }) => text)).toContain(why)
    await expect.poll(() => stage.hub.accounts()[0]?.online, { timeout: 5_000 }).toBe(true)
    await expectPeace()
  })

  it('that answers anything at all has it passed on as it is', async () => {
    account.answer = () => makeReply({ status: null, retcode: { toString: 1 }, data: [{ valueOf: 1 }] })
    const client = await stage.opened()
    for (const action of ['get_status', 'get_login_info', 'get_version_info', 'send_x']) {
      const reply = await client.ask(`{"action":"${action}","echo":1}`)
      expect(reply).toBe('{"status":null,"retcode":{"toString":1},"data":[{"valueOf":1}],"echo":1}')
    }
  })

  it('that answers a call which nobody waits for with large rubbish is told of', async () => {
    account.answer = () => {
      const reply = makeReply({ status: 'ok' })
      const bytes = Buffer.from(`{"status":"ok",${LARGE},"data":[1 2]}`)
      return { ...reply, bytes, scan: { ...reply.scan, end: bytes.length, members: [] } }
    }
    const { length } = stage.log
    for (const action of ['send_x_async', 'send_x_rate_limited', 'set_restart'])
      expect(await bystander.call(action)).toMatchObject({ status: 'async', retcode: 1, echo: 'e' })
    const warned = (): unknown[] =>
      stage.log.slice(length).flatMap(({ level, fields }) => (level === 'warn' ? [fields.retcode] : []))
    await expect.poll(warned).toEqual([1500, 1500, 1500])
  })
})
