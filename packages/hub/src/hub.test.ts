import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Stage } from './hub.fixture.js'

let stage: Stage
beforeEach(() => {
  stage = new Stage()
})
afterEach(() => stage.close())

describe('a hub on one account', () => {
  it('sends lifecycle first, then every event, byte for byte, to every client', async () => {
    const account = await stage.account()
    await stage.start([account])
    const clients = await Promise.all([stage.opened(), stage.opened('onebot/v11/ws/')])
    const text =
      '{"time":1,"self_id":10001,"post_type":"message","message_id":9007199254740993,"raw_message":"汉\\u0041🐧"}'
    account.emit(text)
    for (const client of clients) {
      await expect.poll(() => client.texts.length).toBe(2)
      expect(client.frames[0]).toMatchObject({
        meta_event_type: 'lifecycle',
        sub_type: 'connect',
        self_id: 10001,
      })
      expect(client.texts[1]).toBe(text)
    }
  })

  it('gives every reply to the caller alone, with its own echo, however the echoes collide', async () => {
    const account = await stage.account()
    await stage.start([account])
    const [a, b] = await Promise.all([stage.opened(), stage.opened()])
    const echoes = [
      '0',
      '""',
      'null',
      '{"seq":1}',
      '9007199254740993',
      '"a\\nb"',
      '"\\ud800"',
      '[1, 2]',
      '-0.0',
      'true',
    ]
    for (const echo of echoes) {
      const [fromA, fromB] = await Promise.all([
        a.ask(`{"action":"echo_params","params":{"who":"a"},"echo": ${echo} }`),
        b.ask(`{"action":"echo_params","params":{"who":"b"},"echo": ${echo} }`),
      ])
      expect(fromA).toBe(`{"status":"ok","retcode":0,"data":{"who":"a"},"echo":${echo}}`)
      expect(fromB).toBe(`{"status":"ok","retcode":0,"data":{"who":"b"},"echo":${echo}}`)
    }
    expect(await a.ask('{"action":"echo_params"}')).toBe('{"status":"ok","retcode":0,"data":{}}')
  })
})
