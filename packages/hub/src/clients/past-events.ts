import {
  type Clock,
  type FramedText,
  framedPayload,
  frameInSlices,
  frameText,
  LARGE_EVENT_BYTES,
} from '@rookery/transport'
import { EventTexts, type TextForm } from '../event-lane/event-texts.js'
import { IdentifiedTexts } from '../event-lane/identified-texts.js'
import { ReadTurns } from '../event-lane/read-turns.js'
import { floorOf, type PastFloor } from '../event-lane/seam.js'
import {
  beginning,
  compareOrder,
  type EventLog,
  type HistoryEvent,
  type Mark,
  markAfter,
  markText,
  type Page,
  type PageRequest,
  SLICE_BYTES,
} from '../history/index.js'
import type { AccountSelection, JournalEvent, JournalView } from '../journal/journal.js'
import { has, marksOf } from '../journal/view-marks.js'
import type { Client } from './clients.js'
import type { OlderEvents } from './older-events.js'

/** Most bytes of a page, unless a single event is larger. */
const PAGE_BYTES = SLICE_BYTES / 4
/** Longest text of `next`, in characters: some 600 accounts. Those that do not fit go on from a while before the last event. */
const NEXT_LENGTH = 8_192
const SEEN_BEFORE_MS = 60_000
/** Slices that are read for a page, when nothing of them is for the client. */
const MOST_SLICES = 8
/** Pages that are read from the log at a time. */
const MOST_READS = 2

export interface PastEventsContext {
  readonly log: Pick<EventLog, 'read'>
  readonly older: OlderEvents
  readonly clock: Clock
  viewOf(accounts: AccountSelection, client: Client): JournalView
}

/** An event of the log or of memory. */
type Found = { readonly logged: HistoryEvent } | { readonly kept: JournalEvent }

/** A page while it is filled. */
interface Filling {
  readonly found: Found[]
  mark: Mark
  bytes: number
  missing: number
  hasMore: boolean
  /** What memory had forgotten when the log was last asked. */
  floor: PastFloor
}

/** What a page is filled with. */
interface Wanted extends PageRequest {
  readonly view: JournalView
  /** Unix milliseconds from which on the client may read. */
  readonly allowedFrom: number
}

/** Reads the history for clients: from the log, and behind its end from memory. */
export class PastEvents {
  readonly #context: PastEventsContext
  readonly #turns: ReadTurns

  constructor(context: PastEventsContext) {
    this.#context = context
    this.#turns = new ReadTurns(context.log, context.clock, MOST_READS)
  }

  /** Reads a page within the rights of a client. @throws StoreError if the log cannot be read */
  async read(request: PageRequest, client: Client): Promise<Page> {
    const { viewOf } = this.#context
    const view = viewOf(client.rights.accounts ?? 'all', client)
    const release = view.hold?.()
    try {
      await view.awaken?.()
      return await this.#page(request, client, view)
    } finally {
      release?.()
    }
  }

  async #page(request: PageRequest, client: Client, view: JournalView): Promise<Page> {
    const { older } = this.#context
    const wanted = { ...request, view, allowedFrom: await older.allowedFrom(client) }
    const filling = emptyPage(wanted)
    await this.#fillFromLog(filling, wanted)
    if (!filling.hasMore && lacksForgotten(filling, wanted)) filling.hasMore = true
    else if (!filling.hasMore) fillFromMemory(filling, wanted)
    const { found, hasMore, missing } = filling
    const texts = new EventTexts(formOf(client), undefined, new IdentifiedTexts())
    const events: Uint8Array[] = []
    for (const each of found) events.push(framedPayload(await textOf(each, texts)))
    return { events, next: nextText(filling), hasMore, missing }
  }

  async #fillFromLog(filling: Filling, wanted: Wanted): Promise<void> {
    const { view, account, until, limit } = wanted
    const accounts = account === undefined ? view.accounts : [account]
    const rest = { accounts, limit, bytes: PAGE_BYTES, ...(until !== undefined && { until }) }
    let hint: number | undefined
    for (let slices = 0; slices < MOST_SLICES && filling.found.length === 0 && filling.hasMore; slices++) {
      const request = { ...rest, after: filling.mark, ...(hint !== undefined && { hint }) }
      filling.floor = floorOf(view)
      const slice = await this.#turns.read(request, () => true)
      if (!slice) return
      for (const logged of slice.events) if (isAllowed(logged, wanted)) filling.found.push({ logged })
      // The hidden ones among them are neither known nor told.
      for (const { count = 1 } of slice.missing) filling.missing += view.scope ? 1 : count
      filling.bytes = slice.events.reduce((sum, { payload }) => sum + payload.length, 0)
      filling.mark = slice.mark
      filling.hasMore = !slice.isEnd
      hint = slice.hint
    }
  }
}

const formOf = ({ rights: { messageFormat, edits } }: Client): TextForm => ({ format: messageFormat, edits })

const emptyPage = (wanted: Wanted): Filling => ({
  found: [],
  mark: firstMark(wanted),
  bytes: 0,
  missing: 0,
  hasMore: true,
  floor: floorOf(wanted.view),
})

/** Whether memory has forgotten events since the log was asked that the page does not have: the log has them by now. */
function lacksForgotten({ mark, floor }: Filling, { view, account, until }: Wanted): boolean {
  for (const [name, last] of view.floor.accounts) {
    if (account !== undefined && name !== account) continue
    const before = floor.get(name)
    if (before && compareOrder(before, last) === 0) continue
    if (before && until !== undefined && before.admittedAt >= until) continue
    if (!has(mark, { id: { account: name, ...last }, admittedAt: last.admittedAt })) return true
  }
  return false
}

/** Where the next page begins. */
function nextText({ mark, found }: Filling): string {
  const last = found.at(-1)
  const seenUntil = last ? eventOf(last).admittedAt - SEEN_BEFORE_MS : (mark.othersFrom ?? 0)
  return markText(mark, Math.floor(seenUntil), NEXT_LENGTH)
}

const eventOf = (found: Found): HistoryEvent | JournalEvent => ('kept' in found ? found.kept : found.logged)

/** Where a client begins to read. */
function firstMark({ since, allowedFrom }: Wanted): Mark {
  const mark = since ?? beginning
  return allowedFrom === 0 ? mark : { ...mark, othersFrom: Math.max(mark.othersFrom ?? 0, allowedFrom) }
}

const isAllowed = (event: HistoryEvent | JournalEvent, { view, allowedFrom }: Wanted): boolean =>
  event.admittedAt >= allowedFrom && view.includes(event)

/** Adds what memory has behind the mark. */
function fillFromMemory(filling: Filling, wanted: Wanted): void {
  const { view, account, until = Number.POSITIVE_INFINITY, limit } = wanted
  const { tail, head } = view
  const first = Math.max(marksOf(view).placeOf(filling.mark).position, tail) + 1
  for (let at = first; at <= head; at++) {
    const kept = view.at(at)
    if (kept.admittedAt >= until) return
    if ((account !== undefined && kept.id.account !== account) || has(filling.mark, kept)) continue
    if (!isAllowed(kept, wanted)) continue
    filling.bytes += kept.text.frame.length
    if (filling.found.length === limit || (filling.found.length > 0 && filling.bytes > PAGE_BYTES)) {
      filling.hasMore = true
      return
    }
    filling.found.push({ kept })
    filling.mark = markAfter(filling.mark, kept.id)
  }
}

async function textOf(found: Found, texts: EventTexts): Promise<FramedText> {
  const { id, admittedAt } = eventOf(found)
  const text = 'kept' in found ? found.kept.text : await framed(found.logged.payload)
  const isLarge = text.frame.length > LARGE_EVENT_BYTES
  return isLarge ? texts.ofLarge({ id, admittedAt, text }) : texts.of({ id, admittedAt, text })
}

const framed = (payload: Uint8Array): FramedText | Promise<FramedText> =>
  payload.length > LARGE_EVENT_BYTES ? frameInSlices([payload]) : frameText(payload)
