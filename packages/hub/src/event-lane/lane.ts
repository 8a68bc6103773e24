import { type EventFrame, readEvent } from '@rookery/protocol'
import type { Account } from '../accounts/accounts.js'
import type { UpstreamSession } from '../upstreams/upstream-session.js'
import { absorbMeta } from './absorb-meta.js'
import { admit } from './admit.js'
import type { Delivery } from './deliver.js'
import { type RecordContext, record } from './record.js'

export interface EventLaneContext extends RecordContext {
  readonly delivery: Delivery
}

export type EventLane = (event: EventFrame, session: UpstreamSession) => void

/** Builds the way of an event from the implementation's connection to those of the applications. */
export function eventLane(context: EventLaneContext): EventLane {
  return (event, session) => {
    const account = admit(event, session)
    if (!account) return
    if (absorbMeta(event, account, session)) return
    record(event, account, context)
    context.delivery.wake()
  }
}

/** Sends an event of the hub to the clients of an account, in order with the events of its implementation. */
export type OwnEventLane = (event: Uint8Array, account: Account) => void

/** Builds the way of the hub's own events that are kept in the journal as others are. */
export function ownEventLane(context: EventLaneContext): OwnEventLane {
  return (bytes, account) => {
    const event = readEvent(bytes)
    if (!event) return
    record(event, account, context)
    context.delivery.wake()
  }
}
