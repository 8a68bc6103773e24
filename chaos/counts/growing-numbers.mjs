/** A list of numbers that grows and takes eight bytes for each. */
export class GrowingNumbers {
  #values = new Float64Array(1024)
  length = 0

  push(value) {
    this.set(this.length, value)
  }

  get(at) {
    return at < this.length ? this.#values[at] : 0
  }

  /** Numbers that were left out are 0. */
  set(at, value) {
    if (at >= this.#values.length) this.#grow(at + 1)
    this.#values[at] = value
    this.length = Math.max(this.length, at + 1)
  }

  #grow(least) {
    const grown = new Float64Array(Math.max(least, this.#values.length * 2))
    grown.set(this.#values)
    this.#values = grown
  }
}
