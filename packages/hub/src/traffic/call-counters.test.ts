import fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import { CallCounters, type Counted, DURATION_LIMITS_MS } from './call-counters.js'

let counters: CallCounters
beforeEach(() => {
  counters = new CallCounters(['send_msg', 'get_msg', 'send_msg'])
})

const named = (name: string): Counted => ({ name, kind: 'named' })
const NOBODY: Counted = { name: undefined, kind: 'anonymous' }
const short = () =>
  counters.calls.map(({ action, client, outcome, count }) => [action, client, outcome, count])

describe('calls', () => {
  it('are counted by action, client and outcome', () => {
    counters.add(named('a'), 'send_msg', 'ok', 1)
    counters.add(named('a'), 'send_msg', 'ok', 1)
    counters.add(named('a'), 'send_msg', 'failed', 1)
    counters.add(named('b'), 'get_msg', 'ok', 1)
    counters.add(NOBODY, 'get_msg', 'ok', 1)
    expect(short()).toEqual([
      ['send_msg', 'a', 'ok', 2],
      ['send_msg', 'a', 'failed', 1],
      ['get_msg', 'b', 'ok', 1],
      ['get_msg', 'anonymous', 'ok', 1],
    ])
    expect(counters.total).toBe(5)
  })

  it('with a suffix count as the action, and unknown ones together', () => {
    for (const name of [
      'send_msg_async',
      'send_msg_rate_limited',
      'send_msg_async_async',
      'x',
      'y_async',
      '',
    ])
      counters.add(named('a'), name, 'ok', 1)
    expect(short()).toEqual([
      ['other', 'a', 'ok', 4],
      ['send_msg', 'a', 'ok', 2],
    ])
  })

  it('of clients beyond two hundred count together, but those of the config', () => {
    for (let n = 0; n < 1_000; n++) counters.add(named(`c${n}`), 'send_msg', 'ok', 1)
    counters.add({ name: 'bot', kind: 'configured' }, 'send_msg', 'ok', 1)
    counters.add(NOBODY, 'send_msg', 'ok', 1)
    const labels = counters.calls.map(({ client }) => client)
    expect(labels).toHaveLength(203)
    expect(labels).toEqual(expect.arrayContaining(['c0', 'c199', 'bot', 'anonymous', 'other']))
    expect(counters.calls.find(({ client }) => client === 'other')?.count).toBe(800)
  })
})

it('durations are counted by the first limit that they do not exceed', () => {
  for (const ms of [0, 5, 5.1, 30_000, 30_001, 1e9]) counters.add(named('a'), 'send_msg', 'ok', ms)
  const [only] = counters.durations
  expect(only?.action).toBe('send_msg')
  expect(only?.sum_ms).toBeCloseTo(0 + 5 + 5.1 + 30_000 + 30_001 + 1e9)
  const expected = DURATION_LIMITS_MS.map(() => 0)
  expect(only?.counts).toEqual([2, 1, ...expected.slice(3), 1, 2])
})

it('every call is counted once, whatever it is called and whoever makes it', () => {
  const kinds = fc.constantFrom<Counted['kind']>('configured', 'named', 'anonymous')
  const call = fc.record({
    client: fc.record({ name: fc.option(fc.string(), { nil: undefined }), kind: kinds }),
    name: fc.oneof(fc.constantFrom('send_msg', 'get_msg', 'send_msg_async', '__proto__'), fc.string()),
    outcome: fc.constantFrom<'ok' | 'failed'>('ok', 'failed'),
    ms: fc.double({ min: 0, max: 1e6, noNaN: true }),
  })
  fc.assert(
    fc.property(fc.array(call), (made) => {
      const counted = new CallCounters(['send_msg', 'get_msg'])
      for (const { client, name, outcome, ms } of made) counted.add(client, name, outcome, ms)
      const sum = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0)
      expect(sum(counted.calls.map(({ count }) => count))).toBe(made.length)
      expect(sum(counted.durations.flatMap(({ counts }) => counts))).toBe(made.length)
      expect(counted.total).toBe(made.length)
      const keys = counted.calls.map(({ action, client, outcome }) => `${action} ${outcome} ${client}`)
      expect(new Set(counted.calls.map(({ action }) => action)).size).toBeLessThanOrEqual(3)
      expect(keys.length).toBeLessThanOrEqual(made.length)
    }),
  )
})
