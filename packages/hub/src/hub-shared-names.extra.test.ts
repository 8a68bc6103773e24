import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type SimulatedAccount, Stage, type TestClient } from './hub.fixture.js'

let stage: Stage
let account: SimulatedAccount
beforeEach(async () => {
  stage = new Stage()
  account = await stage.account()
})
afterEach(() => stage.close())

const TOKEN = 'of-the-reading-club'
const listen = { host: '127.0.0.1', port: 0, token: TOKEN }
const shared = `access_token=${TOKEN}`
const gone = async (client: TestClient): Promise<void> => {
  client.ws.terminate()
  await expect.poll(() => stage.hub.clients().some(({ app_id }) => app_id === client.appId)).toBe(false)
}
async function emit(count: number): Promise<void> {
  const before = stage.hub.journal.events
  for (let n = 0; n < count; n++) account.emit({ post_type: 'notice', notice_type: 'x', n })
  await expect.poll(() => stage.hub.journal.events).toBe(before + count)
}
const seen = ({ events }: TestClient): unknown[] =>
  events.map(({ notice_type, n, count }) => (notice_type === 'x' ? n : [notice_type, count]))

describe('a name that is away', () => {
  it('is not forgotten for the sake of new names, however many come', { timeout: 60_000 }, async () => {
    await stage.start([account], { listen })
    await gone(await stage.opened(`?client_name=victim&${shared}`))
    for (let n = 0; n < 10_050; n += 50) {
      const flood = await Promise.all(
        Array.from({ length: 50 }, (_, k) => stage.opened(`?client_name=flood-${n + k}&${shared}`)),
      )
      for (const each of flood) each.ws.terminate()
    }
    await expect.poll(() => stage.hub.clients().length).toBe(0)
    await emit(3)
    const victim = await stage.opened(`?client_name=victim&${shared}`)
    await expect.poll(() => seen(victim)).toEqual([0, 1, 2])
    // Some of the flood were forgotten, and are told when they come back.
    const returned = await Promise.all(
      [0, 10_049].map((n) => stage.opened(`?client_name=flood-${n}&${shared}`)),
    )
    await expect.poll(() => seen(returned[0] as TestClient)).toEqual([0, 1, 2])
    await expect.poll(() => seen(returned[1] as TestClient)).toEqual([['rookery_gap', 3]])
  })
})
