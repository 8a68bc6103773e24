/** Event that was admitted. */
export interface EventItem {
  readonly kind: 'event'
  /** Unix milliseconds. */
  readonly at: number
  readonly account: string
  /** Its `rookery_id`. */
  readonly id?: string
  /** JSON text as it was received. It must not be changed. */
  readonly event: Uint8Array
  /** Whether it was fetched after the fact, from an implementation's history. */
  readonly late: boolean
}

/** Call that is over. */
export interface CallItem {
  readonly kind: 'call'
  /** Unix milliseconds of its end. */
  readonly at: number
  /** Name of the client. */
  readonly client?: string
  readonly app_id: string
  readonly account?: string
  readonly action: string
  /** JSON text of `params`, which must not be changed. */
  readonly params: Uint8Array | undefined
  readonly duration_ms: number
  /** Retcode of the reply; null if it has none. */
  readonly retcode: number | null
  readonly outcome?: 'ok' | 'failed'
  readonly source: 'ws' | 'http' | 'quick_operation' | 'hub'
  /** `rookery_id` of the event that it answers; absent where the hub cannot know. */
  readonly answers?: string
}

/** Something that passed through the hub. */
export type TrafficItem = EventItem | CallItem

/** Events and calls as they pass. While nobody taps, nothing is made for them. */
export interface Traffic {
  /** Calls `listener` at once for each item, until the undo is called. A listener must be quick, and must not throw. */
  tap(listener: (item: TrafficItem) => void): () => void
}

/** Numbers since the start of the hub, which only grow. */
export interface HubCounters {
  /** Events admitted. */
  readonly events: number
  /** Events sent to clients, each for each connection. */
  readonly deliveries: number
  /** Calls that are over, by action, client and outcome. */
  readonly calls: readonly CallCount[]
  /** Time that calls took, by action. */
  readonly durations: readonly CallDurations[]
  /** Upper limits of the counts in `durations`, in milliseconds; one count more holds all that took longer. */
  readonly duration_limits_ms: readonly number[]
}

/** Number of calls. Clients and actions beyond a limit count as `other`. */
export interface CallCount {
  readonly action: string
  /** Name of the client, `anonymous` for all without one, or `other`. */
  readonly client: string
  readonly outcome: 'ok' | 'failed'
  readonly count: number
}

/** Durations of the calls of one action. */
export interface CallDurations {
  readonly action: string
  readonly sum_ms: number
  /** Number of calls within each limit, and beyond the one before. */
  readonly counts: readonly number[]
}
