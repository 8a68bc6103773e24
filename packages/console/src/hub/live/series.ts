import type { HubState } from '../wire/wire.js'

/** Points of a sparkline: one a second. */
export const SERIES_POINTS = 90

/** Recent numbers of accounts, clients and the whole hub, for sparklines; the newest is the last. */
export interface SeriesBook {
  /** Events a second, by `self_id`. */
  readonly accounts: ReadonlyMap<string, readonly number[]>
  /** Events that a client is behind, by `app_id`. */
  readonly clients: ReadonlyMap<string, readonly number[]>
  readonly events: readonly number[]
  readonly deliveries: readonly number[]
  readonly calls: readonly number[]
}

export const emptySeries: SeriesBook = {
  accounts: new Map(),
  clients: new Map(),
  events: [],
  deliveries: [],
  calls: [],
}

/** Adds the numbers of a state; those of accounts and clients that are gone are forgotten. */
export function withNumbers(book: SeriesBook, before: HubState | undefined, state: HubState): SeriesBook {
  const seconds = before ? Math.max(0.2, (state.at - before.at) / 1000) : 1
  const events = new Map(before?.accounts.map((account) => [account.self_id, account.events]))
  const perSecond = (self_id: string, now: number) =>
    Math.max(0, now - (events.get(self_id) ?? now)) / seconds
  return {
    accounts: new Map(
      state.accounts.map((each) => [
        each.self_id,
        longer(book.accounts.get(each.self_id), perSecond(each.self_id, each.events)),
      ]),
    ),
    clients: new Map(
      state.clients.map(({ app_id, lag_events }) => [app_id, longer(book.clients.get(app_id), lag_events)]),
    ),
    events: longer(book.events, state.rates.events_per_s),
    deliveries: longer(book.deliveries, state.rates.deliveries_per_s),
    calls: longer(book.calls, state.rates.calls_per_s),
  }
}

const longer = (numbers: readonly number[] = [], next: number): readonly number[] => [
  ...numbers.slice(1 - SERIES_POINTS),
  next,
]
