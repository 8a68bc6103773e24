/**
 * Progress of a stream whose items finish in any order: a mark is reached once everything that began before it is
 * done.
 */
export class Progress {
  readonly #reached: (position: number) => void
  /** Numbers of the items under way, in the order in which they began. */
  readonly #underWay = new Set<number>()
  readonly #marks: { readonly position: number; readonly after: number }[] = []
  #last = 0

  constructor(reached: (position: number) => void) {
    this.#reached = reached
  }

  /** Begins an item; returns its number for `done`. */
  begin(): number {
    this.#underWay.add(++this.#last)
    return this.#last
  }

  done(item: number): void {
    this.#underWay.delete(item)
    this.#check()
  }

  mark(position: number): void {
    if (this.#marks.at(-1)?.after === this.#last) this.#marks.pop()
    this.#marks.push({ position, after: this.#last })
    this.#check()
  }

  #check(): void {
    const [oldest = Number.POSITIVE_INFINITY] = this.#underWay
    const waiting = this.#marks.findIndex((each) => each.after >= oldest)
    const reached = this.#marks.splice(0, waiting < 0 ? this.#marks.length : waiting).at(-1)
    if (reached) this.#reached(reached.position)
  }
}
