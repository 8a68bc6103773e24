import { type Alarm, type Clock, every } from '@rookery/transport'
import { type Account, type Accounts, isOnline, servingLink } from '../accounts/accounts.js'
import { type Condition, type Conditions, OFFLINE_GRACE_MS } from '../alerts/alerts.js'
import type { Client } from '../clients/clients.js'
import type { Connection } from '../clients/connection.js'
import type { Log } from '../log/log.js'
import { Reminder, sinceText } from '../log/reminder.js'
import { type Lag, Lags, lagText } from './lag.js'

/** Interval between two looks at all clients and accounts. */
const LOOK_MS = 5_000
/** Number of clients or accounts named at a time. The others are counted, since the cause then lies elsewhere. */
const MOST_NAMED = 10
/** Number of lagging clients that are remembered after they left, so that the fault is recognized when they return. */
const MOST_REMEMBERED = 1_000

export interface WatchContext {
  readonly connections: Iterable<Connection>
  readonly accounts: Accounts
  /** Takes the conditions that people are alerted to. */
  readonly alerts: Conditions
  readonly log: Log
  readonly clock: Clock
  /** The clock of the journal. */
  now(): number
}

interface Fault {
  readonly reminder: Reminder
  /** The client and its account, as log fields. */
  who: { readonly client: string; readonly account: string }
}

/** Logs lasting conditions that no event reports, and passes them to the alerts: clients that lag or hang, accounts that stay away. */
export class Watch {
  readonly #context: WatchContext
  readonly #lags = new Lags()
  readonly #faults = new Map<Client, Fault>()
  readonly #accounts = new WeakMap<Account, Reminder>()
  readonly #stop: Alarm

  constructor(context: WatchContext) {
    this.#context = context
    this.#stop = every(context.clock, LOOK_MS, () => this.look())
    this.#stop.unref?.()
  }

  /** Looks at all clients and accounts once. */
  look(): void {
    this.#lookAtClients()
    this.#lookAtAccounts()
  }

  /** Clients that lag or confirm nothing now, each with its worst connection. */
  lagging(): ReadonlyMap<Client, Lag> {
    return this.#measure().worst
  }

  close(): void {
    this.#stop()
  }

  #lookAtClients(): void {
    const { worst, upToDate } = this.#measure()
    const unnamed = sayFew(worst, ([client, lag]) => this.#tellLag(client, lag))
    for (const [client, lag] of worst) this.#context.alerts.begin(laggingOf(client, lag))
    if (unnamed > 0) this.#context.log.warn({ count: unnamed }, 'more clients lag behind')
    for (const [client, fault] of this.#faults)
      if (!worst.has(client)) this.#tellOver(client, fault, upToDate)
  }

  /** Measures all connections; a client counts with its worst one. */
  #measure() {
    const worst = new Map<Client, Lag>()
    const upToDate = new Set<Client>()
    const catchingUp = new Set<Client>()
    const now = this.#context.now()
    for (const connection of this.#context.connections) {
      const { client } = connection
      const lag = this.#lags.measure(connection, now)
      if (lag === 'up to date') upToDate.add(client)
      else if (lag === 'catching up') catchingUp.add(client)
      else if (lag.seconds > (worst.get(client)?.seconds ?? -1)) worst.set(client, lag)
    }
    for (const each of catchingUp) upToDate.delete(each)
    return { worst, upToDate }
  }

  #tellLag(client: Client, lag: Lag): (() => void) | undefined {
    const { connection, events, seconds, kind } = lag
    const who = { client: connection.label, account: connection.account }
    const fault = this.#faults.get(client) ?? {
      reminder: new Reminder(this.#context.clock, this.#context.now),
      who,
    }
    fault.who = who
    this.#faults.set(client, fault)
    const telling = fault.reminder.due(lag.kind)
    if (!telling) return undefined
    const { still, lasting } = telling
    const since = still ? lasting.since : sinceText(seconds * 1000, this.#context.clock)
    const fields = { ...who, events, seconds, since }
    const text = kind === 'lags behind' ? `client ${still}lags behind` : `client ${still}confirms nothing`
    return () => this.#context.log.warn(fields, text)
  }

  #tellOver(client: Client, { reminder, who }: Fault, upToDate: ReadonlySet<Client>): void {
    const isAway = client.connections.size === 0
    if (isAway || upToDate.has(client)) this.#context.alerts.end(LAGGING, client.appId)
    if (isAway && (client.kind === 'anonymous' || this.#faults.size > MOST_REMEMBERED))
      this.#faults.delete(client)
    if (!upToDate.has(client)) return
    const lasting = reminder.over()
    if (lasting) this.#context.log.info({ ...who, ...lasting }, 'client has caught up')
  }

  #lookAtAccounts(): void {
    const { accounts, alerts, log } = this.#context
    for (const account of accounts.all())
      if (isOnline(account)) alerts.end(OFFLINE, account.selfId)
      else alerts.begin(offlineOf(account))
    const unnamed = sayFew(accounts.all(), (account) => this.#tellAway(account))
    if (unnamed > 0) log.warn({ count: unnamed }, 'more accounts still away')
  }

  /** Reports that an account stays away; its departure was logged at once. */
  #tellAway(account: Account): (() => void) | undefined {
    const reminder = this.#accounts.get(account) ?? new Reminder(this.#context.clock, this.#context.now)
    if (isOnline(account)) return void reminder.over()
    this.#accounts.set(account, reminder)
    const isGone = servingLink(account) === undefined
    const telling = reminder.due(isGone ? 'gone' : 'offline')
    if (!telling?.still) return undefined
    const fields = { account: account.selfId, ...telling.lasting }
    const text = isGone ? 'account still gone' : 'account still reported offline'
    return () => this.#context.log.warn(fields, text)
  }
}

const LAGGING = 'client_lagging'
const OFFLINE = 'account_offline'

function laggingOf(client: Client, lag: Lag): Condition {
  const { label, account } = lag.connection
  return {
    kind: LAGGING,
    key: client.appId,
    text: lagText(lag),
    overText: `client ${label} does not lag any more`,
    account,
    client: label,
  }
}

const offlineOf = (account: Account): Condition => ({
  kind: OFFLINE,
  key: account.selfId,
  text: `account ${account.selfId} is offline`,
  overText: `account ${account.selfId} is online again`,
  account: account.selfId,
  graceMs: OFFLINE_GRACE_MS,
})

/** Logs the first lines, and returns the number of omitted ones. */
function sayFew<T>(items: Iterable<T>, lineOf: (item: T) => (() => void) | undefined): number {
  let count = 0
  for (const item of items) {
    const say = lineOf(item)
    if (say && count++ < MOST_NAMED) say()
  }
  return Math.max(0, count - MOST_NAMED)
}
