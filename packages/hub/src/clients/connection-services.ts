import type { Call, Reply } from '@rookery/protocol'
import type { Gap } from '../journal/gap.js'
import type { AccountSelection, JournalEvent, JournalView } from '../journal/journal.js'
import type { Client } from './client.js'
import type { OwnEvents } from './own-events.js'
import type { ServedEventsContext } from './served-events.js'

/** Services of the hub that a connection uses; `Of` is the connection. */
export interface ConnectionServices<Of> extends ServedEventsContext {
  readonly own: OwnEvents
  /** Gives a number that it gave to no other connection. */
  nextId(): number
  /** Whether the hub stops: then the end of a connection is not the client's doing. */
  isStopping(): boolean
  /** The events of a client's connection at a place. */
  view(accounts: AccountSelection, client: Client, place: string): JournalView
  /** The accounts it serves, as far as they were seen. */
  accountsOf(connection: Of): readonly string[]
  call(connection: Of, call: Call, sendPart: (part: Reply) => void): Promise<Reply>
  ended(connection: Of, why: string): void
  pongsUnusable(connection: Of): void
  /** The client is told that it will not get some events. */
  missed(connection: Of, gap: Gap): void
  /** An event is left out, at which the client broke off each time. */
  leftOut(connection: Of, event: JournalEvent): void
}
