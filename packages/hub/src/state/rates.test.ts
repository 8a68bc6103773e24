import fc from 'fast-check'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { TestClock } from '../../../transport/src/time/clock.fixture.js'
import { RecentRates } from './rates.js'

let clock: TestClock
let totals: { events: number; deliveries: number; calls: number }
let rates: RecentRates
beforeEach(() => {
  clock = new TestClock()
  totals = { events: 0, deliveries: 0, calls: 0 }
  rates = new RecentRates(() => totals, clock)
})
afterEach(() => rates.close())

const pass = async (seconds: number, perSecond: number): Promise<void> => {
  for (let second = 0; second < seconds; second++) {
    totals = { ...totals, events: totals.events + perSecond }
    await clock.advance(1_000)
  }
}

it('rates are 0 at the start, and before anything has come', async () => {
  expect(rates.now).toEqual({ events_per_s: 0, deliveries_per_s: 0, calls_per_s: 0 })
  await clock.advance(60_000)
  expect(rates.now).toEqual({ events_per_s: 0, deliveries_per_s: 0, calls_per_s: 0 })
})

it('rates are those of the last ten seconds at most, each of its own number', async () => {
  await pass(30, 100)
  expect(rates.now.events_per_s).toBeGreaterThan(95)
  expect(rates.now.events_per_s).toBeLessThan(105)
  expect(rates.now.calls_per_s).toBe(0)
  await pass(11, 0)
  expect(rates.now.events_per_s).toBe(0)
  totals = { ...totals, calls: 1_000 }
  expect(rates.now.calls_per_s).toBeGreaterThanOrEqual(100)
})

it('a steady rate is told as it is, whenever it is asked', async () => {
  const run = fc.asyncProperty(
    fc.integer({ min: 1, max: 5_000 }),
    fc.integer({ min: 6, max: 40 }),
    async (perSecond, seconds) => {
      const before = rates
      rates = new RecentRates(() => totals, clock)
      before.close()
      await pass(seconds, perSecond)
      expect(rates.now.events_per_s).toBeGreaterThan(perSecond * 0.9 - 1)
      expect(rates.now.events_per_s).toBeLessThan(perSecond * 1.1 + 1)
    },
  )
  await fc.assert(run, { numRuns: 10 })
})
