import type { EventFrame } from '@rookery/protocol'
import type { Journal } from '../journal/journal.js'
import type { UpstreamSession } from '../upstreams/upstream-session.js'
import { absorbMeta } from './absorb-meta.js'
import { admit } from './admit.js'
import type { Delivery } from './deliver.js'
import { record } from './record.js'

export type EventLane = (event: EventFrame, session: UpstreamSession) => void

/** What happens to an event, from the implementation's connection to those of the applications. */
export function eventLane(journal: Journal, delivery: Delivery, now: () => number): EventLane {
  return (event, session) => {
    const account = admit(event, session)
    if (!account) return
    if (absorbMeta(event, account, session)) return
    record(journal, event, account, now())
    delivery.wake()
  }
}
