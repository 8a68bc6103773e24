/** Transport of a connection: by the standard's names, `sse` for the stream of an `http` link, or in memory. */
export type LinkKind = 'http' | 'sse' | 'ws' | 'ws-reverse' | 'http-post' | 'memory'

/** A fault of a call, an event or a connection. */
export type Fault =
  /** Executed or sent after `delayMs`; later ones may overtake it. */
  | { readonly is: 'delay'; readonly delayMs: number }
  /** Lost on the way: the call is not executed and gets no reply, the event is not sent. */
  | { readonly is: 'drop' }
  /** The reply or the event arrives twice. */
  | { readonly is: 'duplicate' }
  /** The connection breaks without a close: before the call is executed, which is the default, or after it. */
  | { readonly is: 'disconnect'; readonly when?: 'before' | 'after' }
  /** The connection neither reads nor sends, not even pongs, until the rule is removed. */
  | { readonly is: 'half_open' }
  /** The call is refused as QQ refuses an account that sends too much. */
  | { readonly is: 'rate_limit' }
  /** Calls are answered as for an offline account, and no events are sent. */
  | { readonly is: 'offline' }
  /** The call is executed at once and answered after `answerAfterMs`, when its caller has given up. */
  | { readonly is: 'late'; readonly answerAfterMs: number }
  /** The call is not executed; it is answered with this failure. */
  | { readonly is: 'fail'; readonly retcode: number; readonly reason: string }

/** Name of a kind of fault, such as `delay` or `drop`. */
export type FaultName = Fault['is']

/** A fault, and the traffic that it applies to. Criteria that a rule leaves out match everything. */
export interface FaultRule {
  readonly self_id?: number
  /** The name of a link, such as `ws`, or `ws-2` where an account has several, or a kind of link. */
  readonly link?: string
  /** Applies to calls of this action; `*` matches any text, as in `send_*`. */
  readonly action?: string
  /** Applies to events by dotted name, including their subtypes: `notice`, `message.group`, `notice.group_ban.ban`. */
  readonly event?: string
  readonly what: Fault
  /** Number of hits, after which the rule is removed. Default: unlimited. */
  readonly times?: number
  /** 0 to 1; default 1. Drawn from `seed`, so that the same run fails in the same places. */
  readonly probability?: number
  readonly seed?: number
}

/** A connection, or a listening link, as rules name it. */
export interface FaultTarget {
  readonly self_id: number
  readonly link: string
  readonly kind: LinkKind
}

/** Faults that a call can have. */
export const callFaults = [
  'delay',
  'drop',
  'duplicate',
  'disconnect',
  'rate_limit',
  'offline',
  'late',
  'fail',
] as const satisfies readonly FaultName[]

/** Faults that an event can have. */
export const eventFaults = [
  'delay',
  'drop',
  'duplicate',
  'disconnect',
  'offline',
] as const satisfies readonly FaultName[]

export type CallFault = Extract<Fault, { is: (typeof callFaults)[number] }>
export type EventFault = Extract<Fault, { is: (typeof eventFaults)[number] }>
