import type { HubState } from '@rookery/hub'
import type { EventRow, LoginBody, LogLine, SessionAnswer } from './wire.js'

/** Answer of `GET /api/admin/events`. */
export interface EventsAnswer {
  readonly events: readonly EventRow[]
  /** `since` of the next page; absent on the last one. */
  readonly next?: string
}

/** Answer of `GET /api/admin/events/<id>`: the whole event. */
export interface EventAnswer {
  readonly event: Readonly<Record<string, unknown>>
}

/** Body of `POST /api/admin/call`. */
export interface CallBody {
  readonly account?: string
  readonly action: string
  readonly params?: Readonly<Record<string, unknown>>
}

/** Body of `POST /api/admin/filter`. */
export interface FilterBody {
  readonly events: unknown
  /** Only events of this account are tried. */
  readonly account?: string
}

/** Something wrong in a filter, at its path. */
export interface FilterProblem {
  readonly path: readonly (string | number)[]
  readonly found: string
  readonly allowed: string
  readonly hint?: string
}

/** Answer of `POST /api/admin/filter`: the newest events, each with the verdict; or what is wrong. */
export interface FilterAnswer {
  readonly problems: readonly FilterProblem[]
  /** Normal form of the filter. */
  readonly normal?: string
  readonly tried: number
  readonly passed: number
  /** At most 100 rows, the newest first. */
  readonly rows: readonly { readonly row: EventRow; readonly passes: boolean; readonly why?: string }[]
}

/** Answer of `POST /api/admin/reload` and of a saved config: what was applied, or what is wrong. */
export type ReloadResult = { readonly report: object } | { readonly problems: string }

/** Answer of `GET /api/admin/config`. */
export interface ConfigAnswer {
  /** Path of the file, as the hub was told. */
  readonly file: string
  /** The file, each secret replaced by a mark such as `${secret:1}`. */
  readonly text: string
  /** Names this very text; shown again as `base` on saving. */
  readonly base: string
  /** Reason why the file cannot be saved from here; absent where it can. */
  readonly read_only?: string
}

/** Body of `POST /api/admin/config`. */
export interface ConfigBody {
  readonly text: string
  readonly base: string
  /** Only checks: nothing is written or applied. Default false. */
  readonly check?: boolean
}

/** Something wrong in a config, at its place; lines and columns count from 1. */
export interface ConfigProblem {
  readonly line: number
  readonly column: number
  readonly message: string
}

/** Answer of `POST /api/admin/config`. */
export interface ConfigSaved {
  readonly problems: readonly ConfigProblem[]
  /** Names the text that is in the file now. */
  readonly base: string
  /** Report of the reload; absent where nothing was applied. */
  readonly report?: object
}

/** An earlier config; `GET /api/admin/config/versions/<id>` gives its text. */
export interface ConfigVersion {
  readonly id: string
  readonly at: number
  readonly bytes: number
}

/** Answer of `GET /api/admin/alerts`: names of the receivers, without secrets. */
export interface AlertsAnswer {
  readonly receivers: readonly string[]
}

/** Answer of `POST /api/admin/alerts/test`: each receiver, and why it was not reached. */
export interface AlertTestAnswer {
  readonly results: readonly { readonly to: string; readonly failure?: string }[]
}

/** Answer of `POST /api/admin/links`: a login link that is valid once. */
export interface LinkAnswer {
  /** Secret that stands behind `console/#link=`. */
  readonly link: string
  /** Unix milliseconds. */
  readonly expires_at: number
}

/** Answer of an act on a client. */
export interface ActAnswer {
  readonly connections: number
  readonly events: number
}

/** Answer of `GET /status.json`, which anybody may ask: no name is in it. */
export interface StatusAnswer {
  readonly up: true
  /** An account is online. */
  readonly ready: boolean
  /** Nothing of severity `error` is wrong. */
  readonly healthy: boolean
  readonly accounts: number
  readonly accounts_online: number
  readonly clients_connected: number
  readonly started_at: number
}

type Nothing = Readonly<Record<string, never>>

/** Bodies and answers of the routes, by method and path. */
export interface AdminApi {
  readonly 'GET /status.json': { readonly answer: StatusAnswer }
  /** Text in the format of Prometheus. */
  readonly 'GET /metrics': { readonly answer: string }
  readonly 'POST /api/admin/login': { readonly body: LoginBody; readonly answer: SessionAnswer }
  readonly 'POST /api/admin/logout': { readonly body: Nothing; readonly answer: Nothing }
  readonly 'POST /api/admin/links': { readonly body: Nothing; readonly answer: LinkAnswer }
  readonly 'GET /api/admin/session': { readonly answer: SessionAnswer }
  readonly 'GET /api/admin/state': { readonly answer: HubState }
  readonly 'GET /api/admin/events': { readonly answer: EventsAnswer }
  readonly 'GET /api/admin/events/:id': { readonly answer: EventAnswer }
  readonly 'GET /api/admin/actions': { readonly answer: object }
  readonly 'POST /api/admin/call': { readonly body: CallBody; readonly answer: object }
  readonly 'POST /api/admin/reload': { readonly body: Nothing; readonly answer: ReloadResult }
  readonly 'POST /api/admin/filter': { readonly body: FilterBody; readonly answer: FilterAnswer }
  readonly 'GET /api/admin/log': { readonly answer: { readonly lines: readonly LogLine[] } }
  readonly 'GET /api/admin/config': { readonly answer: ConfigAnswer }
  readonly 'POST /api/admin/config': { readonly body: ConfigBody; readonly answer: ConfigSaved }
  readonly 'GET /api/admin/config/versions': {
    readonly answer: { readonly versions: readonly ConfigVersion[] }
  }
  readonly 'GET /api/admin/config/versions/:id': { readonly answer: { readonly text: string } }
  readonly 'GET /api/admin/alerts': { readonly answer: AlertsAnswer }
  readonly 'POST /api/admin/alerts/test': { readonly body: Nothing; readonly answer: AlertTestAnswer }
  readonly 'POST /api/admin/clients/:client/disconnect': {
    readonly body: Nothing
    readonly answer: ActAnswer
  }
  readonly 'POST /api/admin/clients/:client/jump': { readonly body: Nothing; readonly answer: ActAnswer }
  readonly 'POST /api/admin/clients/:client/replay': {
    /** Unix milliseconds. */
    readonly body: { readonly since: number }
    readonly answer: ActAnswer
  }
  readonly 'POST /api/admin/clients/:client/drain': { readonly body: Nothing; readonly answer: ActAnswer }
  readonly 'GET /api/admin/openapi.json': { readonly answer: object }
}
