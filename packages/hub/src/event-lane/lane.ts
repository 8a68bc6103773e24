import type { EventFrame } from '@rookery/protocol'
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
