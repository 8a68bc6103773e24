import { type Clock, framedPayload, inSlices } from '@rookery/transport'
import { inTime } from '../history/in-time.js'
import { beginning, type EventLog, type Mark, markOfTime } from '../history/index.js'
import type { JournalView } from '../journal/journal.js'
import type { Dated } from './since.js'

/** An event of the past. */
export interface PastEvent extends Dated {
  readonly payload: Uint8Array
  readonly isSelfMessage?: boolean
  readonly isLate?: boolean
}

/** Sources of an account's past. */
export interface PastSources {
  /** All that memory holds. */
  readonly view: JournalView
  /** Absent where nothing outlives the process. */
  readonly log?: Pick<EventLog, 'read'> | undefined
  /** Now, in milliseconds of the journal's clock. */
  readonly now: () => number
  readonly clock: Clock
  readonly signal: AbortSignal
}

const HOUR_MS = 3_600_000
/** How far back the log is read, step by step, the newest part first. */
const STEPS_MS = [HOUR_MS, 6 * HOUR_MS, 24 * HOUR_MS, 72 * HOUR_MS, 168 * HOUR_MS, Number.POSITIVE_INFINITY]
/** Most that is read of the log: some ten thousand events. */
const MOST_BYTES = 32 * 1024 * 1024
const SLICE_BYTES = 256 * 1024
const SLICE_EVENTS = 512
/** Longest wait for a slice of the log. */
const ANSWER_MS = 30_000

/** Reads the past of one account. */
export class PastReading {
  readonly #account: string
  readonly #sources: PastSources
  readonly #each: (event: PastEvent) => void
  /** Time from which on every event was read, in milliseconds of the journal's clock. */
  knownFromMs = Number.POSITIVE_INFINITY
  #left = MOST_BYTES

  /** `each` is called for every event, for some of them twice. */
  constructor(account: string, sources: PastSources, each: (event: PastEvent) => void) {
    this.#account = account
    this.#sources = sources
    this.#each = each
  }

  /**
   * Reads the events in memory, then those of the log from the newest part to older ones, as far as the bytes allow.
   *
   * @throws StoreError if the log cannot be read
   */
  async read(): Promise<void> {
    const { log, now, signal, view } = this.#sources
    const isWhole = view.tail === 0
    const oldestAt = (await this.#readMemory()) ?? now()
    this.knownFromMs = isWhole && !log ? 0 : oldestAt
    if (!log) return
    // What memory holds is read again: of what was too old when it was fetched, it has nothing.
    const end = Math.floor(now())
    let until: number | undefined
    for (const step of STEPS_MS) {
      if (signal.aborted) return
      const from = Math.max(0, end - step)
      if (!(await this.#readLog(log, from > 0 ? markOfTime(from) : beginning, until))) return
      this.knownFromMs = Math.min(this.knownFromMs, from)
      until = from
      if (from === 0) return
    }
  }

  /** Returns when the oldest event in memory was admitted, of any account. */
  async #readMemory(): Promise<number | undefined> {
    const { view } = this.#sources
    const { head } = view
    let at = view.tail
    let oldestAt: number | undefined
    await inSlices(() => {
      at = Math.max(at, view.tail) + 1
      if (at > head) return true
      const event = view.at(at)
      oldestAt ??= event.admittedAt
      if (event.id.account === this.#account) this.#each({ ...event, payload: framedPayload(event.text) })
      return false
    })
    return oldestAt
  }

  /** Returns whether the part was read to its end. */
  async #readLog(log: Pick<EventLog, 'read'>, after: Mark, until: number | undefined): Promise<boolean> {
    let [mark, hint] = [after, undefined as number | undefined]
    while (this.#left > 0 && !this.#sources.signal.aborted) {
      const reading = log.read({
        after: mark,
        ...(until !== undefined && { until }),
        accounts: [this.#account],
        limit: SLICE_EVENTS,
        bytes: SLICE_BYTES,
        ...(hint !== undefined && { hint }),
      })
      const slice = await inTime(reading, ANSWER_MS, this.#sources.clock)
      for (const event of slice.events) {
        this.#left -= event.payload.length
        this.#each(event)
      }
      if (slice.isEnd) return true
      mark = slice.mark
      hint = slice.hint
    }
    return false
  }
}
