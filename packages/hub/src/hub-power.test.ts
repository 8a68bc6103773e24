import { describe, expect, it } from 'vitest'
import type { Kept } from './history/kept-store.fixture.js'
import { postReceiver, reading } from './http-peers.fixture.js'
import type { SimulatedAccount, Stage } from './hub.fixture.js'
import { eachOnStage, gotBy } from './numbered.fixture.js'

let stage: Stage
let account: SimulatedAccount
let kept: Kept
eachOnStage(
  (scene) => {
    ;({ stage, account, kept } = scene)
    kept.showsOnlySafe = true
  },
  { hasStore: true },
)

const emit = (...numbers: number[]): void => {
  for (const n of numbers) account.emit({ post_type: 'notice', n })
}
const waiting = (count: number) => expect.poll(() => kept.last?.waiting.length).toBe(count)
const logged = (text: string) => stage.log.filter((line) => line.text.includes(text))

describe('a store that survives a power failure', () => {
  it('has every event safe before any client gets it, on each transport', async () => {
    const hook = await postReceiver(stage)
    const posted = () => hook.posts.flatMap(({ event }) => event.n ?? [])
    await stage.start([account], { clients: [{ name: 'hook', type: 'http-post', url: hook.url }] })
    const [client, reader] = [await stage.opened(), await reading(stage)]
    kept.isSlow = true
    emit(1, 2)
    await waiting(2)
    // A call goes to the implementation and back meanwhile: time enough for what would be wrong.
    await client.call('get_status')
    expect([gotBy(client), reader.numbers, posted()]).toEqual([[], [], []])
    kept.last?.save()
    await expect
      .poll(() => [gotBy(client), reader.numbers, posted()])
      .toEqual([
        [1, 2],
        [1, 2],
        [1, 2],
      ])
  })

  it('that cannot be written does not hold up delivery, and says afterwards what was not safe', async () => {
    await stage.start([account])
    const client = await stage.opened()
    kept.isSlow = true
    emit(1)
    await waiting(1)
    const fault = { code: 'SQLITE_FULL', message: 'the disk is full' }
    kept.stateChanged.emit({ isUp: false, behind: 1, since: 0, fault })
    emit(2)
    await expect.poll(() => gotBy(client)).toEqual([1, 2])
    await waiting(2)
    kept.stateChanged.emit({ isUp: true, behind: 2, since: 0 })
    kept.last?.save()
    expect(logged('before they were safe')).toMatchObject([
      {
        level: 'warn',
        fields: { from: expect.stringMatching(/^20.*Z$/), until: expect.stringMatching(/Z$/) },
      },
    ])
  })

  it('that cannot save calls alone shows events only once they are safe, as before', async () => {
    await stage.start([account])
    const client = await stage.opened()
    kept.isSlow = true
    const fault = { code: 'SQLITE_FULL', message: 'the disk is full' }
    kept.stateChanged.emit({ isUp: false, savesEvents: true, behind: 0, since: 0, fault })
    emit(1)
    await waiting(1)
    await client.call('get_status')
    expect(gotBy(client)).toEqual([])
    kept.last?.save()
    await expect.poll(() => gotBy(client)).toEqual([1])
    expect(logged('before they were safe')).toEqual([])
  })

  it('that does not answer holds up delivery for five seconds at most', async () => {
    await stage.start([account])
    const client = await stage.opened()
    kept.isSlow = true
    emit(1)
    await waiting(1)
    await stage.clock.advance(5_100)
    await expect.poll(() => gotBy(client)).toEqual([1])
    expect(logged('saves nothing')).toMatchObject([{ level: 'warn', fields: { waitedMs: 5_000 } }])
  })

  it('gives a client that reads the log nothing twice', async () => {
    await stage.start([account])
    const before = await stage.opened('?client_name=bot')
    emit(1)
    await expect.poll(() => gotBy(before)).toEqual([1])
    await stage.clock.advance(1_000)
    before.ws.terminate()
    await expect.poll(() => kept.cursors.size).toBe(1)
    await stage.hub.close()
    account = await stage.account()
    kept.isSlow = true
    await stage.start([account])
    emit(2, 3)
    await waiting(2)
    // The log has them already, and has not said so yet.
    kept.events.push(...(kept.last?.waiting ?? []))
    const after = await stage.opened('?client_name=bot')
    await expect.poll(() => kept.reads).toBe(1)
    await after.call('get_status')
    kept.last?.tellSafe()
    emit(4)
    await waiting(1)
    kept.last?.save()
    await expect.poll(() => gotBy(after)).toEqual([2, 3, 4])
  })

  it('what was not seen when the hub stopped is there after its restart', async () => {
    await stage.start([account])
    const before = await stage.opened('?client_name=bot')
    emit(1)
    await expect.poll(() => gotBy(before)).toEqual([1])
    await stage.clock.advance(1_000)
    kept.isSlow = true
    emit(2)
    await waiting(1)
    await stage.hub.close()
    kept.isSlow = false
    account = await stage.account()
    await stage.start([account])
    const after = await stage.opened('?client_name=bot')
    await expect.poll(() => gotBy(after)).toEqual([2])
  })
})
