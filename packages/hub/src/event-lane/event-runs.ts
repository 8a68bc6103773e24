import { LARGE_EVENT_BYTES } from '@rookery/transport'
import type { EventId, HistoryEvent } from '../history/index.js'

/** Tells whether a run is one large event. */
export const isLarge = ([first]: readonly HistoryEvent[]): boolean =>
  (first?.payload.length ?? 0) > LARGE_EVENT_BYTES

/** The last id of each account. */
export const lastIds = (run: readonly HistoryEvent[]): Iterable<EventId> =>
  new Map(run.map(({ id }) => [id.account, id])).values()

/** Splits events so that each large one is alone. */
export function runsOf(events: readonly HistoryEvent[]): readonly (readonly HistoryEvent[])[] {
  const runs: HistoryEvent[][] = []
  for (const event of events) {
    const last = runs.at(-1)
    if (last && !isLarge(last) && !isLarge([event])) last.push(event)
    else runs.push([event])
  }
  return runs
}
