import { FaultError } from './fault-error.js'
import { callFaults, eventFaults, type FaultName, type FaultRule } from './fault-rule.js'

/**
 * Checks that a rule makes sense, and that its transports can follow it.
 *
 * @throws FaultError `bad_fault` for a rule without sense, `fault_impossible` for a fault that a transport cannot
 * have
 */
export function checkRule(rule: FaultRule): void {
  checkNumbers(rule)
  if (rule.what.is === 'half_open') return checkHalfOpen(rule)
  checkPart(rule)
  checkLink(rule)
}

function checkNumbers({ what, times = 1, probability = 1 }: FaultRule): void {
  const ms = what.is === 'delay' ? what.delayMs : what.is === 'late' ? what.answerAfterMs : 0
  if (!(ms >= 0)) throw bad(`milliseconds must be 0 or more, found ${ms}`)
  if (!Number.isInteger(times) || times < 1)
    throw bad(`"times" must be a whole number from 1 on, found ${times}`)
  if (!(probability >= 0 && probability <= 1)) throw bad(`"probability" must be 0 to 1, found ${probability}`)
}

function checkHalfOpen({ action, event, times, probability }: FaultRule): void {
  if ([action, event, times, probability].every((each) => each === undefined)) return
  throw bad('half_open is a state of whole links: it takes no "action", "event", "times" or "probability"')
}

function checkPart({ action, event, what: { is } }: FaultRule): void {
  if (action !== undefined && event !== undefined)
    throw bad('a fault is one of calls ("action") or one of events ("event"), not of both')
  if (action !== undefined && !has(callFaults, is))
    throw bad(`a call cannot have the fault ${is}; it can have ${callFaults.join(', ')}`)
  if (event !== undefined && !has(eventFaults, is))
    throw bad(`an event cannot have the fault ${is}; it can have ${eventFaults.join(', ')}`)
}

export type Part = 'calls' | 'events'

function checkLink(rule: FaultRule): void {
  const { link, what } = rule
  if (link === undefined) return
  const kind = link.replace(/-\d+$/, '')
  const reasons = partsOf(rule).map((part) => whyImpossible(kind, part, what.is))
  // A rule is accepted if any of its parts is possible; it then applies to those.
  if (reasons.every((reason) => reason !== undefined))
    throw new FaultError('fault_impossible', `${link} cannot have the fault ${what.is}: ${reasons[0]}`)
}

function partsOf({ action, event, what: { is } }: FaultRule): readonly Part[] {
  const parts: Part[] = []
  if (event === undefined && has(callFaults, is)) parts.push('calls')
  if (action === undefined && has(eventFaults, is)) parts.push('events')
  return parts
}

/** Why the calls or events of a kind of link cannot have a fault; undefined if they can. */
export function whyImpossible(kind: string, part: Part, fault: FaultName): string | undefined {
  if (part === 'calls' && (kind === 'sse' || kind === 'http-post')) return 'no calls come that way'
  if (part === 'calls' && kind === 'http' && fault === 'duplicate') return 'an HTTP request has one answer'
  if (part === 'events' && kind === 'http-post' && fault === 'disconnect')
    return 'each event has a request of its own, there is no connection to break'
  return undefined
}

const has = (names: readonly FaultName[], name: FaultName): boolean => names.includes(name)

const bad = (reason: string): FaultError => new FaultError('bad_fault', reason)
