import { framedPayload } from '@rookery/transport'
import { makeClient } from '../clients/client.js'
import type { PastEvents } from '../clients/past-events.js'
import { type Page, readSince, readTime, SINCE_RULE, TIME_RULE } from '../history/index.js'
import { eventIdText } from '../journal/event-id.js'
import type { Journal, JournalEvent } from '../journal/journal.js'
import type { EventItem } from '../state/traffic.js'

/** Selection of past events, in the words of a query. */
export interface EventQuery {
  /** Time, age or id behind which the page begins. Default: the oldest event that is kept. */
  readonly since?: string | undefined
  /** Time before which the events were admitted. */
  readonly until?: string | undefined
  readonly account?: string | undefined
  /** Most events of the page. */
  readonly limit: number
}

/** Reads the kept events of all accounts, with all rights. */
export interface EventReader {
  /**
   * Reads a page, or says what is wrong with the query.
   *
   * @throws StoreError if the log cannot be read
   */
  page(query: EventQuery): Promise<Page | { readonly problem: string }>
  /** Gives the newest events that are in memory, the newest first. */
  newest(limit: number): readonly EventItem[]
}

/** Parts that know past events. */
export interface EventSources {
  readonly past: PastEvents
  readonly journal: Journal
  /** The clock of the journal. */
  now(): number
}

/** Reader for whoever operates the hub. */
export function eventReader({ past, journal, now }: EventSources): EventReader {
  const operator = makeClient('configured', undefined, { rights: { history: true } })
  return {
    async page({ since, until, account, limit }) {
      const from = since === undefined ? undefined : readSince(since, now())
      const before = until === undefined ? undefined : readTime(until, now())
      if (since !== undefined && !from) return { problem: `"since" must be ${SINCE_RULE}` }
      if (until !== undefined && before === undefined) return { problem: `"until" must be ${TIME_RULE}` }
      return past.read({ since: from, until: before, account, limit }, operator)
    },
    newest(limit) {
      const view = journal.view('all')
      const items: EventItem[] = []
      for (let at = view.head; at > view.tail && items.length < limit; at--) items.push(itemOf(view.at(at)))
      return items
    },
  }
}

const itemOf = (event: JournalEvent): EventItem => ({
  kind: 'event',
  at: event.admittedAt,
  account: event.id.account,
  id: eventIdText(event),
  event: framedPayload(event.text),
  late: event.isLate === true,
})
