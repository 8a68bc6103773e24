import type { Cursor } from '../journal/cursor.js'
import type { Gap } from '../journal/gap.js'
import type { JournalEvent, JournalView } from '../journal/journal.js'
import type { Client } from './clients.js'
import type { SentUpTo } from './recent-events.js'

/** A connection that shares events with others. */
export interface ShareMember {
  /** Name of its client. */
  readonly name: string
  /** How many of the events it takes, beside others. */
  readonly weight: number
  /** Position in its view up to which events were sent; undefined while nothing was. */
  sent(): number | undefined
  /** Announces events that it will not get. */
  gap(gap: Gap): void
  /** Tells of an event that is left out: members broke off at it. */
  leftOut(event: JournalEvent): void
}

/** Place of a connection among those that share events. */
export interface Share {
  /** Called when the connection has confirmed events. */
  confirmed(): void
  /** Called when the connection has ended: what it has not confirmed goes to others. */
  leave(): void
  /** Takes no more events; settles once everything is confirmed, or the connection has ended. */
  drain(): Promise<void>
}

/** Part of a connection that is needed to share events with it. */
interface Sharing {
  readonly client: Client
  sentUpTo(): SentUpTo | undefined
  gap(gap: Gap): void
  poison(event: JournalEvent): void
}

/** Makes a member of a connection. */
export const shareMemberOf = (connection: Sharing): ShareMember => {
  const { name, appId, rights } = connection.client
  return {
    name: name ?? appId,
    weight: rights.balance?.weight ?? 1,
    sent: () => connection.sentUpTo()?.position,
    gap: (gap) => connection.gap(gap),
    leftOut: (event) => connection.poison(event),
  }
}

/** Lets a connection share events, beginning at the end of its view. */
export type JoinShare = (member: ShareMember, view: JournalView, cursor: Cursor) => Share
