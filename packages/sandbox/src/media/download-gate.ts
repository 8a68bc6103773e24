import { Refusal, refuse } from '../world/refusal.js'

export interface GateLimits {
  /** Files that are fetched at once; the others wait. */
  readonly maxAtOnce: number
  /** Milliseconds that one may wait for its turn. */
  readonly timeoutMs: number
}

/** No more than so many wait. */
const MAX_WAITING = 1_000

/** Lets a few files at once be fetched and kept, so that many endless ones hold no more memory than those few. */
export class DownloadGate {
  readonly #limits: GateLimits
  readonly #waiting = new Set<() => void>()
  #running = 0

  constructor(limits: GateLimits) {
    this.#limits = limits
  }

  /** @throws Refusal `bad_media` for one whose turn does not come in time, and what the job refuses with */
  async run<T>(job: () => Promise<T>): Promise<T> {
    if (this.#running < this.#limits.maxAtOnce) this.#running++
    else await this.#turn()
    try {
      return await job()
    } finally {
      const [next] = this.#waiting
      // Whoever comes next takes the place over.
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
        reject(new Refusal('bad_media', `${tooMany}; its turn did not come in ${timeoutMs} ms`))
      }, timeoutMs)
      this.#waiting.add(take)
    })
  }
}
