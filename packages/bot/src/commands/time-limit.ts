import { OneBotError } from '@rookery/protocol'
import { type Clock, steadyOf } from '@rookery/transport'

/** A command ran longer than its `timeoutMs`. Work that it started continues, unless it observes `session.signal`. */
export class CommandTimedOut extends OneBotError {
  constructor(command: string, timeoutMs: number) {
    super('command_timed_out', `command ${command} took more than ${timeoutMs} ms`)
  }
}

/** Time that one run of a command may take. It does not count while the command waits for an answer. */
export class TimeLimit {
  readonly #clock: Clock
  readonly #steadyMs: () => number
  #leftMs: number
  #since = 0
  #cancel: (() => void) | undefined
  #abort: AbortController | undefined
  #over: CommandTimedOut | undefined
  #expire: () => void = () => {}

  constructor(clock: Clock, timeoutMs = Number.POSITIVE_INFINITY) {
    this.#clock = clock
    this.#steadyMs = steadyOf(clock)
    this.#leftMs = timeoutMs
  }

  /** Aborted when the time is over. */
  get signal(): AbortSignal {
    this.#abort ??= new AbortController()
    // A signal first read after the time is over must be aborted, too.
    if (this.#over) this.#abort.abort(this.#over)
    return this.#abort.signal
  }

  /** Runs the work, and abandons it when it takes too long. @throws CommandTimedOut */
  async within<T>(command: string, work: () => Promise<T>): Promise<T> {
    const timeoutMs = this.#leftMs
    if (timeoutMs === Number.POSITIVE_INFINITY) return work()
    const expired = new Promise<never>((_, reject) => {
      this.#expire = () => {
        this.#over = new CommandTimedOut(command, timeoutMs)
        this.#abort?.abort(this.#over)
        reject(this.#over)
      }
    })
    this.#go()
    try {
      return await Promise.race([work(), expired])
    } finally {
      this.#stop()
      this.#leftMs = Number.POSITIVE_INFINITY
    }
  }

  /** Called when the command starts or stops waiting for an answer. */
  waiting(isWaiting: boolean): void {
    if (isWaiting) this.#stop()
    else this.#go()
  }

  #go(): void {
    if (this.#leftMs === Number.POSITIVE_INFINITY) return
    this.#since = this.#steadyMs()
    this.#cancel = this.#clock.after(this.#leftMs, this.#expire)
  }

  #stop(): void {
    if (!this.#cancel) return
    this.#cancel()
    this.#cancel = undefined
    this.#leftMs = Math.max(0, this.#leftMs - (this.#steadyMs() - this.#since))
  }
}
