import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Deadlines } from './deadlines.js'

describe('deadlines', () => {
  let late: string[]
  let deadlines: Deadlines<string>

  beforeEach(() => {
    vi.useFakeTimers()
    late = []
    deadlines = new Deadlines((item) => late.push(item))
  })
  afterEach(() => {
    vi.restoreAllMocks()
    vi.useRealTimers()
  })

  it('tells what takes too long, each in its own time', () => {
    deadlines.start('a', 100)
    vi.advanceTimersByTime(60)
    deadlines.start('b', 100)
    vi.advanceTimersByTime(39)
    expect(late).toEqual([])
    vi.advanceTimersByTime(1)
    expect(late).toEqual(['a'])
    vi.advanceTimersByTime(60)
    expect(late).toEqual(['a', 'b'])
  })

  it('go on when telling of one fails', () => {
    const told: string[] = []
    const failing = new Deadlines<string>((item) => {
      told.push(item)
      if (item === 'bad') throw new Error('no way')
    })
    for (const item of ['bad', 'with it']) failing.start(item, 100)
    vi.advanceTimersByTime(50)
    failing.start('later', 100)
    expect(() => vi.advanceTimersByTime(50)).toThrow('no way')
    vi.advanceTimersByTime(1)
    expect(told).toEqual(['bad', 'with it'])
    vi.advanceTimersByTime(50)
    failing.start('new', 100)
    vi.advanceTimersByTime(100)
    expect(told).toEqual(['bad', 'with it', 'later', 'new'])
  })

  it('keeps waits of different lengths apart', () => {
    deadlines.start('long', 1000)
    deadlines.start('short', 10)
    vi.advanceTimersByTime(10)
    expect(late).toEqual(['short'])
    vi.advanceTimersByTime(990)
    expect(late).toEqual(['short', 'long'])
  })

  it('does not tell what ended, and starts again what is started again', () => {
    const ended = deadlines.start('ended', 100)
    const again = deadlines.start('again', 100)
    deadlines.start('left', 100)
    vi.advanceTimersByTime(50)
    deadlines.end(ended)
    deadlines.end(again)
    deadlines.start('again', 100)
    vi.advanceTimersByTime(50)
    expect(late).toEqual(['left'])
    vi.advanceTimersByTime(50)
    expect(late).toEqual(['left', 'again'])
  })

  it('may end in any order, and more than once', () => {
    const [a, b, c, d] = ['a', 'b', 'c', 'd'].map((item) => deadlines.start(item, 100))
    for (const wait of [b, b, d, a, d]) if (wait) deadlines.end(wait)
    deadlines.start('e', 100)
    vi.advanceTimersByTime(100)
    expect(late).toEqual(['c', 'e'])
    if (c) deadlines.end(c)
    deadlines.start('f', 100)
    vi.advanceTimersByTime(100)
    expect(late).toEqual(['c', 'e', 'f'])
  })

  it('gives what starts while the timer of an ended wait runs its whole time', () => {
    deadlines.end(deadlines.start('ended', 100))
    vi.advanceTimersByTime(90)
    deadlines.start('next', 100)
    vi.advanceTimersByTime(99)
    expect(late).toEqual([])
    vi.advanceTimersByTime(1)
    expect(late).toEqual(['next'])
  })

  it('goes on when what is late starts again at once', () => {
    let rounds = 0
    const restless = new Deadlines<string>((item) => {
      if (++rounds < 3) restless.start(item, 100)
    })
    restless.start('a', 100)
    vi.advanceTimersByTime(100)
    expect(vi.getTimerCount()).toBe(1)
    vi.advanceTimersByTime(900)
    expect(rounds).toBe(3)
  })

  it('waits longer than a timer of Node can', () => {
    const armed = vi.spyOn(globalThis, 'setTimeout')
    deadlines.start('month', 2 ** 31)
    deadlines.start('for ever', Number.POSITIVE_INFINITY)
    for (const [, delayMs] of armed.mock.calls) expect(delayMs).toBeLessThan(2 ** 31)
    vi.advanceTimersByTime(2 ** 31 - 1)
    expect(late).toEqual([])
    vi.advanceTimersByTime(1)
    expect(late).toEqual(['month'])
  })

  it('keeps no timer for every length that there ever was', () => {
    const waits = Array.from({ length: 1000 }, (_, each) => deadlines.start('ended', 100 + each / 1000))
    for (const wait of waits) deadlines.end(wait)
    expect(vi.getTimerCount()).toBeLessThan(20)
    deadlines.start('late', 7)
    vi.advanceTimersByTime(7)
    expect(late).toEqual(['late'])
  })

  it('keeps no timer at all once they are closed', () => {
    deadlines.end(deadlines.start('ended', 100))
    deadlines.start('waiting', 50)
    deadlines.close()
    expect(vi.getTimerCount()).toBe(0)
    vi.advanceTimersByTime(100)
    expect(late).toEqual([])
  })

  it('runs no timer for long once nothing waits', () => {
    deadlines.end(deadlines.start('a', 100))
    vi.advanceTimersByTime(100)
    expect(vi.getTimerCount()).toBe(0)
  })
})

describe('deadlines and the life of the process', () => {
  it('hold it only while something waits', () => {
    const deadlines = new Deadlines<string>(() => {})
    const held = (): number => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length
    const before = held()
    const first = deadlines.start('a', 60_000)
    expect(held()).toBe(before + 1)
    deadlines.end(first)
    expect(held()).toBe(before)
    const second = deadlines.start('b', 60_000)
    expect(held()).toBe(before + 1)
    deadlines.end(second)
  })
})
