import {
  compareOrder,
  type EventOrder,
  type HistoryEvent,
  type Mark,
  type MissingEvents,
  PackError,
  type ReadRequest,
  readPack,
  readPackInSteps,
  SLICE_BYTES,
  type Slice,
} from '@rookery/hub/history'
import type { FoundRow, MissingEnd, RowRequest, Rows } from '../engine/engine.js'
import { inSteps } from './batch.js'

/** A request as the file understands it. */
export function rowRequest({ after, until, accounts, limit, bytes, hint }: ReadRequest): RowRequest {
  const marks = [...after.accounts]
    .filter(([account]) => accounts === 'all' || accounts.includes(account))
    .map(([account, { epoch, number }]) => ({ account, epoch, last: number }))
  return {
    accounts,
    marks,
    limit: Math.max(1, limit),
    bytes: Math.min(SLICE_BYTES, bytes ?? SLICE_BYTES),
    ...(after.othersFrom !== undefined && { othersFrom: after.othersFrom }),
    ...(until !== undefined && { until }),
    ...(hint !== undefined && { hint }),
  }
}

/** The events of a row; undefined if it is damaged. */
export type Unpack = (row: FoundRow) => readonly HistoryEvent[] | undefined

/** Makes a slice of the rows that were found for a request. */
export function sliceOf(request: ReadRequest, found: Rows, unpackRow: Unpack = unpack): Slice {
  const slice = new SliceBuilder(request)
  for (const row of found.rows) if (!slice.take(row, unpackRow(row))) return slice.cut()
  if (found.isEnd) for (const end of found.ends) slice.end(end)
  return slice.whole(found)
}

/** Collects the events of rows up to the limit of a request, and moves the mark along. */
class SliceBuilder {
  readonly #request: ReadRequest
  readonly #accounts: Map<string, EventOrder>
  readonly #events: HistoryEvent[] = []
  readonly #missing: MissingEvents[] = []
  /** The last row that was taken whole. */
  #hint: number | undefined

  constructor(request: ReadRequest) {
    this.#request = request
    this.#accounts = new Map(request.after.accounts)
    this.#hint = request.hint
  }

  /** Takes a row; returns false where the limit cuts it off. */
  take(row: FoundRow, events: readonly HistoryEvent[] | undefined): boolean {
    const wanted = events ? this.#wanted(row, events) : []
    const room = Math.max(1, this.#request.limit) - this.#events.length
    if (room <= 0 && (wanted.length > 0 || row.missing || !events)) return false
    if (row.missing) this.#miss({ account: row.account, ...timeOf(events), ...row.missing })
    if (!events) this.#miss({ account: row.account, reason: 'damaged', count: row.last - row.first + 1 })
    const taken = wanted.slice(0, room)
    for (const event of taken) this.#events.push(event)
    if (taken.length < wanted.length || this.#isPast(events)) this.#moveBehind(taken)
    else this.#move(row.account, { epoch: row.epoch, number: row.last })
    if (taken.length < wanted.length) return false
    this.#hint = row.id
    return true
  }

  /** Steps over events that are missing at the end of an account. */
  end({ account, epoch, last, ...missing }: MissingEnd): void {
    this.#miss({ account, ...missing })
    this.#move(account, { epoch, number: last })
  }

  /** The slice of a request whose limit was reached within the rows. */
  cut(): Slice {
    return this.#slice(this.#hint, false)
  }

  whole({ hint, isEnd }: Rows): Slice {
    return this.#slice(hint ?? this.#hint, isEnd)
  }

  #slice(hint: number | undefined, isEnd: boolean): Slice {
    const { othersFrom } = this.#request.after
    const mark: Mark = { accounts: this.#accounts, ...(othersFrom !== undefined && { othersFrom }) }
    const missing = this.#missing
    return { events: this.#events, missing, mark, isEnd, ...(hint !== undefined && { hint }) }
  }

  /** Leaves out what the mark has, what came before its time, and what came after the request's. */
  #wanted({ account, isFirstOfTime }: FoundRow, events: readonly HistoryEvent[]): readonly HistoryEvent[] {
    const { after, until = Number.POSITIVE_INFINITY } = this.#request
    const have = this.#accounts.get(account)
    const from = have || !isFirstOfTime ? undefined : after.othersFrom
    // What follows an event of that time counts, even if the clock was set back behind it.
    const start = from === undefined ? 0 : events.findIndex(({ admittedAt }) => admittedAt >= from)
    const rest = events.slice(Math.max(0, start)).filter(({ id }) => !have || compareOrder(id, have) > 0)
    const end = rest.findIndex(({ admittedAt }) => admittedAt >= until)
    return end < 0 ? rest : rest.slice(0, end)
  }

  /** True if some events came after the time of the request: the mark must not pass over them. */
  #isPast(events: readonly HistoryEvent[] | undefined): boolean {
    const { until = Number.POSITIVE_INFINITY } = this.#request
    return events?.some(({ admittedAt }) => admittedAt >= until) ?? false
  }

  #moveBehind(taken: readonly HistoryEvent[]): void {
    const last = taken.at(-1)?.id
    if (last) this.#move(last.account, last)
  }

  #miss(missing: MissingEvents): void {
    this.#missing.push(missing)
  }

  #move(account: string, { epoch, number }: EventOrder): void {
    this.#accounts.delete(account)
    this.#accounts.set(account, { epoch, number })
  }
}

/** Unpacks a row at once. */
export const unpack: Unpack = (row) => {
  try {
    return asSaid(row, readPack(row.pack))
  } catch (error) {
    return damaged(error)
  }
}

/** Unpacks a large row without holding the event loop. */
export async function unpackInSlices(row: FoundRow): Promise<readonly HistoryEvent[] | undefined> {
  try {
    return asSaid(row, await inSteps(readPackInSteps(row.pack)))
  } catch (error) {
    return damaged(error)
  }
}

function damaged(error: unknown): undefined {
  if (error instanceof PackError) return undefined
  throw error
}

/** The events, if they are those that the row says. */
function asSaid(
  { account, epoch, first, last }: FoundRow,
  events: readonly HistoryEvent[],
): readonly HistoryEvent[] | undefined {
  const [begin, end] = [events[0]?.id, events.at(-1)?.id]
  const isSame = begin?.account === account && begin.epoch === epoch && begin.number === first
  return isSame && end?.number === last ? events : undefined
}

const timeOf = (events: readonly HistoryEvent[] | undefined): { readonly toTime?: number } =>
  events?.[0] ? { toTime: events[0].time } : {}
