import type { Accounts } from '../accounts/accounts.js'
import { tellState } from '../log/store-log.js'
import type { CompleteSettings, HubOptions } from '../options.js'
import { clientTokens, type ValidTokens } from '../ways-in/client-tokens.js'
import { type CallParts, makeCallParts } from './calls.js'
import { type Events, makeEvents } from './events.js'
import { makeRegistries, type Registries } from './registries.js'
import { makeTransports, type Transports } from './transports.js'

/** All parts of a hub. */
export interface Parts {
  readonly registries: Registries
  readonly calls: CallParts
  readonly events: Events
  readonly transports: Transports
  readonly tokens: ValidTokens
}

/** Builds every part before those that use it. `stopping` is aborted once the hub stops. */
export function buildParts(options: HubOptions, settings: CompleteSettings, stopping: AbortSignal): Parts {
  const registries = makeRegistries(options, settings)
  const tokens = { current: clientTokens(options, registries.clients) }
  const calls = makeCallParts(options, registries, { tokens, audit: settings.audit })
  const events = makeEvents(options, registries, calls, stopping)
  const { reload, extension } = settings
  const given = { registries, calls, events, tokens, stopping, reload, extension }
  const transports = makeTransports(options, given)
  return { registries, calls, events, transports, tokens }
}

/** Subscribes the parts to one another's changes. */
export function connectParts({ registries, calls, events, transports }: Parts): void {
  const { accounts, alerts, troubles, clients, journal, numbering, processes, store, log, viewOf } =
    registries
  const { connections, delivery, status } = events
  tellState(store, log, (text) => troubles.set('journal_not_written', text))
  processes.onStart((upstream) => transports.watchdog.started(upstream))
  clients.onChange((client, online) => status.changed(client, online))
  connectNames(registries, events)
  accounts.onAppear((account) => {
    for (const part of [transports.reverse, transports.posts, connections]) part.introduce(account)
  })
  connectTraffic(accounts, calls)
  accounts.onLinksChanged((account) => calls.askOnce.forget(account))
  accounts.onLinksChanged((account) => calls.held.linksChanged(account))
  accounts.onInterrupted((account) => calls.askOnce.forget(account))
  accounts.onOnlineChanged((account) => calls.askOnce.forget(account))
  connectBackfill(accounts, events)
  accounts.onForget((account) => {
    // Dialled clients before their connections, which would be dialled again when they close.
    for (const part of [transports.reverse, transports.posts, connections]) part.forget(account)
    // After the connections, which read the account's view until they are closed.
    clients.forgetAccount(account.selfId, (client) => viewOf([account.selfId], client).head)
    calls.later.forget(account.selfId)
    calls.traffic.paces.forget(account)
    calls.held.forget(account)
    calls.askOnce.forget(account)
    calls.restarts.forget(account)
    alerts.end('account_offline', account.selfId)
    journal.forgetViews(account.selfId)
    numbering.forget(account.selfId)
    delivery.forgetIdle()
  })
}

/** Tells breakers and paces of logins and of connections. */
function connectTraffic(accounts: Accounts, { traffic: { paces, breakers } }: CallParts): void {
  accounts.onLinksChanged((account) => breakers.linksChanged(account))
  accounts.onAppear((account) => paces.loggedIn(account))
  accounts.onOnlineChanged((account) => {
    if (account.online) paces.loggedIn(account)
  })
  // Before the held calls, which are younger than those that wait for their turns.
  accounts.onLinksChanged((account) => paces.linksChanged(account))
}

/** Lets missed messages be fetched whenever an account is back. */
function connectBackfill(accounts: Accounts, { backfill }: Events): void {
  if (!backfill) return
  accounts.onLinksChanged((account) => backfill.look(account))
  accounts.onOnlineChanged((account) => backfill.look(account))
  accounts.onInterrupted((account) => backfill.interrupted(account))
  accounts.onForget((account) => backfill.forget(account))
}

/** Announces the positions of names that are taken, and forgets those of names that are forgotten. */
function connectNames({ clients, kept }: Registries, { connections }: Events): void {
  clients.onLost((client, place, cursor) => connections.announceLost(client, place, cursor))
  clients.onPositionForgotten((client, lostSince) => connections.announceSince(client, lostSince))
  clients.onTaken((client) => connections.announceStored(client))
  clients.onForgotten((name, places) => kept?.forget(name, places))
}

/** Releases what the parts hold without a connection: mostly timers. */
export function releaseParts({ registries, calls, events, transports }: Parts): void {
  events.watch.close()
  events.backfill?.close()
  registries.alerts.close()
  transports.watchdog.close()
  calls.later.close()
  calls.traffic.paces.close()
  calls.held.close()
  calls.askOnce.clear()
  transports.doorkeeper.close()
  transports.refusals.close()
  calls.restarts.close()
  events.status.close()
  events.delivery.close()
  events.head?.close()
  registries.history?.close()
  registries.kept?.save()
  registries.journal.close()
}
