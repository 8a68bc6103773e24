const SLOTS_AT_FIRST = 64

/**
 * Things that wait under a number each, given out in ascending order. Unlike a `Map`, which leaves a table behind with
 * every few items that come and go, it lets go of an item for good once that is taken out: such old tables keep one
 * another alive, and all that was in them.
 */
export class Numbered<T> {
  /** An item is at the remainder of its number; there are always more free places than items. */
  #items: (T | undefined)[] = new Array(SLOTS_AT_FIRST).fill(undefined)
  #numbers: number[] = new Array(SLOTS_AT_FIRST).fill(0)
  #last = 0
  #size = 0

  get size(): number {
    return this.#size
  }

  /** A number that none had before. */
  next(): number {
    if (this.#size * 2 >= this.#items.length) this.#grow()
    do this.#last++
    while (this.#items[this.#last % this.#items.length] !== undefined)
    return this.#last
  }

  /** Puts an item under the number that was given out last, or under its own again. */
  set(number: number, item: T): void {
    if (this.get(number) === undefined) this.#size++
    this.#put(number, item)
  }

  get(number: number): T | undefined {
    const slot = number % this.#items.length
    return this.#numbers[slot] === number ? this.#items[slot] : undefined
  }

  delete(number: number): void {
    if (this.get(number) === undefined) return
    this.#items[number % this.#items.length] = undefined
    this.#size--
  }

  /** The items, in the order of their numbers. */
  all(): T[] {
    const ascending = this.#numbers.toSorted((a, b) => a - b)
    return ascending.map((number) => this.get(number)).filter((item) => item !== undefined)
  }

  #put(number: number, item: T): void {
    const slot = number % this.#items.length
    this.#numbers[slot] = number
    this.#items[slot] = item
  }

  /** Doubles the places: what was apart by the smaller remainder is so by the larger one. */
  #grow(): void {
    const [numbers, items] = [this.#numbers, this.#items]
    this.#items = new Array(items.length * 2).fill(undefined)
    this.#numbers = new Array(items.length * 2).fill(0)
    items.forEach((item, slot) => {
      if (item !== undefined) this.#put(numbers[slot] as number, item)
    })
  }
}
