import { callParams, okReply } from '@rookery/protocol'
import { Downstream, memoryLinks } from '@rookery/transport'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { Stage } from './hub.fixture.js'

let stage: Stage
beforeEach(() => {
  stage = new Stage()
})
afterEach(() => stage.close())

it('serves an implementation that runs in the same process', async () => {
  const hub = await stage.start([])
  const [toHub, toImplementation] = memoryLinks()
  const implementation = new Downstream(toHub, { call: async (call) => okReply(callParams(call)) })
  hub.join('inside', toImplementation, '10001')
  const client = await stage.opened()
  implementation.send(Buffer.from('{"time":1,"self_id":10001,"post_type":"notice","a":1}'))
  implementation.send(
    Buffer.from(
      '{"time":1,"self_id":10001,"post_type":"meta_event","meta_event_type":"heartbeat","interval":5000}',
    ),
  )
  await expect.poll(() => client.events).toMatchObject([{ a: 1 }])
  expect(await client.call('anything', { b: 2 })).toMatchObject({ status: 'ok', data: { b: 2 } })
  implementation.close(1001, 'gone')
  await expect.poll(() => hub.accounts()).toEqual([{ self_id: '10001', online: false }])
})
