import type { HubCounters, HubState } from '@rookery/hub'
import { callFamilies } from './call-families.js'
import { clientFamilies } from './client-families.js'
import type { Family, Sample } from './exposition.js'

/** Metrics of a hub, by its state and counters. */
export const hubFamilies = (state: HubState, counters: HubCounters): readonly Family[] => [
  ...trafficFamilies(state, counters),
  ...callFamilies(counters),
  ...clientFamilies(state.clients),
  ...accountFamilies(state.accounts),
  ...journalFamilies(state.journal),
  gauge(
    'rookery_upstream_up',
    'Whether the hub is connected to an upstream.',
    state.upstreams.map((each) => ({
      labels: { upstream: each.name },
      value: Number(each.state === 'connected'),
    })),
  ),
  gauge('rookery_problems', 'Things that are wrong now, by kind.', problemSamples(state)),
  gauge('rookery_start_time_seconds', 'Start of the hub, as unix time.', [
    { value: state.started_at / 1_000 },
  ]),
]

const gauge = (name: string, help: string, samples: readonly Sample[]): Family => ({
  name,
  help,
  type: 'gauge',
  samples,
})

const counter = (name: string, help: string, samples: readonly Sample[]): Family => ({
  ...gauge(name, help, samples),
  type: 'counter',
})

const trafficFamilies = ({ accounts }: HubState, { deliveries }: HubCounters): readonly Family[] => [
  counter(
    'rookery_events_total',
    'Events of an account that the hub admitted.',
    accounts.map(({ self_id, events }) => ({ labels: { account: self_id }, value: events })),
  ),
  counter('rookery_deliveries_total', 'Events sent to clients, each for each of its connections.', [
    { value: deliveries },
  ]),
]

type Account = HubState['accounts'][number]

/** Gauges of each account: name, help, and its value where it has one. */
const ACCOUNT_GAUGES: readonly [string, string, (account: Account) => number | undefined][] = [
  ['rookery_account_online', 'Whether an account is online.', ({ online }) => Number(online)],
  [
    'rookery_account_last_event_timestamp_seconds',
    'Admission of the last event of an account, as unix time.',
    ({ last_event_at }) => (last_event_at === undefined ? undefined : last_event_at / 1_000),
  ],
  [
    'rookery_account_calls_in_flight',
    'Calls that an implementation has not answered yet.',
    (each) => each.calls_in_flight,
  ],
  ['rookery_account_held_calls', 'Calls that wait for a lost connection.', (each) => each.held_calls],
  ['rookery_account_queued_sends', 'Sends that wait for their turn.', ({ pace }) => pace?.waiting],
  [
    'rookery_account_sends_slowed',
    'Whether signs of risk control have slowed or stopped the sends.',
    ({ pace }) => pace && Number(pace.slowed || pace.stopped !== undefined),
  ],
  [
    'rookery_account_breaker_open',
    'Whether calls are refused, since those before them were not answered.',
    ({ breaker }) => breaker && Number(breaker.state !== 'closed'),
  ],
]

const accountFamilies = (accounts: readonly Account[]): readonly Family[] =>
  ACCOUNT_GAUGES.map(([name, help, numberOf]) =>
    gauge(
      name,
      help,
      accounts.flatMap((each) => {
        const value = numberOf(each)
        return value === undefined ? [] : [{ labels: { account: each.self_id }, value }]
      }),
    ),
  )

function journalFamilies({ events, bytes, oldest_at, disk }: HubState['journal']): readonly Family[] {
  const maybe = (value: number | undefined): Sample[] => (value === undefined ? [] : [{ value }])
  return [
    gauge('rookery_journal_events', 'Events that the journal holds in memory.', [{ value: events }]),
    gauge('rookery_journal_bytes', 'Bytes of these events.', [{ value: bytes }]),
    gauge(
      'rookery_journal_oldest_timestamp_seconds',
      'Admission of the oldest of these events, as unix time.',
      maybe(oldest_at === undefined ? undefined : oldest_at / 1_000),
    ),
    gauge('rookery_journal_disk_bytes', 'Bytes of the files of the journal.', maybe(disk?.bytes)),
    gauge(
      'rookery_journal_disk_up',
      'Whether the journal can be written to disk.',
      maybe(disk && Number(disk.is_up)),
    ),
  ]
}

function problemSamples({ problems }: HubState): Sample[] {
  const counts = new Map<string, { readonly labels: Record<string, string>; value: number }>()
  for (const { kind, severity } of problems) {
    const count = counts.get(kind) ?? { labels: { kind, severity }, value: 0 }
    count.value++
    counts.set(kind, count)
  }
  return [...counts.values()]
}
