import { beforeEach, describe, expect, it } from 'vitest'
import { TestClock } from '../../../transport/src/time/clock.fixture.js'
import { Reaches } from './reaches.js'

let clock: TestClock
let reaches: Reaches
beforeEach(() => {
  clock = new TestClock()
  reaches = new Reaches(clock)
})

const state = (name: string) => reaches.of(name)?.state

describe('how far the hub has come with an implementation', () => {
  it('is failed from the first failure on, with the newest reason, until it is there', async () => {
    reaches.expect('a', 'connecting')
    expect(state('a')).toBe('connecting')
    await clock.advance(1_000)
    reaches.failed('a', 'refused')
    const since = reaches.of('a')?.since ?? 0
    await clock.advance(1_000)
    reaches.failed('a', 'no route')
    expect(reaches.of('a')).toEqual({ state: 'failed', failure: 'no route', since })
    await clock.advance(1_000)
    reaches.connected('a')
    expect(reaches.of('a')).toEqual({ state: 'connected', since: expect.any(Number) })
    expect(reaches.of('a')?.since).toBeGreaterThan(since + 1_500)
  })

  it('is what it was at first once the last connection has ended, but a failure stays', () => {
    reaches.expect('a', 'waiting')
    reaches.connected('a')
    reaches.left('a')
    expect(state('a')).toBe('waiting')
    reaches.expect('b', 'connecting')
    reaches.connected('b')
    reaches.failed('b', 'closed with 1006')
    reaches.left('b')
    expect(state('b')).toBe('failed')
  })

  it('is known of one that joined in this process for as long as it is there', () => {
    reaches.failed('m', 'nobody expects it')
    expect(state('m')).toBeUndefined()
    reaches.connected('m')
    expect(state('m')).toBe('connected')
    reaches.left('m')
    expect(reaches.of('m')).toBeUndefined()
  })

  it('is forgotten with its entry', () => {
    reaches.expect('a', 'connecting')
    reaches.forget('a')
    reaches.failed('a', 'late')
    reaches.left('a')
    expect(reaches.of('a')).toBeUndefined()
  })
})
