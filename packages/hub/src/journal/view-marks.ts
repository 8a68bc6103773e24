import { compareOrder, type EventOrder, type Mark } from '../history/index.js'
import type { JournalEvent, JournalView } from './journal.js'

/** Of every so many positions the accounts are kept, so that the mark between two of them is near. */
const STEP = 512

/** The last event of each account up to a position. */
interface Walk {
  position: number
  readonly accounts: Map<string, EventOrder>
}

/** Where a mark lies in a view. */
export interface Place {
  /** Position of the last event that is behind the mark. */
  readonly position: number
  /** Events that the mark lacks, and that the view has forgotten: as many as are known. */
  readonly forgotten: number
}

/** Translates between positions of a view, which mean nothing elsewhere, and marks. */
export class ViewMarks {
  readonly #view: JournalView
  #walk: Walk | undefined
  #steps: Walk[] = []
  #level: Walk | undefined
  #levelTime: number | undefined

  constructor(view: JournalView) {
    this.#view = view
  }

  /** The mark of whoever has everything up to a position; undefined once that is forgotten. */
  at(position: number): Mark | undefined {
    const { tail, head, floor } = this.#view
    if (this.#view.markAt) return this.#view.markAt(position)
    if (position < tail || position > head) return undefined
    if (position === tail) return { ...floor, accounts: new Map(floor.accounts) }
    return {
      accounts: new Map(this.#accountsAt(position)),
      othersFrom: Math.floor(this.#view.at(position).admittedAt),
    }
  }

  /** Where the mark lies. What it has beyond that position must be left out by whoever goes on from there. */
  placeOf(mark: Mark): Place {
    const { tail } = this.#view
    const forgotten = this.#forgotten(mark)
    const position = forgotten > 0 ? Math.max(0, tail - forgotten) : this.#firstLacking(mark) - 1
    return { position, forgotten }
  }

  /** Goes along with those who have everything up to the head, so that `level` knows where they were. */
  follow(): void {
    const { tail, head, floor } = this.#view
    const given = this.#view.markAt?.(head)
    if (given) this.#level = { position: head, accounts: new Map(given.accounts) }
    else if (!this.#level || this.#level.position < tail) {
      this.#level = { position: tail, accounts: new Map(floor.accounts) }
    }
    while (this.#level.position < head) {
      const { id } = this.#view.at(++this.#level.position)
      this.#level.accounts.set(id.account, id)
    }
    this.#levelTime = head > tail ? Math.floor(this.#view.at(head).admittedAt) : floor.othersFrom
  }

  /** The mark of a position where `follow` was last, even if it is forgotten meanwhile. */
  level(position: number): Mark | undefined {
    if (this.#level?.position !== position) return undefined
    const othersFrom = this.#levelTime
    return { accounts: new Map(this.#level.accounts), ...(othersFrom !== undefined && { othersFrom }) }
  }

  /** Like `at`, for whoever need not get what a scope hides: at the head, that counts as had. */
  having(position: number): Mark | undefined {
    return (position === this.#view.head ? this.#markOfWhole() : undefined) ?? this.at(position)
  }

  #markOfWhole(): Mark | undefined {
    const { whole, accounts } = this.#view
    const mark = whole && marksOf(whole).at(whole.head)
    if (!mark || accounts === 'all') return mark
    return {
      ...mark,
      accounts: new Map([...mark.accounts].filter(([account]) => accounts.includes(account))),
    }
  }

  #accountsAt(position: number): Iterable<readonly [string, EventOrder]> {
    const { accounts } = this.#view
    if (accounts !== 'all' && accounts.length === 1) {
      const { id } = this.#view.at(position)
      return [[id.account, id]]
    }
    const walk = this.#walkTo(position)
    while (walk.position < position) {
      const { id } = this.#view.at(++walk.position)
      // To the end of the map, as `markAfter` does.
      walk.accounts.delete(id.account)
      walk.accounts.set(id.account, id)
      if (walk.position % STEP === 0) this.#keep(walk)
    }
    return walk.accounts
  }

  /** The nearest walk before a position: it may be carried on. */
  #walkTo(position: number): Walk {
    const { tail, floor } = this.#view
    if (this.#walk && this.#walk.position >= tail && this.#walk.position <= position) return this.#walk
    const step = this.#steps.findLast((each) => each.position >= tail && each.position <= position)
    this.#walk = { position: step?.position ?? tail, accounts: new Map((step ?? floor).accounts) }
    return this.#walk
  }

  #keep({ position, accounts }: Walk): void {
    if (position <= (this.#steps.at(-1)?.position ?? 0)) return
    this.#steps = this.#steps.filter((each) => each.position >= this.#view.tail)
    this.#steps.push({ position, accounts: new Map(accounts) })
  }

  #forgotten(mark: Mark): number {
    let count = 0
    for (const [account, last] of this.#view.floor.accounts) {
      const had = mark.accounts.get(account)
      if (!had) count += last.admittedAt < (mark.othersFrom ?? 0) ? 0 : last.number
      else if (compareOrder(had, last) < 0) count += last.number - (had.epoch === last.epoch ? had.number : 0)
    }
    // The hidden ones among them are neither known nor told.
    return this.#view.scope ? Math.min(count, 1) : count
  }

  #firstLacking(mark: Mark): number {
    const { accounts, tail, head } = this.#view
    let position = tail + 1
    if (accounts === 'all' || accounts.length > 1) {
      while (position <= head && has(mark, this.#view.at(position))) position++
      return position
    }
    let end = head + 1
    while (position < end) {
      const middle = (position + end) >> 1
      if (has(mark, this.#view.at(middle))) position = middle + 1
      else end = middle
    }
    return position
  }
}

/** Whether whoever is at the mark has the event. */
export function has(
  { accounts, othersFrom }: Mark,
  { id, admittedAt }: Pick<JournalEvent, 'id' | 'admittedAt'>,
): boolean {
  const last = accounts.get(id.account)
  return last ? compareOrder(id, last) <= 0 : othersFrom !== undefined && admittedAt < othersFrom
}

/**
 * A mark of memory with what an earlier mark of the same client, from the log, knows better: accounts that were silent since,
 * for which a time would stand, and those of which the log was ahead.
 */
export function joinedMark(earlier: Mark | undefined, mark: Mark): Mark {
  const better = [...(earlier?.accounts ?? [])].filter(([account, had]) => {
    const last = mark.accounts.get(account)
    // A mark that a client named may come from another hub: only where both speak of one epoch do they compare.
    return !last || (last.epoch === had.epoch && last.number < had.number)
  })
  if (better.length === 0) return mark
  // The accounts that moved last stay at the end, as `markAfter` has them.
  const accounts = new Map([...better, ...mark.accounts])
  for (const [account, had] of better) accounts.set(account, had)
  return { ...mark, accounts }
}

const known = new WeakMap<JournalView, ViewMarks>()

/** The marks of a view, one for all who ask. */
export function marksOf(view: JournalView): ViewMarks {
  const marks = known.get(view) ?? new ViewMarks(view)
  known.set(view, marks)
  return marks
}
