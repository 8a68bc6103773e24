/** Notice that a condition began, lasts or is over. */
export interface Alert {
  /** Kind of the condition: `account_offline`, `client_lagging`, `journal_not_written`. */
  readonly kind: string
  readonly state: 'began' | 'lasts' | 'over'
  /** Sentence for people. */
  readonly text: string
  /** Account that it is about. */
  readonly account?: string
  /** Name of the client that it is about. */
  readonly client?: string
  /** Beginning of the condition, in ISO 8601. */
  readonly since: string
  /** Seconds since then; of one that is over, its length. */
  readonly seconds: number
}

/** Delivers an alert to one receiver. Rejects with the reason in plain words, which holds no secret. */
export interface AlertWay {
  /** Names the receiver in the log, without secrets. */
  readonly to: string
  send(alert: Alert, signal: AbortSignal): Promise<void>
}

/** Reason why an alert was not delivered, without secrets. */
export class AlertFailure extends Error {
  override readonly name = 'AlertFailure'
}
