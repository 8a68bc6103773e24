import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type PostReceiver, postReceiver, reading } from './http-peers.fixture.js'
import { type SimulatedAccount, Stage, type TestClient } from './hub.fixture.js'
import { application } from './peers.fixture.js'

let stage: Stage
let account: SimulatedAccount
beforeEach(async () => {
  stage = new Stage()
  account = await stage.account()
})
afterEach(() => stage.close())

const listen = { host: '127.0.0.1', port: 0, token: 'open' }
const clients = [
  { name: 'texts', token: 'texts', messageFormat: 'string' },
  { name: 'arrays', token: 'arrays', messageFormat: 'array' },
] as const
const as = (token: string): Promise<TestClient> => stage.opened(`?access_token=${token}`)
const textsOf = (client: TestClient) => client.texts.filter((text) => !text.includes('meta_event'))
const headOf = (postType: string) =>
  `{"time":1,"self_id":10001,"post_type":"${postType}","message_type":"group","user_id":18446744073709551615`
const ARRAY =
  '[{"type":"at","data":{"qq":"1"}},{"type":"text","data":{"text":" 你好 [x], &"}},{"type":"face","data":{"id":"2"}}]'
const STRING = '"[CQ:at,qq=1] 你好 &#91;x&#93;, &amp;[CQ:face,id=2]"'

describe('message_format', () => {
  it.each([
    ['message', ARRAY],
    ['message', STRING],
    ['message_sent', ARRAY],
    ['message_sent', STRING],
  ])('gives each client of a %s the form it wants, and leaves every other byte', async (postType, form) => {
    await stage.start([account], { listen, clients })
    const [texts, arrays, others] = [await as('texts'), await as('arrays'), await as('open')]
    const event = `${headOf(postType)},"message":${form},"n":[1.50, null]}`
    account.emit(event)
    for (const each of [texts, arrays, others]) await expect.poll(() => textsOf(each).length).toBe(1)
    expect(textsOf(others)).toEqual([event])
    const [text, array] = [textsOf(texts)[0] ?? '', textsOf(arrays)[0] ?? '']
    expect(JSON.parse(text).message).toBe(JSON.parse(STRING))
    expect(JSON.parse(array).message).toEqual(JSON.parse(ARRAY))
    for (const each of [text, array]) {
      expect(each).toContain('"user_id":18446744073709551615')
      expect(each).toContain('"n":[1.50, null]')
    }
    expect(form === STRING ? text : array).toBe(event)
  })

  it('states itself where the event did', async () => {
    await stage.start([account], { listen, clients })
    const [texts, arrays] = [await as('texts'), await as('arrays')]
    account.emit(`${headOf('message')},"message":"x","message_format":"string"}`)
    await expect.poll(() => texts.events).toMatchObject([{ message: 'x', message_format: 'string' }])
    await expect.poll(() => arrays.events).toMatchObject([{ message_format: 'array' }])
  })

  it('touches no other event, whatever its message is', async () => {
    await stage.start([account], { listen, clients })
    const [texts, arrays] = [await as('texts'), await as('arrays')]
    const events = ['notice', 'request', 'new'].map((each) => `${headOf(each)},"message":${ARRAY}}`)
    const all = [...events, `${headOf('message')}}`]
    for (const each of all) account.emit(each)
    for (const each of [texts, arrays]) {
      await expect.poll(() => textsOf(each).length).toBe(all.length)
      expect(textsOf(each)).toEqual(all)
    }
  })

  it('is kept with what has no such form, which is logged once for each type', async () => {
    await stage.start([account], { listen, clients })
    const [texts, arrays] = [await as('texts'), await as('arrays')]
    const messages = [
      '5',
      'null',
      '[5]',
      '[{"type":"a b","data":{"x":1}}]',
      '[{"type":"a b","data":{"x":2}},{"type":"c","data":{"k k":[1]}}]',
      '[{"type":"at","data":{"qq":1}},null]',
    ]
    for (const each of messages) account.emit(`${headOf('message')},"message":${each}}`)
    for (const each of [texts, arrays]) await expect.poll(() => each.events.length).toBe(messages.length)
    expect(texts.events.map(({ message }) => message)).toEqual([
      '5',
      '',
      '5',
      '[CQ:a_b,x=1]',
      '[CQ:a_b,x=2][CQ:c,k_k=&#91;1&#93;]',
      '[CQ:at,qq=1]',
    ])
    expect(arrays.events.every(({ message }) => Array.isArray(message))).toBe(true)
    const told = stage.log.filter(({ text }) => text.includes('no CQ form'))
    expect(told.map(({ fields }) => fields.segment)).toEqual(['a number', 'null', 'type "a b"', 'type "c"'])
  })

  it('does not let a flood of new types into the log', async () => {
    await stage.start([account], { listen, clients })
    const texts = await as('texts')
    const odd = (n: number) => ({ type: `odd ${n} ${'x'.repeat(1_000)}`, data: {} })
    const message = Array.from({ length: 1_000 }, (_, n) => odd(n))
    account.emit(`${headOf('message')},"message":${JSON.stringify(message)}}`)
    await expect.poll(() => texts.events.length).toBe(1)
    const told = stage.log.filter(({ text }) => text.includes('no CQ form'))
    expect(told.length).toBeLessThan(101)
    expect(JSON.stringify(told).length).toBeLessThan(30_000)
  })

  it('keeps its order and its place when the client was away', async () => {
    await stage.start([account], { listen, clients })
    const first = await as('texts')
    first.ws.terminate()
    await expect.poll(() => stage.log.some(({ text }) => text === 'client disconnected')).toBe(true)
    for (let n = 1; n <= 300; n++) {
      const time = Math.floor(Date.now() / 1000)
      account.emit({ post_type: 'message', time, n, message: [{ type: 'text', data: { text: `${n}` } }] })
    }
    await expect.poll(() => stage.hub.journal.events).toBe(300)
    const [again, fresh] = [await as('texts'), await as('open')]
    await expect.poll(() => again.events.length).toBe(300)
    expect(again.events.map(({ n, message }) => [n, message])).toEqual(
      Array.from({ length: 300 }, (_, index) => [index + 1, `${index + 1}`]),
    )
    expect(fresh.events).toEqual([])
  })

  it('counts over HTTP POST, SSE and reverse WebSocket, too', async () => {
    const [hook, app]: [PostReceiver, Awaited<ReturnType<typeof application>>] = [
      await postReceiver(stage),
      await application(stage),
    ]
    const more = [
      { name: 'hook', type: 'http-post', url: hook.url, messageFormat: 'string' },
      { name: 'app', type: 'ws-reverse', url: app.url, messageFormat: 'array' },
    ] as const
    await stage.start([account], { listen, clients: [...clients, ...more] })
    const reader = await reading(stage, '?access_token=texts')
    await expect.poll(() => app.links.length).toBe(1)
    account.emit(`${headOf('message')},"message":${ARRAY}}`)
    await expect.poll(() => hook.events()).toMatchObject([{ message: JSON.parse(STRING) }])
    await expect.poll(() => reader.bodies[1]?.message).toBe(JSON.parse(STRING))
    await expect.poll(() => app.texts.at(-1)).toContain(`"message":${ARRAY}`)
  })
})

describe('self_messages', () => {
  it('false keeps message_sent away from one client, and from no other', async () => {
    const silent = [{ name: 'silent', token: 'silent', selfMessages: false }]
    await stage.start([account], { listen, clients: silent })
    const [quiet, quietSse] = [await as('silent'), await reading(stage, '?access_token=silent')]
    const other = await as('open')
    for (const n of [1, 2, 3])
      account.emit({ post_type: n === 2 ? 'message_sent' : 'message', n, message: 'x' })
    await expect.poll(() => other.events.map(({ n }) => n)).toEqual([1, 2, 3])
    await expect.poll(() => quiet.events.map(({ n }) => n)).toEqual([1, 3])
    await expect.poll(() => quietSse.numbers).toEqual([1, 3])
  })

  it('false makes no gap of what the client would not have been sent', async () => {
    const silent = [{ name: 'silent', token: 'silent', selfMessages: false }]
    await stage.start([account], { listen, clients: silent })
    const first = await as('silent')
    first.ws.terminate()
    await expect.poll(() => stage.log.some(({ text }) => text === 'client disconnected')).toBe(true)
    for (const n of [1, 2, 3]) account.emit({ post_type: 'message_sent', n, message: 'x' })
    account.emit({ post_type: 'notice', n: 4 })
    await expect.poll(() => stage.hub.journal.events).toBe(4)
    const again = await as('silent')
    await expect.poll(() => again.events.map(({ n }) => n)).toEqual([4])
  })
})
