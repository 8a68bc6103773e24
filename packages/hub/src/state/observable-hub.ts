import type { HubCounters, Traffic } from '../traffic/traffic.js'
import type { HubState } from './hub-state.js'
import type { Operate } from './operate.js'

/** What a hub shows of itself, and lets an operator do. */
export interface ObservableHub {
  /** Makes a snapshot of everything. */
  state(): HubState
  /** Numbers since the start, for metrics. */
  counters(): HubCounters
  readonly traffic: Traffic
  readonly operate: Operate
}
