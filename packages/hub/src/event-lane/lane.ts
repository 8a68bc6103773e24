import { type EventFrame, readEvent } from '@rookery/protocol'
import type { Account } from '../accounts/accounts.js'
import type { UpstreamSession } from '../upstreams/upstream-session.js'
import { absorbMeta } from './absorb-meta.js'
import { admit } from './admit.js'
import type { Delivery } from './deliver.js'
import type { Numbering } from './numbering.js'
import { type RecordContext, type RecordOptions, record } from './record.js'

export interface EventLaneContext extends RecordContext {
  readonly delivery: Delivery
  readonly numbering: Numbering
  /** Tells whether an event came already, in the history of its chat. */
  readonly isRepeated?: (event: EventFrame, account: Account) => boolean
  /** Takes note of an event of an implementation, before any client gets it. */
  readonly heard?: (event: EventFrame, account: Account) => void
}

export type EventLane = (event: EventFrame, session: UpstreamSession) => void

/** Builds the way of an event from the implementation's connection to those of the applications. */
export function eventLane(context: EventLaneContext): EventLane {
  return (event, session) => {
    const account = admit(event, session)
    if (!account) return
    if (absorbMeta(event, account, session)) return
    context.heard?.(event, account)
    if (enter(event, account, context)) return
    session.dropped(`events of account ${account.selfId}, before the store could number them`)
  }
}

/** Sends an event of the hub to the clients of an account, in order with the events of its implementation. */
export type OwnEventLane = (event: Uint8Array, account: Account) => void

/** Builds the way of the hub's own events that are kept in the journal as others are. */
export function ownEventLane(context: EventLaneContext): OwnEventLane {
  return (bytes, account) => {
    const event = readEvent(bytes)
    if (event) enter(event, account, context)
  }
}

/**
 * Takes a message that was fetched after the fact: stored, and delivered unless it is too old. False if there is no room
 * for it.
 */
export type LateLane = (event: EventFrame, account: Account, isDelivered: boolean) => boolean

/** Builds the way of messages that were fetched from the history of an implementation. */
export function lateLane(context: EventLaneContext): LateLane {
  return (event, account, isDelivered) =>
    enter(event, account, { ...context, isRepeated: () => false }, { isLate: true, isDelivered })
}

/** Third and fourth stage. An event whose account has no numbers yet waits for them; false if there is no room for it. */
function enter(
  event: EventFrame,
  account: Account,
  context: EventLaneContext,
  options?: RecordOptions,
): boolean {
  const { numbering } = context
  if (pass(event, account, context, options)) return true
  return numbering.hold(account.selfId, event.bytes.length, () => void pass(event, account, context, options))
}

function pass(
  event: EventFrame,
  account: Account,
  context: EventLaneContext,
  options?: RecordOptions,
): boolean {
  if (context.isRepeated?.(event, account)) return true
  const order = context.numbering.next(account.selfId)
  if (!order) return false
  record(event, account, order, context, options)
  context.delivery.wake()
  return true
}
