import type { Client } from '../clients/clients.js'
import type { FilledView } from '../journal/filled-view.js'
import type { EventScope, JournalEvent, JournalView } from '../journal/journal.js'
import type { SentMessages } from '../scope/sent-messages.js'
import { type OnceContext, OnceJudge } from './once-judge.js'

/** Parts of the hub that a pool goes by. */
export interface PoolContext {
  /** All events. */
  readonly everything: JournalView
  /** Whether calls and events of an account get through, as far as is known. */
  isOnline(account: string): boolean
  /** Milliseconds of the journal's clock. */
  now(): number
  /** Messages older than this, in milliseconds, are not delivered later. Read whenever it is needed. */
  readonly maxAgeMs: number
  /** Messages that the accounts have sent. */
  readonly sent: Pick<SentMessages, 'has' | 'want'>
  /** Whether a scope sees an event. */
  sees(scope: EventScope, event: JournalEvent): boolean
}

/** The events of one client with `same_message: once`, in one view for each account or list of accounts that it connects for. */
export class OncePool {
  readonly #views = new Map<string, FilledView>()
  readonly #judge: OnceJudge

  constructor(client: Pick<Client, 'connections'>, context: PoolContext) {
    const { isOnline } = context
    this.#judge = makeJudge(context, {
      isEligible: (account) => isOnline(account) && serves(client, account),
      covers: (event) => this.#covers(event),
    })
  }

  views(): Iterable<FilledView> {
    return this.#views.values()
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

  /** Fills the views of nothing but an account no more. */
  forgetViews(account: string): void {
    for (const [key, view] of this.#views) if (isOnlyOf(view, account)) this.#views.delete(key)
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

/** Whether a view has the events of nothing but an account. */
export const isOnlyOf = ({ accounts }: FilledView, account: string): boolean =>
  accounts !== 'all' && accounts.every((each) => each === account)

/** Makes the judge of a pool. */
export const makeJudge = (
  context: PoolContext,
  pool: Pick<OnceContext, 'isEligible' | 'covers'>,
): OnceJudge =>
  new OnceJudge({
    ...pool,
    hasSent: (account, messageId) => context.sent.has(account, messageId),
    journal: context.everything,
    now: context.now,
    get maxAgeMs() {
      return context.maxAgeMs
    },
  })

/** Whether a client has a connection for the events of an account; a client that is away has all that it had. */
function serves({ connections }: Pick<Client, 'connections'>, account: string): boolean {
  let isAway = true
  for (const { account: served, role } of connections) {
    if (role === 'API') continue
    if (served === 'all' || served === account) return true
    isAway = false
  }
  return isAway
}
