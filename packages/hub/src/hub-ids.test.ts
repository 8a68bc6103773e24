import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Kept } from './history/kept-store.fixture.js'
import { postReceiver, readEvents, reading } from './http-peers.fixture.js'
import { type SimulatedAccount, Stage, type TestClient } from './hub.fixture.js'
import { eventIdOfText } from './journal/event-id.js'

let stage: Stage
let account: SimulatedAccount
beforeEach(async () => {
  stage = new Stage()
  account = await stage.account()
})
afterEach(() => stage.close())

const emit = (...numbers: readonly number[]): void => {
  for (const n of numbers) account.emit({ post_type: 'notice', n })
}
const has = (client: TestClient, count: number) => expect.poll(() => client.events.length).toBe(count)
const idsOf = ({ events }: TestClient): unknown[] => events.map(({ rookery_id }) => rookery_id)

describe('rookery_id', () => {
  it('is in each event of a client that asks, and in none of the others', async () => {
    await stage.start([account])
    const [asking, other] = [await stage.opened('?seq=1'), await stage.opened('?seq=0')]
    emit(1, 2)
    await has(asking, 2)
    await has(other, 2)
    expect(idsOf(other)).toEqual([undefined, undefined])
    const ids = idsOf(asking).map((id) => eventIdOfText(String(id)))
    expect(ids).toMatchObject([
      { account: '10001', number: 1 },
      { account: '10001', number: 2 },
    ])
  })

  it('changes nothing else of the event, and takes the place of one that was there', async () => {
    await stage.start([account])
    const client = await stage.opened('?seq=1')
    account.emit('{"post_type":"notice","time":1,"self_id":10001,"big":9007199254740993 }')
    account.emit('{"rookery_id":"theirs","post_type":"notice","time":1,"self_id":10001,"n":2}')
    await has(client, 2)
    const [first, second] = client.texts.slice(1)
    expect(first).toMatch(
      /^\{"post_type":"notice","time":1,"self_id":10001,"big":9007199254740993 ,"rookery_id":"[\w-]+"\}$/,
    )
    expect(second).toMatch(/^\{"post_type":"notice","time":1,"self_id":10001,"n":2,"rookery_id":"[\w-]+"\}$/)
  })

  it('is the same on every transport, for one account and for all, with a message format, too', async () => {
    const hook = await postReceiver(stage)
    const clients = [
      { name: 'hook', type: 'http-post' as const, url: hook.url, seq: true },
      { name: 'string', token: 'a-token-for-strings', seq: true, messageFormat: 'string' as const },
    ]
    await stage.start([account], { clients, listen: { host: '127.0.0.1', port: 0, token: 'common-token' } })
    const Authorization = 'Bearer common-token'
    const one = await stage.opened('?seq=true', { Authorization })
    const all = await stage.opened('?seq=1&self_id=all', { Authorization })
    const named = await stage.opened('', { Authorization: 'Bearer a-token-for-strings' })
    const reader = await reading(stage, '?seq=1', { Authorization })
    const message = [{ type: 'text', data: { text: 'hi' } }]
    account.emit({ post_type: 'message', message_type: 'private', user_id: 5, message })
    await has(one, 1)
    await has(all, 1)
    await has(named, 1)
    await expect.poll(() => reader.received.length).toBe(2)
    await expect.poll(() => hook.events().length).toBe(1)
    const [id] = idsOf(one)
    expect(idsOf(all)).toEqual([id])
    expect(named.events).toMatchObject([{ rookery_id: id, message: 'hi' }])
    expect(hook.events()).toMatchObject([{ rookery_id: id }])
    expect(reader.bodies[1]).toMatchObject({ rookery_id: id })
    expect(reader.lastId).toBe(id)
  })

  it('is in a large event', async () => {
    await stage.start([account])
    const client = await stage.opened('?seq=1')
    account.emit({ post_type: 'notice', n: 1, pad: 'x'.repeat(400_000) })
    emit(2)
    await has(client, 2)
    expect(new Set(idsOf(client)).size).toBe(2)
    expect(idsOf(client).every((id) => eventIdOfText(String(id)))).toBe(true)
  })

  it('is the same when the event is sent again from the log', async () => {
    stage.kept = new Kept()
    await stage.start([account])
    const client = await stage.opened('?seq=1&client_name=bot', {}, { autoPong: false })
    emit(1, 2, 3)
    await has(client, 3)
    await expect.poll(() => stage.kept?.events.length).toBe(3)
    await stage.hub.close()
    account = await stage.account()
    await stage.start([account])
    const again = await stage.opened('?seq=1&client_name=bot')
    await has(again, 3)
    expect(idsOf(again)).toEqual(idsOf(client))
  })

  it.each(['seq=yes', 'seq=2', 'confirm=later', 'confirm=ack'])('%s is refused with 400', async (query) => {
    await stage.start([account])
    expect(await stage.client(`?${query}`).opened()).toBe(400)
    expect(await readEvents(stage, `?${query}`)).toBe(400)
  })
})
