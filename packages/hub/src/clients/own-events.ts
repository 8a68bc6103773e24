import type { Clock } from '@rookery/transport'
import { unixSeconds } from '../journal/cursor.js'
import type { Gap } from '../journal/gap.js'
import type { ClientInfo } from './clients.js'

/** Builds the hub's own events. Account ids, decimal text in the hub, are written as JSON numbers. */
export class OwnEvents {
  readonly #clock: Clock

  constructor(clock: Clock) {
    this.#clock = clock
  }

  lifecycle(account: string, sub_type: 'connect' | 'enable' | 'disable'): Uint8Array {
    return this.#event(account, { post_type: 'meta_event', meta_event_type: 'lifecycle', sub_type })
  }

  /** `interval` in milliseconds, as in the standard. */
  heartbeat(account: string, online: boolean, interval: number): Uint8Array {
    const status = { online, good: online }
    return this.#event(account, { post_type: 'meta_event', meta_event_type: 'heartbeat', status, interval })
  }

  /** `chat` is where the gap is, if it is in one chat. */
  gap(account: string, gap: Gap, chat?: GapChat): Uint8Array {
    const id = chat && { [chat.kind === 'group' ? 'group_id' : 'user_id']: asNumber(chat.id) }
    return this.#event(account, { post_type: 'notice', notice_type: 'rookery_gap', ...gap, ...id })
  }

  /** The notice that NapCat sends when its account goes offline; `user_id` is the account. */
  botOffline(account: string, reason: OfflineReason): Uint8Array {
    const fields = JSON.stringify({ post_type: 'notice', notice_type: 'bot_offline', ...reason })
    const ids = `"self_id":${account},"user_id":${account}`
    return encoder.encode(`{"time":${unixSeconds(this.#clock)},${ids},${fields.slice(1)}`)
  }

  /** `isOwn` marks a notice about the receiving client itself. */
  clientStatus(account: string, client: ClientInfo, { online, isOwn }: ClientStatus): Uint8Array {
    return this.#event(account, {
      post_type: 'notice',
      notice_type: 'client_status',
      client,
      online,
      self_client: isOwn,
    })
  }

  distributed(account: string, type: 'broadcast' | 'broadcast_callback', message: Distributed): Uint8Array {
    return this.#event(account, { post_type: 'distributed', distributed_type: type, ...message })
  }

  #event(account: string, fields: Readonly<Record<string, unknown>>): Uint8Array {
    const rest = JSON.stringify(fields)
    return encoder.encode(`{"time":${unixSeconds(this.#clock)},"self_id":${account},${rest.slice(1)}`)
  }
}

/** Chat in which events are missing; its id is decimal text. */
export interface GapChat {
  readonly kind: 'group' | 'private'
  readonly id: string
}

/** Title and text of the reason why an account went offline. */
export interface OfflineReason {
  readonly tag: string
  readonly message: string
}

export interface ClientStatus {
  readonly online: boolean
  readonly isOwn: boolean
}

/** A broadcast, or an answer to one. */
export interface Distributed {
  readonly client: ClientInfo
  readonly uuid: string
  readonly data: string
}

const encoder = new TextEncoder()

/** An id as a number, as far as numbers are exact. */
const asNumber = (id: string): number | string => (Number.isSafeInteger(Number(id)) ? Number(id) : id)
