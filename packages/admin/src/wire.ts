import type { HubState } from '@rookery/hub'

/** Rights of a login: `viewer` sees with texts masked, `admin` sees everything and acts. */
export type Realm = 'viewer' | 'admin'

/** Body of every answer that is not 2xx. `code` is stable, `message` is for people. */
export interface AdminError {
  readonly error: { readonly code: AdminErrorCode; readonly message: string }
}

/** Codes of refused requests. */
export type AdminErrorCode =
  | 'no_login'
  | 'wrong_token'
  | 'link_used'
  | 'not_allowed'
  | 'foreign_origin'
  | 'no_csrf'
  | 'too_many_attempts'
  | 'console_off'
  | 'wrong_method'
  | 'not_found'
  | 'bad_request'
  | 'too_large'
  | 'conflict'
  | 'only_in_file'
  | 'read_only'
  | 'not_available'
  | 'failed'

/** Fragment of the login link, behind `console/#`: the page takes what follows, posts it as `link`, and removes it from the address. */
export type LoginFragment = `link=${string}`

/** Body of `POST /api/admin/login`: a token, or what the one-time link holds. */
export type LoginBody = { readonly token: string } | { readonly link: string }

/** Answer of a login, and of `GET /api/admin/session`. */
export interface SessionAnswer {
  readonly realm: Realm
  /** Shown as `X-CSRF-Token` with every POST. Empty where a program shows its token itself. */
  readonly csrf: string
  /** Unix milliseconds at which the session ends, if nothing is asked until then. Absent for a program. */
  readonly expires_at?: number
  /** Version of Rookery. */
  readonly version?: string
  /** Language of the hub's operator, where one is known. */
  readonly language?: 'zh' | 'en'
}

/** Row of an event that passed. */
export interface EventRow {
  readonly kind: 'event'
  /** Number of the row, counted up since the hub's start; rows left out have numbers, too. */
  readonly seq: number
  readonly at: number
  readonly account: string
  /** The event's `rookery_id`, by which `GET /api/admin/events/<id>` gives it whole. */
  readonly id?: string
  /** The event. Strings and lists in it are shortened where `cut` says so. */
  readonly event: Readonly<Record<string, unknown>>
  /** Bytes of the event as it was received. */
  readonly bytes: number
  /** The event was recorded later than it happened: fetched from a history, or posted again. */
  readonly late: boolean
  /** The row shows a part of the event. */
  readonly cut?: true
  /** Texts are masked. */
  readonly masked?: true
}

/** Row of a call that was answered. */
export interface CallRow {
  readonly kind: 'call'
  readonly seq: number
  readonly at: number
  readonly client?: string
  readonly app_id: string
  readonly account?: string
  readonly action: string
  readonly params?: unknown
  readonly duration_ms: number
  /** `null` where the reply has none. */
  readonly retcode: number | null
  readonly outcome?: 'ok' | 'failed'
  readonly source: 'ws' | 'http' | 'quick_operation' | 'hub'
  /** The `rookery_id` of the event that the call answers, where it is known. */
  readonly answers?: string
  readonly cut?: true
  readonly masked?: true
}

/** Row of the traffic page. */
export type TrafficRow = EventRow | CallRow

/** Selection of traffic. Members that are absent select everything. */
export interface TrafficWatch {
  readonly kinds?: readonly TrafficRow['kind'][]
  readonly account?: string
  /** Name or `app_id`; selects calls. */
  readonly client?: string
  /** Filter of events, as under `events:` in `rookery.yml`. */
  readonly filter?: Readonly<Record<string, unknown>>
}

/** Frame from the page to the server: replaces what the page watches. */
export interface WatchFrame {
  readonly type: 'watch'
  /** `false`, as at first: no traffic. */
  readonly traffic?: TrafficWatch | false
  /** Lines of the log; for `admin` alone. */
  readonly log?: boolean
}

/** Line of the hub's log. */
export interface LogLine {
  readonly seq: number
  readonly at: number
  readonly level: 'info' | 'warn' | 'error'
  readonly text: string
  readonly fields: Readonly<Record<string, unknown>>
}

/** Entries of a list that changed, and the keys of those that are gone. */
export interface ListChanges<Entry> {
  readonly set: readonly Entry[]
  readonly gone: readonly string[]
}

/** Changes since the state before. Accounts go by `self_id`, clients by `app_id`; the rest is whole. */
export interface StateChanges extends Pick<HubState, 'at' | 'upstreams' | 'journal' | 'rates' | 'problems'> {
  readonly accounts: ListChanges<HubState['accounts'][number]>
  readonly clients: ListChanges<HubState['clients'][number]>
}

/** Frames from the server to the page. */
export type LiveFrame =
  | { readonly type: 'hello'; readonly realm: Realm; readonly state: HubState }
  /** Once a second at most. */
  | { readonly type: 'state'; readonly state: HubState }
  /** In place of `state` where the hub has many clients. */
  | { readonly type: 'changes'; readonly changes: StateChanges }
  /** `left_out` counts the rows that were selected and not sent since the frame before. */
  | { readonly type: 'traffic'; readonly rows: readonly TrafficRow[]; readonly left_out: number }
  | { readonly type: 'log'; readonly lines: readonly LogLine[]; readonly left_out: number }
  /** Answer to a `watch` that cannot be read; what was watched before goes on. */
  | { readonly type: 'refused'; readonly message: string }
  /** The last frame: the page does not connect again after `logged_out`, and does after `stopping`. */
  | { readonly type: 'bye'; readonly reason: 'logged_out' | 'stopping' | 'too_slow' }
