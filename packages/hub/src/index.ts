export type { AlertTest } from './alerts/alerts.js'
export type { EventQuery, EventReader } from './assembly/event-reader.js'
export type { ChangedNames } from './assembly/reload/compare.js'
export type { ReloadReport } from './assembly/reload/reload.js'
export type { AuditEntry, AuditLog } from './audit/audit-log.js'
export type { ClientInfo } from './clients/clients.js'
export { HubError } from './errors.js'
export { CONFIRM_WITHIN_MS } from './event-lane/confirmation-slots.js'
export type { HttpExtension } from './extension/http-extension.js'
export type { Explained } from './filter/explain-filter.js'
export { filterJudge, filterTester, type TestEvent } from './filter/filter-tester.js'
export { type FilterIssue, type FilterReading, readFilter } from './filter/read-filter.js'
export { readSince, SINCE_RULE } from './history/index.js'
export { type Hub, startHub } from './hub.js'
export type { Log } from './log/log.js'
export { silentLog } from './log/log.js'
export {
  type AlertOptions,
  type ChatList,
  type ClientOptions,
  type ClientRights,
  defaultOptions,
  type HubListenOptions,
  type HubOptions,
  type HubSettings,
  type JournalOptions,
  type ProcessOptions,
  type ReloadAnswer,
  type ResumeOptions,
  type UpstreamOptions,
  type WsPortOptions,
} from './options.js'
export type {
  AccountHealth,
  AccountState,
  BreakerState,
  ClientState,
  ConnectionState,
  HubState,
  JournalState,
  PaceState,
  Rates,
  RightsState,
  UpstreamState,
} from './state/hub-state.js'
export type { ObservableHub } from './state/observable-hub.js'
export type { Operate, Outcome } from './state/operate.js'
export type { Problem, ProblemKind } from './state/problem.js'
export type {
  CallCount,
  CallDurations,
  CallItem,
  EventItem,
  HubCounters,
  Traffic,
  TrafficItem,
} from './traffic/traffic.js'
export type {
  BreakerOptions,
  PaceLimits,
  PaceOptions,
  Rate,
} from './traffic-options.js'
