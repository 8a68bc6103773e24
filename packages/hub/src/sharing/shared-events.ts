import { Subscribable } from '@rookery/transport'
import type { Client } from '../clients/clients.js'
import type { Share, ShareMember } from '../clients/share.js'
import type { Mark } from '../history/index.js'
import type { Cursor } from '../journal/cursor.js'
import { type FillableJournal, FilledView, type FilledViewOptions } from '../journal/filled-view.js'
import { type AccountSelection, type JournalView, viewKey } from '../journal/journal.js'
import type { BalanceOptions } from '../options.js'
import { BalancePool, type Members } from './balance-pool.js'
import { KeptProgress, type KeptProgressContext } from './kept-progress.js'
import { OncePool, type PoolContext } from './once-pool.js'

/** Parts of the hub by which events are shared. */
export interface SharedEventsContext extends Omit<PoolContext, 'everything' | 'sees'> {
  readonly journal: FillableJournal
  /** The clients of the config that may connect. */
  clients(): readonly Client[]
  /** Absent where nothing outlives the process. */
  readonly kept?: KeptProgressContext | undefined
}

/**
 * Views of the clients that do not get all events of their accounts: those for which several accounts in a group count as one,
 * and those that share events with others.
 */
export class SharedEvents {
  readonly #context: SharedEventsContext
  /** By what a client may see: a client with other rights starts anew. */
  readonly #once = new Map<string, OncePool>()
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
    if (balance) return place === undefined ? undefined : this.#balanceView(accounts, client, place, balance)
    return sameMessage === 'once' ? this.#onceView(accounts, client) : undefined
  }

  /** Lets a connection share the events of its group, beginning at the end of its view. */
  join({ rights: { balance } }: Client, member: ShareMember, view: JournalView, cursor: Cursor): Share {
    if (!(view instanceof FilledView) || !balance)
      throw new RangeError(`client ${member.name} shares no events`)
    return this.#poolOf(balance).join(member, view, cursor)
  }

  /** Begins a balance group behind a mark, unless it has begun. */
  begin(balance: BalanceOptions, since: Mark | undefined): void {
    if (!this.#balance.has(balance.name)) this.#poolOf(balance, since)
  }

  /** The mark up to which a balance group has confirmed all; undefined while that is not known. */
  markOf({ name }: BalanceOptions): Mark | undefined {
    return this.#balance.get(name)?.mark()
  }

  /** Goes by an account that is offline, or came back from that. */
  lost(account: string): void {
    if (this.#context.isOnline(account)) return
    for (const pool of [...this.#once.values(), ...this.#balance.values()])
      if (pool.lost(account)) this.#dealt.emit()
  }

  /** Drops the views of an account that the journal forgets. */
  forgetAccount(account: string): void {
    for (const pool of [...this.#once.values(), ...this.#balance.values()]) pool.forgetViews(account)
  }

  /** Goes by the clients of the config as they are now: nothing waits for those that are gone. */
  configure(): void {
    const clients = this.#context.clients()
    if (clients.some(({ rights: { sameMessage } }) => sameMessage === 'once')) this.#context.sent.want()
    for (const [name, pool] of this.#balance) pool.configure(membersOf(name, clients))
  }

  /** Forgets what nobody shares any more, once connections for which the config has changed are closed. */
  forgetUnused(): void {
    this.configure()
    const clients = this.#context.clients()
    const used = new Set(clients.filter(getsOnce).map(sightOf))
    for (const [sight, pool] of this.#once) {
      if (used.has(sight)) continue
      for (const view of pool.views()) this.#context.journal.forgetFilled(view)
      this.#once.delete(sight)
    }
    for (const [name, pool] of this.#balance) {
      for (const view of pool.takeUnused()) this.#context.journal.forgetFilled(view)
      if (membersOf(name, clients).size > 0) continue
      pool.save()
      this.#context.journal.forgetFilled(this.#waitingFor(name))
      this.#balance.delete(name)
    }
  }

  /** Saves how far the groups are, and shares nothing any more. */
  close(): void {
    this.#stop?.()
    for (const pool of this.#balance.values()) pool.save()
  }

  #onceView(accounts: AccountSelection, client: Client): JournalView {
    const sight = sightOf(client)
    const context = this.#poolContext()
    const pool = this.#once.get(sight) ?? new OncePool(client, context)
    this.#once.set(sight, pool)
    const view = this.#viewOf(`once ${sight}`, accounts, client, (event) => pool.isWithheld(event))
    pool.add(view, context.everything)
    return view
  }

  #balanceView(
    accounts: AccountSelection,
    client: Client,
    place: string,
    balance: BalanceOptions,
  ): JournalView {
    const sight = sightOf(client)
    const view = this.#viewOf(`balanced in ${balance.name} ${place} ${sight}`, accounts, client)
    this.#poolOf(balance).add(view, sight)
    return view
  }

  #viewOf(
    name: string,
    accounts: AccountSelection,
    { rights: { selfMessages, scope } }: Client,
    isWithheld?: FilledViewOptions['isWithheld'],
  ): FilledView {
    return this.#context.journal.filledView(`${name} ${viewKey(accounts)}`, {
      accounts,
      selfMessages: selfMessages !== false,
      scope,
      ...(isWithheld && { isWithheld }),
    })
  }

  #poolOf({ name }: BalanceOptions, since?: Mark): BalancePool {
    const pool = this.#balance.get(name) ?? this.#makePool(name, since)
    this.#balance.set(name, pool)
    return pool
  }

  #makePool(name: string, since: Mark | undefined): BalancePool {
    const { kept, clients } = this.#context
    return new BalancePool(this.#waitingFor(name), this.#poolContext(), {
      dealt: () => this.#dealt.emit(),
      progress: kept && new KeptProgress(name, kept),
      members: membersOf(name, clients()),
      since,
    })
  }

  /** What no member of a balance group can take yet. */
  #waitingFor(name: string): FilledView {
    const all = { accounts: 'all', selfMessages: true } as const
    return this.#context.journal.filledView(`waiting for ${name}`, all)
  }

  /** Listens to the journal from the first view on: a hub without such clients does not. */
  #poolContext(): PoolContext {
    const context = this.#context
    const { journal, isOnline, now, sent } = context
    this.#stop ??= journal.onAppend((event) => {
      for (const pool of this.#once.values()) pool.append(event)
      for (const pool of this.#balance.values()) pool.append(event)
    })
    return {
      everything: journal.view('all'),
      sees: (scope, event) => journal.sees(scope, event),
      isOnline,
      now,
      sent,
      get maxAgeMs() {
        return context.maxAgeMs
      },
    }
  }
}

const getsOnce = ({ rights: { sameMessage, balance } }: Client): boolean => sameMessage === 'once' && !balance

/** Identifies a client and what it may see. */
function sightOf({ appId, rights: { accounts, selfMessages, scope } }: Client): string {
  return `${appId} ${viewKey(accounts ?? 'all', { selfMessages: selfMessages !== false, scope })}`
}

/** Members of a balance group, by what they may see. */
function membersOf(name: string, clients: readonly Client[]): Members {
  const members = clients.filter(({ rights: { balance } }) => balance?.name === name)
  return new Map(members.map((each) => [sightOf(each), each.rights]))
}
