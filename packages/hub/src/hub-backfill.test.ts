import { type Call, callParams, failedReply, okReply, type Reply, readReply } from '@rookery/protocol'
import { describe, expect, it } from 'vitest'
import type { Kept } from './history/kept-store.fixture.js'
import { httpImplementation } from './http-peers.fixture.js'
import type { SimulatedAccount, Stage, TestClient } from './hub.fixture.js'
import { eachOnStage } from './numbered.fixture.js'

let stage: Stage
let account: SimulatedAccount
let kept: Kept
eachOnStage(
  (scene) => {
    ;({ stage, account, kept } = scene)
  },
  { hasStore: true },
)

const now = (): number => Math.floor(stage.clock.now() / 1000)

/** A message of a group as an implementation that nobody knows has it. */
const message = (seq: number, more: object = {}): object => ({
  ...{ post_type: 'message', message_type: 'group', sub_type: 'normal', group_id: 30001, user_id: 20001 },
  ...{ message_id: 5_000 + seq, message_seq: seq, time: now(), raw_message: `第${seq}条`, message: [] },
  ...more,
})

const isHistory = ({ action }: { readonly action: string }): boolean => action.endsWith('_msg_history')
const questions = (): SimulatedAccount['calls'] => account.calls.filter(isHistory)

/** Answers questions for histories. */
function answering(history: (call: Call) => Reply | Promise<Reply>): void {
  const { answer } = account
  account.answer = (call, sendPart) => (isHistory(call) ? history(call) : answer(call, sendPart))
}

const giving = (...messages: readonly object[]): Reply => okReply({ messages: messages as never })

/** Sends a live event with a self_id of its own. */
const tell = (event: object): void => account.emit(JSON.stringify({ self_id: 10001, ...event }))

async function aWhile(ms = 15_000): Promise<void> {
  for (let passed = 0; passed < ms; passed += 250) await stage.clock.advance(250)
}

async function lose(): Promise<void> {
  account.cut()
  await expect.poll(() => stage.hub.accounts()[0]?.online).toBe(false)
  await stage.clock.advance(1_500)
  await expect.poll(() => stage.hub.accounts()[0]?.online).toBe(true)
}

/** A hub and a client that has had a message of the group. */
async function begin(): Promise<TestClient> {
  await stage.start([account])
  const client = await stage.opened('?client_name=bot')
  await stage.clock.advance(5_000)
  tell(message(10))
  await expect.poll(() => heard(client)).toEqual(['第10条'])
  return client
}

const heard = ({ events }: TestClient): unknown[] =>
  events.filter(({ post_type }) => post_type === 'message').map(({ raw_message }) => raw_message)
const gaps = ({ events }: TestClient) => events.filter(({ notice_type }) => notice_type === 'rookery_gap')

describe('a history that is fetched', () => {
  it('holds up no live event while it is waited for', async () => {
    const client = await begin()
    let give = (): void => {}
    answering(
      () => new Promise((resolve) => (give = () => resolve(giving(message(10), message(11), message(12))))),
    )
    await lose()
    await aWhile(4_000)
    expect(questions()).toHaveLength(1)
    tell(message(12))
    await expect.poll(() => heard(client)).toEqual(['第10条', '第12条'])
    give()
    await expect.poll(() => heard(client)).toEqual(['第10条', '第12条', '第11条'])
  })

  it('is told once, though the implementation tells it live later', async () => {
    const client = await begin()
    answering(() => giving(message(10), message(11)))
    await lose()
    await aWhile(5_000)
    await expect.poll(() => heard(client)).toEqual(['第10条', '第11条'])
    tell(message(11))
    tell(message(12))
    await expect.poll(() => heard(client)).toEqual(['第10条', '第11条', '第12条'])
    expect(kept.events.filter(({ isMessage }) => isMessage)).toHaveLength(3)
  })

  it('keeps the bytes of each message, and adds the members of an event that it lacks', async () => {
    const client = await begin()
    const text = `{"group_id":30001, "user_id":20001,"message_id":77,"message_seq":11,"time":${now()},"message":[ ],"raw_message":"\\u4f60好","big":12345678901234567890}`
    answering(() => {
      const bytes = Buffer.from(`{"status":"ok","retcode":0,"data":{"messages":[${text}]}}`)
      return readReply(bytes) ?? failedReply(1500, 'no reply')
    })
    await lose()
    await aWhile(5_000)
    await expect.poll(() => heard(client)).toEqual(['第10条', '你好'])
    const late = client.texts.at(-1) ?? ''
    expect(late.startsWith(text.slice(0, -1))).toBe(true)
    expect(JSON.parse(late)).toMatchObject({
      ...{ post_type: 'message', message_type: 'group', sub_type: 'normal', self_id: 10001 },
    })
  })

  it('is fetched when the account was offline at the implementation, too', async () => {
    const client = await begin()
    answering(() => giving(message(10), message(11)))
    const beat = (online: boolean): void =>
      tell({
        post_type: 'meta_event',
        meta_event_type: 'heartbeat',
        status: { online },
        interval: 5_000,
        time: now(),
      })
    beat(false)
    await expect.poll(() => stage.hub.accounts()[0]?.online).toBe(false)
    beat(true)
    await expect.poll(() => stage.hub.accounts()[0]?.online).toBe(true)
    await aWhile(5_000)
    await expect.poll(() => heard(client)).toEqual(['第10条', '第11条'])
  })

  it('is asked of the other upstream where that takes over', async () => {
    const standby = await stage.account()
    const { answer } = standby
    standby.answer = (call, sendPart) =>
      isHistory(call) ? giving(message(10), message(11)) : answer(call, sendPart)
    const upstreams = [account, standby].map(({ url }, at) => ({ name: `up${at}`, type: 'ws' as const, url }))
    await stage.start([account], { upstreams })
    const client = await stage.opened('?client_name=bot')
    await stage.clock.advance(5_000)
    tell(message(10))
    await expect.poll(() => heard(client)).toEqual(['第10条'])
    await account.close()
    await expect.poll(() => stage.log.some(({ text }) => text.startsWith('account handed'))).toBe(true)
    await aWhile(5_000)
    await expect.poll(() => heard(client)).toEqual(['第10条', '第11条'])
  })

  it('is asked for when a stream of events broke off, though calls went on', async () => {
    const implementation = await httpImplementation(stage, '10001')
    const { answer } = implementation
    implementation.answer = (action, text) =>
      isHistory({ action })
        ? Buffer.from(giving(message(10), message(11)).bytes).toString()
        : answer(action, text)
    const { url } = implementation
    await stage.start([], { upstreams: [{ name: 'http', type: 'http', url, sse: true }] })
    await expect.poll(() => stage.hub.accounts()).toMatchObject([{ online: true }])
    await expect.poll(() => implementation.readers.length).toBe(1)
    const client = await stage.opened('?client_name=bot')
    await stage.clock.advance(5_000)
    implementation.emit(JSON.stringify({ self_id: 10001, ...message(10) }))
    await expect.poll(() => heard(client)).toEqual(['第10条'])
    implementation.breakStreams()
    await expect.poll(() => stage.log.some(({ text }) => text.startsWith('events not connected'))).toBe(true)
    await aWhile(8_000)
    await expect.poll(() => heard(client)).toEqual(['第10条', '第11条'])
  })

  it('that does not reach back leaves a gap, which is told', async () => {
    const client = await begin()
    answering(() => giving(message(15), message(16)))
    await lose()
    await aWhile()
    await expect.poll(() => gaps(client)).toMatchObject([{ group_id: 30001, count: 4 }])
    expect(heard(client)).toEqual(['第10条', '第15条', '第16条'])
  })

  it('is asked for where the action exists: another version is asked once more', async () => {
    await begin()
    let version = '1'
    const { answer } = account
    account.answer = (call, sendPart) =>
      call.action === 'get_version_info'
        ? okReply({ app_name: 'any', app_version: version })
        : answer(call, sendPart)
    answering(() => failedReply(1404, 'no such action'))
    for (const asked of [1, 1, 1]) {
      await lose()
      await aWhile(5_000)
      expect(questions()).toHaveLength(asked)
    }
    version = '2'
    await lose()
    await aWhile(5_000)
    expect(questions()).toHaveLength(2)
  })
})

const strange = {
  'is no list': () => okReply({ messages: 'all of them' }),
  'is a list of anything': () => giving(null as never, 5 as never, [] as never, { message_id: 1 }),
  'is nothing': () => okReply(null),
  'is a failure': () => failedReply(100, 'the database is locked'),
  'has messages of another group': () => giving(message(11, { group_id: 39999 })),
  'has messages of another account': () => giving(message(11, { self_id: 10002 })),
  'has private messages': () => giving(message(11, { message_type: 'private' })),
  'has messages without an identity': () => giving(message(0, { message_id: 0 })),
  'has messages without a time': () => giving(message(11, { time: 'today' })),
  'has nothing but what is known': () => giving(message(10)),
  'has only older messages': () => giving(message(3, { time: 1_000 }), message(4, { time: 2_000 })),
} satisfies Record<string, () => Reply>

describe('an answer that', () => {
  it.each(Object.entries(strange))('%s changes nothing', async (_, answer) => {
    const client = await begin()
    answering(answer)
    await lose()
    await aWhile()
    tell(message(12))
    await expect.poll(() => heard(client)).toEqual(['第10条', '第12条'])
    expect(questions().length).toBeLessThanOrEqual(2)
    expect(gaps(client)).toEqual([])
    expect(stage.log.filter(({ level }) => level === 'error')).toEqual([])
  })

  it('never comes ends the run, and live events go on', async () => {
    const client = await begin()
    for (let group = 1; group <= 5; group++) tell(message(1, { group_id: 40_000 + group }))
    answering(() => new Promise(() => {}))
    await lose()
    await aWhile(50_000)
    expect(questions()).toHaveLength(2)
    tell(message(12))
    await expect.poll(() => heard(client).at(-1)).toBe('第12条')
    await aWhile(300_000)
    expect(questions()).toHaveLength(6)
    // What was not answered is still wanted when it is back for good.
    answering(() => giving(message(10), message(11), message(12)))
    await lose()
    await aWhile(5_000)
    await expect.poll(() => heard(client).at(-1)).toBe('第11条')
    expect(heard(client).filter((text) => text === '第12条')).toHaveLength(1)
  })

  it('is the same page again ends the walk, with the gap told', async () => {
    const client = await begin()
    const page = Array.from({ length: 20 }, (_, n) => message(101 + n))
    answering(() => giving(...page))
    await lose()
    await aWhile()
    await expect.poll(() => gaps(client)).toMatchObject([{ count: 90 }])
    expect(heard(client)).toHaveLength(21)
    expect(questions()).toHaveLength(2)
  })

  it('has ever older messages is not followed for ever', async () => {
    const client = await begin()
    let oldest = 1_000_000
    answering((call) => {
      const count = Number(callParams(call).count)
      oldest -= count
      return giving(...Array.from({ length: count }, (_, n) => message(oldest + n)))
    })
    await lose()
    await aWhile(30_000)
    expect(questions().length).toBeLessThanOrEqual(12)
    await expect.poll(() => gaps(client)).toHaveLength(1)
    expect(heard(client).length).toBeLessThan(1_200)
  })

  it('is huge is not read; less is asked for', async () => {
    const client = await begin()
    answering((call) => {
      const isLittle = Number(callParams(call).count) <= 4
      return isLittle ? giving(message(10), message(11)) : giving(message(11, { pad: 'x'.repeat(3_000_000) }))
    })
    await lose()
    await aWhile()
    await expect.poll(() => heard(client)).toEqual(['第10条', '第11条'])
    expect(questions().map(({ params }) => params.count)).toEqual([20, 4])
  })
})
