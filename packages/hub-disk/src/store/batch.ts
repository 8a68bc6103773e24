import { type CursorChange, cursorText, type HistoryEvent, packEvents } from '@rookery/hub/history'
import type { CursorRow, PackRow } from '../engine/engine.js'
import { ends, runsOf } from './pending.js'

/** Packs events for the file: one row for each run of an account. */
export const packRows = (events: readonly HistoryEvent[]): readonly PackRow[] => runsOf(events).map(packRow)

function packRow(run: readonly HistoryEvent[]): PackRow {
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
    pack: packEvents(run),
  }
}

export const cursorRow = ({ client, place, cursor }: CursorChange): CursorRow => ({
  client,
  place,
  ...(cursor && { text: cursorText(cursor) }),
})
