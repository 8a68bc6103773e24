import { expect, it } from 'vitest'
import { eventOf } from '../../../hub/src/history/history.fixture.js'
import { Pending } from './pending.js'

it('drops the oldest events, but those that are being saved, without holding the event loop', () => {
  const count = 200_000
  const pending = new Pending(40 * 1024 * 1024)
  pending.add(Array.from({ length: count }, (_, at) => eventOf('1', 1, at + 1, 'x'.repeat(150))))
  const taken = pending.take().map(({ id }) => id.number)
  expect(taken).toEqual(Array.from({ length: 1024 }, (_, at) => at + 1))
  const begun = process.cpuUsage()
  const runs = pending.add([eventOf('1', 1, count + 1, 'x'.repeat(35 * 1024 * 1024))])
  // Linear in what is dropped: some milliseconds of CPU. Moving all that waits for each of them took ten seconds.
  expect(process.cpuUsage(begun).user).toBeLessThan(2_000_000)
  const [run, ...others] = runs
  expect(others).toEqual([])
  expect(run).toMatchObject({ account: '1', epoch: 1, first: 1025 })
  const kept = count + 1 - (run?.last ?? 0)
  expect(pending.count).toBe(1024 + kept)
  pending.failed()
  expect(pending.take()[0]?.id.number).toBe(1)
  pending.saved()
  expect(pending.take()[0]?.id.number).toBe((run?.last ?? 0) + 1)
})
