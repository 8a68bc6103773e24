import type { Clock } from '@rookery/transport'
import { accountsSettings, tellPressure } from '../accounts/account-limits.js'
import { Accounts } from '../accounts/accounts.js'
import { Broadcasts } from '../clients/broadcasts.js'
import { type Client, Clients } from '../clients/clients.js'
import { OwnEvents } from '../clients/own-events.js'
import { HubRing } from '../hub-ring.js'
import { eventClock, sourcesOf } from '../journal/event-clock.js'
import type { AccountSelection, Journal, JournalView } from '../journal/journal.js'
import { memoryJournal } from '../journal/memory.js'
import type { Log } from '../log/log.js'
import type { HubOptions, HubSettings } from '../options.js'

/** Everything that a hub knows, and that no connection has to be open for. */
export interface Registries {
  readonly log: Log
  readonly clock: Clock
  /** Milliseconds of the clock by which the age of events is told. */
  readonly now: () => number
  readonly journal: Journal
  readonly own: OwnEvents
  readonly accounts: Accounts
  readonly clients: Clients
  readonly broadcasts: Broadcasts
  readonly ring: HubRing
  /** The events of some accounts that a client is sent. */
  viewOf(selection: AccountSelection, client: Client): JournalView
}

/** Makes what a hub knows, as empty as the config leaves it. */
export function makeRegistries(options: HubOptions, { log, clock }: Required<HubSettings>): Registries {
  const now = eventClock(sourcesOf(clock))
  const journal = memoryJournal(options.journal.keep, now, clock)
  const accounts = new Accounts({ ...accountsSettings(options), clock })
  accounts.onPressure(tellPressure(log, clock))
  const clients = new Clients(options.clients, { names: options.listen.names, clock })
  const own = new OwnEvents(clock)
  const broadcasts = new Broadcasts(clients, own)
  return {
    log,
    clock,
    now,
    own,
    journal,
    accounts,
    clients,
    broadcasts,
    ring: new HubRing(clock),
    viewOf: (selection, { rights }) =>
      journal.view(selection, rights.selfMessages === false ? { selfMessages: false } : {}),
  }
}
