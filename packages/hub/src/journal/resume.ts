import { type Cursor, carefulUntil, poisonOf } from './cursor.js'
import type { Gap } from './gap.js'
import type { JournalEvent, JournalView } from './journal.js'
import { agesFrom } from './staleness.js'

/** Plan for a new connection: which earlier events it gets, and which it is told to have missed. */
export interface ResumePlan {
  /** Positions after this one are sent without consulting the plan. */
  readonly until: number
  /** Up to this position events are sent one by one, each confirmed before the next. */
  readonly carefulUntil: number
  readonly gap: Gap | undefined
  /** Position of the poison event, which is never sent again. */
  readonly poison: number | undefined
  leavesOut(position: number): boolean
}

/** Plan of a connection that begins at the head, or misses nothing of what it is sent. */
const EVERYTHING: ResumePlan = {
  until: 0,
  carefulUntil: 0,
  gap: undefined,
  poison: undefined,
  leavesOut: () => false,
}

/**
 * Plans a resume: leaves out messages admitted before `staleBefore` (milliseconds), the poison event, and without a word
 * what the client has already.
 */
export function planResume(
  view: JournalView,
  cursor: Cursor,
  staleBefore: number,
  hasAlready?: (event: JournalEvent) => boolean,
): ResumePlan {
  if (cursor.position === view.head && cursor.suspects === undefined) return EVERYTHING
  const first = Math.max(cursor.position, view.tail) + 1
  const lastStale = lastAdmittedBefore(view, first, staleBefore)
  const suspect = poisonOf(cursor.suspects)
  const poison = suspect !== undefined && suspect >= first && suspect <= view.head ? suspect : undefined
  // Of what was fetched later, the own time counts.
  const lastLate = Math.min(view.lastLate, view.head)
  const isStale = (position: number): boolean => {
    if (position > lastStale && position > lastLate) return false
    const event = view.at(position)
    return event.isMessage && agesFrom(event) < staleBefore
  }
  const leavesOut = (position: number): boolean => position === poison || isStale(position)
  const lastLateStale = lastLate > lastStale ? lastOf(view, first, isStale, lastLate) : 0
  const careful = carefulUntil(cursor.suspects)
  const isHad = (position: number): boolean => hasAlready?.(view.at(position)) ?? false
  const until = Math.max(
    lastStale,
    lastLateStale,
    careful,
    poison ?? 0,
    hasAlready ? lastOf(view, first, isHad) : 0,
  )
  const gap = findGap(view, cursor, { first, until, leavesOut: (at) => leavesOut(at) && !isHad(at) })
  return { until, carefulUntil: careful, leavesOut: (at) => leavesOut(at) || isHad(at), gap, poison }
}

/** The last wanted position from `first` on, up to `end`; `first - 1` if there is none. */
function lastOf(
  view: JournalView,
  first: number,
  isWanted: (position: number) => boolean,
  end = view.head,
): number {
  let at = end
  while (at >= first && !isWanted(at)) at--
  return at
}

/** Position of the last event from `first` on that was admitted before `time`; `first - 1` if there is none. */
function lastAdmittedBefore(view: JournalView, first: number, time: number): number {
  let low = first - 1
  let high = view.head
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if (view.at(middle).admittedAt < time) low = middle
    else high = middle - 1
  }
  return low
}

/** The omitted ones among the events from `first` to `until`. */
interface Omissions {
  readonly first: number
  readonly until: number
  leavesOut(position: number): boolean
}

function findGap(view: JournalView, cursor: Cursor, { first, until, leavesOut }: Omissions): Gap | undefined {
  const forgotten = first - 1 - cursor.position
  let [count, from, to] = [forgotten, cursor.time, cursor.time]
  if (forgotten > 0 && first <= view.head) to = view.at(first).time
  for (let position = first; position <= Math.min(until, view.head); position++) {
    if (!leavesOut(position)) continue
    to = view.at(position).time
    if (count++ === 0) from = to
  }
  return count > 0 ? { from_time: from, to_time: Math.max(from, to), count } : undefined
}
