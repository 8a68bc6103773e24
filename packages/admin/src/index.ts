export type { AdminAccess } from './access/admin-access.js'
export type { LoginLink } from './access/login-links.js'
export type { KeptSession, SessionStore } from './access/sessions.js'
export { type Admin, type AdminSettings, createAdmin } from './admin.js'
export type { AdminHub } from './admin-hub.js'
export { AdminRefusal } from './answer/admin-refusal.js'
export type {
  ActAnswer,
  AdminApi,
  AlertsAnswer,
  AlertTestAnswer,
  CallBody,
  ConfigAnswer,
  ConfigBody,
  ConfigProblem,
  ConfigSaved,
  ConfigVersion,
  EventAnswer,
  EventsAnswer,
  FilterAnswer,
  FilterBody,
  FilterProblem,
  LinkAnswer,
  ReloadResult,
  StatusAnswer,
} from './api.js'
export type { ConfigEditor } from './config-editor.js'
export { LogRing, type LogRingSettings } from './log/log-ring.js'
export { EXPOSITION_TYPE } from './metrics/exposition.js'
export { Metrics } from './metrics/metrics.js'
export type {
  AdminError,
  AdminErrorCode,
  CallRow,
  EventRow,
  ListChanges,
  LiveFrame,
  LoginBody,
  LoginFragment,
  LogLine,
  Realm,
  SessionAnswer,
  StateChanges,
  TrafficRow,
  TrafficWatch,
  WatchFrame,
} from './wire.js'
