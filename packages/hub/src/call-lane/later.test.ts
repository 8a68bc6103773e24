import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Stage } from '../hub.fixture.js'

describe('calls with a suffix', () => {
  let stage: Stage
  beforeEach(() => {
    stage = new Stage()
  })
  afterEach(() => stage.close())

  it('are answered at once and executed without it, whether the implementation knows suffixes or not', async () => {
    const account = await stage.account()
    await stage.start([account])
    const client = await stage.opened()
    const reply = await client.ask(
      '{"action":"send_msg_async","params":{"user_id":9007199254740993},"echo":[1]}',
    )
    expect(reply).toBe('{"status":"async","retcode":1,"data":null,"echo":[1]}')
    await expect.poll(() => account.calls.at(-1)?.text).toContain('"user_id":9007199254740993')
    expect(account.calls.at(-1)?.action).toBe('send_msg')
  })

  it('that are rate limited start one after the other, at a distance', async () => {
    const account = await stage.account()
    const sent = () => account.calls.filter(({ action }) => action === 'send_msg')
    await stage.start([account], { rateLimitIntervalMs: 60_000 })
    const client = await stage.opened()
    for (let n = 0; n < 4; n++)
      expect((await client.call('send_msg_rate_limited', { n })).status).toBe('async')
    for (let n = 1; n <= 4; n++) {
      await expect.poll(() => sent().length).toBe(n)
      await stage.clock.advance(59_000)
      expect(sent()).toHaveLength(n)
      await stage.clock.advance(1_000)
    }
    expect(sent().map(({ params }) => params.n)).toEqual([0, 1, 2, 3])
  })

  it('leave a line in the log when they fail', async () => {
    const account = await stage.account()
    await stage.start([account])
    const client = await stage.opened()
    await client.call('no_such_thing_async')
    await expect.poll(() => stage.log.some(({ text }) => text === 'no_such_thing_async failed')).toBe(true)
  })

  it('are refused with two suffixes', async () => {
    const account = await stage.account()
    await stage.start([account])
    const client = await stage.opened()
    expect(await client.call('send_msg_async_rate_limited')).toMatchObject({ retcode: 1404 })
  })
})
