import { beforeEach, describe, expect, it } from 'vitest'
import { ioTurns, TestClock } from '../../../../transport/src/time/clock.fixture.js'
import { Breaker } from './breaker.js'

let clock: TestClock
let said: string[]
let breaker: Breaker
beforeEach(() => {
  clock = new TestClock()
  said = []
  breaker = new Breaker({
    failures: 3,
    clock,
    openMs: (failedTrials) => 10_000 * 2 ** failedTrials,
    opened: (forMs) => void said.push(`opened ${forMs}`),
    closed: () => void said.push('closed'),
  })
})

async function fail(times: number): Promise<void> {
  for (let n = 0; n < times; n++) breaker.failed()
  await ioTurns()
}
const trial = (outcome: () => void, value = 'done') =>
  breaker.trial(async () => {
    await ioTurns()
    outcome()
    return value
  })
const nothing = (): void => {}

describe('a breaker', () => {
  it('opens after so many failures in a row, and no sooner', async () => {
    await fail(2)
    breaker.succeeded()
    await ioTurns()
    await fail(2)
    expect([breaker.isClosed, said]).toEqual([true, []])
    breaker.succeeded()
    for (let n = 0; n < 9; n++) {
      breaker.failed()
      breaker.failed()
      breaker.succeeded()
    }
    await fail(2)
    expect([breaker.isClosed, said]).toEqual([true, []])
    await fail(1)
    expect([breaker.isClosed, said]).toEqual([false, ['opened 10000']])
    expect(breaker.status).toMatchObject({ state: 'open' })
    expect(breaker.status.retryAfterMs).toBeGreaterThan(9_000)
  })

  it('lets nothing through while it is open, whatever comes of what was under way', async () => {
    await fail(3)
    breaker.succeeded()
    await fail(5)
    await clock.advance(9_000)
    expect([breaker.trial(async () => 'x'), breaker.isClosed]).toEqual([undefined, false])
    expect(said).toEqual(['opened 10000'])
  })

  it('lets a single trial through after that, which closes it', async () => {
    await fail(3)
    await clock.advance(10_000)
    const first = trial(() => breaker.succeeded())
    expect(breaker.status).toEqual({ state: 'half-open', retryAfterMs: 0 })
    expect(trial(nothing)).toBeUndefined()
    expect(await first).toBe('done')
    await ioTurns()
    expect([breaker.isClosed, said]).toEqual([true, ['opened 10000', 'closed']])
    await fail(2)
    expect(breaker.isClosed).toBe(true)
  })

  it('lets a trial through at once where there are signs that it would succeed', async () => {
    breaker.hurry()
    await fail(3)
    expect(breaker.isRefusing).toBe(true)
    breaker.hurry()
    expect(breaker.isRefusing).toBe(false)
    await trial(() => breaker.succeeded())
    await ioTurns()
    expect(breaker.isClosed).toBe(true)
  })

  it('is open for longer after a trial without a success, however it ends', async () => {
    await fail(3)
    await clock.advance(10_000)
    await trial(() => breaker.failed())
    await ioTurns()
    await clock.advance(21_000)
    await trial(nothing)
    await ioTurns()
    await clock.advance(41_000)
    await breaker
      .trial(async () => {
        throw new RangeError('inside')
      })
      ?.catch(nothing)
    await ioTurns()
    expect(said).toEqual(['opened 10000', 'opened 20000', 'opened 40000', 'opened 80000'])
    await clock.advance(81_000)
    await trial(() => breaker.succeeded())
    await ioTurns()
    await fail(3)
    expect(said.slice(4)).toEqual(['closed', 'opened 10000'])
  })
})
