import type { Client } from '../clients/clients.js'
import type { FilledView } from '../journal/filled-view.js'
import type { JournalEvent, JournalView } from '../journal/journal.js'
import { OnceJudge } from './once-judge.js'

/** Parts of the hub that a pool goes by. */
export interface PoolContext {
  /** All events. */
  readonly everything: JournalView
  /** Whether calls and events of an account get through, as far as is known. */
  isOnline(account: string): boolean
  /** Milliseconds of the journal's clock. */
  now(): number
  /** Messages older than this, in milliseconds, are not delivered later. */
  readonly maxAgeMs: number
}

/** The events of one client with `same_message: once`, in one view for each account or list of accounts that it connects for. */
export class OncePool {
  readonly #views = new Map<string, FilledView>()
  readonly #judge: OnceJudge

  constructor(client: Client, { everything, isOnline, now, maxAgeMs }: PoolContext) {
    this.#judge = new OnceJudge({
      isEligible: (account) => isOnline(account) && serves(client, account),
      covers: (event) => this.#covers(event),
      journal: everything,
      now,
      maxAgeMs,
    })
  }

  /** Whether an event was withheld from the client. */
  isWithheld(event: Pick<JournalEvent, 'id'>): boolean {
    return this.#judge.isWithheld(event)
  }

  /** Fills a new view with what the journal holds, and keeps it filled. */
  add(view: FilledView, everything: JournalView): void {
    if (this.#views.get(view.key) === view) return
    this.#views.set(view.key, view)
    for (let at = everything.tail + 1; at <= everything.head; at++) {
      const event = everything.at(at)
      if (view.includes(event)) this.#judgeAnew(event, view)
    }
  }

  append(event: JournalEvent): void {
    if (this.#covers(event)) this.#deliver(this.#judge.take(event))
  }

  /** Goes by the loss of an account. True if there is anything to be sent. */
  lost(account: string): boolean {
    const events = this.#judge.lost(account)
    this.#deliver(events)
    return events.length > 0
  }

  /** An event of another view of the client was judged when it came. */
  #judgeAnew(event: JournalEvent, view: FilledView): void {
    for (const other of this.#views.values()) {
      if (other !== view && other.mayHold(event)) return view.push(event)
    }
    for (const each of this.#judge.take(event)) if (view.mayHold(each)) view.push(each)
  }

  #deliver(events: readonly JournalEvent[]): void {
    for (const event of events)
      for (const view of this.#views.values()) if (view.mayHold(event)) view.push(event)
  }

  #covers(event: JournalEvent): boolean {
    for (const view of this.#views.values()) if (view.mayHold(event)) return true
    return false
  }
}

/** Whether a client has a connection for the events of an account; a client that is away has all that it had. */
function serves({ connections }: Client, account: string): boolean {
  let isAway = true
  for (const { account: served, role } of connections) {
    if (role === 'API') continue
    if (served === 'all' || served === account) return true
    isAway = false
  }
  return isAway
}
