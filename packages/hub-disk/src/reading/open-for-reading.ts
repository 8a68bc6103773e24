import { statSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { type HistoryEvent, type Mark, StoreError, type StoreErrorCode } from '@rookery/hub/history'
import { storePaths } from '../file/folder.js'
import { type Database, loadLibsql } from '../file/libsql.js'
import { codeOf, refuseOthers } from '../file/open-file.js'
import { rowReader } from '../file/rows.js'
import { rowRequest, sliceOf } from '../store/slice.js'
import { type CheckReport, checkStore } from './check.js'
import { type StoreSummary, summaryOf } from './summary.js'

/** Reads a store for an operator. It changes nothing, and a hub may write meanwhile. */
export interface StoreReader {
  /** Counts what there is. */
  summary(): StoreSummary
  /** Reads everything once: whether each pack is whole, and no number is missing. */
  check(): CheckReport
  /** The events of a selection, oldest first. */
  events(selection?: EventSelection): Generator<HistoryEvent>
  close(): void
}

/** Selects events. Default: all. */
export interface EventSelection {
  readonly accounts?: 'all' | readonly string[]
  /** Admitted then or later, in unix milliseconds. */
  readonly since?: number
  /** Admitted before, in unix milliseconds. */
  readonly until?: number
}

/**
 * Opens the store in a folder to read it.
 *
 * @throws StoreError if there is none, or it cannot be read
 */
export async function openForReading(folder: string): Promise<StoreReader> {
  const path = storePaths(folder).log
  if (!statSync(path, { throwIfNoEntry: false })) {
    throw new StoreError('not_a_store', `found no store in ${folder}`)
  }
  const Database = await told(loadLibsql())
  const db = readable(folder, () => {
    const opened = new Database(`${pathToFileURL(path).href}?mode=ro`)
    refuseOthers(opened, path)
    return opened
  })
  return {
    summary: () => readable(folder, () => summaryOf(db)),
    check: () => checkStore(db),
    events: (selection) => eventsOf(db, folder, selection),
    close: () => void db.close(),
  }
}

const SLICE_EVENTS = 1_000

function* eventsOf(
  db: Database,
  folder: string,
  { accounts = 'all', since, until }: EventSelection = {},
): Generator<HistoryEvent> {
  const rows = readable(folder, () => rowReader(db))
  let after: Mark = { accounts: new Map(), ...(since !== undefined && { othersFrom: since }) }
  let hint: number | undefined
  for (;;) {
    const request = {
      after,
      accounts,
      limit: SLICE_EVENTS,
      ...(until !== undefined && { until }),
      ...(hint !== undefined && { hint }),
    }
    const slice = readable(folder, () => sliceOf(request, rows(rowRequest(request))))
    // A mark of a time repeats events rather than lose one; an operator asked for the time.
    for (const event of slice.events) if (since === undefined || event.admittedAt >= since) yield event
    if (slice.isEnd) return
    after = slice.mark
    hint = slice.hint
  }
}

/** Runs a query; its failure is that of the store. */
function readable<Result>(folder: string, query: () => Result): Result {
  try {
    return query()
  } catch (cause) {
    throw storeErrorOf(cause, `the store in ${folder} cannot be read`)
  }
}

async function told<Result>(result: Promise<Result>): Promise<Result> {
  try {
    return await result
  } catch (cause) {
    throw storeErrorOf(cause, 'libsql cannot be loaded')
  }
}

const CODES: ReadonlySet<string> = new Set<StoreErrorCode>(['newer_format', 'no_engine', 'not_a_store'])

function storeErrorOf(cause: unknown, otherwise: string): StoreError {
  const code = codeOf(cause)
  const message = cause instanceof Error ? cause.message : String(cause)
  return CODES.has(code)
    ? new StoreError(code as StoreErrorCode, message, { cause })
    : new StoreError('unreadable', `${otherwise}: ${message}`, { cause })
}
