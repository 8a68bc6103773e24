/** Kinds of problems. */
export type ProblemKind =
  /** `fields`: `account`, `upstream?`, `webui?`. */
  | 'account_offline'
  /** No connection serves the account. `fields`: `account`, `upstream?`. */
  | 'account_disconnected'
  /** The implementation shows no sign of life. `fields`: `account`, `upstream`, `webui?`. */
  | 'account_silent'
  /** The config names an account that no implementation has shown. `fields`: `account`. */
  | 'account_never_seen'
  /** `fields`: `upstream`, `address`, `reason`. */
  | 'upstream_unreachable'
  /** No implementation has come to the path where one is awaited. `fields`: `upstream`, `address`. */
  | 'upstream_waiting'
  /** `fields`: `upstream`, `state`, `reason`. */
  | 'process_down'
  /** `fields`: `client`, `account`, `events`, `seconds`. */
  | 'client_lagging'
  /** Events are sent, and none is confirmed. `fields`: `client`, `account`, `events`, `seconds`. */
  | 'client_confirms_nothing'
  /** Clients that were not let in. `fields`: `address`, `path`, `status`, `reason`, `count`. */
  | 'connections_refused'
  /** A receiver of HTTP POST or a dialled client fails. `fields`: `client`, `address`, `reason`. */
  | 'receiver_failing'
  /** `fields`: `reason`. */
  | 'journal_not_written'
  /** Calls to an account are refused for now. `fields`: `account`, `upstream`, `seconds`. */
  | 'breaker_open'
  /** Sends are refused for now, after signs of risk control. `fields`: `account`, `sign`, `seconds`. */
  | 'sends_stopped'
  /** A token under 16 characters. `fields`: `key`, `characters`. */
  | 'token_short'

/** Something that is wrong now. */
export interface Problem {
  readonly kind: ProblemKind
  readonly severity: 'error' | 'warning'
  /** What it is about: an account, a client, an address. With `kind` it identifies the problem. */
  readonly subject: string
  /** Unix milliseconds since when. */
  readonly since: number
  /** Sentence that names the trouble, in English. */
  readonly text: string
  /** Sentence that says what to do, in English. */
  readonly advice: string
  /** Values of the sentences, for translations by `kind`. */
  readonly fields: Readonly<Record<string, string | number>>
}
