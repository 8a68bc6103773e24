import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { Kept } from '../../hub/src/history/kept-store.fixture.js'
import { Stage } from '../../hub/src/hub.fixture.js'
import { type Faults, inline } from './inline-engine.fixture.js'
import { diskStoreOver } from './open-store.js'
import { FOREVER, temporaryFolder } from './temporary-folder.fixture.js'

let stage: Stage
beforeEach(() => {
  stage = new Stage()
})
afterEach(() => stage.close())

it.each(['process', 'power'] as const)(
  'a hub ends though the engine of its store never answers again (%s)',
  async (durability) => {
    const faults: Faults = {}
    const { clock } = stage
    const start = inline(await temporaryFolder(), faults, () => clock.now())
    const store = await diskStoreOver(start, { clock, durability, history: FOREVER })
    stage.kept = { store: () => store } as unknown as Kept
    const account = await stage.account()
    const hub = await stage.start([account])
    const client = await stage.opened('?client_name=bot')
    account.emit({ post_type: 'notice', n: 0 })
    await expect.poll(() => client.events.length).toBe(1)
    await expect.poll(() => store.state.behind).toBe(0)
    faults.before = () => new Promise(() => {})
    account.emit({ post_type: 'notice', n: 1 })
    client.ws.send(
      '{"action":"send_msg","params":{"user_id":1,"message":"a"},"idempotency_key":"k","echo":1}',
    )
    await expect.poll(() => store.state.behind).toBe(1)
    const closed = vi.fn()
    void hub.close().then(closed)
    for (let second = 0; second < 30 && closed.mock.calls.length === 0; second++) await clock.advance(1_000)
    expect(closed).toHaveBeenCalledTimes(1)
    expect(client.frames.find(({ echo }) => echo === 1)).toMatchObject({ retcode: 1504 })
    expect(stage.log.at(-1)).toMatchObject({
      level: 'warn',
      text: 'the history does not answer: what waited for it is not saved',
      fields: { events: 1 },
    })
  },
)
