import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Kept } from '../packages/hub/src/history/kept-store.fixture.js'
import { Stage, type TestClient } from '../packages/hub/src/hub.fixture.js'
import type { HubOptions } from '../packages/hub/src/options.js'
import { type AccountLinks, Sandbox, startLinks } from '../packages/sandbox/src/index.js'
import { buildWorld } from '../packages/sandbox/src/world/build-world.js'
import { type Profile, profiles } from '../packages/sandbox/src/world/profile.js'
import { allLike } from '../packages/sandbox/src/world/world.fixture.js'

/** A hub, and an account of the sandbox that goes away while people go on talking. */

const [SELF, ALICE, BOB, GROUP] = [10000, 20001, 20002, 30001]

let stage: Stage
let kept: Kept
let sandbox: Sandbox
let links: AccountLinks
let port = 0
/** Actions that were called, in order. */
let asked: string[] = []

beforeEach(() => {
  stage = new Stage()
  kept = new Kept()
  stage.kept = kept
})
afterEach(() => stage.close())

async function begin(
  profile: Profile,
  options: Partial<HubOptions> = {},
  selfMessages = true,
): Promise<TestClient> {
  sandbox = new Sandbox(buildWorld(allLike(profile), stage.clock.now()), stage.clock)
  stage.undo(() => sandbox.close())
  asked = []
  sandbox.observe((each) => void (each.is === 'call' && asked.push(each.action)))
  links = await startLinks(sandbox, SELF, linkAt(0, selfMessages), { heartbeatMs: 0 })
  stage.undo(() => links.close())
  port = Number(new URL(links.open[0]?.url ?? '').port)
  await startHub(options)
  return stage.opened('?client_name=bot')
}

async function startHub(options: Partial<HubOptions> = {}): Promise<void> {
  const upstreams = [{ name: 'qq', type: 'ws' as const, url: `ws://127.0.0.1:${port}` }]
  await stage.start([], { ...options, upstreams })
  await expect.poll(() => stage.hub.accounts()).toMatchObject([{ online: true }])
}

const linkAt = (at: number, selfMessages = true) =>
  [{ type: 'ws', port: at, report_self_message: selfMessages }] as const

const says = (message: string, by = ALICE): void =>
  void sandbox.act(by, { do: 'say', group_id: GROUP, message })
const writes = (message: string): void => void sandbox.act(ALICE, { do: 'say', user_id: SELF, message })

const away = () => links.start([])

async function back(): Promise<void> {
  await links.start(linkAt(port))
  await passes(() => stage.hub.accounts()[0]?.online === true)
}

/** Lets time pass until something is so. */
async function passes(isSo: () => boolean, mostMs = 60_000): Promise<void> {
  for (let ms = 0; ms < mostMs && !isSo(); ms += 250) {
    await stage.clock.advance(250)
    await new Promise((resolve) => setImmediate(resolve))
  }
  expect(isSo()).toBe(true)
}

/** Time for a run, whether it happens or not. */
const aWhile = async (): Promise<void> => {
  for (let ms = 0; ms < 10_000; ms += 250) await stage.clock.advance(250)
}

const heard = ({ events }: TestClient, kind = 'group'): unknown[] =>
  events.filter(({ message_type }) => message_type === kind).map(({ raw_message }) => raw_message)
const gaps = ({ events }: TestClient) => events.filter(({ notice_type }) => notice_type === 'rookery_gap')
const range = (from: number, to: number): string[] =>
  Array.from({ length: to - from + 1 }, (_, index) => `第${from + index}条`)
describe.each(profiles)('an account like %s that was away', (profile) => {
  it('has all that was said meanwhile, once, in order, behind what is said now', async () => {
    const client = await begin(profile)
    for (const text of range(1, 3)) says(text, BOB)
    writes('在吗')
    await expect.poll(() => [heard(client), heard(client, 'private')]).toEqual([range(1, 3), ['在吗']])
    await away()
    for (const text of range(4, 70)) says(text)
    writes('在不在')
    await back()
    says('现在')
    await expect.poll(() => heard(client).at(-1)).toBe('现在')
    await expect.poll(() => heard(client)).toEqual([...range(1, 3), '现在'])
    await passes(() => heard(client).length >= 71)
    await aWhile()
    await expect.poll(() => heard(client)).toEqual([...range(1, 3), '现在', ...range(4, 70)])
    const isPrivate = profile !== 'go-cqhttp'
    expect(heard(client, 'private')).toEqual(isPrivate ? ['在吗', '在不在'] : ['在吗'])
    await expect.poll(() => gaps(client)).toEqual([])
    const late = kept.events.filter(({ isLate }) => isLate).map(({ payload }) => JSON.parse(String(payload)))
    expect(late.map(({ raw_message }) => raw_message).sort()).toEqual(
      [...range(4, 70), ...(isPrivate ? ['在不在'] : [])].sort(),
    )
    for (const event of late) expect(event).toMatchObject({ post_type: 'message', self_id: SELF })
  })
})

const histories = (): number => asked.filter((action) => action.endsWith('_msg_history')).length
const settled = async (): Promise<void> => {
  await stage.clock.advance(3_500)
  await aWhile()
}

describe('what an account missed', () => {
  it('is nothing at a first start: nobody is asked', async () => {
    await begin('napcat')
    says('以前')
    await settled()
    expect(histories()).toBe(0)
    expect(kept.events.filter(({ isLate }) => isLate)).toEqual([])
  })

  it('is not fetched with backfill: false', async () => {
    const client = await begin('napcat', { backfill: false })
    says('一')
    await settled()
    await away()
    says('二')
    await back()
    await settled()
    expect(histories()).toBe(0)
    await expect.poll(() => heard(client)).toEqual(['一'])
  })

  it('is fetched by one run for a series of flaps, and once', async () => {
    const client = await begin('napcat')
    says('第0条')
    await settled()
    for (let flap = 1; flap <= 8; flap++) {
      await away()
      says(`第${flap}条`)
      await back()
      await stage.clock.advance(1_000)
    }
    expect(histories()).toBe(0)
    await settled()
    expect(histories()).toBe(1)
    await expect.poll(() => heard(client)).toEqual(range(0, 8))
  })

  it('is fetched by the next run where a flap ended one', async () => {
    const client = await begin('llbot')
    says('第0条')
    writes('在吗')
    await settled()
    await away()
    for (const text of range(1, 60)) says(text)
    await back()
    await passes(() => histories() > 0)
    await away()
    for (const text of range(61, 65)) says(text)
    await back()
    says('第66条')
    await settled()
    expect(heard(client).filter((text) => text !== '第66条')).toEqual(range(0, 65))
    expect(new Set(heard(client)).size).toBe(67)
    await expect.poll(() => gaps(client)).toEqual([])
  })

  it.each(profiles)('while the hub was away, too, is fetched after its restart: %s', async (profile) => {
    await begin(profile)
    for (const text of range(1, 3)) says(text)
    await expect.poll(() => kept.events.length).toBe(3)
    await stage.clock.advance(1_000)
    await stage.hub.close()
    await stage.clock.advance(60_000)
    for (const text of range(4, 40)) says(text)
    await startHub()
    const client = await stage.opened('?client_name=bot')
    says('现在')
    await settled()
    await expect.poll(() => heard(client)).toEqual(['现在', ...range(4, 40)])
  })

  it('is fetched after a hub was killed in the middle of a run', async () => {
    await begin('napcat')
    says('第0条')
    writes('在吗')
    await settled()
    await away()
    for (const text of range(1, 5)) says(text)
    await back()
    says('第6条')
    await expect.poll(() => kept.events.length).toBe(3)
    await stage.hub.close()
    await stage.clock.advance(10_000)
    await startHub()
    await settled()
    const texts = kept.events.map(({ payload }) => JSON.parse(String(payload)).raw_message)
    expect(texts.filter((text) => text !== '在吗')).toEqual(['第0条', '第6条', ...range(1, 5)])
  })

  it.each([true, false])(
    'of its own is told as message_sent, and only if its own are told: %s',
    async (tells) => {
      const client = await begin('napcat', {}, tells)
      says('一')
      await client.call('send_group_msg', { group_id: GROUP, message: '收到' })
      await settled()
      await away()
      await sandbox.call(SELF, 'send_group_msg', { group_id: GROUP, message: '自己说的' })
      says('二')
      await links.start(linkAt(port, tells))
      await settled()
      const told = client.events.map(({ post_type, raw_message }) => [post_type, raw_message])
      const sent = (text: string) => (tells ? [['message_sent', text]] : [])
      expect(told).toEqual([['message', '一'], ...sent('收到'), ...sent('自己说的'), ['message', '二']])
    },
  )

  it('and is too old is not told to clients, but kept, and the gap is told', async () => {
    const client = await begin('napcat', { resume: { maxAgeMs: 60_000 } })
    says('一')
    await settled()
    await away()
    says('旧的命令')
    await stage.clock.advance(120_000)
    says('新的命令')
    await back()
    await settled()
    await expect.poll(() => heard(client)).toEqual(['一', '新的命令'])
    await expect.poll(() => gaps(client)).toMatchObject([{ count: 1 }])
    const late = kept.events.filter(({ isLate }) => isLate).map(({ payload }) => JSON.parse(String(payload)))
    expect(late.map(({ raw_message }) => raw_message)).toEqual(['旧的命令', '新的命令'])
  })

  it.each([1, 1_000])(
    'waits for a client that is away, by its own age; memory holds %i events',
    async (events) => {
      const journal = { engine: 'memory', keep: { ageMs: 1e9, events, bytes: 1e9 } } as const
      const options = { journal, resume: { maxAgeMs: 200_000 } }
      const before = await begin('napcat', options)
      says('一')
      await settled()
      before.ws.terminate()
      await away()
      says('太旧')
      await stage.clock.advance(220_000)
      says('快要太旧')
      await stage.clock.advance(100_000)
      says('还新')
      await back()
      await settled()
      // Admitted some seconds ago, the second one is too old by its own time now.
      await stage.clock.advance(95_000)
      const client = await stage.opened('?client_name=bot')
      await expect.poll(() => heard(client)).toEqual(['还新'])
      await aWhile()
      await expect.poll(() => heard(client)).toEqual(['还新'])
      expect(gaps(client).map(({ count }) => count)).toEqual([1, 1])
    },
  )

  it.each([true, false])(
    'and is too old is told of once, whatever is lost later; on disk: %s',
    async (isKept) => {
      if (!isKept) stage.kept = undefined
      const client = await begin('napcat', { resume: { maxAgeMs: 60_000 } })
      says('一')
      await settled()
      await away()
      says('旧的命令')
      await stage.clock.advance(120_000)
      for (let loss = 1; loss <= 3; loss++) {
        await back()
        await settled()
        await stage.clock.advance(11 * 60_000)
        await away()
      }
      await back()
      await expect.poll(() => gaps(client)).toMatchObject([{ count: 1 }])
      await expect.poll(() => heard(client)).toEqual(['一'])
      expect(kept.events.filter(({ isLate }) => isLate)).toHaveLength(isKept ? 1 : 0)
    },
  )

  it('is told from memory alone, too, where nothing outlives the process', async () => {
    stage.kept = undefined
    const client = await begin('napcat')
    says('一')
    await settled()
    await away()
    says('二')
    await back()
    await settled()
    await expect.poll(() => heard(client)).toEqual(['一', '二'])
  })
})
