import type { Share, ShareMember } from '../clients/share.js'
import type { Cursor } from '../journal/cursor.js'
import type { FilledView } from '../journal/filled-view.js'
import type { JournalEvent } from '../journal/journal.js'
import { Dealer } from './dealer.js'
import type { Hand } from './hand.js'
import { OnceJudge } from './once-judge.js'
import type { PoolContext } from './once-pool.js'
import type { Sticky } from './sticky-key.js'

/** What the members of a balance group have in common. */
export interface BalanceOptions {
  readonly sticky: Sticky
  /** Whether several accounts in one group count as one. */
  readonly once: boolean
}

/** The events of one balance group: dealt to the connections of its members, in one view for each. */
export class BalancePool {
  readonly #views = new Map<string, FilledView>()
  readonly #hands = new Set<Hand>()
  readonly #dealer: Dealer
  readonly #judge: OnceJudge | undefined
  readonly #dealt: () => void

  /** `waiting` is an empty view; `dealt` is called when a live connection may have been dealt something. */
  constructor(
    waiting: FilledView,
    { sticky, once }: BalanceOptions,
    { everything, isOnline, now, maxAgeMs }: PoolContext,
    dealt: () => void,
  ) {
    this.#dealt = dealt
    this.#dealer = new Dealer(waiting, { sticky, now, maxAgeMs })
    this.#judge = once
      ? new OnceJudge({
          isEligible: (account) => isOnline(account) && this.#serves(account),
          covers: (event) => this.#covers(event),
          journal: everything,
          now,
          maxAgeMs,
        })
      : undefined
  }

  /** Keeps a view of a member filled. */
  add(view: FilledView): void {
    this.#views.set(view.key, view)
  }

  append(event: JournalEvent): void {
    if (this.#covers(event)) this.#deal(this.#judge ? this.#judge.take(event) : [event])
  }

  /** Goes by the loss of an account. True if there is anything to be sent. */
  lost(account: string): boolean {
    const events = this.#judge?.lost(account) ?? []
    this.#deal(events)
    return events.length > 0
  }

  /** Lets a connection take part, whose cursor is at the end of its view. */
  join(member: ShareMember, view: FilledView, cursor: Cursor): Share {
    const hand: Hand = { ...member, view, cursor }
    this.#hands.add(hand)
    this.#dealer.join(hand)
    this.#dealt()
    return {
      confirmed: () => {
        if (this.#dealer.confirmed(hand)) this.#dealt()
      },
      leave: () => {
        this.#hands.delete(hand)
        this.#dealer.leave(hand)
        this.#dealt()
      },
      drain: () => new Promise((resolve) => this.#dealer.drain(hand, resolve)),
    }
  }

  #deal(events: readonly JournalEvent[]): void {
    for (const event of events) this.#dealer.append(event)
  }

  /** Whether a member gets events of an account; while all are away, each that one had. */
  #serves(account: string): boolean {
    if (this.#hands.size === 0) return true
    return [...this.#hands].some(({ view }) => view.accounts === 'all' || view.accounts.includes(account))
  }

  /** Whether any member, there or not, may get an event. */
  #covers(event: JournalEvent): boolean {
    for (const view of this.#views.values()) if (view.mayHold(event)) return true
    return false
  }
}
