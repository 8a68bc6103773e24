import { describe, expect, it } from 'vitest'
import type { Fault, FaultRule } from './fault-rule.js'
import { Faults } from './faults.js'

describe('a rule', () => {
  const line = { self_id: 10000, link: 'ws-2', kind: 'ws' } as const
  const drop: Fault = { is: 'drop' }

  it.each<[Partial<FaultRule>, string, boolean]>([
    [{}, 'send_msg', true],
    [{ self_id: 10000 }, 'send_msg', true],
    [{ self_id: 10001 }, 'send_msg', false],
    [{ link: 'ws' }, 'send_msg', true],
    [{ link: 'ws-2' }, 'send_msg', true],
    [{ link: 'ws-1' }, 'send_msg', false],
    [{ action: 'send_msg' }, 'send_msg_async', true],
    [{ action: 'send_msg' }, 'resend_msg', false],
    [{ action: '.handle*' }, 'xhandle_quick', false],
    [{ event: 'message' }, 'send_msg', false],
  ])('%o fits %s: %s', (rule, action, expected) => {
    const faults = new Faults()
    faults.add({ ...rule, what: drop })
    expect(faults.ofCall(line, action) !== undefined).toBe(expected)
  })

  it('is passed over where it cannot be followed', () => {
    const faults = new Faults()
    faults.add({ what: { is: 'duplicate' }, times: 1 })
    expect(faults.ofCall({ ...line, kind: 'http' }, 'send_msg')).toBeUndefined()
    expect(faults.ofCall(line, 'send_msg')).toEqual({ is: 'duplicate' })
  })

  it('comes up as often as it says, and in the same places for the same seed', () => {
    const hits = (seed: number) => {
      const faults = new Faults()
      faults.add({ what: drop, probability: 0.3, seed })
      return Array.from({ length: 1000 }, () => faults.ofCall(line, 'send_msg') !== undefined)
    }
    expect(hits(7)).toEqual(hits(7))
    expect(hits(7)).not.toEqual(hits(8))
    const count = hits(7).filter(Boolean).length
    expect(count > 250 && count < 350).toBe(true)
  })

  it('is gone after its times, after its undo, and after everything is cleared', () => {
    const faults = new Faults()
    faults.add({ what: drop, times: 2 })
    const undo = faults.add({ what: { is: 'rate_limit' } })
    const next = () => faults.ofCall(line, 'send_msg')?.is
    expect([next(), faults.list().map(({ left }) => left)]).toEqual(['drop', [1, undefined]])
    expect([next(), next()]).toEqual(['drop', 'rate_limit'])
    undo()
    expect([next(), faults.list()]).toEqual([undefined, []])
    faults.add({ what: drop })
    faults.clear()
    expect(next()).toBeUndefined()
  })

  it.each<[FaultRule, string]>([
    [{ link: 'http', action: 'get_status', what: { is: 'duplicate' } }, 'fault_impossible'],
    [{ link: 'http-post-2', what: { is: 'disconnect' } }, 'fault_impossible'],
    [{ link: 'http-post', what: { is: 'rate_limit' } }, 'fault_impossible'],
    [{ link: 'sse', action: 'get_status', what: drop }, 'fault_impossible'],
    [{ event: 'message', what: { is: 'late', answerAfterMs: 1 } }, 'bad_fault'],
    [{ event: 'message', action: 'send_msg', what: drop }, 'bad_fault'],
    [{ action: 'send_msg', what: { is: 'half_open' } }, 'bad_fault'],
    [{ what: { is: 'delay', delayMs: -1 } }, 'bad_fault'],
    [{ what: drop, times: 0 }, 'bad_fault'],
    [{ what: drop, probability: 2 }, 'bad_fault'],
  ])('%o is refused with %s', (rule, code) => {
    expect(() => new Faults().add(rule)).toThrow(expect.objectContaining({ code }))
  })
})
