import type { ActionRow } from '@rookery/protocol'

export type {
  AccountHealth,
  AccountState,
  ClientState,
  ConnectionState,
  HubState,
  Outcome,
  Problem,
  ProblemKind,
  UpstreamState,
} from '@rookery/hub'
export type { ActionRow, ParamRow } from '@rookery/protocol'

import type { HubState } from '@rookery/hub'

/** Rights of a session: an admin acts, a viewer sees. */
export type Realm = 'admin' | 'viewer'

export interface Session {
  readonly realm: Realm
  /** Sent back with every change. */
  readonly csrf: string
  readonly language?: 'zh' | 'en'
}

export interface EventRow {
  readonly kind: 'event'
  readonly at: number
  readonly account: string
  readonly id?: string
  readonly event: unknown
  readonly late?: boolean
  /** Whether `event` is only the beginning. */
  readonly cut?: boolean
}

export interface CallRow {
  readonly kind: 'call'
  readonly at: number
  readonly client?: string
  readonly app_id: string
  readonly account?: string
  readonly action: string
  readonly params?: unknown
  readonly duration_ms: number
  readonly retcode: number | null
  readonly outcome?: 'ok' | 'failed'
  readonly source: 'ws' | 'http' | 'quick_operation' | 'hub'
  /** `rookery_id` of the event that it answers. */
  readonly answers?: string
  readonly cut?: boolean
}

/** An event or a call, as the page gets it. */
export type TrafficRow = EventRow | CallRow

export interface LogLine {
  readonly at: number
  readonly level: 'info' | 'warn' | 'error'
  readonly text: string
  readonly fields?: Readonly<Record<string, unknown>>
}

/** A frame of the live stream, from the hub. */
export type LiveFrame =
  | { readonly type: 'hello'; readonly realm: Realm; readonly state: HubState }
  | { readonly type: 'state'; readonly state: HubState }
  | { readonly type: 'traffic'; readonly rows: readonly TrafficRow[]; readonly left_out: number }
  | { readonly type: 'log'; readonly lines: readonly LogLine[] }
  | { readonly type: 'bye'; readonly reason: string }

/** Traffic that the page asks for. */
export interface TrafficFilter {
  readonly kinds?: readonly ('event' | 'call')[]
  readonly account?: string
  readonly client?: string
  /** Expression of `events:`. */
  readonly filter?: unknown
}

/** Frame of the page: which streams it wants. */
export interface Watch {
  readonly type: 'watch'
  readonly traffic?: TrafficFilter | false
  readonly log?: boolean
}

export interface EventsAnswer {
  /** Oldest first. */
  readonly events: readonly EventRow[]
  readonly more?: boolean
}

export interface ActionsAnswer {
  readonly actions: Readonly<Record<string, ActionRow>>
}

export interface CallAnswer {
  readonly status?: string
  readonly retcode?: number
  readonly data?: unknown
  readonly message?: string
  readonly wording?: string
}

export interface FilterAnswer {
  /** The filter in its normal form. */
  readonly normal: string
  readonly total: number
  readonly passed: number
  readonly rows: readonly { readonly row: EventRow; readonly passes: boolean; readonly reason: string }[]
}

export interface ConfigAnswer {
  readonly text: string
  /** Names the version that the text is of. */
  readonly base: string
  readonly file: string
  readonly read_only?: boolean
}

export interface ConfigProblem {
  readonly line?: number
  readonly column?: number
  readonly message: string
}

export interface ConfigTaken {
  readonly base: string
  readonly report?: {
    readonly added?: readonly string[]
    readonly changed?: readonly string[]
    readonly removed?: readonly string[]
    /** Settings that take effect at the next start. */
    readonly restart?: readonly string[]
  }
}

export interface ConfigVersion {
  readonly at: number
  readonly base: string
  readonly text: string
}

export interface AlertsAnswer {
  readonly targets: readonly { readonly name: string; readonly kind: string }[]
  readonly recent: readonly {
    readonly at: number
    readonly kind: string
    readonly severity: 'error' | 'warning'
    readonly subject: string
    readonly text: string
    readonly ended?: boolean
    readonly sent?: boolean
  }[]
}

export interface AlertTestAnswer {
  readonly results: readonly { readonly target: string; readonly done: boolean; readonly message?: string }[]
}
