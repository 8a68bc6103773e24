import { unixSeconds } from '../journal/cursor.js'
import type { Gap } from '../journal/gap.js'
import type { ClientInfo } from './clients.js'

/** Events that the hub makes itself. Accounts are decimal text and go out as the number they are. */

const encoder = new TextEncoder()

function event(account: string, fields: Readonly<Record<string, unknown>>): Uint8Array {
  const rest = JSON.stringify(fields)
  return encoder.encode(`{"time":${unixSeconds()},"self_id":${account},${rest.slice(1)}`)
}

export const lifecycle = (account: string, sub_type: 'connect' | 'enable'): Uint8Array =>
  event(account, { post_type: 'meta_event', meta_event_type: 'lifecycle', sub_type })

/** `interval` in milliseconds, as the standard has it. */
export const heartbeat = (account: string, online: boolean, interval: number): Uint8Array =>
  event(account, {
    post_type: 'meta_event',
    meta_event_type: 'heartbeat',
    status: { online, good: online },
    interval,
  })

export const gapNotice = (account: string, gap: Gap): Uint8Array =>
  event(account, { post_type: 'notice', notice_type: 'rookery_gap', ...gap })

export const clientStatus = (
  account: string,
  client: ClientInfo,
  online: boolean,
  selfClient: boolean,
): Uint8Array =>
  event(account, {
    post_type: 'notice',
    notice_type: 'client_status',
    client,
    online,
    self_client: selfClient,
  })

export const distributed = (
  account: string,
  type: 'broadcast' | 'broadcast_callback',
  message: { readonly client: ClientInfo; readonly uuid: string; readonly data: string },
): Uint8Array => event(account, { post_type: 'distributed', distributed_type: type, ...message })
