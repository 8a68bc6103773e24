import type { Clock, Log } from '@rookery/transport'
import type { HubStore } from './history/index.js'
import type { EventScope } from './scope/event-scope.js'

/** Settings of a hub that have no key in the config file. */
export interface HubSettings {
  /** Default: no logging. */
  readonly log?: Log
  /** Default: the machine's clock. */
  readonly clock?: Clock
  /** Store in which events, cursors and calls with keys outlive the process; the hub closes it. Default: all in memory. */
  readonly store?: HubStore
}

/** The hub's configuration: `rookery.yml` with units parsed and names checked. */
export interface HubOptions {
  readonly listen: HubListenOptions
  readonly upstreams: readonly UpstreamOptions[]
  readonly clients: readonly ClientOptions[]
  readonly journal: JournalOptions
  readonly resume: ResumeOptions
  /** Who is told of conditions that last, beside the log. Default: nobody. */
  readonly alerts: readonly AlertOptions[]
  /** Whether messages that were missed while an implementation was away are fetched from its histories. Default true. */
  readonly backfill: boolean
  readonly wsPort: WsPortOptions
  /** Milliseconds between two heartbeats to each application. Default 15 000. */
  readonly heartbeatIntervalMs: number
  /** Milliseconds of silence after which an application is disconnected. Default 90 000. */
  readonly deadAfterMs: number
  /** Milliseconds until a call without a reply fails with 1504. Default 120 000. */
  readonly callTimeoutMs: number
  /**
   * Milliseconds that calls wait for a lost connection to an implementation, counted from its loss; 0: not at all.
   * Default 5 000.
   */
  readonly holdMs: number
  /** Milliseconds between two `_rate_limited` calls of one account. Default 500. */
  readonly rateLimitIntervalMs: number
}

/** The main port and its access rules. */
export interface HubListenOptions {
  /** Default `127.0.0.1`. */
  readonly host: string
  /** 0 takes any free port. Default 7700. */
  readonly port: number
  /** Shared token. It admits a client, but does not identify it. */
  readonly token?: string
  /** Restricted actions that clients without an entry in `clients:` may call, such as `get_cookies`. Default: none. */
  readonly allow?: readonly string[]
  /** PEM texts; with it the hub speaks https and wss only. */
  readonly tls?: { readonly cert: string; readonly key: string }
  /** Origins whose web pages may use the HTTP API, such as `https://example.org`. Default: none. */
  readonly cors?: readonly string[]
  /** Names under which others reach the hub, through a proxy or from a container: `bot.example.com`. Default: none. */
  readonly hosts?: readonly string[]
  /** `configured`: only names in `clients:` are accepted. Default `any`. */
  readonly names?: 'any' | 'configured'
}

/**
 * An implementation: dialled by the hub (`ws`), dialling the hub (`ws-reverse`), or called over its HTTP API (`http`)
 * with events by HTTP POST or SSE.
 */
export type UpstreamOptions = UpstreamLimits & {
  /** The implementation's own process, if the hub starts it. */
  readonly process?: ProcessOptions
} & (
    | {
        readonly name: string
        readonly type: 'ws'
        readonly url: string
        readonly token?: string
        /** PEM text of the authority that signed the server's certificate, if it is a private one. */
        readonly ca?: string
        readonly maxSilenceMs?: number
      }
    | {
        readonly name: string
        readonly type: 'ws-reverse'
        readonly path: string
        readonly token?: string
        /**
         * Milliseconds without any event other than heartbeats, after which the connection is made anew once although
         * calls are answered. Default: never, since an account may be silent for a night.
         */
        readonly maxSilenceMs?: number
        /** Number of accounts accepted here beside those named in `clients:`. Default 64. */
        readonly maxAccounts?: number
      }
    | {
        readonly name: string
        readonly type: 'http'
        readonly url: string
        readonly token?: string
        readonly ca?: string
        /** Path on the hub for its events, key of their signatures, and size of the largest in bytes (default 8 MiB). */
        readonly post?: { readonly path: string; readonly secret?: string; readonly maxBodyBytes?: number }
        /** Whether its events are read from `<url>/_events`. */
        readonly sse?: boolean
      }
  )

/** A process that the hub starts, supervises and ends. */
export interface ProcessOptions {
  /** Program: a path, or a name that is looked up in `PATH`. No shell reads it. */
  readonly command: string
  readonly args?: readonly string[]
  /** Working directory. Default: that of the hub. */
  readonly cwd?: string
  /** Variables added to those of the hub. */
  readonly env?: Readonly<Record<string, string>>
  /** When it is started again after it ended by itself. Default `always`. */
  readonly restart?: 'always' | 'on-failure' | 'never'
  /** Path of the file that its output is appended to, or `hub` for the hub's log, the default. */
  readonly log?: string
}

export interface UpstreamLimits {
  /** Size limit of a call, as one frame or body; a larger call is answered 1413. Default 50 MiB. */
  readonly maxFrameBytes?: number
  /**
   * Whether its accounts execute calls in a group for accounts that are offline: never, or for those in the same group. Default
   * `none`.
   */
  readonly failOver?: 'none' | 'same-group'
}

/**
 * An application: dialled by the hub (`ws-reverse`), receiving events by HTTP POST (`http-post`), or identified by
 * its token (no type).
 */
export type ClientOptions =
  | (ClientRights & {
      readonly name: string
      readonly type: 'ws-reverse'
      /** URL of one connection for both; the default for either of the next two. */
      readonly url?: string
      /** URL of a connection for calls only. */
      readonly apiUrl?: string
      /** URL of a connection for events only. */
      readonly eventUrl?: string
      readonly token?: string
      readonly ca?: string
    })
  | (ClientRights & {
      readonly name: string
      readonly type: 'http-post'
      readonly url: string
      /** There is no connection that could be closed. */
      readonly slow?: 'resume' | 'latest' | undefined
      /** The key of `X-Signature`. */
      readonly secret?: string
      readonly ca?: string
      /** Token with which the application calls the HTTP API. */
      readonly token?: string
      /** Milliseconds until a post without a response fails. Default 30 000. */
      readonly timeoutMs?: number
      /** Number of retries after a 502 or 503 response. Default 3. */
      readonly retries?: number
    })
  | (ClientRights & { readonly name: string; readonly type?: undefined; readonly token: string })

/** What happens to a client that falls behind what memory holds. */
export type SlowPolicy = 'resume' | 'latest' | 'disconnect'

/** How a client is sent its events. A client that connects by itself may ask for the same in its address. */
export interface DeliveryOptions {
  /** Whether each event carries its id, as `rookery_id`. Default: where it is confirmed by acks. */
  readonly seq?: boolean | undefined
  /** What confirms an event: that it was received, or a call of `ack_events`. Default `receipt`. */
  readonly confirm?: 'receipt' | 'ack' | undefined
  /**
   * What happens when the journal has forgotten what a connected client has still to get: it gets that from the log, if there is
   * one (`resume`, the default), goes on with what comes from now on (`latest`), or is disconnected with 1013.
   */
  readonly slow?: SlowPolicy | undefined
  /**
   * Time or id from which on it gets events while nothing is known of its position. From then on messages are sent however
   * old they are. Default: from when it connects.
   */
  readonly since?: string | undefined
}

/** Share of a client in the events of a balance group. */
export interface BalanceOptions {
  /** Name of the group. */
  readonly name: string
  /** How many events it gets beside others. Default 1. */
  readonly weight?: number
  /** What keeps events together at one member: their group, their sender, or nothing. Default `group`. */
  readonly sticky?: 'group' | 'user' | 'none'
}

/** Rights of one client, and the form of its events. */
export interface ClientRights extends DeliveryOptions {
  /** The accounts it may see and use, as decimal text; absent means all. */
  readonly accounts?: readonly string[]
  /** Restricted actions that the client may call: those that stop the implementation or reveal the account's keys. */
  readonly allow?: readonly string[]
  /** Whether it may read events from before it was first known. Default false. */
  readonly history?: boolean
  /** Whether it receives `message_sent` events. Default true. */
  readonly selfMessages?: boolean
  /** Events of its accounts that it sees. Default: all. */
  readonly scope?: EventScope | undefined
  /** Whether it gets a message of a group from each of its accounts in that group, or once. Default `all`. */
  readonly sameMessage?: 'all' | 'once'
  /** Whether only the first of the clients that have it may answer a message. Default: any may. */
  readonly responder?: 'first'
  /** The group of clients with which it shares its events, each event to one of them. Default: none. */
  readonly balance?: BalanceOptions
  /** Format of `message` in its events. Default: as received. */
  readonly messageFormat?: 'string' | 'array'
  /** Whether it receives `notice/client_status`. Default false. */
  readonly clientStatus?: boolean
}

/** The log of events from which every client is served. */
export interface JournalOptions {
  readonly engine: 'memory'
  /** Limits. The oldest events are forgotten when one limit is exceeded. */
  readonly keep: { readonly ageMs: number; readonly events: number; readonly bytes: number }
}

/** A receiver of alerts: an address that they are posted to, a program, or a chat in which another account tells it. */
export type AlertOptions =
  | {
      readonly type: 'webhook'
      readonly url: string
      /** Sent as `Authorization: Bearer …`. */
      readonly token?: string
    }
  | {
      readonly type: 'command'
      /** Program: a path, or a name that is looked up in `PATH`. No shell reads it. */
      readonly command: string
      readonly args?: readonly string[]
    }
  | {
      readonly type: 'message'
      /** Account that sends, as decimal text. It never tells of itself. */
      readonly account: string
      readonly to: { readonly user: string } | { readonly group: string }
    }

/** Limits on the events sent to a returning client. */
export interface ResumeOptions {
  /** Messages admitted longer ago than this, in milliseconds, are not sent again. Default 300 000. */
  readonly maxAgeMs: number
}

/** Ports that are each opened for one client. */
export interface WsPortOptions {
  /** Milliseconds until a port from `get_ws_port` closes if nobody connects. Default 15 000. */
  readonly timeoutMs: number
  /** First and last port of the range; without it, any free port. */
  readonly range?: readonly [first: number, last: number]
}

/** A hub on loopback, open to every local program, with no implementation yet. */
export const defaultOptions: HubOptions = {
  listen: { host: '127.0.0.1', port: 7700 },
  upstreams: [],
  clients: [],
  journal: { engine: 'memory', keep: { ageMs: 30 * 60_000, events: 100_000, bytes: 256 * 1024 * 1024 } },
  resume: { maxAgeMs: 5 * 60_000 },
  alerts: [],
  backfill: true,
  wsPort: { timeoutMs: 15_000 },
  heartbeatIntervalMs: 15_000,
  deadAfterMs: 90_000,
  callTimeoutMs: 120_000,
  holdMs: 5_000,
  rateLimitIntervalMs: 500,
}
