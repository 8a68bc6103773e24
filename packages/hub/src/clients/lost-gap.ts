import type { Clock } from '@rookery/transport'
import { type Cursor, unixSeconds } from '../journal/cursor.js'
import type { Gap } from '../journal/gap.js'
import type { JournalView } from '../journal/journal.js'

/** The gap between a cursor that is given up and the position where a connection began; undefined if there is none. */
export function gapBehind(
  { position, time }: Pick<Cursor, 'position' | 'time'>,
  startedAt: number,
  clock: Clock,
): Gap | undefined {
  return gapOf(startedAt - position, time, clock)
}

/** The gap of the events that are not older than `lostSince`, in unix seconds, and were there before a connection. */
export function gapSince(
  view: JournalView,
  lostSince: number,
  startedAt: number,
  clock: Clock,
): Gap | undefined {
  let count = 0
  for (let at = view.tail + 1; at <= startedAt; at++) if (view.at(at).time >= lostSince) count++
  return gapOf(count, lostSince, clock)
}

const gapOf = (count: number, from_time: number, clock: Clock): Gap | undefined =>
  count > 0 ? { from_time, to_time: unixSeconds(clock), count } : undefined
