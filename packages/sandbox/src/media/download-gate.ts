import { refuse, WorldRefusal } from '../world/refusal.js'

export interface GateLimits {
  /** Files that are fetched at once; others wait. */
  readonly maxAtOnce: number
  /** Milliseconds that a fetch may wait for its turn. */
  readonly timeoutMs: number
}

/** Most fetches that may wait. */
const MAX_WAITING = 1_000

/** Limits how many files are fetched at once, so that many endless ones hold only a few buffers in memory. */
export class DownloadGate {
  readonly #limits: GateLimits
  readonly #waiting = new Set<() => void>()
  #running = 0

  constructor(limits: GateLimits) {
    this.#limits = limits
  }

  /** @throws WorldRefusal `bad_media` if the turn does not come in time, and the refusals of the job */
  async run<T>(job: () => Promise<T>): Promise<T> {
    if (this.#running < this.#limits.maxAtOnce) this.#running++
    else await this.#turn()
    try {
      return await job()
    } finally {
      const [next] = this.#waiting
      // The next in line takes over the slot.
      if (next) next()
      else this.#running--
    }
  }

  #turn(): Promise<void> {
    const { maxAtOnce, timeoutMs } = this.#limits
    const tooMany = `more than ${maxAtOnce} files are being fetched at once`
    if (this.#waiting.size >= MAX_WAITING) return refuse('bad_media', `${tooMany}, and ${MAX_WAITING} wait`)
    return new Promise((resolve, reject) => {
      const take = (): void => {
        clearTimeout(timer)
        this.#waiting.delete(take)
        resolve()
      }
      const timer = setTimeout(() => {
        this.#waiting.delete(take)
        reject(new WorldRefusal('bad_media', `${tooMany}; its turn did not come in ${timeoutMs} ms`))
      }, timeoutMs)
      this.#waiting.add(take)
    })
  }
}
