import type { Reply } from '@rookery/protocol'

/** Acts of an operator. Each is written to the audit log as of `admin`. Clients are named by `app_id` or name. */
export interface Operate {
  /** Closes all connections of a client. It may come back at once. */
  disconnect(client: string): Promise<Outcome>
  /** Has a client go on with what comes from now on. It is told of what it misses as a gap. */
  jumpToNow(client: string): Promise<Outcome>
  /** Sends a client again what came since a time, in unix milliseconds, as far as it is kept. */
  replay(client: string, sinceMs: number): Promise<Outcome>
  /** Takes a client out of its balance group; settles once it has confirmed the events that it has. */
  drain(client: string): Promise<Outcome>
  /** Calls an action for an account, with all rights. `params` is JSON text. */
  call(account: string, action: string, params: Uint8Array): Promise<Reply>
}

/** Outcome of an act: what was done, or why it was not. */
export type Outcome =
  | {
      readonly done: true
      /** Connections that were closed. */
      readonly connections: number
      /** Events that will be sent again, or not at all. */
      readonly events: number
    }
  | { readonly done: false; readonly code: 'no_client' | 'not_possible'; readonly message: string }
