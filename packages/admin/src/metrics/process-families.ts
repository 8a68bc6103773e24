import type { Family } from './exposition.js'
import type { Delays } from './loop-delay.js'

const MICRO = 1e-6

const plain = (type: Family['type'], name: string, help: string, value: number): Family => ({
  name,
  help,
  type,
  samples: [{ value }],
})

/** Metrics of the process, under the names that other programs on Node.js use. */
export function processFamilies({ p50, p99, max }: Delays): readonly Family[] {
  const { rss, heapUsed, heapTotal } = process.memoryUsage()
  const { user, system } = process.cpuUsage()
  const startedAt = Date.now() / 1_000 - process.uptime()
  const lag = 'nodejs_eventloop_lag'
  return [
    plain('gauge', `${lag}_p50_seconds`, 'Median delay of the event loop since the last scrape.', p50),
    plain('gauge', `${lag}_p99_seconds`, 'Delay of the event loop that 1% exceed, likewise.', p99),
    plain('gauge', `${lag}_max_seconds`, 'Longest delay of the event loop, likewise.', max),
    plain('gauge', 'process_resident_memory_bytes', 'Resident memory of the process.', rss),
    plain('gauge', 'nodejs_heap_size_used_bytes', 'Heap in use.', heapUsed),
    plain('gauge', 'nodejs_heap_size_total_bytes', 'Heap taken from the system.', heapTotal),
    plain('gauge', 'process_start_time_seconds', 'Start of the process, as unix time.', startedAt),
    plain('counter', 'process_cpu_seconds_total', 'CPU time of the process.', (user + system) * MICRO),
  ]
}
