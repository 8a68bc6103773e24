import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { eventClock } from './event-clock.js'

/** A machine whose time passes as the test says. */
class Machine {
  wallMs = 1_700_000_000_000
  steadyMs = 5_000
  uptimeMs = 1_000_000
  knowsUptime = true
  asked = 0
  readonly wall = (): number => this.wallMs
  readonly steady = (): number => this.steadyMs
  readonly uptime = (): number => {
    this.asked++
    if (!this.knowsUptime) throw new RangeError('no uptime here')
    return Math.floor(this.uptimeMs / 1000)
  }
  pass(ms: number): void {
    this.wallMs += ms
    this.steadyMs += ms
    this.uptimeMs += ms
  }
  sleep(ms: number): void {
    this.wallMs += ms
    this.uptimeMs += ms
  }
}

const HOUR_MS = 3_600_000

describe('the clock of events', () => {
  it.each([1, -1, 24 * 365])('does not care that the clock on the wall is set by %i h', (hours) => {
    const machine = new Machine()
    const now = eventClock(machine)
    const before = now()
    machine.pass(1_000)
    machine.wallMs += hours * HOUR_MS
    machine.pass(1_000)
    expect(now() - before).toBe(2_000)
  })

  it('goes on while the machine sleeps, and says so at the first look', () => {
    const machine = new Machine()
    const now = eventClock(machine)
    const before = now()
    machine.sleep(2 * HOUR_MS)
    expect(Math.abs(now() - before - 2 * HOUR_MS)).toBeLessThan(1_001)
  })

  it('takes a jump forward for a sleep, and none backward, where there is no uptime', () => {
    const machine = new Machine()
    machine.knowsUptime = false
    const now = eventClock(machine)
    const before = now()
    machine.wallMs -= HOUR_MS
    expect(now() - before).toBe(0)
    machine.sleep(2 * HOUR_MS)
    expect(now() - before).toBe(2 * HOUR_MS)
    machine.pass(500)
    expect(now() - before).toBe(2 * HOUR_MS + 500)
  })

  it('asks for the uptime now and then, not each time', () => {
    const machine = new Machine()
    const now = eventClock(machine)
    for (let n = 0; n < 10_000; n++) {
      machine.pass(1)
      now()
    }
    expect(machine.asked).toBeLessThan(4)
  })

  it('never goes back, and is never far from the time that has passed, awake and asleep', () => {
    const step = fc.record({
      kind: fc.constantFrom('pass', 'sleep', 'set'),
      ms: fc.integer({ min: 0, max: 3 * HOUR_MS }),
    })
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), fc.boolean(), (steps, isBack) => {
        const machine = new Machine()
        const now = eventClock(machine)
        const started = now()
        let [passed, last] = [0, started]
        for (const { kind, ms } of steps) {
          if (kind === 'set') machine.wallMs += isBack ? -ms : ms
          else {
            machine[kind as 'pass' | 'sleep'](ms)
            passed += ms
          }
          const at = now()
          expect(at).toBeGreaterThanOrEqual(last)
          last = at
        }
        machine.pass(20_000)
        expect(Math.abs(now() - started - passed - 20_000)).toBeLessThan(4_000)
      }),
    )
  })
})
