import { describe, expect, it } from 'vitest'
import type { Clock } from '../time/clock.js'
import { networkOf, WrongTokens } from './wrong-tokens.js'

/** A clock that the test moves. */
class TestClock implements Clock {
  ms = 1_000_000
  #due: { readonly at: number; readonly wake: () => void }[] = []

  now(): number {
    return this.ms
  }

  after(delayMs: number, wake: () => void): () => void {
    const entry = { at: this.ms + delayMs, wake }
    this.#due.push(entry)
    return () => {
      this.#due = this.#due.filter((each) => each !== entry)
    }
  }

  pass(ms: number): void {
    this.ms += ms
    for (const each of this.#due.filter(({ at }) => at <= this.ms)) each.wake()
  }
}

function stage() {
  const clock = new TestClock()
  const wrong = new WrongTokens(clock)
  let answered = 0
  /** How many of so many wrong tokens are answered at once. */
  const guess = (count: number, address = '10.0.0.1'): number => {
    const before = answered
    for (let n = 0; n < count; n++) wrong.refuse(address, () => answered++)
    return answered - before
  }
  return { clock, wrong, guess, answered: () => answered }
}

describe('an address that shows wrong tokens', () => {
  it('is answered at once up to twenty times a minute, then slower, to five seconds', () => {
    const { clock, guess, answered } = stage()
    expect(guess(20)).toBe(20)
    const waits: number[] = []
    for (let n = 0; n < 7; n++) {
      const [before, from] = [answered(), clock.ms]
      expect(guess(1)).toBe(0)
      while (answered() === before) clock.pass(50)
      waits.push(clock.ms - from)
    }
    expect(waits).toEqual([250, 500, 1000, 2000, 4000, 5000, 5000])
  })

  it('is slowed in each minute, also when answers wait while one minute becomes the next', () => {
    const { clock, guess } = stage()
    for (let second = 0; second < 200; second++) {
      guess(30)
      clock.pass(1_000)
    }
    clock.pass(70_000)
    expect(guess(20)).toBe(20)
    expect(guess(6)).toBe(2)
  })

  it('has four answers wait at a time; more are given at once', () => {
    const { clock, guess, answered } = stage()
    guess(20)
    expect(guess(300)).toBe(296)
    clock.pass(5000)
    expect(answered()).toBe(320)
    expect(guess(5)).toBe(1)
  })

  it('does not slow others down, and all together have 64 wait', () => {
    const { guess } = stage()
    for (let n = 0; n < 16; n++) {
      expect(guess(20, `10.0.1.${n}`)).toBe(20)
      expect(guess(4, `10.0.1.${n}`)).toBe(0)
    }
    expect(guess(20, '10.0.2.1')).toBe(20)
    expect(guess(4, '10.0.2.1')).toBe(4)
  })

  it('begins anew after a minute, also when the clock was set back', () => {
    for (const ms of [60_000, -3_600_000]) {
      const { clock, guess } = stage()
      guess(20)
      clock.pass(ms)
      expect(guess(20)).toBe(20)
      expect(guess(1)).toBe(0)
    }
  })

  it('is answered when nobody listens any more', () => {
    const { wrong, guess, answered } = stage()
    guess(23)
    expect(answered()).toBe(20)
    wrong.close()
    expect(answered()).toBe(23)
  })

  it('is one /64 in IPv6', () => {
    const { guess } = stage()
    for (let n = 0; n < 20; n++) guess(1, `2001:db8:1:2::${n.toString(16)}`)
    expect(guess(1, '2001:db8:1:2:ffff::1')).toBe(0)
    expect(guess(1, '2001:db8:1:3::1')).toBe(1)
  })
})

describe('the network of an address', () => {
  it.each([
    ['192.168.0.7', '192.168.0.7'],
    ['::ffff:192.168.0.7', '192.168.0.7'],
    ['::1', '0:0:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['2001:DB8::', '2001:db8:0:0::/64'],
    ['1:2:3:4:5:6:7:8', '1:2:3:4::/64'],
    [undefined, 'unknown'],
  ])('of %s is %s', (address, network) => {
    expect(networkOf(address)).toBe(network)
  })
})
