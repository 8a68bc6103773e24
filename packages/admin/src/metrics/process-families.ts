import type { Family } from './exposition.js'
import type { Delays } from './loop-delay.js'

const MICRO = 1e-6

/** Metrics of the process, under the names that other programs on Node.js use. */
export function processFamilies({ p50, p99, max }: Delays): readonly Family[] {
  const { rss, heapUsed, heapTotal } = process.memoryUsage()
  const { user, system } = process.cpuUsage()
  const startedAt = Date.now() / 1_000 - process.uptime()
  const gauge = (name: string, help: string, value: number): Family => ({
    name,
    help,
    type: 'gauge',
    samples: [{ value }],
  })
  return [
    gauge('nodejs_eventloop_lag_p50_seconds', 'Median delay of the event loop since the last scrape.', p50),
    gauge('nodejs_eventloop_lag_p99_seconds', 'Delay of the event loop that 1% exceed, likewise.', p99),
    gauge('nodejs_eventloop_lag_max_seconds', 'Longest delay of the event loop, likewise.', max),
    gauge('process_resident_memory_bytes', 'Resident memory of the process.', rss),
    gauge('nodejs_heap_size_used_bytes', 'Heap in use.', heapUsed),
    gauge('nodejs_heap_size_total_bytes', 'Heap taken from the system.', heapTotal),
    gauge('process_start_time_seconds', 'Start of the process, as unix time.', startedAt),
    {
      name: 'process_cpu_seconds_total',
      help: 'CPU time of the process.',
      type: 'counter',
      samples: [{ value: (user + system) * MICRO }],
    },
  ]
}
