import type { Parts } from '../assembly/parts.js'
import type { AuditLog } from '../audit/audit-log.js'
import type { HubOptions } from '../options.js'
import { DURATION_LIMITS_MS } from '../traffic/call-counters.js'
import type { ObservableHub } from './observable-hub.js'
import { operator } from './operator.js'
import { RecentRates, type Totals } from './rates.js'
import { stateOf } from './state-of.js'

/** Shows the parts of a hub to operators. `close` ends its timer. */
export function observe(
  parts: Parts,
  options: HubOptions,
  audit: AuditLog | undefined,
): ObservableHub & { close(): void } {
  const { registries, calls, events } = parts
  const { clock, accounts, tap } = registries
  const totals = (): Totals => ({
    events: accounts.events,
    deliveries: events.connections.delivered,
    calls: calls.counters.total,
  })
  const rates = new RecentRates(totals, clock)
  const startedAt = clock.now()
  return {
    state: () => {
      const context = { parts, options, startedAt, at: clock.now(), now: registries.now() }
      return stateOf(context, rates.now)
    },
    counters: () => ({
      events: accounts.events,
      deliveries: events.connections.delivered,
      calls: calls.counters.calls,
      durations: calls.counters.durations,
      duration_limits_ms: DURATION_LIMITS_MS,
    }),
    traffic: { tap: (listener) => tap.tap(listener) },
    operate: operator({ parts, audit }),
    close: () => rates.close(),
  }
}
