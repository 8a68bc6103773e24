import type { Clock, Log } from '@rookery/transport'

/** Settings of a hub that no config file holds. */
export interface HubSettings {
  /** Default: nothing is logged. */
  readonly log?: Log
  /** Tells the time and waits; a test may own it. Default that of the machine. */
  readonly clock?: Clock
}

/** The hub's configuration: `rookery.yml` after its units were read and its names checked. */
export interface HubOptions {
  readonly listen: HubListenOptions
  readonly upstreams: readonly UpstreamOptions[]
  readonly clients: readonly ClientOptions[]
  readonly journal: JournalOptions
  readonly resume: ResumeOptions
  readonly wsPort: WsPortOptions
  /** Milliseconds between two heartbeats to each application. Default 15 000. */
  readonly heartbeatIntervalMs: number
  /** Milliseconds without any byte after which an application is cut. Default 90 000. */
  readonly deadAfterMs: number
  /** Milliseconds an implementation has for an answer before the caller gets 1504. Default 120 000. */
  readonly callTimeoutMs: number
  /** Milliseconds between two `_rate_limited` calls of one account. Default 500. */
  readonly rateLimitIntervalMs: number
}

/** The main port, and who comes in by it. */
export interface HubListenOptions {
  /** Default `127.0.0.1`. */
  readonly host: string
  /** 0 takes any free port. Default 7700. */
  readonly port: number
  /** Lets in, but identifies nobody. */
  readonly token?: string
  /** Restricted actions that clients without an entry in `clients:` may call, such as `get_cookies`. Default: none. */
  readonly allow?: readonly string[]
  /** PEM texts; with it the hub speaks https and wss only. */
  readonly tls?: { readonly cert: string; readonly key: string }
  /** Origins whose web pages may use the HTTP API, such as `https://example.org`. Default: none. */
  readonly cors?: readonly string[]
  /** Names by which others reach the hub, through a proxy or from a container: `bot.example.com`. Default: none. */
  readonly hosts?: readonly string[]
  /** `configured` lets nobody take a name that is not in `clients:`. Default `any`. */
  readonly names?: 'any' | 'configured'
}

/**
 * An implementation: one that the hub dials (`ws`), one that dials the hub (`ws-reverse`), or one that is called over
 * its HTTP API (`http`), whose events come by HTTP POST or SSE.
 */
export type UpstreamOptions = UpstreamLimits &
  (
    | {
        readonly name: string
        readonly type: 'ws'
        readonly url: string
        readonly token?: string
        /** PEM text of the authority that signed the server's certificate, for a private one. */
        readonly ca?: string
      }
    | {
        readonly name: string
        readonly type: 'ws-reverse'
        readonly path: string
        readonly token?: string
        /** Accounts that may come in here, beside those that `clients:` names. Default 64. */
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
        /** Whether its events are taken from `<url>/_events`. */
        readonly sse?: boolean
      }
  )

export interface UpstreamLimits {
  /** The largest call it is sent in one frame or body; a larger one is answered 1413. Default 50 MiB. */
  readonly maxFrameBytes?: number
}

/**
 * An application: one that the hub dials (`ws-reverse`), one that events are posted to (`http-post`), or one that it knows
 * by its token (no type).
 */
export type ClientOptions =
  | (ClientRights & {
      readonly name: string
      readonly type: 'ws-reverse'
      /** URL of one connection for everything; or in the place of whichever of the next two is missing. */
      readonly url?: string
      /** URL of a connection for calls alone. */
      readonly apiUrl?: string
      /** URL of a connection for events alone. */
      readonly eventUrl?: string
      readonly token?: string
      readonly ca?: string
    })
  | (ClientRights & {
      readonly name: string
      readonly type: 'http-post'
      readonly url: string
      /** The key of `X-Signature`. */
      readonly secret?: string
      readonly ca?: string
      /** With it the application may call the HTTP API as itself. */
      readonly token?: string
      /** Milliseconds it has to answer an event. Default 30 000. */
      readonly timeoutMs?: number
      /** How often an event that it answered 502 or 503 is posted again. Default 3. */
      readonly retries?: number
    })
  | (ClientRights & { readonly name: string; readonly type?: undefined; readonly token: string })

/** Rights of one client, and the form of what it is sent. */
export interface ClientRights {
  /** The accounts it may see and use, as decimal text; absent means all. */
  readonly accounts?: readonly string[]
  /** Restricted actions that it may call: those that end the implementation or hand out the account's keys. */
  readonly allow?: readonly string[]
  /** Whether `message_sent` events are among those it is sent. Default true. */
  readonly selfMessages?: boolean
  /** The form of `message` in its events. Default: as the implementation sends it. */
  readonly messageFormat?: 'string' | 'array'
  /** Whether it is sent `notice/client_status`. Default false. */
  readonly clientStatus?: boolean
}

/** The log of events that every client is sent from. */
export interface JournalOptions {
  readonly engine: 'memory'
  /** Limits; the oldest events are forgotten once one of them is passed. */
  readonly keep: { readonly ageMs: number; readonly events: number; readonly bytes: number }
}

/** Limits of what is sent again to a client that comes back. */
export interface ResumeOptions {
  /** Messages that the hub took longer ago than this, in milliseconds, are not sent again. Default 300 000. */
  readonly maxAgeMs: number
}

/** Ports that are opened for one client each. */
export interface WsPortOptions {
  /** Milliseconds after which a port from `get_ws_port` closes when nobody has connected. Default 15 000. */
  readonly timeoutMs: number
  /** First and last port to hand out; absent means any free port. */
  readonly range?: readonly [first: number, last: number]
}

/** A hub on loopback, open to every local program, with no implementation yet. */
export const defaultOptions: HubOptions = {
  listen: { host: '127.0.0.1', port: 7700 },
  upstreams: [],
  clients: [],
  journal: { engine: 'memory', keep: { ageMs: 30 * 60_000, events: 100_000, bytes: 256 * 1024 * 1024 } },
  resume: { maxAgeMs: 5 * 60_000 },
  wsPort: { timeoutMs: 15_000 },
  heartbeatIntervalMs: 15_000,
  deadAfterMs: 90_000,
  callTimeoutMs: 120_000,
  rateLimitIntervalMs: 500,
}
