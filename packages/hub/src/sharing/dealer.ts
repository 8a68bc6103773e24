import { membersOf } from '../event-members/event-members.js'
import type { FilledView } from '../journal/filled-view.js'
import type { Gap } from '../journal/gap.js'
import type { JournalEvent } from '../journal/journal.js'
import { agesFrom } from '../journal/staleness.js'
import { type Hand, isIdle, unconfirmedIn } from './hand.js'
import { rendezvous } from './rendezvous.js'
import { type Sticky, stickyKey } from './sticky-key.js'

/** An event that was under way when so many members left is given to one member alone, to see whether it is the cause. */
const SUSPECT_LEAVES = 3
/** Keys of which it is remembered who has their last event. */
const MOST_KEYS = 20_000

export interface DealerOptions {
  readonly sticky: Sticky
  /** Messages older than this, in milliseconds, are not dealt again. Read whenever it is needed. */
  readonly maxAgeMs: number
  /** Milliseconds of the journal's clock. */
  now(): number
}

/** Place of the last event of a key. */
interface Last {
  readonly hand: Hand
  readonly position: number
}

/** State of a hand that takes events, or is to take no more. */
interface HandState {
  /** Events that were dealt to it, and a fair beginning. */
  dealt: number
  isDraining: boolean
  /** Called once everything is confirmed. */
  readonly drained: (() => void)[]
  /** The event that it was given alone. */
  suspect: JournalEvent | undefined
}

/**
 * Deals the events of a balance group to its members, each event to one of them. Events of one key go to the same member while
 * it is there, and to another one only once that member has confirmed those before. What cannot be dealt waits.
 */
export class Dealer {
  readonly #options: DealerOptions
  #sticky: Sticky
  readonly #waiting: FilledView
  readonly #hands = new Map<Hand, HandState>()
  readonly #leaves = new WeakMap<JournalEvent, number>()
  readonly #last = new Map<string, Last>()
  /** Keys of what waits. */
  readonly #blocked = new Set<string>()
  /** Events that nobody gets, and that nobody was told of. */
  #owed: Gap | undefined
  /** The tail of what waits, up to which the forgotten events are counted. */
  #countedTo: number

  /** `waiting` is an empty view of all that the members may get. */
  constructor(waiting: FilledView, options: DealerOptions) {
    this.#waiting = waiting
    this.#options = options
    this.#sticky = options.sticky
    this.#countedTo = waiting.tail
  }

  /** Keeps events together by something else from now on. */
  stick(sticky: Sticky): void {
    if (sticky === this.#sticky) return
    this.#sticky = sticky
    this.#last.clear()
    this.#dealWaiting([])
  }

  /** Drops what waits for those alone that may not get it any more. */
  prune(isWanted: (event: JournalEvent) => boolean): void {
    if (this.#waiting.head > this.#waiting.tail) this.#dealWaiting([], isWanted)
  }

  /** Deals an event that came. Meta events go to every member. */
  append(event: JournalEvent): void {
    if (isMeta(event)) {
      for (const { view } of this.#hands.keys()) if (view.mayHold(event)) view.push(event)
    } else this.#dealOrWait(event)
  }

  /** Adds a connection, whose cursor is at the end of its view. What waits is dealt. */
  join(hand: Hand): void {
    const shares = [...this.#hands].map(([{ weight }, { dealt }]) => dealt / weight)
    const dealt = shares.length > 0 ? Math.min(...shares) * hand.weight : 0
    this.#hands.set(hand, { dealt, isDraining: false, drained: [], suspect: undefined })
    this.#dealWaiting([])
  }

  /** Takes a connection away. What it has not confirmed is dealt to others, in order. */
  leave(hand: Hand): void {
    const state = this.#hands.get(hand)
    if (!state) return
    this.#hands.delete(hand)
    for (const [order, last] of this.#last) if (last.hand === hand) this.#last.delete(order)
    const left = unconfirmedIn(hand).filter(({ event }) => !isMeta(event))
    hand.cursor.position = hand.view.head
    const sent = left.filter(({ isSent }) => isSent)
    const [only] = sent.length === 1 ? sent : []
    const culprit = state.suspect !== undefined && only?.event === state.suspect ? only.event : undefined
    for (const { event } of sent) this.#leaves.set(event, (this.#leaves.get(event) ?? 0) + 1)
    if (culprit) {
      hand.leftOut(culprit)
      this.#owe(culprit)
    }
    this.#dealWaiting(
      left.map(({ event }) => event).filter((event) => event !== culprit && !this.#isStale(event)),
    )
    for (const drained of state.drained) drained()
  }

  /** Goes by what a connection has confirmed. True if what waited was dealt. */
  confirmed(hand: Hand): boolean {
    const state = this.#hands.get(hand)
    if (!state || !isIdle(hand)) return false
    state.suspect = undefined
    for (const drained of state.drained.splice(0)) drained()
    if (this.#waiting.head === this.#waiting.tail) return false
    this.#dealWaiting([])
    return true
  }

  /** Deals events of an earlier process, before what waits. `missing` is the number of those that are no more. */
  restore(events: readonly JournalEvent[], missing: number): void {
    if (missing > 0) this.#owe({ time: Math.floor(this.#options.now() / 1000) }, missing)
    this.#dealWaiting(events.filter((event) => !isMeta(event) && !this.#isStale(event)))
  }

  /** The events that are not confirmed: those that wait, and those that members have. */
  *open(): Iterable<JournalEvent> {
    const { tail, head } = this.#waiting
    for (let at = tail + 1; at <= head; at++) yield this.#waiting.at(at)
    for (const hand of this.#hands.keys()) for (const { event } of unconfirmedIn(hand)) yield event
  }

  /** Deals nothing more to a connection, and calls `drained` once it has confirmed everything, or has left. */
  drain(hand: Hand, drained: () => void): void {
    const state = this.#hands.get(hand)
    if (!state) return drained()
    state.isDraining = true
    state.drained.push(drained)
    this.confirmed(hand)
  }

  /** Deals what waits, or some of it, behind some events that come before it. */
  #dealWaiting(before: readonly JournalEvent[], isWanted?: (event: JournalEvent) => boolean): void {
    this.#countForgotten()
    const events = [...before, ...this.#waiting.takeAll()]
    this.#blocked.clear()
    for (const event of isWanted ? events.filter(isWanted) : events) this.#dealOrWait(event)
    this.#tellOwed()
  }

  /** An event must not pass one of its key that waits. */
  #dealOrWait(event: JournalEvent): void {
    const key = stickyKey(event, this.#sticky)
    const order = key === undefined ? undefined : `${event.id.account} ${key}`
    const isBlocked = order !== undefined && this.#blocked.has(order)
    const hand = isBlocked ? undefined : this.#handFor(event, key, order)
    if (hand) return this.#give(hand, event, order)
    this.#waiting.push(event)
    if (order !== undefined) this.#blocked.add(order)
  }

  #give(hand: Hand, event: JournalEvent, order: string | undefined): void {
    const state = this.#hands.get(hand)
    if (!state) return
    hand.view.push(event)
    state.dealt++
    if (this.#isSuspect(event)) state.suspect = event
    if (order === undefined) return
    this.#last.set(order, { hand, position: hand.view.head })
    if (this.#last.size > MOST_KEYS) this.#forgetConfirmed()
  }

  /** The hand that an event goes to; undefined if it must wait. */
  #handFor(event: JournalEvent, key: string | undefined, order: string | undefined): Hand | undefined {
    const last = order === undefined ? undefined : this.#last.get(order)
    // An event of the same key that this member may not get waits until it has confirmed those before.
    if (last && this.#hasUnconfirmed(last))
      return this.#takes(last.hand) && last.hand.view.mayHold(event) ? last.hand : undefined
    const candidates = this.#candidates(event)
    return key === undefined ? this.#leastDealt(candidates) : rendezvous(key, candidates)
  }

  /** The connections that may get an event, the newest of each member. */
  #candidates(event: JournalEvent): readonly Hand[] {
    const byName = new Map<string, Hand>()
    for (const hand of this.#hands.keys())
      if (this.#takes(hand) && hand.view.mayHold(event)) byName.set(hand.name, hand)
    return [...byName.values()]
  }

  #takes(hand: Hand): boolean {
    const state = this.#hands.get(hand)
    return state !== undefined && !state.isDraining && state.suspect === undefined
  }

  #leastDealt(hands: readonly Hand[]): Hand | undefined {
    const shareOf = (hand: Hand): number => ((this.#hands.get(hand)?.dealt ?? 0) + 1) / hand.weight
    const [first, ...others] = hands
    return first && others.reduce((least, each) => (shareOf(each) < shareOf(least) ? each : least), first)
  }

  #hasUnconfirmed({ hand, position }: Last): boolean {
    return this.#hands.has(hand) && position > hand.cursor.position
  }

  #forgetConfirmed(): void {
    for (const [order, last] of this.#last) if (!this.#hasUnconfirmed(last)) this.#last.delete(order)
  }

  #isSuspect(event: JournalEvent): boolean {
    return (this.#leaves.get(event) ?? 0) >= SUSPECT_LEAVES
  }

  /** A message that is too old to be dealt again counts as lost. */
  #isStale(event: JournalEvent): boolean {
    const isStale = event.isMessage && agesFrom(event) < this.#options.now() - this.#options.maxAgeMs
    if (isStale) this.#owe(event)
    return isStale
  }

  #owe({ time }: Pick<JournalEvent, 'time'>, count = 1): void {
    const { from_time = time, to_time = time, count: before = 0 } = this.#owed ?? {}
    this.#owed = {
      from_time: Math.min(from_time, time),
      to_time: Math.max(to_time, time),
      count: before + count,
    }
  }

  /** Counts what was forgotten while it waited. */
  #countForgotten(): void {
    const { tail, floor } = this.#waiting
    const count = tail - this.#countedTo
    this.#countedTo = tail
    if (count > 0) this.#owe({ time: Math.floor(floor.othersFrom / 1000) }, count)
  }

  #tellOwed(): void {
    const hand = this.#owed && [...this.#hands.keys()].at(-1)
    if (!hand || !this.#owed) return
    hand.gap(this.#owed)
    this.#owed = undefined
  }
}

const isMeta = (event: JournalEvent): boolean => membersOf(event).postType === 'meta_event'
