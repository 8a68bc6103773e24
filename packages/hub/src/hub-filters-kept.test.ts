import { describe, expect, it } from 'vitest'
import type { Kept } from './history/kept-store.fixture.js'
import type { SimulatedAccount, Stage, TestClient } from './hub.fixture.js'
import { eachOnStage, restarted, savedNumber } from './numbered.fixture.js'

let stage: Stage
let account: SimulatedAccount
let kept: Kept
eachOnStage(
  (scene) => {
    ;({ stage, account, kept } = scene)
  },
  { hasStore: true },
)

const bearer = { Authorization: 'Bearer of-the-bot' }
const emit = (...numbers: readonly number[]): void => {
  for (const n of numbers) account.emit({ post_type: 'notice', n, even: n % 2 === 0 })
}
const read = ({ events }: TestClient) => events.map(({ n, notice_type }) => n ?? notice_type)
const hasLogged = (count: number) => expect.poll(() => kept.events.length).toBe(count)

describe.each([
  ['receipt', 'receipt' as const],
  ['ack', 'ack' as const],
])('a client with a filter that confirms by %s, across a restart of the hub', (_name, confirm) => {
  const options = {
    clients: [{ name: 'bot', token: 'of-the-bot', events: { even: true }, confirm }],
    journal: { engine: 'memory', keep: { ageMs: 1e9, events: 5, bytes: 1e9 } },
  } as const
  const confirmed = async (client: TestClient): Promise<void> => {
    if (confirm === 'receipt') return stage.clock.advance(1_000)
    const id = client.events.findLast(({ rookery_id }) => rookery_id !== undefined)?.rookery_id
    expect(await client.call('ack_events', { id })).toMatchObject({ retcode: 0 })
  }
  const restart = async (): Promise<void> => {
    account = await restarted(stage, options)
  }

  it('goes on where it was, with what its filter passes', async () => {
    await stage.start([account], options)
    const before = await stage.opened('', bearer)
    emit(1, 2, 3)
    await expect.poll(() => read(before)).toEqual([2])
    await confirmed(before)
    before.ws.terminate()
    await expect.poll(() => savedNumber(kept)).toBeDefined()
    emit(4, 5, 6, 7, 8, 9, 10, 11, 12)
    await hasLogged(12)
    await restart()
    const after = await stage.opened('', bearer)
    await expect.poll(() => read(after)).toEqual([4, 6, 8, 10, 12])
  })

  it('is told of no gap, nor does it read again, what the filter hid from it', async () => {
    await stage.start([account], options)
    const before = await stage.opened('', bearer)
    emit(2)
    await expect.poll(() => read(before)).toEqual([2])
    await confirmed(before)
    emit(3, 5, 7, 9)
    await hasLogged(5)
    before.ws.terminate()
    await expect.poll(() => savedNumber(kept)).toBe(5)
    await stage.hub.close()
    kept.events = kept.events.slice(4)
    account = await stage.account()
    await stage.start([account], options)
    const after = await stage.opened('', bearer)
    emit(10)
    await expect.poll(() => read(after)).toEqual([10])
  })
})
