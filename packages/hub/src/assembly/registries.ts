import type { Clock } from '@rookery/transport'
import { accountsSettings, tellPressure } from '../accounts/account-limits.js'
import { Accounts } from '../accounts/accounts.js'
import { AlertReceivers } from '../alerts/alert-receivers.js'
import { Alerts } from '../alerts/alerts.js'
import { Troubles } from '../alerts/troubles.js'
import { Broadcasts } from '../clients/broadcasts.js'
import { type Client, Clients } from '../clients/clients.js'
import { type DeriveRights, deriveRights } from '../clients/derived-rights.js'
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
import type { AccountSelection, Journal, JournalView } from '../journal/journal.js'
import { memoryJournal } from '../journal/memory.js'
import type { ScopeFailed } from '../journal/scoped-view.js'
import { type Log, tellOnce } from '../log/log.js'
import { tellDropped } from '../log/store-log.js'
import type { CompleteSettings, HubOptions } from '../options.js'
import { Processes } from '../processes/processes.js'
import { SentMessages } from '../scope/sent-messages.js'
import { TrafficTap } from '../traffic/tap.js'

/** State of the hub that exists without any open connection. */
export interface Registries {
  readonly log: Log
  readonly clock: Clock
  readonly store: HubStore
  /** Milliseconds on the clock that measures the age of events. */
  readonly now: () => number
  readonly journal: Journal
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
  readonly derive: DeriveRights
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
  /** The events of the selected accounts that are sent to the client. */
  viewOf(selection: AccountSelection, client: Client): JournalView
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
  const viewOf: Registries['viewOf'] = (selection, { rights: { selfMessages, scope } }) =>
    journal.view(selection, { selfMessages: selfMessages !== false, scope })
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
    numbering: new Numbering(store.log, clock),
    history,
    kept: store.keepsEvents ? new KeptCursors(store.cursors, { clock, log, now }) : undefined,
    accounts,
    sentMessages,
    clients,
    derive,
    firstKnown,
    older,
    past: new PastEvents({ log: store.log, older, clock, viewOf }),
    broadcasts,
    processes: new Processes(options.upstreams, { log, clock }),
    alerts,
    troubles: new Troubles(alerts, clock),
    alertReceivers,
    ring: new HubRing(clock),
    tap: new TrafficTap(clock),
    random,
    viewOf,
  }
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
