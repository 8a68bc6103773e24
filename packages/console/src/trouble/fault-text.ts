import type { Fault, FaultRule } from '@rookery/sandbox'
import type { Say } from '../words/words.js'

/** Describes a fault rule: its effect, its target and its frequency. */
export function faultText(rule: FaultRule, say: Say, nameOf: (self_id: number) => string): string {
  return [whatText(rule.what, say), ...whereTexts(rule, say, nameOf)].join(' · ')
}

/** Describes the effect of a fault. */
export function whatText(what: Fault, say: Say): string {
  switch (what.is) {
    case 'delay':
      return say('fault_delay', { n: what.delayMs / 1000 })
    case 'late':
      return say('fault_late', { n: what.answerAfterMs / 1000 })
    case 'disconnect':
      return say(what.when === 'after' ? 'fault_disconnect_after' : 'fault_disconnect')
    case 'fail':
      return say('fault_fail', { retcode: what.retcode, reason: what.reason })
    default:
      return say(`fault_${what.is}`)
  }
}

function whereTexts(rule: FaultRule, say: Say, nameOf: (self_id: number) => string): string[] {
  const { self_id, link, action, event, times, probability } = rule
  return [
    ...(self_id === undefined ? [] : [nameOf(self_id)]),
    ...(link === undefined ? [] : [say('fault_on_link', { link })]),
    ...(action === undefined ? [] : [say('fault_on_calls', { action })]),
    ...(event === undefined ? [] : [say('fault_on_events', { event })]),
    ...(times === undefined ? [] : [say('fault_n_times', { n: times })]),
    ...(probability === undefined ? [] : [say('fault_odds', { n: Math.round(probability * 100) })]),
  ]
}
