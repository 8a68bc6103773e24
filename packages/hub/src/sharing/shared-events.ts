import { Subscribable } from '@rookery/transport'
import type { Client } from '../clients/clients.js'
import type { Share, ShareMember } from '../clients/share.js'
import type { Cursor } from '../journal/cursor.js'
import { type FillableJournal, FilledView, type FilledViewOptions } from '../journal/filled-view.js'
import { type AccountSelection, type JournalView, viewKey } from '../journal/journal.js'
import type { ClientRights } from '../options.js'
import { type BalanceOptions, BalancePool } from './balance-pool.js'
import { KeptProgress, type KeptProgressContext } from './kept-progress.js'
import { OncePool, type PoolContext } from './once-pool.js'

/** Parts of the hub by which events are shared. */
export interface SharedEventsContext extends Omit<PoolContext, 'everything'> {
  readonly journal: FillableJournal
  /** The clients of the config. */
  readonly clients: readonly ClientRights[]
  /** Absent where nothing outlives the process. */
  readonly kept?: KeptProgressContext | undefined
}

/**
 * Views of the clients that do not get all events of their accounts: those for which several accounts in a group count as one,
 * and those that share events with others.
 */
export class SharedEvents {
  readonly #context: SharedEventsContext
  readonly #once = new Map<Client, OncePool>()
  readonly #balance = new Map<string, BalancePool>()
  readonly #dealt = new Subscribable()
  #stop: (() => void) | undefined

  constructor(context: SharedEventsContext) {
    this.#context = context
  }

  /** Subscribes to events that were put into views other than by the journal, and wait to be sent. */
  onDealt(listener: () => void): () => void {
    return this.#dealt.subscribe(listener)
  }

  /** The view of such a client's connection; undefined for any other client. */
  viewOf(accounts: AccountSelection, client: Client, place: string | undefined): JournalView | undefined {
    const { balance, sameMessage } = client.rights
    if (balance) return place === undefined ? undefined : this.#balanceView(accounts, client, place)
    return sameMessage === 'once' ? this.#onceView(accounts, client) : undefined
  }

  /** Lets a connection share the events of its group, beginning at the end of its view. */
  join(client: Client, member: ShareMember, view: JournalView, cursor: Cursor): Share {
    if (!(view instanceof FilledView)) throw new RangeError(`client ${member.name} shares no events`)
    return this.#poolOf(client).join(member, view, cursor)
  }

  /** Goes by an account that is offline, or came back from that. */
  lost(account: string): void {
    if (this.#context.isOnline(account)) return
    for (const pool of [...this.#once.values(), ...this.#balance.values()])
      if (pool.lost(account)) this.#dealt.emit()
  }

  /** Saves how far the groups are, and shares nothing any more. */
  close(): void {
    this.#stop?.()
    for (const pool of this.#balance.values()) pool.save()
  }

  #onceView(accounts: AccountSelection, client: Client): JournalView {
    const { everything } = this.#poolContext()
    const pool = this.#once.get(client) ?? new OncePool(client, this.#poolContext())
    this.#once.set(client, pool)
    const view = this.#viewOf(`once ${client.appId}`, accounts, client, (event) => pool.isWithheld(event))
    pool.add(view, everything)
    return view
  }

  #balanceView(accounts: AccountSelection, client: Client, place: string): JournalView {
    const view = this.#viewOf(`balanced ${client.appId} ${place}`, accounts, client)
    this.#poolOf(client).add(view)
    return view
  }

  #viewOf(
    name: string,
    accounts: AccountSelection,
    { rights }: Client,
    isWithheld?: FilledViewOptions['isWithheld'],
  ): FilledView {
    const selfMessages = rights.selfMessages !== false
    const key = `${name} ${viewKey(accounts, { selfMessages })}`
    return this.#context.journal.filledView(key, {
      accounts,
      selfMessages,
      scope: rights.scope,
      ...(isWithheld && { isWithheld }),
    })
  }

  #poolOf({ rights: { balance, sameMessage } }: Client): BalancePool {
    const name = balance?.name ?? ''
    const options: BalanceOptions = { sticky: balance?.sticky ?? 'group', once: sameMessage === 'once' }
    const pool = this.#balance.get(name) ?? this.#makePool(name, options)
    this.#balance.set(name, pool)
    return pool
  }

  #makePool(name: string, options: BalanceOptions): BalancePool {
    const all = { accounts: 'all', selfMessages: true } as const
    const waiting = this.#context.journal.filledView(`waiting for ${name}`, all)
    const { kept } = this.#context
    const progress = kept && new KeptProgress(name, kept)
    return new BalancePool(waiting, options, this.#poolContext(), {
      dealt: () => this.#dealt.emit(),
      progress,
      rights: this.#context.clients.filter(({ balance }) => balance?.name === name),
    })
  }

  /** Listens to the journal from the first view on: a hub without such clients does not. */
  #poolContext(): PoolContext {
    const { journal, isOnline, now, maxAgeMs } = this.#context
    this.#stop ??= journal.onAppend((event) => {
      for (const pool of this.#once.values()) pool.append(event)
      for (const pool of this.#balance.values()) pool.append(event)
    })
    return { everything: journal.view('all'), isOnline, now, maxAgeMs }
  }
}
