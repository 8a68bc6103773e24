/** Reads of the log at a time: what is to be written waits in the store behind them. */
const MOST_READS = 4

/** Lets few readers read at a time, in the order in which they asked. */
export class ReadTurns {
  #free: number
  readonly #waiting: (() => void)[] = []

  constructor(most = MOST_READS) {
    this.#free = most
  }

  async read<Result>(read: () => Promise<Result>): Promise<Result> {
    if (this.#free > 0) this.#free--
    else await new Promise<void>((resolve) => this.#waiting.push(resolve))
    try {
      return await read()
    } finally {
      const next = this.#waiting.shift()
      if (next) next()
      else this.#free++
    }
  }
}
