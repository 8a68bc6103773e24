/** Pieces that are joined into one block: each holds some hundred bytes of memory, however little is in it. */
const JOINED = 1_024

/** Collects a body that comes in pieces, in memory that goes by its bytes and not by the number of its pieces. */
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

  /** Gives all of it in one, and holds nothing any more. */
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
