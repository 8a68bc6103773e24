import type { Share, ShareMember } from '../clients/share.js'
import { compareOrder, type Mark } from '../history/index.js'
import type { Cursor } from '../journal/cursor.js'
import type { FilledView } from '../journal/filled-view.js'
import type { JournalEvent } from '../journal/journal.js'
import { has, marksOf } from '../journal/view-marks.js'
import type { ClientRights } from '../options.js'
import { Dealer } from './dealer.js'
import type { Hand } from './hand.js'
import type { KeptProgress, Unconfirmed } from './kept-progress.js'
import type { OnceJudge } from './once-judge.js'
import { isOnlyOf, makeJudge, type PoolContext } from './once-pool.js'

/** Members of a balance group, there or not: what each may get, by its client and what that may see. */
export type Members = ReadonlyMap<string, ClientRights>

/** What a pool begins with. */
export interface BalanceParts {
  /** Called when a live connection may have been dealt something. */
  dealt(): void
  /** Absent where nothing outlives the process. */
  readonly progress: KeptProgress | undefined
  readonly members: Members
  /** The mark behind which the group begins. Default: where it was saved to be, else now. */
  readonly since: Mark | undefined
}

/** The events of one balance group: dealt to the connections of its members, in one view for each. */
export class BalancePool {
  /** Views of members, with what the member may see. */
  readonly #views = new Map<FilledView, string>()
  readonly #hands = new Set<Hand>()
  readonly #dealer: Dealer
  readonly #context: PoolContext
  readonly #dealt: () => void
  readonly #progress: KeptProgress | undefined
  #members: Members
  /** Present where several accounts in one group count as one. */
  #judge: OnceJudge | undefined
  /** What is done with events that come: they are left to the restoring, or dealt unless that has dealt them. */
  #state: { readonly is: 'restoring' } | { readonly is: 'dealing'; readonly restored: Set<string> }

  /** `waiting` is an empty view. */
  constructor(waiting: FilledView, context: PoolContext, { dealt, progress, members, since }: BalanceParts) {
    this.#dealt = dealt
    this.#context = context
    this.#progress = progress
    this.#members = members
    this.#state = { is: 'restoring' }
    this.#dealer = new Dealer(waiting, {
      sticky: 'group',
      now: context.now,
      get maxAgeMs() {
        return context.maxAgeMs
      },
    })
    this.configure(members)
    if (since || !progress) this.#begin(since && this.#lackingSince(since), context.everything.head)
    else void this.#restore(progress, context.everything.head)
  }

  /** Goes by other members. Events that none of them may get are dropped. */
  configure(members: Members): void {
    this.#members = members
    const [first] = members.values()
    if (!first) return
    this.#dealer.stick(first.balance?.sticky ?? 'group')
    this.#countOnce(first.sameMessage === 'once')
    this.#dealer.prune((event) => this.#covers(event))
    this.#dealt()
  }

  /** Notes a view of a member, which the pool fills. */
  add(view: FilledView, sight: string): void {
    this.#views.set(view, sight)
  }

  /** Takes the views of those who are no members any more out of the pool. */
  takeUnused(): readonly FilledView[] {
    const unused = [...this.#views].filter(([, sight]) => !this.#members.has(sight)).map(([view]) => view)
    for (const view of unused) this.#views.delete(view)
    return unused
  }

  forgetViews(account: string): void {
    for (const view of this.#views.keys()) if (isOnlyOf(view, account)) this.#views.delete(view)
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

  /** The mark of what is confirmed of each account without a break; undefined while that is not known. */
  mark(): Mark | undefined {
    const { everything } = this.#context
    const mark = this.#state.is === 'dealing' ? marksOf(everything).at(everything.head) : undefined
    if (!mark) return undefined
    const accounts = new Map(mark.accounts)
    for (const { id } of this.#dealer.open()) {
      const last = accounts.get(id.account)
      if (!last || compareOrder(id, last) <= 0)
        accounts.set(id.account, { epoch: id.epoch, number: id.number - 1 })
    }
    return { ...mark, accounts }
  }

  #moved(): void {
    this.#progress?.moved(() => this.mark())
  }

  #countOnce(isOnce: boolean): void {
    if (isOnce === (this.#judge !== undefined)) return
    const { isOnline } = this.#context
    this.#judge = isOnce
      ? makeJudge(this.#context, {
          isEligible: (account) => isOnline(account) && this.#serves(account),
          covers: (event) => this.#covers(event),
        })
      : undefined
  }

  /** Deals what the group had not confirmed when the hub was stopped, and what has come since. */
  async #restore(progress: KeptProgress, createdAt: number): Promise<void> {
    this.#begin(await progress.load(), createdAt)
    this.#dealt()
    this.#moved()
  }

  #lackingSince(mark: Mark): Unconfirmed {
    return { mark, events: [], missing: marksOf(this.#context.everything).placeOf(mark).forgotten }
  }

  /** Deals what the group lacks: what came behind the mark, or else behind a position among all events. */
  #begin(unconfirmed: Unconfirmed | undefined, createdAt: number): void {
    const { mark, events = [], missing = 0 } = unconfirmed ?? {}
    const { everything } = this.#context
    const restored = new Set(events.map(keyOf))
    const since: JournalEvent[] = []
    for (let at = everything.tail + 1; at <= everything.head; at++) {
      const event = everything.at(at)
      const isLacking = mark ? !has(mark, event) : at > createdAt
      if (isLacking && !restored.delete(keyOf(event))) since.push(event)
    }
    this.#state = { is: 'dealing', restored }
    const lacking = [...events, ...since].filter((event) => this.#covers(event))
    const judge = this.#judge
    this.#dealer.restore(judge ? lacking.flatMap((each) => judge.take(each)) : lacking, missing)
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
    for (const rights of this.#members.values()) if (this.#mayGet(rights, event)) return true
    return false
  }

  /** Whether a client may get an event over any of its connections. */
  #mayGet({ accounts, selfMessages, scope }: ClientRights, event: JournalEvent): boolean {
    if (!(accounts?.includes(event.id.account) ?? true)) return false
    if (selfMessages === false && event.isSelfMessage) return false
    return scope === undefined || this.#context.sees(scope, event)
  }
}

const keyOf = ({ id }: JournalEvent): string => `${id.account} ${id.epoch} ${id.number}`
