import type { AdminApi } from '@rookery/admin'
import type { ActionRow, ParamRow } from '@rookery/protocol'

export type {
  AlertReceiver,
  AlertsAnswer,
  CallRow,
  ConfigAnswer,
  ConfigProblem,
  ConfigSaved,
  ConfigVersion,
  EventAnswer,
  EventRow,
  EventsAnswer,
  FilterAnswer,
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

/** Outcome of an act on a client. */
export type ActAnswer =
  | { readonly done: true; readonly connections: number; readonly events: number }
  | { readonly done: false; readonly code: string; readonly message: string }
