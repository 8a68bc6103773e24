import { type EventFrame, eventBody } from '@rookery/protocol'
import type { Account } from '../accounts/accounts.js'
import type { UpstreamSession } from '../upstreams/upstream-session.js'

/**
 * First stage: whose event it is, or undefined when it is not taken. A connection speaks for one account: the
 * one that its implementation said, or else its first event's. Only a login makes it another one; what any other event
 * says may be a mistake.
 */
export function admit(event: EventFrame, session: UpstreamSession): Account | undefined {
  const { selfId } = event
  const isMeta = event.postType === 'meta_event'
  if (selfId !== undefined && isMeta && isLogin(event)) session.bind(selfId, 'told')
  const isOwn = selfId === undefined || session.hears(selfId, isMeta ? 'meta' : 'event')
  const account = session.account
  if (!account) {
    if (selfId === undefined) session.dropped('an event without self_id, before the account was known')
    return undefined
  }
  if (!isOwn) {
    session.dropped(`an event of account ${selfId} on the connection of ${account.selfId}`)
    return undefined
  }
  // Another upstream serves this account already, and sends the same events; heartbeats are each one's own.
  return session.standing === 'standby' && !isMeta ? undefined : account
}

/** Says that an account is there: `connect` over a WebSocket, `enable` in a post. */
function isLogin(event: EventFrame): boolean {
  const { meta_event_type, sub_type } = eventBody(event)
  return meta_event_type === 'lifecycle' && (sub_type === 'connect' || sub_type === 'enable')
}
