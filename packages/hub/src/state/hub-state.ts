import type { ChatList } from '../options.js'
import type { Problem } from './problem.js'

/** State of a hub at one moment, fit for JSON. Times are unix milliseconds. */
export interface HubState {
  readonly at: number
  readonly started_at: number
  readonly accounts: readonly AccountState[]
  /** Connected clients, those of `clients:`, and named ones that may come back. */
  readonly clients: readonly ClientState[]
  readonly upstreams: readonly UpstreamState[]
  readonly journal: JournalState
  readonly rates: Rates
  /** What is wrong, worst first. */
  readonly problems: readonly Problem[]
}

/** Averages over the last ten seconds, or since the start. */
export interface Rates {
  readonly events_per_s: number
  readonly deliveries_per_s: number
  readonly calls_per_s: number
}

/** State of an account. */
export interface AccountState {
  readonly self_id: string
  /** Name by its last answer to `get_login_info`. */
  readonly nickname?: string
  /** Whether calls can reach QQ, as far as the hub can tell. */
  readonly online: boolean
  /** Last change of `online`; of one that is named in the config and was never seen, the start of the hub. */
  readonly since: number
  readonly health: AccountHealth
  /** The upstream that serves it. */
  readonly upstream?: string
  /** Program by its last answer to `get_version_info`. */
  readonly implementation?: { readonly name: string; readonly version?: string }
  /** Page of the implementation, where one logs in again: `webui` of its upstream. */
  readonly webui?: string
  /** Time at which its last event was admitted. */
  readonly last_event_at?: number
  /** Events admitted since the start. */
  readonly events: number
  readonly calls_in_flight: number
  /** Calls that wait for the lost connection to come back. */
  readonly held_calls: number
  /** Present where sends are paced. */
  readonly pace?: PaceState
  /** Present where the upstream has a breaker. */
  readonly breaker?: BreakerState
}

/**
 * Health of an account: `online`; `offline` by its implementation's own word; `disconnected`, no connection serves it; `silent`,
 * its connection is up but the implementation shows no sign of life; `never_seen`, named in the config alone.
 */
export type AccountHealth = 'online' | 'offline' | 'disconnected' | 'silent' | 'never_seen'

/** Sends of an account that wait for their turn. */
export interface PaceState {
  readonly waiting: number
  /** Time until the next send may leave. */
  readonly next_in_ms: number
  /** Whether signs of risk control have slowed it. */
  readonly slowed: boolean
  /** Present while sends are refused after several such signs. */
  readonly stopped?: { readonly sign: string; readonly retry_after_ms: number; readonly since: number }
}

/** State of a breaker: `open` refuses calls, `half-open` lets one through as a trial. */
export interface BreakerState {
  readonly state: 'closed' | 'open' | 'half-open'
  readonly retry_after_ms?: number
  /** Time at which it opened; absent while it is closed. */
  readonly open_since?: number
}

/** State of an implementation of the config, or of one that joined in this process. */
export interface UpstreamState {
  readonly name: string
  /** `type` in `upstreams:`, or `memory`. */
  readonly type: string
  /** Address that the hub dials, or the path that is dialled, without secrets. */
  readonly address: string
  /** `waiting` of one that dials the hub, or between two attempts; `failed` once an attempt has failed. */
  readonly state: 'connected' | 'connecting' | 'waiting' | 'failed'
  /** Reason of the last failure, in words. */
  readonly failure?: string
  /** Last change of `state`. */
  readonly since: number
  /** Accounts that it serves, or stands by for. */
  readonly self_ids: readonly string[]
  /** Page of the implementation. */
  readonly webui?: string
  /** Process that the hub started for it. */
  readonly process?: { readonly state: string; readonly pid?: number }
}

/** State of a client. */
export interface ClientState {
  readonly app_id: string
  readonly name?: string
  readonly kind: 'configured' | 'named' | 'anonymous'
  readonly connections: readonly ConnectionState[]
  /** Events that its worst connection was not sent or has not confirmed. */
  readonly lag_events: number
  /** Age of the first of these events in seconds, since it was admitted or the connection opened. */
  readonly lag_s: number
  /** Gap notices that it got since the start. */
  readonly gaps: number
  /** Filter `events:` as the hub understands it. */
  readonly filter?: string
  readonly rights: RightsState
  /** Time at which it was last connected, of one that is away; absent while it is connected, or if it never was. */
  readonly last_seen_at?: number
}

/** What an entry of `clients:` restricts. */
export interface RightsState {
  readonly accounts?: readonly string[]
  readonly actions?: readonly string[]
  readonly groups?: ChatList
  readonly users?: ChatList
  readonly read_only?: boolean
  readonly expires?: number
}

/** State of an open connection of a client. */
export interface ConnectionState {
  /** Number of the connection, which no other has while the hub runs. */
  readonly id: number
  /** Account that it serves, or `all`. */
  readonly account: string
  readonly transport: 'ws' | 'ws-reverse' | 'sse' | 'http-post'
  readonly role: string
  readonly address?: string
  /** Program by its `User-Agent`. */
  readonly program?: string
  readonly opened_at: number
  /** Position in the events of its accounts up to which everything is confirmed. */
  readonly position: number
  readonly lag_events: number
  readonly lag_s: number
  /** Events of the journal sent to it, sent again included. */
  readonly delivered: number
  readonly calls_in_flight: number
}

/** State of the log of events. */
export interface JournalState {
  readonly events: number
  readonly bytes: number
  /** Admission of its oldest event. */
  readonly oldest_at?: number
  readonly engine: 'memory' | 'disk'
  /** Present where events outlive the process. */
  readonly disk?: {
    readonly bytes: number
    readonly folder: string
    readonly is_up: boolean
    readonly failure?: string
    readonly since?: number
  }
}
