import type { AdminApi } from '@rookery/admin'
import type { ActionRow, ParamRow } from '@rookery/protocol'

export type {
  ActAnswer,
  AlertsAnswer,
  AlertTestAnswer,
  CallRow,
  ConfigAnswer,
  ConfigProblem,
  ConfigSaved,
  ConfigVersion,
  EventAnswer,
  EventRow,
  EventsAnswer,
  FilterAnswer,
  FilterProblem,
  ListChanges,
  LiveFrame,
  LogLine,
  Realm,
  SessionAnswer,
  StateChanges,
  TrafficRow,
  TrafficWatch,
  WatchFrame,
} from '@rookery/admin'
export type { ActionRow, ParamRow }

export type HubState = AdminApi['GET /api/admin/state']['answer']
export type AccountState = HubState['accounts'][number]
export type ClientState = HubState['clients'][number]
export type UpstreamState = HubState['upstreams'][number]
export type ConnectionState = ClientState['connections'][number]
export type Problem = HubState['problems'][number]

/** Answer of `GET /api/admin/actions`. */
export interface ActionsAnswer {
  readonly actions: Readonly<Record<string, ActionRow>>
}

/** Reply of an implementation, as far as the page reads it. */
export interface CallAnswer {
  readonly status?: string
  readonly retcode?: number | null
  readonly data?: unknown
  readonly message?: string
  readonly wording?: string
}
