import { expect, it } from 'vitest'
import { EXPLAIN_ACTION } from './explained.js'
import type { Observation } from './observation.js'
import { Sandbox } from './sandbox.js'
import { readingClub } from './world/world.fixture.js'

it('hears from a bot why it did nothing, and nothing happens in the world', () => {
  const sandbox = new Sandbox(readingClub())
  const { world } = sandbox
  const seen: Observation[] = []
  sandbox.observe((observation) => seen.push(observation))
  expect(sandbox.call(10000, EXPLAIN_ACTION, { message_id: 7, text: '没有前缀' })).toMatchObject({
    status: 'ok',
  })
  expect(seen).toEqual([{ is: 'explained', self_id: 10000, message_id: 7, text: '没有前缀' }])
  expect(sandbox.world).toBe(world)
})

it.each([[undefined], [{}], [{ message_id: '7', text: 'x' }], [{ message_id: 7, text: 7 }]])(
  'refuses %j',
  (params) => {
    const sandbox = new Sandbox(readingClub())
    expect(sandbox.call(10000, EXPLAIN_ACTION, params)).toMatchObject({ status: 'failed', retcode: 1400 })
  },
)
