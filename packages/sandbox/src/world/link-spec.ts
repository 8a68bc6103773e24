/** What every link says of the events that it carries. */
interface Reporting {
  /** Whether what the account itself says is reported, too: as `message_sent`. Default false. */
  readonly report_self_message?: boolean
  /** Default `array`. */
  readonly message_format?: 'array' | 'string'
}

interface Listening extends Reporting {
  /** Default 127.0.0.1. */
  readonly host?: string
  /** 0 takes any that is free. */
  readonly port: number
  /** What a bot must bring. Default: nothing. */
  readonly token?: string
  /** Names besides those of loopback by which bots reach it, such as `host.docker.internal`. Default: none. */
  readonly hosts?: readonly string[]
}

/** The sandbox serves the HTTP API; events stream at `/_events`. */
export interface HttpLinkSpec extends Listening {
  readonly type: 'http'
}

/** The sandbox listens for the WebSockets of bots. */
export interface WsLinkSpec extends Listening {
  readonly type: 'ws'
}

/** The sandbox dials a bot. */
export interface WsReverseLinkSpec extends Reporting {
  readonly type: 'ws-reverse'
  /** `ws://` or `wss://`. */
  readonly url: string
  readonly token?: string
  /** How long to wait after a lost connection before dialling again. */
  readonly reconnect_interval_ms?: number
  /** `API` or `Event` where two links share the work; default `Universal`. */
  readonly role?: 'Universal' | 'API' | 'Event'
}

/** The sandbox posts events to a bot; what it answers is a quick operation. */
export interface HttpPostLinkSpec extends Reporting {
  readonly type: 'http-post'
  /** `http://` or `https://`. */
  readonly url: string
  /** What `X-Signature` is made with. Default: no signature. */
  readonly secret?: string
  readonly token?: string
  readonly timeout_ms?: number
}

/** One way in which bots reach an account, as an account of a world file has it under the key `type`. */
export type LinkSpec = HttpLinkSpec | WsLinkSpec | WsReverseLinkSpec | HttpPostLinkSpec

/** The links of each account, by its `self_id`. */
export type LinksSpec = ReadonlyMap<number, readonly LinkSpec[]>
