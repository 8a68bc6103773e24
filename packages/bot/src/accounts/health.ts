import type { OneBotEvent } from '@rookery/protocol'

/** Reported state of the QQ session. Assumed `well` until told otherwise. */
export type Health = 'well' | 'silent' | 'logged off'

/**
 * Sign of the QQ session's health: `silence`, heartbeats are missing; `online` and `offline`, the implementation says
 * so; `event`, anything else came from the account.
 */
export type HealthSign = 'event' | 'silence' | 'online' | 'offline'

/** Any event ends a silence. Only the implementation's word ends a log-off: messages may have been on their way. */
const AFTER: { readonly [S in HealthSign]: { readonly [H in Health]: Health } } = {
  event: { well: 'well', silent: 'well', 'logged off': 'logged off' },
  silence: { well: 'silent', silent: 'silent', 'logged off': 'logged off' },
  online: { well: 'well', silent: 'well', 'logged off': 'well' },
  offline: { well: 'logged off', silent: 'logged off', 'logged off': 'logged off' },
}

/** Health after a sign. */
export const healthAfter = (health: Health, sign: HealthSign): Health => AFTER[sign][health]

/** Sign that an event is. A heartbeat reports on QQ, as a connection cannot. */
export function signOf(event: OneBotEvent): HealthSign {
  if (event.post_type === 'meta_event' && event.meta_event_type === 'heartbeat')
    return event.status?.online === false ? 'offline' : 'online'
  if (event.post_type !== 'notice') return 'event'
  if (event.notice_type === 'bot_offline') return 'offline'
  return event.notice_type === 'bot_online' ? 'online' : 'event'
}
