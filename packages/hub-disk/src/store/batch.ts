import {
  type CursorChange,
  cursorText,
  type HistoryEvent,
  packEvents,
  packLargeEvent,
} from '@rookery/hub/history'
import { inSlices } from '@rookery/transport'
import type { CursorRow, PackRow } from '../engine/engine.js'
import { ends, runsOf } from './pending.js'

/** Packs events for the file: one row for each run of an account. */
export const packRows = (events: readonly HistoryEvent[]): readonly PackRow[] =>
  runsOf(events).map((run) => packRow(run, packEvents(run)))

/** A larger event is packed in steps. */
const LARGE_BYTES = 1024 * 1024

/** Packs events as `packRows` does, without holding the event loop where one is large. */
export async function packRowsInSlices(events: readonly HistoryEvent[]): Promise<readonly PackRow[]> {
  const rows: PackRow[] = []
  for (const run of runsOf(events)) {
    const [first] = run
    const isLarge = first !== undefined && run.length === 1 && first.payload.length > LARGE_BYTES
    rows.push(packRow(run, isLarge ? await inSteps(packLargeEvent(first)) : packEvents(run)))
  }
  return rows
}

/** Packs batches, each for itself: so accounts stay in the order in which they came, and a large event alone. */
export async function packBatches(
  batches: readonly (readonly HistoryEvent[])[],
): Promise<readonly PackRow[]> {
  const rows: PackRow[] = []
  for (const batch of batches) for (const row of await packRowsInSlices(batch)) rows.push(row)
  return rows
}

/** Runs a generator to its end, some milliseconds in each turn of the event loop. */
export async function inSteps<Result>(steps: Generator<undefined, Result>): Promise<Result> {
  let step = steps.next()
  await inSlices(() => {
    if (!step.done) step = steps.next()
    return step.done === true
  })
  return (step as IteratorReturnResult<Result>).value
}

function packRow(run: readonly HistoryEvent[], pack: Uint8Array): PackRow {
  const [first, last] = ends(run)
  const admissions = run.map(({ admittedAt }) => admittedAt)
  return {
    account: first.id.account,
    epoch: first.id.epoch,
    first: first.id.number,
    last: last.id.number,
    firstAt: Math.trunc(Math.min(...admissions)),
    lastAt: Math.trunc(Math.max(...admissions)),
    lastTime: Math.trunc(last.time),
    pack,
  }
}

export const cursorRow = ({ client, place, cursor }: CursorChange): CursorRow => ({
  client,
  place,
  ...(cursor && { text: cursorText(cursor) }),
})
