import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Rate } from '../../traffic-options.js'
import { marginOf, windowOf } from './window.js'

/** Times at which sends leave that come at these times and wait for the window, each behind the one before. */
function departures(rate: Rate, arrivals: readonly number[], slowness = 1): number[] {
  const window = windowOf(rate)
  let now = 0
  return arrivals.map((at) => {
    now = Math.max(now, at)
    now = Math.max(now, window.readyAt(now, slowness))
    window.took(now, slowness)
    return now
  })
}

const rates = fc.record({
  count: fc.integer({ min: 1, max: 30 }),
  perMs: fc.constantFrom(1_000, 10_000, 60_000),
})
const bursts = fc.integer({ min: 1, max: 20 })
const arrivals = fc
  .array(fc.oneof(fc.constant(0), fc.integer({ max: 200, min: 0 }), fc.integer({ max: 90_000, min: 0 })), {
    maxLength: 150,
  })
  .map((gaps) => gaps.map((_, at) => gaps.slice(0, at + 1).reduce((sum, each) => sum + each, 0)))
/** How much later than it left a send is counted, as a share of the margin. */
const delays = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 150, maxLength: 150 })

/** Most of the times that lie in any span so long, its end not included. */
const mostIn = (times: readonly number[], spanMs: number): number =>
  Math.max(0, ...times.map((from) => times.filter((each) => each >= from && each < from + spanMs).length))

const sorted = (times: readonly number[]): number[] => [...times].sort((a, b) => a - b)

describe('a window', () => {
  it('of so many in a span is never exceeded in any span, as they leave and as they are received', () => {
    fc.assert(
      fc.property(rates, arrivals, delays, (rate, times, late) => {
        const left = departures(rate, times)
        expect(mostIn(left, rate.perMs + marginOf(rate))).toBeLessThanOrEqual(rate.count)
        const received = sorted(left.map((each, at) => each + (late[at] ?? 0) * marginOf(rate)))
        expect(mostIn(received, rate.perMs)).toBeLessThanOrEqual(rate.count)
      }),
    )
  })

  it('with a burst lets the burst through, and one for each interval of any span', () => {
    fc.assert(
      fc.property(rates, bursts, arrivals, delays, (rate, burst, times, late) => {
        const left = departures({ ...rate, burst }, times)
        const received = sorted(left.map((each, at) => each + (late[at] ?? 0) * marginOf(rate)))
        const intervalMs = rate.perMs / rate.count
        received.forEach((from, first) => {
          received.slice(first).forEach((to, more) => {
            expect(more + 1).toBeLessThanOrEqual(burst + (to - from) / intervalMs + 1e-6)
          })
        })
      }),
    )
  })

  it('lets leave at once whatever is within the limit', () => {
    fc.assert(
      fc.property(rates, bursts, (rate, burst) => {
        const at = Array.from({ length: rate.count }, () => 5)
        expect(departures(rate, at)).toEqual(at)
        const first = Array.from({ length: burst }, () => 5)
        expect(departures({ ...rate, burst }, first)).toEqual(first)
      }),
    )
  })

  it('lets leave as much as it promises while much waits', () => {
    const many = Array.from({ length: 200 }, () => 0)
    const inMinutes = (times: readonly number[]) => times.filter((each) => each < 3 * 60_000).length
    expect(inMinutes(departures({ count: 20, perMs: 60_000 }, many))).toBe(60)
    expect(inMinutes(departures({ count: 1, perMs: 1_000, burst: 20 }, many))).toBe(199)
    expect(inMinutes(departures({ count: 1, perMs: 1_000 }, many))).toBe(176)
  })

  it('is kept in its slow form, too', () => {
    fc.assert(
      fc.property(rates, arrivals, fc.constantFrom(2, 5, 8), (rate, times, slowness) => {
        const left = departures(rate, times, slowness)
        const most = Math.max(1, Math.floor(rate.count / slowness))
        expect(mostIn(left, rate.perMs * Math.max(1, slowness / rate.count))).toBeLessThanOrEqual(most)
      }),
    )
  })

  it('says ahead when a send leaves that has others before it', () => {
    fc.assert(
      fc.property(
        rates,
        fc.option(bursts, { nil: undefined }),
        arrivals,
        fc.nat(60),
        (rate, burst, times, ahead) => {
          const window = windowOf({ ...rate, ...(burst !== undefined && { burst }) })
          let now = 0
          for (const at of times.slice(0, 40)) {
            now = Math.max(now, at, window.readyAt(Math.max(now, at), 1))
            window.took(now, 1)
          }
          const said = Math.max(now, window.readyAt(now, 1, ahead))
          let last = now
          for (let n = 0; n <= ahead; n++) {
            last = Math.max(last, window.readyAt(last, 1))
            window.took(last, 1)
          }
          // It may be a few margins off, never more.
          expect(Math.abs(last - said)).toBeLessThanOrEqual((ahead + 1) * marginOf(rate) + 1)
        },
      ),
    )
  })

  it('of another limit counts what has left before in its span, and a bucket gets no debts', () => {
    fc.assert(
      fc.property(
        rates,
        fc.option(bursts, { nil: undefined }),
        rates,
        arrivals,
        (before, burst, rate, times) => {
          const left = departures({ ...before, ...(burst !== undefined && { burst }) }, times)
          const last = left.at(-1) ?? 0
          const next = (sliding: typeof rate & { burst?: number }): number =>
            Math.max(last, windowOf(sliding, undefined, left).readyAt(last, 1))
          const inSpan = left.filter((at) => at > next(rate) - rate.perMs)
          expect(inSpan.length).toBeLessThan(rate.count)
          const waits = next({ ...rate, burst: 5 }) - last
          expect(waits).toBeLessThanOrEqual(rate.perMs / rate.count + marginOf(rate) + 1e-6)
        },
      ),
    )
    const spent = Array.from({ length: 9 }, () => 1_000)
    expect(windowOf({ count: 1, perMs: 1_000, burst: 5 }, undefined, spent).readyAt(1_000, 1)).toBe(2_025)
  })

  it('is fresh again once nothing counts', () => {
    for (const rate of [
      { count: 2, perMs: 1_000 },
      { count: 2, perMs: 1_000, burst: 2 },
    ]) {
      const window = windowOf(rate)
      expect(window.isFresh(0, 1)).toBe(true)
      window.took(0, 1)
      expect([window.isFresh(500, 1), window.isFresh(1_025, 1)]).toEqual([false, true])
    }
  })

  it('does not exist where there is no limit', () => {
    const window = windowOf(undefined)
    window.took(5, 1)
    expect([window.readyAt(5, 8), window.isFresh(5, 8)]).toEqual([0, true])
  })
})
