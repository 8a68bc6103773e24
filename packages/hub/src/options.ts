import type { Clock, Log } from '@rookery/transport'
import type { AuditLog } from './audit/audit-log.js'
import type { HttpExtension } from './extension/http-extension.js'
import type { EventEdit } from './forms/event-edit.js'
import type { Redaction } from './forms/redaction.js'
import type { HubStore } from './history/index.js'
import type { EventScope } from './scope/event-scope.js'
import type { BreakerOptions, PaceOptions } from './traffic-options.js'
import type { UpstreamOptions } from './upstream-options.js'

export type { ProcessOptions, UpstreamLimits, UpstreamOptions } from './upstream-options.js'

/** Settings of a hub that have no key in the config file. */
export interface HubSettings {
  /** Default: no logging. */
  readonly log?: Log
  /** Default: the machine's clock. */
  readonly clock?: Clock
  /** Store in which events, cursors and calls with keys outlive the process; the hub closes it. Default: all in memory. */
  readonly store?: HubStore
  /**
   * Reads the options again and applies them, when that is asked for at `POST /api/reload`. Default: the hub says that it has
   * no config to read.
   */
  readonly reload?: () => Promise<ReloadAnswer>
  /** Where calls that change something are recorded; whoever gives it closes it. Default: nowhere. */
  readonly audit?: AuditLog
  /** Answers paths of its own on the main port. Default: none. */
  readonly extension?: HttpExtension
  /** Gives random numbers from 0 to 1, for the jitter of sends. Default: the machine's. */
  readonly random?: () => number
}

/** Answer to a request to read the options again: what was applied, or what is wrong with them. */
export type ReloadAnswer = { readonly report: object } | { readonly problems: string }

/** Settings with their defaults. */
export type CompleteSettings = Required<Omit<HubSettings, 'reload' | 'audit' | 'extension'>> &
  Pick<HubSettings, 'reload' | 'audit' | 'extension'>

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
  /** How fast accounts send, unless an upstream has its own pace. Default `off`; `rookery up` has `gentle`. */
  readonly pace: PaceOptions
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
  /** Whether equal reads under way are one call to the implementation. Default true. */
  readonly askOnce: boolean
  /** Whether some answers are given again for seconds, until something changes them; not without `askOnce`. Default true. */
  readonly cache: boolean
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
      /** The token's SHA-256 in hexadecimal digits, in place of the token. */
      readonly tokenSha256?: string
      /** Milliseconds until a post without a response fails. Default 30 000. */
      readonly timeoutMs?: number
      /** Number of retries after a 502 or 503 response. Default 3. */
      readonly retries?: number
      /** When it is left alone, since it does not answer; events wait. Default: after 5, for 30 000 ms. */
      readonly breaker?: BreakerOptions | 'off'
    })
  | (ClientRights & {
      readonly name: string
      readonly type?: undefined
      /** This or `tokenSha256`. */
      readonly token?: string
      /** The token's SHA-256 in hexadecimal digits: the config then holds nothing that lets anybody in. */
      readonly tokenSha256?: string
    })

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

/** Ids of groups or people as decimal texts: those that are allowed, or all but those that are not. */
export type ChatList = readonly string[] | { readonly deny: readonly string[] }

/** Rights of one client, and the form of its events. */
export interface ClientRights extends DeliveryOptions {
  /** The accounts it may see and use, as decimal text; absent means all. */
  readonly accounts?: readonly string[]
  /**
   * Actions that it may call, by names or patterns such as `get_*`; what a pattern with `!` before it matches is excluded in any case.
   * Default: all but restricted ones, which only their names allow.
   */
  readonly actions?: readonly string[]
  /** Whether it may only read: `get_*`, and what the hub itself has to read. Default false. */
  readonly readOnly?: boolean
  /** Groups that it sees and acts on. Default: all. */
  readonly groups?: ChatList
  /** People whose private chats it sees and acts on. Default: all. */
  readonly users?: ChatList
  /** Unix milliseconds from which on its token is worth nothing. Default: never. */
  readonly expiresAt?: number
  /** Lines of the config file in which its keys stand; refusals name them. */
  readonly lines?: Readonly<Record<string, number>>
  /** Restricted actions that the client may call: those that stop the implementation or reveal the account's keys. */
  readonly allow?: readonly string[]
  /** Whether it may read events from before it was first known. Default false. */
  readonly history?: boolean
  /** Whether it receives `message_sent` events. Default true. */
  readonly selfMessages?: boolean
  /**
   * Filter of its events, as in `rookery.yml`: fields with their values, and operators. Default: all pass. Events of the hub
   * and `meta_event`s are not filtered.
   */
  readonly events?: Readonly<Record<string, unknown>>
  /** Whether the prefix by which a message passes `events` is cut from its text. Default false. */
  readonly stripPrefix?: boolean
  /** Members that are emptied in its events and in replies that show the same, such as `sender.card`. Default: none. */
  readonly redact?: readonly string[]
  /** Events of its accounts that it sees. The hub makes it of the other rights, if it is not given. Default: all. */
  readonly scope?: EventScope | undefined
  /** Changes of its events; made of the other rights, as is `redaction`. */
  readonly edits?: readonly EventEdit[] | undefined
  readonly redaction?: Redaction | undefined
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
  pace: 'off',
  wsPort: { timeoutMs: 15_000 },
  heartbeatIntervalMs: 15_000,
  deadAfterMs: 90_000,
  callTimeoutMs: 120_000,
  holdMs: 5_000,
  rateLimitIntervalMs: 500,
  askOnce: true,
  cache: true,
}
