/** A log of who did what to whom. It takes entries at once, and never fails: what cannot be written is dropped. */
export interface AuditLog {
  write(entry: AuditEntry): void
}

/** A call that changed something, or was to. Nothing of what it said is in it. */
export interface AuditEntry {
  /** When it was over, in ISO 8601. */
  readonly time: string
  /** Name of the client, else its `app_id`. */
  readonly client: string
  readonly account?: string
  /** Client that an operator acted on. */
  readonly target?: string
  readonly action: string
  readonly group?: string
  readonly user?: string
  readonly message?: string
  /** Size of the call. */
  readonly bytes: number
  /** Null for a reply that has none. */
  readonly retcode: number | null
}
