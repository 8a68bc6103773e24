/** A call with an idempotency key. */
export interface CallIntent {
  /** The client: keys of one scope mean nothing in another. */
  readonly scope: string
  readonly account: string
  readonly key: string
  readonly digest: string
}

/** Calls of one process of the hub, as a point of time sees them. */
export interface CallMoment {
  /** Number that only calls begun by this process have: of those without a reply, they alone are under way. */
  readonly run: number
  /** Unix milliseconds that only grow. */
  readonly now: number
  /** Milliseconds from its begin on after which a call is forgotten. */
  readonly ageMs: number
}

/** A change of what is known of a call. */
export type CallChange =
  /** Stores the intent if nothing is known; `bytes` is what it counts. */
  | { readonly does: 'begin'; readonly intent: CallIntent; readonly bytes: number }
  /** Stores the reply of a call of this process; without one only that there was one. */
  | {
      readonly does: 'settle'
      readonly intent: CallIntent
      readonly bytes: number
      readonly reply?: Uint8Array
    }
  /** Forgets a call of this process that has no reply. */
  | { readonly does: 'forget'; readonly intent: CallIntent }

/** Changes that are saved together. */
export interface CallBatch extends CallMoment {
  readonly changes: readonly CallChange[]
  readonly limits: CallLimits
  /** True if the batch has to survive a power failure. */
  readonly isSynced: boolean
}

/** Limits beyond which the oldest calls that are not under way are forgotten. */
export interface CallLimits {
  /** Keys of one scope. */
  readonly keys: number
  /** Bytes of one scope. */
  readonly bytes: number
  readonly totalBytes: number
}

/** Facts that the file has of a key. */
export type KnownCall =
  | { readonly is: 'replied'; readonly reply: Uint8Array }
  | { readonly is: 'conflict' }
  | { readonly is: 'unknown' }

/** Outcome of a change; of those that are no `begin`, `saved`. */
export type CallOutcome =
  | KnownCall
  | { readonly is: 'fresh' }
  | { readonly is: 'full' }
  | { readonly is: 'saved' }

/** Asks for calls without changing anything. */
export interface CallQuery extends CallMoment {
  readonly intents: readonly CallIntent[]
}
