/** A call with an idempotency key, before it is executed. */
export interface Intent {
  /** The client: keys of one scope mean nothing in another. */
  readonly scope: string
  readonly account: string
  /** As the client chose it. */
  readonly key: string
  /** Digest of action and params. */
  readonly digest: string
}

/** Facts that are known of a key. */
export type Begun =
  /** Nothing: the intent is stored now, and the call is to be executed. */
  | { readonly is: 'fresh' }
  /** The call was executed; its reply as JSON. */
  | { readonly is: 'replied'; readonly reply: Uint8Array }
  /** The call is being executed; `reply` settles with it. */
  | { readonly is: 'waits'; readonly reply: Promise<Uint8Array> }
  /** The key belongs to a call with another digest. */
  | { readonly is: 'conflict' }
  /** The call may have been executed, and its reply is not there: the hub ended before it came, or it was too large. */
  | { readonly is: 'unknown' }
  /** The calls under way leave no room for another; nothing was stored. */
  | { readonly is: 'full'; readonly why: string }
  /** Nothing is known of the key, and the intent cannot be stored: the call is not to be executed. */
  | { readonly is: 'unstored'; readonly why: string }

/** Limits of a ledger. Beyond one of them, the oldest calls that are not under way are forgotten. */
export interface LedgerLimits {
  /** Keys of one client. */
  readonly keys: number
  /** Bytes of one client: keys, replies, and `ENTRY_BYTES` for each. */
  readonly bytes: number
  /** Bytes of all clients; the client with the most is the first to forget. */
  readonly totalBytes: number
  /** Largest reply that is kept; of a larger one only the fact. */
  readonly replyBytes: number
  /** Milliseconds from its begin on after which a call is forgotten. */
  readonly ageMs: number
}

/** 10,000 keys and 16 MiB for each client, 256 MiB in all, replies of up to 1 MiB, a day. */
export const LEDGER_LIMITS: LedgerLimits = {
  keys: 10_000,
  bytes: 16 * 1024 * 1024,
  totalBytes: 256 * 1024 * 1024,
  replyBytes: 1024 * 1024,
  ageMs: 24 * 60 * 60_000,
}

/** Bytes that a call counts beside its key and its reply. */
export const ENTRY_BYTES = 256

/**
 * Remembers which calls were executed, so that none is executed twice. It neither executes calls nor knows what they mean;
 * whoever got `fresh` settles or forgets the intent once, and nobody else does.
 *
 * An engine reports its own trouble, and nobody waits for it longer than some seconds. If it rejects `begin`, it could not
 * even be asked: whether the call was executed before is unknown.
 */
export interface CallLedger {
  /** Looks up a key, and stores the intent if it is new: once this resolves, the intent survives what the engine survives. */
  begin(intent: Intent): Promise<Begun>
  /**
   * Stores the reply of a call that was executed, or may have been, and gives it to those that wait. Where it cannot be
   * stored for now, this resolves all the same, and the engine tries again.
   */
  settle(intent: Intent, reply: Uint8Array): Promise<void>
  /** Forgets a call that was not sent, as `settle` stores a reply, and gives its reply to those that wait. */
  forget(intent: Intent, reply: Uint8Array): Promise<void>
  close(): Promise<void>
}
