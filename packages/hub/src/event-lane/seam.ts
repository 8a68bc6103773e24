import { compareOrder, type Mark } from '../history/index.js'
import type { Forgotten, JournalView } from '../journal/journal.js'

/** The newest event of each account that memory has forgotten, at some moment. */
export type PastFloor = ReadonlyMap<string, Forgotten>

export const floorOf = ({ floor }: JournalView): PastFloor => new Map(floor.accounts)

/** Outcome at the end of the log. */
export interface Meeting {
  readonly mark: Mark
  /** Events that neither the log nor memory has. */
  readonly lost: number
  /** Whether memory holds all that the mark lacks. */
  readonly isMet: boolean
}

/** The place where the log ends and memory begins. */
export class Seam {
  readonly #view: JournalView

  constructor(view: JournalView) {
    this.#view = view
  }

  /**
   * Compares a mark at the end of the log with memory. What memory had forgotten before the log was read, as `before` says,
   * and the log did not have, is lost; what it forgot since is in the log by now.
   */
  meet(mark: Mark, before: PastFloor): Meeting {
    const { floor, scope } = this.#view
    const accounts = new Map(mark.accounts)
    let lost = 0
    let isMet = true
    for (const [account, last] of floor.accounts) {
      const had = accounts.get(account)
      if (had ? compareOrder(had, last) >= 0 : last.admittedAt < (mark.othersFrom ?? 0)) continue
      const gone = before.get(account)
      if (gone && (!had || compareOrder(had, gone) < 0)) {
        lost += gone.number - (had?.epoch === gone.epoch ? had.number : 0)
        accounts.set(account, gone)
      }
      if (!gone || compareOrder(gone, last) < 0) isMet = false
    }
    // The hidden ones among them are neither known nor told.
    return { mark: { ...mark, accounts }, lost: scope ? Math.min(lost, 1) : lost, isMet }
  }
}
