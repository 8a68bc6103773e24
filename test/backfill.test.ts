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
const calls = (action: string): number => [...asked].filter((each) => each === action).length
const asked: string[] = []

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
    expect(heard(client)).toEqual([...range(1, 3), '现在'])
    await passes(() => heard(client).length >= 71)
    await aWhile()
    expect(heard(client)).toEqual([...range(1, 3), '现在', ...range(4, 70)])
    const isPrivate = profile !== 'go-cqhttp'
    expect(heard(client, 'private')).toEqual(isPrivate ? ['在吗', '在不在'] : ['在吗'])
    expect(gaps(client)).toEqual([])
    const late = kept.events.filter(({ isLate }) => isLate).map(({ payload }) => JSON.parse(String(payload)))
    expect(late.map(({ raw_message }) => raw_message).sort()).toEqual(
      [...range(4, 70), ...(isPrivate ? ['在不在'] : [])].sort(),
    )
    for (const event of late) expect(event).toMatchObject({ post_type: 'message', self_id: SELF })
  })
})
