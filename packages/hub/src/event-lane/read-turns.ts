import type { Clock } from '@rookery/transport'
import { inTime } from '../history/in-time.js'
import type { EventLog, ReadRequest, Slice } from '../history/index.js'

/** Reads of the log at a time: what is to be written waits in the store behind them. */
const MOST_READS = 4

/** Longest wait for a slice; no answer counts as a failure, and others have their turn. */
const ANSWER_MS = 30_000

/** Lets few readers read at a time, in the order in which they asked. */
export class ReadTurns {
  #free = MOST_READS
  readonly #waiting: (() => void)[] = []
  readonly #log: Pick<EventLog, 'read'>
  readonly #clock: Clock

  constructor(log: Pick<EventLog, 'read'>, clock: Clock) {
    this.#log = log
    this.#clock = clock
  }

  /** Reads a slice. Undefined if `isWanted` says no once it is the reader's turn. */
  async read(request: ReadRequest, isWanted: () => boolean): Promise<Slice | undefined> {
    if (this.#free > 0) this.#free--
    else await new Promise<void>((resolve) => this.#waiting.push(resolve))
    try {
      return isWanted() ? await inTime(this.#log.read(request), ANSWER_MS, this.#clock) : undefined
    } finally {
      const next = this.#waiting.shift()
      if (next) next()
      else this.#free++
    }
  }
}
