import type { EventFrame } from '@rookery/protocol'
import type { Account } from '../accounts.js'
import type { UpstreamSession } from '../upstream-session.js'

/**
 * First stage: whose event it is, or undefined when it is not taken. A connection speaks for one account: the
 * one it named, or its first event's. A meta event with another `self_id` says that somebody else has
 * logged in there.
 */
export function admit(event: EventFrame, session: UpstreamSession): Account | undefined {
  const { selfId } = event
  if (selfId !== undefined && (session.selfId === undefined || event.postType === 'meta_event'))
    session.bind(selfId)
  const account = session.account
  if (!account) {
    session.dropped('an event without self_id, before the account was known')
    return undefined
  }
  if (selfId !== undefined && selfId !== account.selfId) {
    session.dropped(`an event of account ${selfId} on the connection of ${account.selfId}`)
    return undefined
  }
  // Another upstream serves this account already, and sends the same events; heartbeats are each one's own.
  return session.stands === 'by' && event.postType !== 'meta_event' ? undefined : account
}
