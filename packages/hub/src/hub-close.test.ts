import { okReply } from '@rookery/protocol'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Kept } from './history/kept-store.fixture.js'
import { Stage } from './hub.fixture.js'

let stage: Stage
beforeEach(() => {
  stage = new Stage()
})
afterEach(() => stage.close())

describe('a hub that is closed', () => {
  it('tells every client 1012, on every kind of port, and listens no longer', async () => {
    const account = await stage.account()
    const hub = await stage.start([account])
    const { json } = await stage.http('/api/get_ws_port')
    const { port } = json.data as { port: number }
    const clients = [await stage.opened(), await stage.opened('?client_name=a')]
    clients.push(await stage.opened(`ws://127.0.0.1:${port}/`))
    await hub.close()
    for (const client of clients) {
      await expect.poll(() => client.closed).toEqual({ code: 1012, reason: 'the hub stops' })
    }
    await expect(stage.http('/healthz')).rejects.toThrow()
    expect(await stage.client(`ws://127.0.0.1:${port}/`).opened()).toBe(0)
    expect(account.link().isOpen).toBe(false)
  })

  it('answers the calls under way first, refuses new ones, and lets nobody in', async () => {
    const account = await stage.account()
    let answer = (): void => {}
    account.answer = ({ action }) =>
      action === 'slow' ? new Promise((resolve) => (answer = () => resolve(okReply('done')))) : okReply()
    const hub = await stage.start([account])
    const client = await stage.opened()
    client.ws.send('{"action":"slow","echo":"slow"}')
    await expect.poll(() => account.calls.at(-1)?.action).toBe('slow')
    const closing = hub.close()
    await expect.poll(() => stage.client().opened()).toBe(0)
    client.ws.send('{"action":"late","echo":"late"}')
    await expect.poll(() => client.frames.at(-1)).toMatchObject({ retcode: 1503, echo: 'late' })
    expect(client.closed).toBeUndefined()
    answer()
    await closing
    expect(client.frames.at(-1)).toMatchObject({ status: 'ok', data: 'done', echo: 'slow' })
    await expect.poll(() => client.closed?.code).toBe(1012)
    expect(account.calls.map(({ action }) => action)).not.toContain('late')
  })

  it('still takes what an implementation sent before it learned of that', async () => {
    const account = await stage.account()
    const hub = await stage.start([account])
    const client = await stage.opened()
    account.link().pause()
    const closing = hub.close()
    await expect.poll(() => hub.accounts()).toEqual([{ self_id: '10001', online: false }])
    for (let n = 1; n <= 3; n++) {
      account.emit(`{"time":1,"self_id":10001,"post_type":"notice","n":${n}}`)
    }
    account.link().resume()
    await closing
    await expect.poll(() => client.closed?.code).toBe(1012)
    expect(client.frames.flatMap(({ n }) => n ?? [])).toEqual([1, 2, 3])
  })

  it('writes whole frames to the end, however much is queued', async () => {
    const account = await stage.account()
    const hub = await stage.start([account])
    const client = await stage.opened()
    client.ws.pause()
    const text = (n: number): string =>
      `{"time":1,"self_id":10001,"post_type":"notice","n":${n},"pad":"${'x'.repeat(50_000)}"}`
    for (let n = 0; n < 40; n++) account.emit(text(n))
    await expect.poll(() => hub.journal.events).toBe(40)
    const closing = hub.close()
    client.ws.resume()
    await closing
    await expect.poll(() => client.closed?.code).toBe(1012)
    expect(client.events.length).toBeGreaterThan(0)
    expect(client.events.map(({ n }) => n)).toEqual(client.events.map((_, index) => index))
  })

  it('leaves its port to the next one at once', async () => {
    const hub = await stage.start([await stage.account()])
    await stage.opened()
    await hub.close()
    expect((await stage.start([], { listen: { host: '127.0.0.1', port: hub.port } })).port).toBe(hub.port)
  })

  it('may be closed twice', async () => {
    const hub = await stage.start([])
    expect((await stage.http('/healthz')).code).toBe(200)
    expect(await Promise.all([hub.close(), hub.close()])).toEqual([undefined, undefined])
    expect(await hub.close()).toBeUndefined()
    await expect(stage.http('/healthz')).rejects.toThrow()
  })

  it('waits ten seconds for a store that does not answer, and says that what waited is not saved', async () => {
    stage.kept = new Kept()
    const account = await stage.account()
    const hub = await stage.start([account])
    const store = stage.kept.last
    if (!store) throw new TypeError('the hub has no store')
    stage.kept.isSlow = true
    account.emit({ post_type: 'notice' })
    await expect.poll(() => store.state.behind).toBe(1)
    const asked = vi.spyOn(store, 'close').mockReturnValue(new Promise(() => {}))
    const closed = vi.fn()
    void hub.close().then(closed)
    await expect.poll(() => asked.mock.calls.length).toBe(1)
    await stage.clock.advance(9_900)
    expect(closed).not.toHaveBeenCalled()
    await stage.clock.advance(200)
    await expect.poll(() => closed.mock.calls.length).toBe(1)
    expect(stage.log.at(-1)).toEqual({
      level: 'warn',
      text: 'the history does not answer: what waited for it is not saved',
      fields: { waitedMs: 10_000, events: 1 },
    })
  })

  it('that could not start says why, though its store does not answer', async () => {
    stage.kept = new Kept()
    const port = (await stage.start([])).port
    const second = new Kept()
    stage.kept = second
    const started = stage.start([], { listen: { host: '127.0.0.1', port } }).catch((error: unknown) => error)
    const store = second.last
    if (!store) throw new TypeError('the hub has no store')
    const asked = vi.spyOn(store, 'close').mockReturnValue(new Promise(() => {}))
    await expect.poll(() => asked.mock.calls.length).toBe(1)
    await stage.clock.advance(10_000)
    expect(await started).toMatchObject({ code: 'EADDRINUSE' })
  })
})
