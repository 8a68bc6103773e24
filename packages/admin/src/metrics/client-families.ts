import type { ClientState } from '@rookery/hub'
import type { Family, Sample } from './exposition.js'

/** Clients with a label of their own; the config's come first. */
const MOST_NAMES = 200
const OTHER = 'other'
const NAMELESS = 'anonymous'

/** Numbers of the clients under one label. */
interface Sums {
  connections: number
  lagEvents: number
  lagSeconds: number
  gaps: number
}

/** Metrics of clients by name. Those without one count together, and so do those beyond two hundred. */
export function clientFamilies(clients: readonly ClientState[]): readonly Family[] {
  const sums = sumsOf(clients)
  const samples = (numberOf: (sums: Sums) => number): Sample[] =>
    [...sums].map(([client, each]) => ({ labels: { client }, value: numberOf(each) }))
  const family = (name: string, help: string, numberOf: (sums: Sums) => number): Family => ({
    name,
    help,
    type: name.endsWith('_total') ? 'counter' : 'gauge',
    samples: samples(numberOf),
  })
  return [
    family('rookery_client_connections', 'Open connections of a client.', (each) => each.connections),
    family(
      'rookery_client_lag_events',
      'Events that the worst connection of a client was not sent or has not confirmed.',
      (each) => each.lagEvents,
    ),
    family('rookery_client_lag_seconds', 'Age of the first of these events.', (each) => each.lagSeconds),
    family('rookery_client_gaps_total', 'Gap notices that a client got.', (each) => each.gaps),
  ]
}

function sumsOf(clients: readonly ClientState[]): ReadonlyMap<string, Sums> {
  const sums = new Map<string, Sums>()
  const configuredFirst = [...clients].sort((a, b) => rankOf(a) - rankOf(b))
  for (const each of configuredFirst) {
    const name = each.name ?? NAMELESS
    const isApart = sums.has(name) || sums.size < MOST_NAMES
    add(sums, isApart ? name : OTHER, each)
  }
  return sums
}

const rankOf = ({ kind }: ClientState): number => (kind === 'configured' ? 0 : 1)

function add(
  sums: Map<string, Sums>,
  label: string,
  { connections, lag_events, lag_s, gaps }: ClientState,
): void {
  const sum = sums.get(label) ?? { connections: 0, lagEvents: 0, lagSeconds: 0, gaps: 0 }
  sum.connections += connections.length
  sum.lagEvents = Math.max(sum.lagEvents, lag_events)
  sum.lagSeconds = Math.max(sum.lagSeconds, lag_s)
  sum.gaps += gaps
  sums.set(label, sum)
}
