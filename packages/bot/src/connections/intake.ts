import { type EventFrame, type OneBotEvent, parseExact } from '@rookery/protocol'
import type { Account } from '../accounts/account.js'
import type { Accounts } from '../accounts/accounts.js'
import type { Heartbeats } from '../accounts/heartbeats.js'
import type { QuickSlot } from '../events/quick-slot.js'

/** Takes events, wherever they came from. */
export interface IntakeHost {
  readonly accounts: Accounts
  readonly heartbeats: Heartbeats
  event(account: Account, event: OneBotEvent, quick?: QuickSlot): void
  /** Something went wrong with an event. */
  failed(error: unknown, event: OneBotEvent): void
}

/** Reads an event of an account, learns from it how the account is, and hands it on. */
export function takeEvent(
  host: IntakeHost,
  account: Account,
  { bytes }: EventFrame,
  quick?: QuickSlot,
): void {
  const event = parseExact(textOf(bytes)) as OneBotEvent
  host.heartbeats.heard(account)
  // Whatever nonsense an implementation tells, the connection goes on.
  try {
    learn(host, account, event)
    host.event(account, event, quick)
  } catch (error) {
    quick?.done()
    host.failed(error, event)
  }
}

/** The interval that a heartbeat tells, in milliseconds; undefined for any other event. */
export function heartbeatInterval({ bytes, postType }: EventFrame): number | undefined {
  if (postType !== 'meta_event') return undefined
  const { interval } = parseExact(textOf(bytes)) as { readonly interval?: unknown }
  return typeof interval === 'number' && interval > 0 ? interval : undefined
}

/** A heartbeat tells of QQ itself what the connection cannot; what the account has said is noted. */
function learn({ accounts, heartbeats }: IntakeHost, account: Account, event: OneBotEvent): void {
  if (event.post_type === 'meta_event' && event.meta_event_type === 'heartbeat') {
    accounts.setHealth(account, event.status?.online === false ? 'logged off' : 'well')
    if (event.interval > 0) heartbeats.beat(account, event.interval)
  }
  if (event.post_type === 'message_sent') account.sent.note(event.message_id)
  if (event.post_type !== 'notice') return
  if (event.notice_type === 'bot_offline') accounts.setHealth(account, 'logged off')
  if (event.notice_type === 'bot_online') accounts.setHealth(account, 'well')
}

const textOf = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString()
