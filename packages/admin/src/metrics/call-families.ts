import type { CallDurations, HubCounters } from '@rookery/hub'
import type { Family, Sample } from './exposition.js'

/** Metrics of calls: how many, and how long they took. */
export const callFamilies = ({ calls, durations, duration_limits_ms }: HubCounters): readonly Family[] => [
  {
    name: 'rookery_calls_total',
    help: 'Calls that are over, by action, client and outcome.',
    type: 'counter',
    samples: calls.map(({ action, client, outcome, count }) => ({
      labels: { action, client, outcome },
      value: count,
    })),
  },
  {
    name: 'rookery_call_duration_seconds',
    help: 'Time from a call to its reply, by action.',
    type: 'histogram',
    samples: durations.flatMap((each) => histogramOf(each, duration_limits_ms)),
  },
]

/** The buckets of Prometheus hold all up to their limits. */
function histogramOf({ action, sum_ms, counts }: CallDurations, limitsMs: readonly number[]): Sample[] {
  let total = 0
  const buckets = counts.map((count, index) => {
    total += count
    const limit = limitsMs[index]
    const le = limit === undefined ? '+Inf' : String(limit / 1_000)
    return { suffix: '_bucket', labels: { action, le }, value: total }
  })
  return [
    ...buckets,
    { suffix: '_sum', labels: { action }, value: sum_ms / 1_000 },
    { suffix: '_count', labels: { action }, value: total },
  ]
}
