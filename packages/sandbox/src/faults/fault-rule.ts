/** How a connection travels: the transports by the standard's names, `sse` for the stream of an `http` link, or in memory. */
export type LinkKind = 'http' | 'sse' | 'ws' | 'ws-reverse' | 'http-post' | 'memory'

/** What goes wrong. */
export type Fault =
  /** Executed or sent so much later; what comes behind may overtake it. */
  | { readonly is: 'delay'; readonly delayMs: number }
  /** Lost on its way: the call is not executed and gets no answer, the event is not sent. */
  | { readonly is: 'drop' }
  /** The answer or the event comes twice. */
  | { readonly is: 'duplicate' }
  /** The connection breaks without a word: before the call was executed, which is the default, or after it. */
  | { readonly is: 'disconnect'; readonly when?: 'before' | 'after' }
  /** The connection neither reads nor sends, not even pongs, until the rule is gone. */
  | { readonly is: 'half_open' }
  /** The call is refused as QQ does it with those who send too much. */
  | { readonly is: 'rate_limit' }
  /** Calls are answered as by an account that is offline, and no events are sent. */
  | { readonly is: 'offline' }
  /** The call is executed now and answered so much later, when its caller has given up. */
  | { readonly is: 'late'; readonly answerAfterMs: number }
  /** The call is not executed; this is the answer. */
  | { readonly is: 'fail'; readonly retcode: number; readonly reason: string }

/** Name of a kind of fault, such as `delay` or `drop`. */
export type FaultName = Fault['is']

/** What goes wrong, and where: what a rule does not say does not matter to it. */
export interface FaultRule {
  readonly self_id?: number
  /** The name of a link, such as `ws`, or `ws-2` where an account has several, or a kind. */
  readonly link?: string
  /** Calls of this action; `*` stands for any text, as in `send_*`. */
  readonly action?: string
  /** Events by dotted name, with all that are below: `notice`, `message.group`, `notice.group_ban.ban`. */
  readonly event?: string
  readonly what: Fault
  /** How many times; then the rule is gone. Default: always. */
  readonly times?: number
  /** 0 to 1; default 1. Drawn from `seed`, so that the same run goes wrong in the same places. */
  readonly probability?: number
  readonly seed?: number
}

/** One connection, or one door for connections, as rules name it. */
export interface Line {
  readonly self_id: number
  readonly link: string
  readonly kind: LinkKind
}

/** The faults that a call can have. */
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

/** The faults that an event can have. */
export const eventFaults = [
  'delay',
  'drop',
  'duplicate',
  'disconnect',
  'offline',
] as const satisfies readonly FaultName[]

export type CallFault = Extract<Fault, { is: (typeof callFaults)[number] }>
export type EventFault = Extract<Fault, { is: (typeof eventFaults)[number] }>
