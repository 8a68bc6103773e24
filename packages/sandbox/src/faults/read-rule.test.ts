import { describe, expect, it } from 'vitest'
import { readFaultRule } from './read-rule.js'

describe('a rule that somebody wrote', () => {
  it.each([
    { what: { is: 'drop' } },
    { self_id: 10000, link: 'ws', action: 'send_*', what: { is: 'delay', delayMs: 5 }, times: 1 },
    { event: 'notice', what: { is: 'disconnect', when: 'after' }, probability: 0.5, seed: 1 },
    { what: { is: 'fail', retcode: 100, reason: 'no' } },
  ])('is taken as it is: %o', (rule) => {
    expect(readFaultRule(rule)).toEqual(rule)
  })

  it.each<[unknown, string]>([
    ['drop', 'a fault must be an object'],
    [null, 'a fault must be an object'],
    [{}, 'a fault needs "what"'],
    [{ what: null }, '"what" of a fault must be of type object, found null'],
    [{ what: { is: 'explode' } }, '"what.is" must be one of delay, drop'],
    [{ what: { is: 'delay' } }, '"what" of delay needs "delayMs"'],
    [
      { what: { is: 'delay', delayMs: '5' } },
      '"delayMs" of "what" of delay must be of type number, found "5"',
    ],
    [{ what: { is: 'disconnect', when: 'soon' } }, '"what.when" must be "before" or "after", found "soon"'],
    [{ what: { is: 'drop' }, actoin: 'send_msg' }, 'a fault has no "actoin"'],
  ])('%o is refused', (rule, message) => {
    expect(() => readFaultRule(rule)).toThrow(message)
  })
})
