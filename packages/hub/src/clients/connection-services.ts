import type { Call, Reply } from '@rookery/protocol'
import type { Clock } from '@rookery/transport'
import type { Delivery } from '../event-lane/deliver.js'
import type { Gap } from '../journal/gap.js'
import type { AccountSelection, JournalEvent, JournalView } from '../journal/journal.js'
import type { Client } from './client.js'
import type { KeptCursors } from './kept-cursors.js'
import type { OlderEvents } from './older-events.js'
import type { OwnEvents } from './own-events.js'

/** Services of the hub that a connection uses; `Of` is the connection. */
export interface ConnectionServices<Of> {
  readonly delivery: Delivery
  readonly own: OwnEvents
  readonly older: OlderEvents
  /** Absent where nothing outlives the process. */
  readonly kept?: KeptCursors | undefined
  readonly clock: Clock
  /** The clock of the journal. */
  now(): number
  /** Gives a number that it gave to no other connection. */
  nextId(): number
  /** Whether the hub stops: then the end of a connection is not the client's doing. */
  isStopping(): boolean
  view(accounts: AccountSelection, client: Client): JournalView
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
