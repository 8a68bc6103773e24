import { LARGE_EVENT_BYTES } from '@rookery/transport'
import { membersOf } from '../event-members/event-members.js'
import type { JournalEvent, JournalView } from '../journal/journal.js'

/** Events behind the newest that are looked at when a connection is asked for the first time. */
const MOST_EVENTS = 2_000
/** Chats and messages that are remembered of a connection. */
const MOST_REMEMBERED = 2_000

/** How far the events of a view were sent. */
export interface SentUpTo {
  readonly view: JournalView
  readonly position: number
}

/** The account whose event came last, and when. */
export interface LastEvent {
  readonly account: string
  /** Milliseconds of the journal's clock. */
  readonly admittedAt: number
}

/** Accounts by the chats and messages of the events that one connection was sent. Read only when somebody asks. */
export class RecentEvents {
  #readTo = 0
  readonly #groups = new Map<string, Map<string, number>>()
  readonly #messages = new Map<string, string | 'several'>()

  /** Reads on to the last event that was sent. */
  readOn({ view, position }: SentUpTo): void {
    const from = Math.max(this.#readTo, view.tail, position - MOST_EVENTS)
    for (let at = from + 1; at <= position; at++) this.#take(view.at(at))
    this.#readTo = Math.max(this.#readTo, position)
  }

  /** Finds the account, among some, whose event of a group was sent last. */
  lastIn(group: string, among: ReadonlySet<string>): LastEvent | undefined {
    let last: LastEvent | undefined
    for (const [account, admittedAt] of this.#groups.get(group) ?? [])
      if (among.has(account)) last = { account, admittedAt }
    return last
  }

  /** Finds the account that a message id belongs to; none where several use it. */
  accountOf(messageId: string): string | undefined {
    const account = this.#messages.get(messageId)
    return account === 'several' ? undefined : account
  }

  #take(event: JournalEvent): void {
    if (event.text.frame.length > LARGE_EVENT_BYTES) return
    const { group, messageId } = membersOf(event)
    const { account } = event.id
    if (group !== undefined) {
      const accounts = this.#groups.get(group) ?? new Map<string, number>()
      // To the end of the maps: the order is that of the last event.
      accounts.delete(account)
      accounts.set(account, event.admittedAt)
      renew(this.#groups, group, accounts)
    }
    if (messageId === undefined) return
    const before = this.#messages.get(messageId)
    renew(this.#messages, messageId, before === undefined || before === account ? account : 'several')
  }
}

/** Sets an entry at the end of a map, which keeps the newest. */
function renew<Value>(map: Map<string, Value>, key: string, value: Value): void {
  map.delete(key)
  map.set(key, value)
  const [oldest] = map.keys()
  if (map.size > MOST_REMEMBERED && oldest !== undefined) map.delete(oldest)
}
