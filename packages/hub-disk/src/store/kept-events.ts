import {
  compareOrder,
  type EventId,
  type EventOrder,
  type HistoryEvent,
  type MissingEvents,
  type ReadRequest,
  SLICE_BYTES,
  type Slice,
} from '@rookery/hub/history'

/** The end of the file as a slice has it. */
export interface FileEnd {
  readonly slice: Slice
  /** Whether some row of the file reaches the time of the request. */
  readonly reachesTime: boolean
}

/**
 * Continues a slice that reached the end of the file by events that the front log keeps. Where the slice has events of the
 * file, too, the next one begins with them.
 */
export function continued(
  { slice, reachesTime }: FileEnd,
  request: ReadRequest,
  kept: readonly HistoryEvent[],
): Slice {
  const wanted = wantedOf({ slice, reachesTime }, request, kept)
  if (wanted.length === 0) return slice
  if (slice.events.length > 0) return { ...slice, isEnd: false }
  const events = firstOf(wanted, request)
  const accounts = new Map<string, EventOrder>(slice.mark.accounts)
  const missing = [...slice.missing]
  for (const event of events) {
    const run = missingBefore(event, accounts.get(event.id.account), request)
    if (run) missing.push(run)
    accounts.delete(event.id.account)
    accounts.set(event.id.account, { epoch: event.id.epoch, number: event.id.number })
  }
  const isEnd = events.length === wanted.length
  return { ...slice, events, missing, mark: { ...slice.mark, accounts }, isEnd }
}

/** Leaves out what the mark has, what came before its time, and what came after the request's. */
function wantedOf(
  { slice, reachesTime }: FileEnd,
  { accounts, after, until = Number.POSITIVE_INFINITY }: ReadRequest,
  kept: readonly HistoryEvent[],
): readonly HistoryEvent[] {
  const { othersFrom } = after
  const from = reachesTime || othersFrom === undefined ? 0 : firstOfTime(kept, othersFrom)
  const ended = new Set<string>()
  return kept.filter(({ id, admittedAt }, at) => {
    if (accounts !== 'all' && !accounts.includes(id.account)) return false
    // The mark must not pass over an event that came after that time.
    if (admittedAt >= until) ended.add(id.account)
    const have = slice.mark.accounts.get(id.account)
    return !ended.has(id.account) && (have ? compareOrder(id, have) > 0 : at >= from)
  })
}

/** Index of the first event that was admitted at a time or later; what follows it counts, though the clock was set back. */
function firstOfTime(events: readonly HistoryEvent[], time: number): number {
  const at = events.findIndex(({ admittedAt }) => admittedAt >= time)
  return at < 0 ? events.length : at
}

/** As many of the events as fit into one slice; one at least. */
function firstOf(
  events: readonly HistoryEvent[],
  { limit, bytes = SLICE_BYTES }: ReadRequest,
): readonly HistoryEvent[] {
  let size = 0
  const end = events.findIndex(({ payload }, at) => {
    size += payload.length
    return at > 0 && (at >= limit || size > Math.min(SLICE_BYTES, bytes))
  })
  return end < 0 ? events : events.slice(0, end)
}

/** Numbers that the hub has left out before an event; all others before it are in the file. */
function missingBefore(
  { id, time }: HistoryEvent,
  have: EventOrder | undefined,
  { after }: ReadRequest,
): MissingEvents | undefined {
  if (have === undefined && after.othersFrom !== undefined) return undefined
  const count = id.number - 1 - (have?.epoch === id.epoch ? have.number : 0)
  return count > 0 ? { account: id.account, reason: 'absent', count, toTime: time } : undefined
}

/** The newest id of each account, of those in the file and those that the front log keeps. */
export function newestOf(
  saved: ReadonlyMap<string, EventId>,
  kept: readonly HistoryEvent[],
  accounts: readonly string[],
): ReadonlyMap<string, EventId> {
  const newest = new Map(saved)
  for (const { id } of kept) {
    const before = newest.get(id.account)
    if (accounts.includes(id.account) && (!before || compareOrder(id, before) > 0)) newest.set(id.account, id)
  }
  return newest
}
