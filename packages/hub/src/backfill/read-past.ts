import { framedPayload, inSlices } from '@rookery/transport'
import { beginning, type EventLog, type Mark, markOfTime } from '../history/index.js'
import type { JournalView } from '../journal/journal.js'
import type { Dated } from './since.js'

/** An event of the past. */
export interface PastEvent extends Dated {
  readonly payload: Uint8Array
  readonly isSelfMessage?: boolean
  readonly isLate?: boolean
}

/** Where the past of an account is read from. */
export interface PastSources {
  /** All that memory holds. */
  readonly view: JournalView
  /** Absent where nothing outlives the process. */
  readonly log?: Pick<EventLog, 'read'> | undefined
  /** Now, in milliseconds of the journal's clock. */
  readonly now: () => number
  readonly signal: AbortSignal
}

const HOUR_MS = 3_600_000
/** How far back the log is read, step by step, the newest part first. */
const STEPS_MS = [HOUR_MS, 6 * HOUR_MS, 24 * HOUR_MS, 72 * HOUR_MS, 168 * HOUR_MS, Number.POSITIVE_INFINITY]
/** Most that is read of the log: some ten thousand events. */
const MOST_BYTES = 32 * 1024 * 1024
const SLICE_BYTES = 256 * 1024
const SLICE_EVENTS = 512
/** Events that memory and log have both, by clocks that differ little. */
const OVERLAP_MS = 1_000

/**
 * Reads the events of an account, those in memory first, then those of the log from the newest part to older ones, as far as
 * the bytes allow.
 *
 * @throws StoreError if the log cannot be read
 */
export async function readPast(
  account: string,
  sources: PastSources,
  each: (event: PastEvent) => void,
): Promise<void> {
  const oldestAt = await readMemory(account, sources, each)
  if (!sources.log) return
  let until = (oldestAt ?? sources.now()) + OVERLAP_MS
  const end = until
  let left = MOST_BYTES
  for (const step of STEPS_MS) {
    if (sources.signal.aborted || left <= 0) return
    const from = Math.max(0, Math.floor(end - step))
    const after = step === Number.POSITIVE_INFINITY ? beginning : markOfTime(from)
    left -= await readLog({ account, after, until: Math.floor(until), most: left }, sources, each)
    until = from
    if (from === 0) return
  }
}

/** Returns when the oldest event in memory was admitted, of any account. */
async function readMemory(
  account: string,
  { view }: PastSources,
  each: (event: PastEvent) => void,
): Promise<number | undefined> {
  const { head } = view
  let at = view.tail
  let oldestAt: number | undefined
  await inSlices(() => {
    at = Math.max(at, view.tail) + 1
    if (at > head) return true
    const event = view.at(at)
    oldestAt ??= event.admittedAt
    if (event.id.account === account) each({ ...event, payload: framedPayload(event.text) })
    return false
  })
  return oldestAt
}

interface LogPart {
  readonly account: string
  readonly after: Mark
  readonly until: number
  readonly most: number
}

/** Returns how many bytes were read. */
async function readLog(
  { account, after, until, most }: LogPart,
  { log, signal }: PastSources,
  each: (event: PastEvent) => void,
): Promise<number> {
  let [mark, hint, bytes] = [after, undefined as number | undefined, 0]
  while (log && !signal.aborted && bytes < most) {
    const slice = await log.read({
      after: mark,
      until,
      accounts: [account],
      limit: SLICE_EVENTS,
      bytes: SLICE_BYTES,
      ...(hint !== undefined && { hint }),
    })
    for (const event of slice.events) {
      bytes += event.payload.length
      each(event)
    }
    if (slice.isEnd) break
    mark = slice.mark
    hint = slice.hint
  }
  return bytes
}
