import { type EventFrame, eventBody } from '@rookery/protocol'
import type { Account } from '../accounts/accounts.js'
import type { UpstreamSession } from '../upstreams/upstream-session.js'

/**
 * Second stage: lifecycle and heartbeat events end here, since every client gets its own, and whatever meta
 * events an upstream sends while it stands by. True when the event was one of them.
 */
export function absorbMeta(event: EventFrame, account: Account, session: UpstreamSession): boolean {
  if (event.postType !== 'meta_event') return false
  const body = eventBody(event)
  if (body.meta_event_type === 'heartbeat') {
    const { online } = (body.status ?? {}) as { online?: unknown }
    session.heartbeat(
      account,
      online !== false,
      typeof body.interval === 'number' ? body.interval : undefined,
    )
    return true
  }
  return body.meta_event_type === 'lifecycle' || session.standing === 'standby'
}
