import type { EventTable, IdInput, Implementation, OneBotEvent } from '@rookery/protocol'
import type { Clock, Link } from '@rookery/transport'
import type { Account } from './accounts/account.js'
import type { ActionMethods, CallAction } from './calls/calls.js'
import type { CallLayer } from './calls/layers.js'
import type { Answer } from './session/answer.js'
import type { Session as SessionWith } from './session/session.js'

export type { ActionMethods, CallAction, CallOptions } from './calls/calls.js'

/** What a handler gets: one event, and all that can be done about it. */
export type Session<E extends OneBotEvent = OneBotEvent> = SessionWith<E, Bot>

/** The name of an event or of a family of them: `message`, `message.group`, `notice.group_ban.lift_ban`. */
export type EventPattern = keyof EventTable

export type EventHandler<N extends EventPattern> = (
  session: Session<EventTable[N]>,
) => Answer | Promise<Answer>

/** Goes around everything that is done with an event; what does not call `next` ends it there. */
export type Middleware = (session: Session, next: () => Promise<void>) => unknown

/** Looks at an event before anybody else; `false` drops it. */
export type BeforeHook<N extends EventPattern> = (session: Session<EventTable[N]>) => unknown

export interface BotMethods {
  /**
   * Does something about events of a name; what the handler returns is sent. What `on` returns takes it back.
   *
   * ```ts
   * bot.on('notice.group_increase', ({ event }) => msg`欢迎 ${msg.at(event.user_id)}`)
   * ```
   */
  on<N extends EventPattern>(names: N | readonly N[], handler: EventHandler<N>): () => void
  /** Looks at events before all handlers, from specific to general; `false` drops the event. */
  before<N extends EventPattern>(names: N | readonly N[], hook: BeforeHook<N>): () => void
  /** Puts something around everything that is done with an event, the first one outermost. */
  use(middleware: Middleware): () => void
  /** Puts a layer around every call. */
  onCall(layer: CallLayer): () => void
  /** Takes errors of handlers; without it they are logged. */
  onError(handler: (error: unknown, event: OneBotEvent) => void): () => void
  /** Calls an action by its name, whether it is known here or not. @throws CallError */
  readonly call_action: CallAction
  /** The bot, calling through one account. @throws ApiNotAvailable from its calls while that is not connected */
  account(self_id: IdInput): this
  /** The accounts that are connected. */
  readonly accounts: readonly Account[]
  /**
   * Joins an implementation, or a simulated one, over a link that is open: how a test connects, without a socket. With
   * `clock` the bot lives by that clock.
   */
  attach(link: Link, options?: { readonly clock?: Clock; readonly self_id?: IdInput }): Promise<void>
  /** Ends all connections and conversations; everything that waits settles. */
  close(): Promise<void>
  [Symbol.asyncDispose](): Promise<void>
}

/** A bot: what it can be told to do, and every action as a method. */
export type Bot<I extends Implementation = Implementation> = BotMethods & ActionMethods<I>
