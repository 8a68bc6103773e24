/** Preferences of a link for the events it carries. */
interface Reporting {
  /** Whether the account's own messages are reported, as `message_sent`. Default false. */
  readonly report_self_message?: boolean
  /** Default `array`. */
  readonly message_format?: 'array' | 'string'
}

interface Listening extends Reporting {
  /** Default 127.0.0.1. */
  readonly host?: string
  /** 0 takes any free port. */
  readonly port: number
  /** Token that bots must present. Default: none. */
  readonly token?: string
  /** Host names besides those of loopback by which bots reach it, such as `host.docker.internal`. Default: none. */
  readonly hosts?: readonly string[]
}

/** The HTTP API of the account; events stream at `/_events`. */
export interface HttpLinkSpec extends Listening {
  readonly type: 'http'
}

/** A WebSocket server for bots. */
export interface WsLinkSpec extends Listening {
  readonly type: 'ws'
}

/** A WebSocket that the sandbox dials. */
export interface WsReverseLinkSpec extends Reporting {
  readonly type: 'ws-reverse'
  /** `ws://` or `wss://`. */
  readonly url: string
  readonly token?: string
  /** Delay before dialling again after a lost connection. */
  readonly reconnect_interval_ms?: number
  /** `API` or `Event` where two links share the work; default `Universal`. */
  readonly role?: 'Universal' | 'API' | 'Event'
}

/** Posts events to a bot, whose answers are quick operations. */
export interface HttpPostLinkSpec extends Reporting {
  readonly type: 'http-post'
  /** `http://` or `https://`. */
  readonly url: string
  /** Key of `X-Signature`. Default: no signature. */
  readonly secret?: string
  readonly token?: string
  readonly timeout_ms?: number
}

/** A link of an account. In a world file its `type` is the key. */
export type LinkSpec = HttpLinkSpec | WsLinkSpec | WsReverseLinkSpec | HttpPostLinkSpec

/** The links of each account, by its `self_id`. */
export type LinksSpec = ReadonlyMap<number, readonly LinkSpec[]>
