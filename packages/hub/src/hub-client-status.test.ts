import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Stage, type TestClient } from './hub.fixture.js'

let stage: Stage
beforeEach(() => {
  stage = new Stage()
})
afterEach(() => stage.close())

const start = async (options = {}) => void (await stage.start([await stage.account()], options))
const watcher = () => stage.opened('?client_name=watcher&client_status=1')

const notices = (client: TestClient) =>
  client.frames.filter(({ notice_type }) => notice_type === 'client_status')
/** The notices about others, in short. */
const about = (client: TestClient) =>
  notices(client)
    .filter(({ self_client }) => self_client === false)
    .map(({ client: who, online }) => [who, online])

describe('client_status', () => {
  it('tells who comes, who is renamed and who goes, in the form of an event', async () => {
    await start()
    const watching = await watcher()
    const client = await stage.opened()
    await expect.poll(() => about(watching)).toEqual([[{ app_id: client.appId }, true]])
    await client.call('set_client_name', { name: 'bot' })
    const info = { app_id: client.appId, client_name: 'bot' }
    await expect.poll(() => about(watching).at(-1)).toEqual([info, true])
    client.ws.terminate()
    await expect.poll(() => about(watching).at(-1)).toEqual([info, false])
    const last = notices(watching).at(-1)
    expect(last).toEqual({
      time: expect.any(Number),
      self_id: 10001,
      post_type: 'notice',
      notice_type: 'client_status',
      client: info,
      online: false,
      self_client: false,
    })
    expect(Math.abs(Number(last?.time) - Date.now() / 1000)).toBeLessThan(5)
  })

  it('tells a client its own app_id, as self_client', async () => {
    await start()
    const watching = await watcher()
    await expect
      .poll(() => notices(watching))
      .toMatchObject([
        { client: { app_id: watching.appId, client_name: 'watcher' }, online: true, self_client: true },
      ])
  })

  it('comes to those only who asked, by query or entry in clients:', async () => {
    const clients = [{ name: 'entry', token: 'secret', clientStatus: true }]
    await start({ clients, listen: { host: '127.0.0.1', port: 0, token: 'open' } })
    const wanting = [
      await stage.opened('?access_token=open&client_status=true'),
      await stage.opened('?access_token=secret'),
    ]
    const others = [
      await stage.opened('?access_token=open'),
      await stage.opened('?access_token=open&client_status=0'),
    ]
    const bot = await stage.opened('?access_token=open&client_name=bot')
    for (const each of wanting) {
      await expect.poll(() => about(each)).toContainEqual([{ app_id: bot.appId, client_name: 'bot' }, true])
    }
    expect(others.flatMap(notices)).toEqual([])
  })

  it('comes as few notices in a storm, the last of which is true', async () => {
    await start()
    const watching = await watcher()
    await expect.poll(() => notices(watching).length).toBe(1)
    const began = performance.now()
    for (let n = 0; n < 40; n++) {
      const client = await stage.opened('?client_name=flapping')
      client.ws.close()
      await expect.poll(() => client.closed, { interval: 1 }).toBeDefined()
    }
    const stays = await stage.opened('?client_name=flapping')
    await expect
      .poll(() => about(watching).at(-1))
      .toEqual([{ app_id: stays.appId, client_name: 'flapping' }, true])
    // At most one for each tenth of a second, where there were 81 changes.
    expect(about(watching).length).toBeLessThan((performance.now() - began) / 100 + 2)
  })

  it('is not journaled: who comes back gets no old ones', async () => {
    await start()
    const watching = await watcher()
    watching.ws.terminate()
    await stage.opened('?client_name=bot')
    const again = await watcher()
    await expect.poll(() => notices(again).length).toBeGreaterThan(0)
    expect(notices(again).filter(({ online }) => online === false)).toEqual([])
    expect(stage.hub.journal.events).toBe(0)
  })
})
