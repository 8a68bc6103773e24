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
    ['drop', 'a fault: found "drop"; allowed: an object'],
    [null, 'a fault: found "null"; allowed: an object'],
    [{}, 'a fault: found no key "what"'],
    [{ what: null }, '"what" of a fault: found "null"; allowed: a map'],
    [{ what: { is: 'explode' } }, '"what.is" of a fault: found "explode"; allowed: delay, drop'],
    [{ what: { is: 'delay' } }, '"what" of a fault: found no key "delayMs"'],
    [{ what: { is: 'delay', delayMs: '5' } }, '"what.delayMs" of a fault: found "5"; allowed: a number'],
    [
      { what: { is: 'disconnect', when: 'soon' } },
      '"what.when" of a fault: found "soon"; allowed: before, after',
    ],
    [{ what: { is: 'drop', delayMs: 5 } }, 'found the unknown key "delayMs"'],
    [
      { what: { is: 'drop' }, actoin: 'send_msg' },
      'found the unknown key "actoin"; allowed: self_id, link, action',
    ],
  ])('%o is refused', (rule, message) => {
    expect(() => readFaultRule(rule)).toThrow(message)
  })
})
