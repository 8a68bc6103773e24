import type { Clock } from '@rookery/transport'
import { BotClosed } from '../errors.js'

/** Waits on the bot's clock, which end when the bot is closed. */
export class Waits {
  readonly #clock: Clock
  readonly #waiting = new Set<() => void>()
  #state: 'open' | 'closed' = 'open'

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** Settles after `delayMs`. @throws BotClosed, or the reason of the signal */
  wait(delayMs: number, signal?: AbortSignal): Promise<void> {
    if (this.#state === 'closed') return Promise.reject(new BotClosed('waiting'))
    if (signal?.aborted) return Promise.reject(signal.reason)
    return new Promise((resolve, reject) => {
      const end = (how: () => void): void => {
        cancel()
        signal?.removeEventListener('abort', abort)
        this.#waiting.delete(close)
        how()
      }
      const abort = (): void => end(() => reject(signal?.reason))
      const close = (): void => end(() => reject(new BotClosed('waiting')))
      const cancel = this.#clock.after(delayMs, () => end(resolve))
      signal?.addEventListener('abort', abort)
      this.#waiting.add(close)
    })
  }

  close(): void {
    this.#state = 'closed'
    for (const close of [...this.#waiting]) close()
  }
}
