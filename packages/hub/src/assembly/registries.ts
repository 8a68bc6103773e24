import type { Clock } from '@rookery/transport'
import { accountsSettings, tellPressure } from '../accounts/account-limits.js'
import { Accounts, isOnline } from '../accounts/accounts.js'
import { AlertReceivers } from '../alerts/alert-receivers.js'
import { Alerts } from '../alerts/alerts.js'
import { Troubles } from '../alerts/troubles.js'
import { Broadcasts } from '../clients/broadcasts.js'
import { type Client, Clients } from '../clients/clients.js'
import { deriveRights, type RightsDeriver } from '../clients/derived-rights.js'
import { FirstKnown, type KnownBefore } from '../clients/first-known.js'
import { KeptCursors } from '../clients/kept-cursors.js'
import { OlderEvents } from '../clients/older-events.js'
import { OwnEvents } from '../clients/own-events.js'
import { PastEvents } from '../clients/past-events.js'
import { HistoryWriter } from '../event-lane/history-writer.js'
import { Numbering } from '../event-lane/numbering.js'
import type { EventId, HubStore } from '../history/index.js'
import { HubRing } from '../hub-ring.js'
import { eventClock, sourcesOf } from '../journal/event-clock.js'
import type { FillableJournal } from '../journal/filled-view.js'
import type { AccountSelection, JournalView } from '../journal/journal.js'
import { memoryJournal } from '../journal/memory.js'
import type { ScopeFailed } from '../journal/scoped-view.js'
import { type Log, tellOnce } from '../log/log.js'
import { tellDropped } from '../log/store-log.js'
import { Memberships } from '../membership/memberships.js'
import type { CompleteSettings, HubOptions } from '../options.js'
import { Processes } from '../processes/processes.js'
import { SentMessages } from '../scope/sent-messages.js'
import { SharedEvents } from '../sharing/shared-events.js'
import { TrafficTap } from '../traffic/tap.js'

/** State of the hub that exists without any open connection. */
export interface Registries {
  readonly log: Log
  readonly clock: Clock
  readonly store: HubStore
  /** Milliseconds on the clock that measures the age of events. */
  readonly now: () => number
  readonly journal: FillableJournal
  readonly shared: SharedEvents
  readonly numbering: Numbering
  /** Absent where nothing outlives the process. */
  readonly history: HistoryWriter | undefined
  /** Absent, too. */
  readonly kept: KeptCursors | undefined
  readonly ownEvents: OwnEvents
  readonly accounts: Accounts
  /** Messages of the accounts; noted where a filter asks for replies to them. */
  readonly sentMessages: SentMessages
  readonly clients: Clients
  /** Adds to the rights of a client what the hub makes of them. */
  readonly derive: RightsDeriver
  readonly firstKnown: FirstKnown
  readonly older: OlderEvents
  readonly past: PastEvents
  readonly broadcasts: Broadcasts
  readonly processes: Processes
  readonly alerts: Alerts
  readonly troubles: Troubles
  readonly alertReceivers: AlertReceivers
  readonly ring: HubRing
  /** Shows what passes to those who watch. */
  readonly tap: TrafficTap
  /** Random numbers from 0 to 1. */
  readonly random: () => number
  readonly memberships: Memberships
  /** The events of the selected accounts that are sent to the client. */
  viewOf(selection: AccountSelection, client: Client, place?: string): JournalView
}

/** Creates the registries, filled from the config only. */
export function makeRegistries(options: HubOptions, settings: CompleteSettings): Registries {
  const { log, clock, store, random } = settings
  const now = eventClock(sourcesOf(clock))
  const history = store.keepsEvents ? new HistoryWriter(store.log, tellDropped(log, clock)) : undefined
  const mayForget = history && ((id: EventId): boolean => history.isSettled(id))
  const journal = memoryJournal(options.journal.keep, now, clock, mayForget, tellScopes(log))
  const accounts = new Accounts({ ...accountsSettings(options), clock })
  accounts.onPressure(tellPressure(log, clock))
  const sentMessages = new SentMessages()
  accounts.onForget(({ selfId }) => sentMessages.forget(selfId))
  const derive = deriveRights(sentMessages)
  const clients = new Clients(options.clients, {
    get names() {
      return options.listen.names
    },
    clock,
    derive,
  })
  const ownEvents = new OwnEvents(clock)
  const firstKnown = new FirstKnown(store.cursors, clock, knownBefore(options))
  const older = new OlderEvents({ firstKnown, log: store.keepsEvents ? store.log : undefined, now, clock })
  const shared = makeShared(options, { journal, clients, accounts, sentMessages, store, log, clock, now })
  const allOf = (selection: AccountSelection, { rights: { selfMessages, scope } }: Client): JournalView =>
    journal.view(selection, { selfMessages: selfMessages !== false, scope })
  const viewOf: Registries['viewOf'] = (selection, client, place) =>
    shared.viewOf(selection, client, place) ?? allOf(selection, client)
  const alertReceivers = new AlertReceivers({ log, clock, accounts })
  const alerts = new Alerts(alertReceivers.of(options.alerts), clock)
  const broadcasts = new Broadcasts(clients, ownEvents)
  return {
    log,
    clock,
    store,
    now,
    ownEvents,
    journal,
    shared,
    numbering: new Numbering(store.log, clock),
    history,
    kept: store.keepsEvents ? new KeptCursors(store.cursors, { clock, log, now }) : undefined,
    accounts,
    sentMessages,
    clients,
    derive,
    firstKnown,
    older,
    past: new PastEvents({ log: store.log, older, clock, viewOf: allOf }),
    broadcasts,
    processes: new Processes(options.upstreams, { log, clock }),
    alerts,
    troubles: new Troubles(alerts, clock),
    alertReceivers,
    ring: new HubRing(clock),
    tap: new TrafficTap(clock),
    random,
    memberships: new Memberships(clock),
    viewOf,
  }
}

function makeShared(
  options: HubOptions,
  parts: Pick<
    Registries,
    'journal' | 'clients' | 'accounts' | 'sentMessages' | 'store' | 'log' | 'clock' | 'now'
  >,
): SharedEvents {
  const { journal, clients, accounts, sentMessages, store, log, clock, now } = parts
  const shared = new SharedEvents({
    journal,
    clients: () => clients.allConfigured().filter(({ scopes }) => !scopes?.hasExpired(clock.now())),
    kept: store.keepsEvents ? { cursors: store.cursors, events: store.log, clock, log } : undefined,
    now,
    sent: sentMessages,
    get maxAgeMs() {
      return options.resume.maxAgeMs
    },
    isOnline: (selfId) => {
      const account = accounts.get(selfId)
      return account !== undefined && isOnline(account)
    },
  })
  shared.configure()
  return shared
}

/** The shared token and the names of the config. */
export const knownBefore = ({ listen, clients }: HubOptions): KnownBefore => ({
  token: listen.token,
  names: clients.map(({ name }) => name),
})
/** Tells of scopes that fail, each once. */
function tellScopes(log: Log): ScopeFailed {
  const tell = tellOnce((why) => log.warn({ why }, 'a scope failed; events that it cannot judge are hidden'))
  return ({ key }, error) => tell(`${error instanceof Error ? error.message : String(error)}, in ${key}`)
}
