import { statSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import {
  type HistoryEvent,
  type Mark,
  type ReadRequest,
  StoreError,
  type StoreErrorCode,
} from '@rookery/hub/history'
import type { PackRow } from '../engine/engine.js'
import { storePaths } from '../file/folder.js'
import { type Database, loadLibsql } from '../file/libsql.js'
import { codeOf, refuseOthers } from '../file/open-file.js'
import { rowReader } from '../file/rows.js'
import { rowRequest, sliceOf } from '../store/slice.js'
import { type CheckReport, checkStore } from './check.js'
import { readTail, type TailOf } from './front-tail.js'
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
  const { log: path, front } = storePaths(folder)
  if (!statSync(path, { throwIfNoEntry: false })) {
    throw new StoreError('not_a_store', `found no store in ${folder}`)
  }
  const Database = await told(loadLibsql())
  const db = readable(folder, () => {
    const opened = new Database(`${pathToFileURL(path).href}?mode=ro`)
    refuseOthers(opened, path)
    return opened
  })
  const tail = (): TailOf => readable(folder, () => readTail(front))
  return {
    summary: () => readable(folder, () => summaryOf(db, tail())),
    check: () => checkStore(db, tail()),
    events: (selection) => eventsOf({ db, folder, tail: tail() }, selection),
    close: () => void db.close(),
  }
}

const SLICE_EVENTS = 1_000

/** The parts of a store that events are read from. */
interface Source {
  readonly db: Database
  readonly folder: string
  readonly tail: TailOf
}

function* eventsOf(
  { db, folder, tail }: Source,
  { accounts = 'all', since, until }: EventSelection = {},
): Generator<HistoryEvent> {
  const { packs } = readable(folder, () => tail(db))
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
    if (slice.isEnd)
      return yield* kept(packs, { ...request, after: slice.mark, limit: Number.MAX_SAFE_INTEGER }, since)
    after = slice.mark
    hint = slice.hint
  }
}

/** Events of the front log behind all that the database has. */
function* kept(
  packs: readonly PackRow[],
  request: ReadRequest,
  since = Number.NEGATIVE_INFINITY,
): Generator<HistoryEvent> {
  const { accounts } = request
  const rows = packs
    .filter(({ account }) => accounts === 'all' || accounts.includes(account))
    .map((row) => ({ ...row, id: 0 }))
  const { events } = sliceOf(request, { rows, ends: [], isEnd: true })
  for (const event of events) if (event.admittedAt >= since) yield event
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
