import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Kept } from '../packages/hub/src/history/kept-store.fixture.js'
import { Stage } from '../packages/hub/src/hub.fixture.js'
import { openDiskStore } from '../packages/hub-disk/src/index.js'
import { temporaryFolder } from '../packages/hub-disk/src/temporary-folder.fixture.js'
import { Sandbox, startLinks } from '../packages/sandbox/src/index.js'
import { buildWorld } from '../packages/sandbox/src/world/build-world.js'
import { allLike } from '../packages/sandbox/src/world/world.fixture.js'

let stage: Stage
beforeEach(() => {
  stage = new Stage()
})
afterEach(() => stage.close())

it('what was said while the hub was down is fetched once, by what its log on disk knows', async () => {
  const folder = await temporaryFolder()
  const sandbox = new Sandbox(buildWorld(allLike('llbot'), stage.clock.now()), stage.clock)
  const links = await startLinks(sandbox, 10000, [{ type: 'ws', port: 0 }], { heartbeatMs: 0 })
  stage.undo(() => links.close())
  const upstreams = [{ name: 'qq', type: 'ws' as const, url: links.open[0]?.url ?? '' }]
  const says = (message: string): void => void sandbox.act(20001, { do: 'say', group_id: 30001, message })
  const start = async (): Promise<void> => {
    const store = await openDiskStore(folder)
    stage.kept = { store: () => store } as unknown as Kept
    await stage.start([], { upstreams })
    await expect.poll(() => stage.hub.accounts()).toMatchObject([{ online: true }])
  }
  const heard: unknown[] = []
  const listen = async (): Promise<() => void> => {
    const client = await stage.opened('?client_name=bot')
    return () => {
      heard.length = 0
      for (const { post_type, raw_message } of client.events)
        if (post_type === 'message') heard.push(raw_message)
    }
  }
  const passes = async (text: string, look: () => void): Promise<void> => {
    await expect
      .poll(
        async () => {
          await stage.clock.advance(500)
          look()
          return heard.at(-1)
        },
        { timeout: 10_000 },
      )
      .toBe(text)
  }
  await start()
  let look = await listen()
  for (const text of ['一', '二']) says(text)
  await passes('二', look)
  await stage.clock.advance(1_000)
  await stage.hub.close()
  for (const text of ['三', '四']) says(text)
  await start()
  look = await listen()
  await passes('四', look)
  expect(heard).toEqual(['三', '四'])
  // The log knows them now: another restart fetches nothing.
  await stage.clock.advance(1_000)
  await stage.hub.close()
  await start()
  look = await listen()
  await stage.clock.advance(5_000)
  says('五')
  await passes('五', look)
  expect(heard).toEqual(['五'])
})
