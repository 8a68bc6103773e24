import { type EventFrame, settledEvent } from '@rookery/protocol'
import { frameText } from '@rookery/transport'
import type { Account } from '../accounts/accounts.js'
import { unixSeconds } from '../journal/cursor.js'
import type { Journal } from '../journal/journal.js'

/** Third stage: writes the event into the journal, framed once for everybody. */
export function record(journal: Journal, event: EventFrame, account: Account, admittedAt: number): void {
  const time = event.time ?? unixSeconds()
  const isSelfMessage = event.postType === 'message_sent'
  journal.append({
    account: account.selfId,
    isMessage: event.postType === 'message' || isSelfMessage,
    isSelfMessage,
    time,
    admittedAt,
    text: frameText(settledEvent(event, account.selfId, time)),
  })
}
