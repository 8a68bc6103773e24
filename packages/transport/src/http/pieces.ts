/** Pieces that are joined into one block: each costs some hundred bytes of memory, however small it is. */
const JOINED = 1_024

/** Collects a body in pieces, in memory proportional to its bytes rather than to their number. */
export class Pieces {
  #blocks: Buffer[] = []
  #loose: Buffer[] = []
  #bytes = 0

  get bytes(): number {
    return this.#bytes
  }

  add(piece: Buffer): void {
    this.#bytes += piece.length
    if (this.#loose.push(piece) >= JOINED) this.#join()
  }

  /** Returns the whole body, and releases it. */
  take(): Buffer {
    const all = [...this.#blocks, ...this.#loose]
    this.clear()
    const [first] = all
    return all.length === 1 && first ? first : Buffer.concat(all)
  }

  clear(): void {
    this.#blocks = []
    this.#loose = []
    this.#bytes = 0
  }

  #join(): void {
    this.#blocks.push(Buffer.concat(this.#loose))
    this.#loose = []
  }
}
