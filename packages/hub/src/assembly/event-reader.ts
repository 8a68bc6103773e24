import { readString, scanObject } from '@rookery/protocol'
import { framedPayload } from '@rookery/transport'
import { makeClient } from '../clients/client.js'
import type { PastEvents } from '../clients/past-events.js'
import { type EventId, type Page, readSince, readTime, SINCE_RULE, TIME_RULE } from '../history/index.js'
import { eventIdOfText, eventIdText } from '../journal/event-id.js'
import type { Journal, JournalEvent } from '../journal/journal.js'
import type { EventItem } from '../traffic/traffic.js'

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
  /** Reads one event by its id, as JSON text; undefined if it is not kept. @throws StoreError if the log cannot be read */
  byId(id: string): Promise<Uint8Array | undefined>
  /** Gives the newest events that are in memory, or those before a time in unix milliseconds; the newest first. */
  newest(limit: number, before?: number): readonly EventItem[]
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
    async byId(id) {
      const wanted = eventIdOfText(id)
      if (!wanted) return undefined
      const { account, epoch, number } = wanted
      const since = { accounts: new Map([[account, { epoch, number: number - 1 }]]) }
      const { events } = await past.read({ since, until: undefined, account, limit: 1 }, operator)
      const [event] = events
      return event && isOf(wanted, event) ? event : undefined
    },
    newest(limit, before = Number.POSITIVE_INFINITY) {
      const view = journal.view('all')
      const items: EventItem[] = []
      for (let at = view.head; at > view.tail && items.length < limit; at--) {
        const event = view.at(at)
        if (event.admittedAt < before) items.push(itemOf(event))
      }
      return items
    },
  }
}

/** Tells whether an event has that id: the one after it comes in its place where it is not kept. */
function isOf({ account, epoch, number }: EventId, event: Uint8Array): boolean {
  const member = scanObject(event, { rookery_id: {} }).members.at(-1)
  const text = member && readString(event, member.valueStart, member.end)
  const id = text === undefined ? undefined : eventIdOfText(text)
  return id?.account === account && id.epoch === epoch && id.number === number
}

const itemOf = (event: JournalEvent): EventItem => ({
  kind: 'event',
  at: event.admittedAt,
  account: event.id.account,
  id: eventIdText(event),
  event: framedPayload(event.text),
  late: event.isLate === true,
})
