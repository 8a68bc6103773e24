import type { EventFrame } from '@rookery/protocol'
import type { Account } from '../accounts/accounts.js'
import type { UpstreamSession } from '../upstreams/upstream-session.js'
import { absorbMeta } from './absorb-meta.js'
import { admit } from './admit.js'
import type { Delivery } from './deliver.js'
import type { Numbering } from './numbering.js'
import { type RecordContext, record } from './record.js'

export interface EventLaneContext extends RecordContext {
  readonly delivery: Delivery
  readonly numbering: Numbering
}

export type EventLane = (event: EventFrame, session: UpstreamSession) => void

/** Builds the way of an event from the implementation's connection to those of the applications. */
export function eventLane(context: EventLaneContext): EventLane {
  const { numbering, delivery } = context
  /** Third and fourth stage; false while the account has no numbers yet. */
  const pass = (event: EventFrame, account: Account): boolean => {
    const order = numbering.next(account.selfId)
    if (!order) return false
    record(event, account, order, context)
    delivery.wake()
    return true
  }
  return (event, session) => {
    const account = admit(event, session)
    if (!account) return
    if (absorbMeta(event, account, session)) return
    if (pass(event, account)) return
    const isHeld = numbering.hold(account.selfId, event.bytes.length, () => void pass(event, account))
    if (!isHeld) session.dropped(`events of account ${account.selfId}, before the store could number them`)
  }
}
