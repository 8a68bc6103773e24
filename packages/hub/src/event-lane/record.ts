import { type EventFrame, settledEvent } from '@rookery/protocol'
import { type Clock, frameText } from '@rookery/transport'
import type { Account } from '../accounts/accounts.js'
import { unixSeconds } from '../journal/cursor.js'
import type { Journal, JournalEvent } from '../journal/journal.js'
import type { SentMessages } from '../scope/sent-messages.js'
import type { TrafficTap } from '../traffic/tap.js'
import type { HistoryWriter } from './history-writer.js'
import type { NextNumber } from './numbering.js'

export interface RecordContext {
  /** Takes the event, at once or when it is safe. */
  readonly journal: Pick<Journal, 'append'>
  /** Milliseconds of the clock by which the age of events is told. */
  readonly now: () => number
  /** Gives the time to events that have none. */
  readonly clock: Clock
  /** Absent where nothing outlives the process. */
  readonly history?: HistoryWriter | undefined
  /** Told of the accounts' own messages, where somebody asks for them. */
  readonly sentMessages?: SentMessages
  /** Shown the event, where somebody watches. */
  readonly tap?: TrafficTap
}

/** How an event is recorded. */
export interface RecordOptions {
  /** True for what was fetched after the fact. Default false. */
  readonly isLate?: boolean
  /** False for what is for the history alone: no client gets it. Default true. */
  readonly isDelivered?: boolean
}

/** Fourth stage: writes the event into the journal, framed once for everybody. */
export function record(
  event: EventFrame,
  account: Account,
  { epoch, number }: NextNumber,
  { journal, now, clock, history, sentMessages, tap }: RecordContext,
  { isLate = false, isDelivered = true }: RecordOptions = {},
): void {
  const { selfId } = account
  const time = event.time ?? unixSeconds(clock)
  const isSelfMessage = event.postType === 'message_sent'
  if (isSelfMessage && sentMessages?.isWanted) sentMessages.note(selfId, event.bytes)
  const recorded: JournalEvent = {
    id: { account: selfId, epoch, number },
    isMessage: event.postType === 'message' || isSelfMessage,
    isSelfMessage,
    isLate,
    time,
    admittedAt: now(),
    text: frameText(settledEvent(event, selfId, time)),
  }
  account.events++
  account.lastEventAt = recorded.admittedAt
  history?.add(recorded)
  if (isDelivered) journal.append(recorded)
  if (tap?.isOn) tap.event(recorded)
}
