/** Positions of the rows of a long list in pixels, from measured and estimated heights. */
export class RowOffsets {
  readonly #keys: readonly string[]
  readonly #tops: Float64Array

  constructor(keys: readonly string[], heights: ReadonlyMap<string, number>, guessPx: number) {
    this.#keys = keys
    this.#tops = new Float64Array(keys.length + 1)
    let top = 0
    keys.forEach((key, at) => {
      top += heights.get(key) ?? guessPx
      this.#tops[at + 1] = top
    })
  }

  get totalPx(): number {
    return this.#tops[this.#keys.length] ?? 0
  }

  topOf(at: number): number {
    return this.#tops[Math.min(Math.max(0, at), this.#keys.length)] ?? 0
  }

  /** Index of the row at a vertical position. */
  rowAt(px: number): number {
    let [low, high] = [0, this.#keys.length - 1]
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if (this.topOf(middle) <= px) low = middle
      else high = middle - 1
    }
    return Math.max(0, low)
  }

  /** Index range of the rows in a vertical range; the end is exclusive. */
  rowsBetween(fromPx: number, toPx: number): readonly [from: number, to: number] {
    return [this.rowAt(fromPx), Math.min(this.#keys.length, this.rowAt(toPx) + 1)]
  }
}
