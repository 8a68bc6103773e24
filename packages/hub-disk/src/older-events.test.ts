import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Kept } from '../../hub/src/history/kept-store.fixture.js'
import { type SimulatedAccount, Stage, type TestClient } from '../../hub/src/hub.fixture.js'
import { openDiskStore } from './open-store.js'
import { temporaryFolder } from './temporary-folder.fixture.js'

const LITTLE = { journal: { engine: 'memory', keep: { ageMs: 1e9, events: 5, bytes: 1e9 } } } as const
const HISTORIAN = {
  ...LITTLE,
  clients: [{ name: 'historian', token: 'token-of-historian', history: true }],
  listen: { host: '127.0.0.1', port: 0, token: 'common-token' },
}
const bearer = (token: string) => ({ Authorization: `Bearer ${token}` })
const numbers = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, n) => from + n)
const gotBy = ({ events }: TestClient): unknown[] => events.map(({ n, notice_type }) => n ?? notice_type)
const got = (client: TestClient, to: number) => expect.poll(() => gotBy(client).at(-1)).toBe(to)

let stage: Stage
let account: SimulatedAccount
let folder: string
beforeEach(async () => {
  stage = new Stage()
  folder = await temporaryFolder()
})
afterEach(() => stage.close())

/** Starts a hub on the folder, after the one before has ended. */
async function start(): Promise<void> {
  await stage.hub?.close()
  const store = await openDiskStore(folder, { clock: stage.clock })
  stage.kept = { store: () => store } as unknown as Kept
  account = await stage.account()
  await stage.start([account], HISTORIAN)
}

async function emit(from: number, to: number): Promise<void> {
  const witness = await stage.opened('?client_name=witness', bearer('common-token'))
  for (const n of numbers(from, to)) account.emit({ post_type: 'notice', n })
  await got(witness, to)
  witness.ws.terminate()
}

it('on disk, since and get_events reach back across restarts, and acks count', async () => {
  await start()
  await emit(1, 20)
  await stage.clock.advance(3_600_000)
  await start()
  const since = Math.floor(stage.clock.now() / 1_000) - 1
  await emit(21, 40)
  const bot = '?client_name=bot&confirm=ack&seq=1'
  const first = await stage.opened(`${bot}&since=${since}`, bearer('common-token'))
  await got(first, 40)
  expect(gotBy(first)).toEqual(numbers(21, 40))
  const id = first.events.find(({ n }) => n === 30)?.rookery_id
  expect(await first.call('ack_events', { id })).toMatchObject({ retcode: 0 })
  await start()
  const second = await stage.opened(`${bot}&since=${since}`, bearer('common-token'))
  await got(second, 40)
  expect(gotBy(second)).toEqual(numbers(31, 40))
  const read: unknown[] = []
  for (let next = '', more = true; more; ) {
    const { data } = await second.call('get_events', { since: next, limit: 7 })
    const page = data as { events: { n: number }[]; next: string; more: boolean }
    read.push(...page.events.map(({ n }) => n))
    ;({ next, more } = page)
  }
  expect(read).toEqual(numbers(1, 40))
  const historian = await stage.opened('?since=2000-01-01', bearer('token-of-historian'))
  await got(historian, 40)
  expect(gotBy(historian)).toEqual(numbers(1, 40))
})

it('on disk, an id is cut to the time when the client was first known', async () => {
  await start()
  await emit(1, 3)
  const reader = await stage.opened('?seq=1&since=1h', bearer('common-token'))
  await got(reader, 3)
  const id = reader.events[0]?.rookery_id
  await stage.hub.close()
  await stage.clock.advance(3_600_000)
  const store = await openDiskStore(folder, { clock: stage.clock })
  stage.kept = { store: () => store } as unknown as Kept
  account = await stage.account()
  await stage.start([account], { ...LITTLE, clients: [{ name: 'new', token: 'token-of-new' }] })
  account.emit({ post_type: 'notice', n: 4 })
  const client = await stage.opened(`?since=${id}`, bearer('token-of-new'))
  await got(client, 4)
  account.emit({ post_type: 'notice', n: 5 })
  await got(client, 5)
  expect(gotBy(client)).toEqual([4, 5])
})
