import type { Share, ShareMember } from '../clients/share.js'
import { compareOrder, type Mark } from '../history/index.js'
import type { Cursor } from '../journal/cursor.js'
import { type FilledView, seesEvent } from '../journal/filled-view.js'
import type { JournalEvent, JournalView } from '../journal/journal.js'
import { has, marksOf } from '../journal/view-marks.js'
import type { ClientRights } from '../options.js'
import { Dealer } from './dealer.js'
import type { Hand } from './hand.js'
import type { KeptProgress } from './kept-progress.js'
import { OnceJudge } from './once-judge.js'
import type { PoolContext } from './once-pool.js'
import type { Sticky } from './sticky-key.js'

/** What the members of a balance group have in common. */
export interface BalanceOptions {
  readonly sticky: Sticky
  /** Whether several accounts in one group count as one. */
  readonly once: boolean
}

/** Parts of a pool that reach beyond it. */
export interface BalanceParts {
  /** Called when a live connection may have been dealt something. */
  dealt(): void
  /** Absent where nothing outlives the process. */
  readonly progress: KeptProgress | undefined
  /** What each member of the config may get. */
  readonly rights: readonly ClientRights[]
}

/** The events of one balance group: dealt to the connections of its members, in one view for each. */
export class BalancePool {
  readonly #views = new Map<string, FilledView>()
  readonly #hands = new Set<Hand>()
  readonly #dealer: Dealer
  readonly #judge: OnceJudge | undefined
  readonly #dealt: () => void
  readonly #everything: JournalView
  readonly #progress: KeptProgress | undefined
  /** What is done with events that come: they are left to the restoring, or dealt unless that has dealt them. */
  #state: { readonly is: 'restoring' } | { readonly is: 'dealing'; readonly restored: Set<string> }

  /** `waiting` is an empty view. */
  constructor(
    waiting: FilledView,
    { sticky, once }: BalanceOptions,
    { everything, isOnline, now, maxAgeMs }: PoolContext,
    { dealt, progress, rights }: BalanceParts,
  ) {
    this.#dealt = dealt
    this.#everything = everything
    this.#progress = progress
    this.#state = progress ? { is: 'restoring' } : { is: 'dealing', restored: new Set() }
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
    if (progress) void this.#restore(progress, rights)
  }

  /** Keeps a view of a member filled. */
  add(view: FilledView): void {
    this.#views.set(view.key, view)
  }

  append(event: JournalEvent): void {
    if (this.#state.is === 'restoring' || !this.#covers(event)) return
    const { restored } = this.#state
    if (restored.size > 0 && restored.delete(keyOf(event))) return
    this.#deal(this.#judge ? this.#judge.take(event) : [event])
  }

  /** Saves how far the group is. */
  save(): void {
    this.#progress?.save()
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
        this.#moved()
      },
      leave: () => {
        this.#hands.delete(hand)
        this.#dealer.leave(hand)
        this.#dealt()
        this.#moved()
      },
      drain: () => new Promise((resolve) => this.#dealer.drain(hand, resolve)),
    }
  }

  #moved(): void {
    this.#progress?.moved(() => this.#mark())
  }

  /** The mark of what is confirmed of each account without a break; undefined while that is not known. */
  #mark(): Mark | undefined {
    const mark =
      this.#state.is === 'dealing' ? marksOf(this.#everything).at(this.#everything.head) : undefined
    if (!mark) return undefined
    const accounts = new Map(mark.accounts)
    for (const { id } of this.#dealer.open()) {
      const last = accounts.get(id.account)
      if (!last || compareOrder(id, last) <= 0)
        accounts.set(id.account, { epoch: id.epoch, number: id.number - 1 })
    }
    return { ...mark, accounts }
  }

  /** Deals what the group had not confirmed when the hub was stopped, and what has come since. */
  async #restore(progress: KeptProgress, members: readonly ClientRights[]): Promise<void> {
    const { head: createdAt } = this.#everything
    const unconfirmed = await progress.load()
    const { mark, events = [], missing = 0 } = unconfirmed ?? {}
    const restored = new Set(events.map(keyOf))
    const since: JournalEvent[] = []
    for (let at = this.#everything.tail + 1; at <= this.#everything.head; at++) {
      const event = this.#everything.at(at)
      const isLacking = mark ? !has(mark, event) : at > createdAt
      if (isLacking && !restored.delete(keyOf(event))) since.push(event)
    }
    this.#state = { is: 'dealing', restored }
    // Those whose connections are still to come count, too.
    const lacking = [...events, ...since].filter((event) => members.some((rights) => mayGet(rights, event)))
    this.#dealer.restore(
      this.#judge ? lacking.flatMap((each) => this.#judge?.take(each) ?? []) : lacking,
      missing,
    )
    this.#dealt()
    this.#moved()
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

/** Whether a client may get an event over any of its connections. */
function mayGet({ accounts, selfMessages, scope }: ClientRights, event: JournalEvent): boolean {
  if (!(accounts?.includes(event.id.account) ?? true)) return false
  if (selfMessages === false && event.isSelfMessage) return false
  return scope === undefined || seesEvent(scope, event)
}

const keyOf = ({ id }: JournalEvent): string => `${id.account} ${id.epoch} ${id.number}`
