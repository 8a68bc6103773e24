import { createHash } from 'node:crypto'
import { okReply, type Reply } from '@rookery/protocol'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ioTurns } from '../../transport/src/time/clock.fixture.js'
import { type SimulatedAccount, Stage, type TestClient } from './hub.fixture.js'
import { dialledIn } from './peers.fixture.js'

let stage: Stage
let account: SimulatedAccount
/** Replies that the implementation still owes. */
let owed: ((reply: Reply) => void)[]
let members: string[]
beforeEach(async () => {
  stage = new Stage()
  account = await stage.account()
  owed = []
  members = ['a']
  const { answer } = account
  account.answer = (call, part) => {
    if (call.action === 'get_group_member_list') return new Promise((resolve) => owed.push(resolve))
    if (call.action.startsWith('set_')) return okReply()
    return answer(call, part)
  }
})
afterEach(() => stage.close())

const asked = (action = 'get_group_member_list') => account.calls.filter((each) => each.action === action)
const give = (): void => {
  for (const answer of owed.splice(0)) answer(okReply(members))
}
const ask = (client: TestClient, echo: unknown): void =>
  client.ws.send(JSON.stringify({ action: 'get_group_member_list', params: { group_id: 1 }, echo }))
const replies = ({ frames }: TestClient) =>
  frames.filter(({ retcode }) => retcode !== undefined).map(({ data, echo }) => ({ data, echo }))
/** The members that a client is told of now. */
async function list(client: TestClient): Promise<unknown> {
  const before = replies(client).length
  ask(client, 'list')
  await expect
    .poll(() => {
      give()
      return replies(client).length
    })
    .toBeGreaterThan(before)
  return replies(client).at(-1)?.data
}

describe('a member list that fifty applications ask for', () => {
  it('is one call to the implementation, and each gets it with its own echo', async () => {
    await stage.start([account])
    const clients = await Promise.all(Array.from({ length: 50 }, () => stage.opened()))
    for (const [index, client] of clients.entries()) ask(client, { n: index })
    await expect.poll(() => owed.length).toBe(1)
    await ioTurns()
    give()
    for (const [index, client] of clients.entries())
      await expect.poll(() => replies(client)).toEqual([{ data: ['a'], echo: { n: index } }])
    expect(asked()).toHaveLength(1)
    const late = await stage.opened()
    expect(await list(late)).toEqual(['a'])
    expect((await stage.http('/get_group_member_list?group_id=1')).json).toMatchObject({ data: ['a'] })
    expect(asked()).toHaveLength(1)
  })

  it('is one call though each has an entry and a token of its own, if they have the same rights', async () => {
    const same = { groups: ['1'], redact: ['sender.card'] }
    const names = ['one', 'two', 'three']
    const clients = names.map((name, index) => ({
      name,
      tokenSha256: createHash('sha256').update(`token-of-${name}`).digest('hex'),
      expiresAt: stage.clock.now() + 1e9 + index,
      lines: { groups: index },
      ...same,
    }))
    await stage.start([account], { clients })
    const opened = await Promise.all(names.map((name) => stage.opened(`?access_token=token-of-${name}`)))
    for (const client of opened) ask(client, 'e')
    await expect.poll(() => owed.length).toBeGreaterThan(0)
    await ioTurns()
    give()
    for (const client of opened)
      await expect.poll(() => replies(client)).toEqual([{ data: ['a'], echo: 'e' }])
    expect(asked()).toHaveLength(1)
  })

  it('comes to the others though the one that asked first has left', async () => {
    await stage.start([account])
    const [first, second] = [await stage.opened(), await stage.opened()]
    ask(first, 1)
    await expect.poll(() => owed.length).toBe(1)
    ask(second, 2)
    await second.call('get_status')
    first.ws.terminate()
    await expect.poll(() => stage.hub.clients().length).toBe(1)
    give()
    await expect.poll(() => replies(second).at(-1)).toEqual({ data: ['a'], echo: 2 })
    expect(asked()).toHaveLength(1)
  })

  it('is asked for by each where ask_once is off', async () => {
    await stage.start([account], { askOnce: false })
    const [first, second] = [await stage.opened(), await stage.opened()]
    ask(first, 1)
    ask(second, 2)
    await expect.poll(() => owed.length).toBe(2)
    give()
    await expect.poll(() => replies(second).length).toBe(1)
    ask(second, 3)
    await expect.poll(() => owed.length).toBe(1)
    give()
  })

  it('keeps its size however many get it: a large one is sent whole to each', async () => {
    members = Array.from({ length: 20_000 }, (_, index) => `member ${index}`)
    await stage.start([account])
    const clients = await Promise.all(Array.from({ length: 4 }, () => stage.opened()))
    for (const client of clients) ask(client, 'large')
    await expect.poll(() => owed.length).toBe(1)
    await ioTurns()
    give()
    for (const client of clients) await expect.poll(() => replies(client)[0]?.data).toEqual(members)
    expect(asked()).toHaveLength(1)
  })
})

describe('an application', () => {
  it('sees what it has changed itself, by a call, a call with _async and a quick operation', async () => {
    await stage.start([account])
    const client = await stage.opened()
    expect(await list(client)).toEqual(['a'])
    members = ['b']
    expect(await list(client)).toEqual(['a'])
    await client.call('set_group_card', { group_id: 1, user_id: 2, card: 'x' })
    expect(await list(client)).toEqual(['b'])
    members = ['c']
    await client.call('set_group_card_async', { group_id: 1, user_id: 2, card: 'y' })
    await expect.poll(() => asked('set_group_card').length).toBe(2)
    await client.call('get_status')
    expect(await list(client)).toEqual(['c'])
    members = ['d']
    await client.call('.handle_quick_operation', {
      context: { post_type: 'message', message_type: 'group', group_id: 1, user_id: 2 },
      operation: { kick: true },
    })
    expect(await list(client)).toEqual(['d'])
  })

  it('sees what an event told it', async () => {
    await stage.start([account])
    const client = await stage.opened()
    expect(await list(client)).toEqual(['a'])
    members = ['a', 'b']
    account.emit({ post_type: 'notice', notice_type: 'group_increase', group_id: 1, user_id: 2 })
    await expect.poll(() => client.events.length).toBe(1)
    expect(await list(client)).toEqual(['a', 'b'])
  })

  it('that asked before an event is not joined by one that asks after it', async () => {
    await stage.start([account])
    const [before, after] = [await stage.opened(), await stage.opened()]
    ask(before, 1)
    await expect.poll(() => owed.length).toBe(1)
    account.emit({ post_type: 'notice', notice_type: 'group_decrease', group_id: 1, user_id: 2 })
    await expect.poll(() => after.events.length).toBe(1)
    ask(after, 2)
    await expect.poll(() => owed.length).toBe(2)
    give()
  })

  it('gets nothing that is from before its account was away', async () => {
    const upstreams = [{ name: 'a', type: 'ws-reverse', path: '/up' }] as const
    await stage.start([], { upstreams })
    const answer = (data: unknown) => ({ answer: () => data })
    const first = await dialledIn(stage, '/up', '10001', answer(['a']))
    const client = await stage.opened()
    const get = (): Promise<unknown> => client.call('get_group_member_list', { group_id: 1 })
    expect([await get(), await get()]).toMatchObject([{ data: ['a'] }, { data: ['a'] }])
    first.ws.terminate()
    await expect.poll(() => stage.hub.accounts()[0]?.online).toBe(false)
    const other = await stage.opened()
    const held = [get(), other.call('get_group_member_list', { group_id: 1 })]
    await (await stage.opened()).call('get_status')
    const second = await dialledIn(stage, '/up', '10001', answer(['b']))
    expect(await Promise.all(held)).toMatchObject([{ data: ['b'] }, { data: ['b'] }])
    expect(second.calls.filter(({ action }) => action === 'get_group_member_list')).toHaveLength(1)
  })
})
