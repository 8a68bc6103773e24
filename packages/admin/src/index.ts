export type { AdminAccess } from './access/admin-access.js'
export type { LoginLink } from './access/login-links.js'
export type { KeptSession, SessionStore } from './access/sessions.js'
export { type Admin, type AdminSettings, createAdmin } from './admin.js'
export type { AdminHub } from './admin-hub.js'
export { AdminRefusal } from './answer/admin-refusal.js'
export type { ConfigEditor } from './config-editor.js'
export { LogRing, type LogRingSettings } from './log/log-ring.js'
export type {
  ActAnswer,
  AdminApi,
  AdminError,
  AdminErrorCode,
  AlertsAnswer,
  AlertTestAnswer,
  CallBody,
  CallRow,
  ConfigAnswer,
  ConfigBody,
  ConfigProblem,
  ConfigSaved,
  ConfigVersion,
  EventAnswer,
  EventRow,
  EventsAnswer,
  FilterAnswer,
  FilterBody,
  FilterProblem,
  LinkAnswer,
  ListChanges,
  LiveFrame,
  LogLine,
  LoginBody,
  LoginFragment,
  Realm,
  ReloadResult,
  SessionAnswer,
  StateChanges,
  StatusAnswer,
  TrafficRow,
  TrafficWatch,
  WatchFrame,
} from './wire.js'
