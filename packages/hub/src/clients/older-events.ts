import type { Clock } from '@rookery/transport'
import { inTime } from '../history/in-time.js'
import { compareOrder, type EventId, type EventLog, type Mark, markOfTime } from '../history/index.js'
import type { JournalView } from '../journal/journal.js'
import type { Client } from './clients.js'
import type { FirstKnown } from './first-known.js'

/** Longest wait for an answer of the log, in milliseconds. */
const ANSWER_MS = 5_000

export interface OlderEventsContext {
  readonly firstKnown: FirstKnown
  /** Absent where nothing outlives the process. */
  readonly log?: Pick<EventLog, 'read' | 'last'> | undefined
  readonly clock: Clock
  /** The clock of the journal. */
  now(): number
}

/** Says how far back a client may begin that asks for older events. */
export class OlderEvents {
  readonly #context: OlderEventsContext

  constructor(context: OlderEventsContext) {
    this.#context = context
  }

  /** Unix milliseconds from which on a client may read events: its first time, or 0 with `history: true`. */
  async allowedFrom(client: Client): Promise<number> {
    if (client.rights.history) return 0
    return Math.min(await this.#context.firstKnown.of(client), this.#context.now())
  }

  /** The mark that a client asked for, or as near to it as the client may go back. */
  async from(mark: Mark, client: Client, view: JournalView): Promise<Mark> {
    const allowed = await this.allowedFrom(client)
    const { othersFrom = 0 } = mark
    if (allowed === 0) return mark
    const accounts = await this.#laterThan(allowed, mark, view)
    return { accounts, othersFrom: Math.max(othersFrom, allowed) }
  }

  /** The accounts of a mark that it names with an event of that time or later. Of the others, all from then on is lacking. */
  async #laterThan(time: number, { accounts }: Mark, view: JournalView): Promise<Mark['accounts']> {
    const later = new Map<string, EventId>()
    const known = await this.#known([...accounts.keys()], view)
    for (const [account, order] of accounts) {
      if (!known.has(account)) continue
      if (view.accounts !== 'all' && !view.accounts.includes(account)) continue
      const first = await this.#firstAt(time, account, view)
      if (first && compareOrder(order, first) >= 0) later.set(account, { account, ...order })
    }
    return later
  }

  /** Those of some accounts that have events: a client may name any number of others, for which nothing is searched. */
  async #known(accounts: readonly string[], view: JournalView): Promise<ReadonlySet<string>> {
    const { log, clock } = this.#context
    if (!log) return accountsIn(view)
    try {
      return new Set((await inTime(log.last(accounts), ANSWER_MS, clock)).keys())
    } catch {
      return new Set()
    }
  }

  /** The first event of an account that was admitted at a time or later. */
  async #firstAt(time: number, account: string, view: JournalView): Promise<EventId | undefined> {
    const { log, clock } = this.#context
    if (!log) return firstInMemory(time, account, view)
    try {
      const request = { after: markOfTime(time), accounts: [account], limit: 1 }
      const { events } = await inTime(log.read(request), ANSWER_MS, clock)
      return events[0]?.id
    } catch {
      // A log that cannot be read says so to whoever reads on from the mark.
      return undefined
    }
  }
}

function accountsIn(view: JournalView): ReadonlySet<string> {
  const accounts = new Set<string>()
  for (let at = view.tail + 1; at <= view.head; at++) accounts.add(view.at(at).id.account)
  return accounts
}

function firstInMemory(time: number, account: string, view: JournalView): EventId | undefined {
  for (let at = view.tail + 1; at <= view.head; at++) {
    const { id, admittedAt } = view.at(at)
    if (id.account === account && admittedAt >= time) return id
  }
  return undefined
}
