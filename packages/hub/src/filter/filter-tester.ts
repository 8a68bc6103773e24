import { readEvent } from '@rookery/protocol'
import { judgedEvent } from '../scope/judged-event.js'
import { SentMessages } from '../scope/sent-messages.js'
import { compileFilter } from './compile-filter.js'
import { type Explained, explainFilter } from './explain-filter.js'
import type { FilterNode } from './filter-node.js'
import { readFilter } from './read-filter.js'

/** Judges an event, given as JSON text in UTF-8; undefined for what is no event. */
export type TestEvent = (payload: Uint8Array) => Explained | undefined

/**
 * Makes a function that judges events one after the other as a filter does, and says why. @throws RangeError for a filter
 * with issues
 *
 * @example filterTester({ raw_message: { prefix: '/' } })(Buffer.from('{"post_type":"notice"}'))
 */
export function filterTester(events: Readonly<Record<string, unknown>>): TestEvent {
  const { node } = readFilter(events)
  if (!node) throw new RangeError('the filter has issues')
  return testerOf(node)
}

/**
 * Makes a function that says whether an event passes a filter, given as JSON text in UTF-8. What is no event does not pass.
 *
 * @throws RangeError for a filter with issues
 */
export function filterJudge(events: Readonly<Record<string, unknown>>): (payload: Uint8Array) => boolean {
  const { node } = readFilter(events)
  if (!node) throw new RangeError('the filter has issues')
  const judge = compileFilter(node, () => false)
  return (payload) => {
    const account = readEvent(payload)?.selfId
    return account !== undefined && judge(judgedEvent({ id: { account, epoch: 0, number: 0 }, payload }))
  }
}

function testerOf(node: FilterNode): TestEvent {
  const sent = new SentMessages()
  return (payload) => {
    const event = readEvent(payload)
    if (!event) return undefined
    const account = event.selfId ?? ''
    if (event.postType === 'message_sent') sent.note(account, payload)
    const judged = judgedEvent({ id: { account, epoch: 0, number: 0 }, payload })
    return explainFilter(node, judged, (of, id) => sent.has(of, id))
  }
}
