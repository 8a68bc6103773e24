import { okReply } from '@rookery/protocol'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Kept } from './history/kept-store.fixture.js'
import { ask, postReceiver, reading } from './http-peers.fixture.js'
import { type SimulatedAccount, Stage, type TestClient } from './hub.fixture.js'
import type { ClientRights } from './options.js'

let stage: Stage
let account: SimulatedAccount
beforeEach(async () => {
  stage = new Stage()
  account = await stage.account()
})
afterEach(() => stage.close())

const SLASH = { post_type: 'message', or: [{ raw_message: { prefix: '/' } }, { to_me: true }] }
const bearer = (name: string) => ({ Authorization: `Bearer token-of-${name}` })
const client = (name: string, rights: ClientRights) => ({ name, token: `token-of-${name}`, ...rights })
const open = (name: string): Promise<TestClient> => stage.opened('', bearer(name))

const said = (text: string, more: object = {}) => ({
  post_type: 'message',
  message_type: 'group',
  group_id: 30001,
  user_id: 20001,
  message: [{ type: 'text', data: { text } }],
  raw_message: text,
  sender: { user_id: 20001, card: 'secret', nickname: '小企' },
  ...more,
})
const say = (...texts: readonly string[]): void => {
  for (const text of texts) account.emit(said(text))
}
const texts = ({ events }: Pick<TestClient, 'events'>) => events.map(({ raw_message }) => raw_message)
const settled = (count: number) => expect.poll(() => stage.hub.journal.events).toBe(count)

describe('a client with a filter', () => {
  it('gets what passes, over a WebSocket, SSE and HTTP POST alike, while others get everything', async () => {
    const hook = await postReceiver(stage)
    const post = { name: 'hook', type: 'http-post', url: hook.url, events: SLASH } as const
    await stage.start([account], { clients: [client('bot', { events: SLASH }), client('all', {}), post] })
    const [bot, all] = [await open('bot'), await open('all')]
    const sse = await reading(stage, '', bearer('bot'))
    say('hi', '/help', 'what')
    account.emit(said('look', { message: '[CQ:at,qq=10001] look' }))
    account.emit({ post_type: 'notice', notice_type: 'group_ban' })
    await expect.poll(() => all.events.length).toBe(5)
    await expect.poll(() => texts(bot)).toEqual(['/help', 'look'])
    const messages = (bodies: readonly Readonly<Record<string, unknown>>[]) =>
      bodies.filter(({ post_type }) => post_type !== 'meta_event').map(({ raw_message }) => raw_message)
    await expect.poll(() => messages(sse.bodies)).toEqual(['/help', 'look'])
    await expect.poll(() => messages(hook.events())).toEqual(['/help', 'look'])
  })

  it('that comes while the journal is full gets all that comes from then on, though that takes its time to judge', async () => {
    const patterns = Array.from({ length: 100 }, (_, n) => ({
      raw_message: { regex: `^(?:x|喵)${n}\\s+\\w+$` },
    }))
    const events = { not: { or: patterns } }
    await stage.start([account], { clients: [client('bot', { events }), client('all', {})] })
    for (let n = 0; n < 3_000; n++) account.emit(said(`old ${n}`))
    await settled(3_000)
    const [bot, all] = [await open('bot'), await open('all')]
    const wanted = Array.from({ length: 30 }, (_, n) => `new ${n}`)
    for (const text of wanted) {
      say(text)
      await expect.poll(() => texts(all).at(-1)).toBe(text)
    }
    await expect.poll(() => texts(bot).at(-1), { timeout: 10_000 }).toBe('new 29')
    expect(texts(bot)).toEqual(wanted)
  })

  it('still gets lifecycle events, heartbeats and notices of the hub', async () => {
    const rights = { events: { not: {} }, clientStatus: true }
    await stage.start([account], {
      clients: [client('bot', rights), client('other', {})],
      heartbeatIntervalMs: 1_000,
    })
    const bot = await open('bot')
    await stage.clock.advance(1_100)
    const kinds = () =>
      new Set(bot.frames.map(({ meta_event_type, notice_type }) => meta_event_type ?? notice_type))
    await expect.poll(() => [...kinds()]).toEqual(expect.arrayContaining(['lifecycle', 'heartbeat']))
    await stage.opened('', bearer('other'))
    await stage.clock.advance(200)
    await expect.poll(() => [...kinds()]).toContain('client_status')
  })

  it('goes on where it was, with what passed meanwhile', async () => {
    await stage.start([account], { clients: [client('bot', { events: SLASH })] })
    const bot = await open('bot')
    say('/1')
    await expect.poll(() => texts(bot)).toEqual(['/1'])
    await stage.clock.advance(1_000)
    await expect.poll(() => bot.pings.length).toBeGreaterThan(0)
    bot.ws.close()
    await expect.poll(() => stage.hub.clients().length).toBe(0)
    say('chat', '/2', 'chat', '/3')
    await settled(5)
    const again = await open('bot')
    await expect.poll(() => texts(again)).toEqual(['/2', '/3'])
  })

  it('goes on likewise after it was away for so long that its view rested', async () => {
    await stage.start([account], { clients: [client('bot', { events: SLASH })], resume: { maxAgeMs: 1e9 } })
    const bot = await open('bot')
    say('/1')
    await expect.poll(() => texts(bot)).toEqual(['/1'])
    await stage.clock.advance(1_000)
    bot.ws.close()
    await expect.poll(() => stage.hub.clients().length).toBe(0)
    await stage.clock.advance(10 * 60_000)
    say('chat', '/2')
    await settled(3)
    const again = await open('bot')
    await expect.poll(() => texts(again)).toEqual(['/2'])
  })

  it('is told of a gap with what it would have got, and no more', async () => {
    const keep = { ageMs: 9e6, events: 4, bytes: 1e9 }
    await stage.start([account], {
      clients: [client('bot', { events: SLASH })],
      journal: { engine: 'memory', keep },
    })
    const bot = await open('bot')
    bot.ws.close()
    await expect.poll(() => stage.hub.clients().length).toBe(0)
    say('/1', 'chat', '/2', 'chat', 'chat', '/3', 'chat', 'chat')
    await expect.poll(() => stage.hub.journal.events).toBe(4)
    const again = await open('bot')
    await expect.poll(() => again.events.length).toBe(2)
    expect(again.events[0]).toMatchObject({ notice_type: 'rookery_gap', count: 2 })
    expect(again.events[1]).toMatchObject({ raw_message: '/3' })
  })

  it('gets replies to messages that the account sent', async () => {
    await stage.start([account], { clients: [client('bot', { events: { to_me: true } })] })
    account.answer = () => okReply({ message_id: 77 })
    const bot = await open('bot')
    await bot.call('send_group_msg', { group_id: 30001, message: 'hi' })
    account.emit({ ...said('own'), post_type: 'message_sent', message_id: 78 })
    for (const id of [76, 77, 78])
      account.emit(said(`to ${id}`, { message: [{ type: 'reply', data: { id } }] }))
    await expect.poll(() => texts(bot)).toEqual(['to 77', 'to 78'])
  })
})

describe.each([
  ['with a store', () => new Kept()],
  ['in memory', () => undefined],
])('the history of a client with a filter, %s', (_name, kept) => {
  it('has what passes, with what it may not see emptied and the prefix cut', async () => {
    stage.kept = kept()
    if (stage.kept) stage.kept.now = () => stage.clock.now()
    const rights = { events: SLASH, history: true, stripPrefix: true, redact: ['sender.card'] }
    await stage.start([account], { clients: [client('bot', rights)] })
    say('/1', 'chat', '/2')
    await expect.poll(() => Math.max(stage.hub.journal.events, stage.kept?.events.length ?? 0)).toBe(3)
    const { json } = await ask(stage, '/api/get_events', { headers: bearer('bot') })
    const { events } = json.data as { events: Readonly<Record<string, unknown>>[] }
    expect(events.map(({ raw_message }) => raw_message)).toEqual(['1', '2'])
    expect(events[0]).toMatchObject({ sender: { card: '', nickname: '小企' } })
    const bot = await stage.opened('?since=0', bearer('bot'))
    await expect.poll(() => texts(bot)).toEqual(['1', '2'])
    expect(JSON.stringify(bot.events)).not.toContain('secret')
  })
})

describe('the events of a client', () => {
  it('lose the prefix by which they passed, in either format', async () => {
    const rights = { events: SLASH, stripPrefix: true }
    const clients = [client('bot', rights), client('text', { ...rights, messageFormat: 'string' })]
    await stage.start([account], { clients })
    const [bot, text] = [await open('bot'), await open('text')]
    say('/help 1')
    account.emit(said('look', { message: '[CQ:at,qq=10001] look' }))
    await expect.poll(() => texts(bot)).toEqual(['help 1', 'look'])
    expect(bot.events[0]?.message).toEqual([{ type: 'text', data: { text: 'help 1' } }])
    await expect
      .poll(() => text.events.map(({ message }) => message))
      .toEqual(['help 1', '[CQ:at,qq=10001] look'])
  })

  it('are edited in slices where they are large, and nothing else of them changes', async () => {
    const rights = { events: SLASH, stripPrefix: true, redact: ['sender.card'] }
    await stage.start([account], { clients: [client('bot', rights)] })
    const bot = await open('bot')
    const long = 'x'.repeat(600_000)
    say(`/${long}`, '/small')
    await expect.poll(() => texts(bot), { timeout: 10_000 }).toEqual([long, 'small'])
    expect(bot.events[0]).toMatchObject({ ...said(long), sender: { card: '', nickname: '小企' } })
  })

  it('keep their members in replies as little as in events, and those of others all', async () => {
    await stage.start([account], { clients: [client('bot', { redact: ['sender.card'] }), client('all', {})] })
    account.answer = ({ action }) => okReply(action === 'get_msg' ? said('x') : { card: 'secret' })
    const [bot, all] = [await open('bot'), await open('all')]
    expect(await bot.call('get_msg')).toMatchObject({ data: { sender: { card: '' } }, echo: 'e' })
    expect(await bot.call('get_group_member_info')).toMatchObject({ data: { card: '' } })
    const overHttp = await ask(stage, '/get_msg', { headers: bearer('bot') })
    expect(overHttp.json).toMatchObject({ data: { sender: { card: '' } } })
    expect(await all.call('get_msg')).toMatchObject({ data: { sender: { card: 'secret' } } })
    say('hi')
    await expect.poll(() => bot.events[0]?.sender).toMatchObject({ card: '' })
    await expect.poll(() => all.events[0]?.sender).toMatchObject({ card: 'secret' })
  })
})

it('a hub is not started with a filter that cannot be read', async () => {
  await expect(
    stage.start([account], { clients: [client('bot', { events: { raw_message: { regex: '(?=a)' } } })] }),
  ).rejects.toMatchObject({ code: 'bad_filter' })
})
