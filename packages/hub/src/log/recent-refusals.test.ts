import { beforeEach, expect, it } from 'vitest'
import { TestClock } from '../../../transport/src/time/clock.fixture.js'
import { RecentRefusals } from './recent-refusals.js'

let clock: TestClock
let refusals: RecentRefusals
beforeEach(() => {
  clock = new TestClock()
  refusals = new RecentRefusals(clock)
})

const MINUTE = 60_000
const refuse = (address: string, reason = 'wrong token') =>
  refusals.add({ address, status: 403, reason, path: '/' })
const short = () => refusals.all.map(({ refused: { address, reason }, count }) => [address, reason, count])

it('refusals are counted by address and reason, the latest first', async () => {
  refuse('1.1.1.1')
  const [{ since = 0 } = {}] = refusals.all
  await clock.advance(1_000)
  refuse('2.2.2.2')
  refuse('1.1.1.1', 'no such path')
  refuse('1.1.1.1')
  expect(short()).toEqual([
    ['1.1.1.1', 'wrong token', 2],
    ['1.1.1.1', 'no such path', 1],
    ['2.2.2.2', 'wrong token', 1],
  ])
  expect(refusals.all[0]?.since).toBe(since)
})

it('refusals are forgotten ten minutes after the last of their kind', async () => {
  refuse('1.1.1.1')
  refuse('2.2.2.2')
  await clock.advance(9 * MINUTE)
  refuse('1.1.1.1')
  await clock.advance(2 * MINUTE)
  expect(short()).toEqual([['1.1.1.1', 'wrong token', 2]])
  await clock.advance(9 * MINUTE)
  expect(short()).toEqual([])
})

it('a flood of addresses keeps no more than a hundred kinds, the latest', () => {
  for (let n = 0; n < 10_000; n++) refuse(`address ${n}`)
  expect(refusals.all).toHaveLength(100)
  expect(short()[0]).toEqual(['address 9999', 'wrong token', 1])
})
