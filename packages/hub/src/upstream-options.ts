import type { BreakerOptions, PaceOptions } from './traffic-options.js'

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
  /** Page of the implementation, where one logs in again; shown to operators. */
  readonly webui?: string
  /** Size limit of a call, as one frame or body; a larger call is answered 1413. Default 50 MiB. */
  readonly maxFrameBytes?: number
  /** How fast its accounts send. Default: the pace of the hub. */
  readonly pace?: PaceOptions
  /** When calls fail at once, since calls before them were not answered. Default: after 5, for 30 000 ms. */
  readonly breaker?: BreakerOptions | 'off'
}
