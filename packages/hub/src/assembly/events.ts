import type { EventFrame } from '@rookery/protocol'
import type { Account, Accounts } from '../accounts/accounts.js'
import { Backfill } from '../backfill/backfill.js'
import { ClientStatusNotices } from '../clients/client-status.js'
import { Connections } from '../clients/connections.js'
import { Delivery } from '../event-lane/deliver.js'
import type { HistoryWriter } from '../event-lane/history-writer.js'
import {
  type EventLane,
  eventLane,
  type LateLane,
  lateLane,
  type OwnEventLane,
  ownEventLane,
} from '../event-lane/lane.js'
import type { Numbering } from '../event-lane/numbering.js'
import { SafeHead } from '../event-lane/safe-head.js'
import type { StoreState } from '../history/index.js'
import { tellOnce } from '../log/log.js'
import { tellSafety } from '../log/store-log.js'
import type { HubOptions } from '../options.js'
import { Watch } from '../watch/watch.js'
import type { CallParts } from './calls.js'
import type { Registries } from './registries.js'

/** The event lane, and the connections at its end. */
export interface Events {
  readonly lane: EventLane
  readonly ownLane: OwnEventLane
  readonly delivery: Delivery
  /** Present where clients see only what is safe. */
  readonly head: SafeHead | undefined
  readonly connections: Connections
  readonly status: ClientStatusNotices
  readonly watch: Watch
  /** Absent if the config turns it off. */
  readonly backfill: Backfill | undefined
}

export function makeEvents(
  options: HubOptions,
  registries: Registries,
  { execute, askOnce }: CallParts,
  stopping: AbortSignal,
): Events {
  const { log, clock, ownEvents, now, journal, history, kept, accounts, clients, alerts, viewOf } = registries
  const { numbering, older, sentMessages, tap } = registries
  const { delivery, head } = makeDelivery(options, registries)
  const connections = new Connections(clients, log, {
    delivery,
    own: ownEvents,
    older,
    kept,
    clock,
    now,
    isStopping: () => stopping.aborted,
    view: viewOf,
    accountsOf: ({ account, client }) =>
      account === 'all' ? allowed(accounts, client.rights.accounts) : [account],
    call: (caller, call, sendPart) => execute({ caller, call, sendPart }),
  })
  const laneContext = {
    journal: head ?? journal,
    history,
    sentMessages,
    tap,
    numbering,
    delivery,
    now,
    clock,
    // Called only with events, when it is there.
    isRepeated: (event: EventFrame, account: Account): boolean =>
      backfill?.isRepeated(event, account) ?? false,
    heard: (event: EventFrame, account: Account): void => askOnce.heard(event, account),
  }
  const ownLane = ownEventLane(laneContext)
  const backfill = options.backfill
    ? makeBackfill(options, registries, numbering, lateLane(laneContext), ownLane)
    : undefined
  return {
    lane: eventLane(laneContext),
    ownLane,
    delivery,
    head,
    connections,
    status: new ClientStatusNotices(connections, ownEvents, clock),
    watch: new Watch({ connections, accounts, alerts, log, clock, now }),
    backfill,
  }
}

function makeDelivery(
  options: HubOptions,
  registries: Registries,
): { readonly delivery: Delivery; readonly head: SafeHead | undefined } {
  const { log, clock, now, store, history } = registries
  const onUnconverted = tellOnce((segment) =>
    log.warn({ segment }, 'no CQ form; clients with message_format: string get the nearest text'),
  )
  const head =
    history && store.showsOnlySafe ? makeHead(registries, history, () => delivery.wake()) : undefined
  const delivery = new Delivery({
    get maxAgeMs() {
      return options.resume.maxAgeMs
    },
    now,
    odd: onUnconverted,
    clock,
    log: head ? { read: head.readOf(store.log) } : store.keepsEvents ? store.log : undefined,
    beforeFlush: history && (() => history.flush()),
  })
  return { delivery, head }
}

function makeHead(registries: Registries, history: HistoryWriter, shown: () => void): SafeHead {
  const { journal, clock, store, log, troubles } = registries
  const telling = tellSafety(log, (text) => troubles.set('journal_not_written', text))
  const head = new SafeHead({ journal, history, clock, isDown: !savesEvents(store.state), shown, ...telling })
  store.onState((state) => head.logIsUp(savesEvents(state)))
  return head
}

const savesEvents = ({ isUp, savesEvents = isUp }: StoreState): boolean => savesEvents

function makeBackfill(
  options: HubOptions,
  { log, clock, now, store, journal, ownEvents }: Registries,
  numbering: Numbering,
  late: LateLane,
  own: OwnEventLane,
): Backfill {
  return new Backfill({
    log,
    clock,
    now,
    store,
    view: journal.view('all'),
    get maxAgeMs() {
      return options.resume.maxAgeMs
    },
    last: (account) => numbering.last(account),
    late,
    gap: (account, { chat, ...gap }) => own(ownEvents.gap(account.selfId, gap, chat), account),
  })
}

function allowed(accounts: Accounts, names: readonly string[] | undefined): string[] {
  const known = accounts.all().map(({ selfId }) => selfId)
  return names ? known.filter((each) => names.includes(each)) : known
}
