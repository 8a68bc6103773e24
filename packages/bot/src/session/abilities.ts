import type { OneBotEvent, Result } from '@rookery/protocol'
import type { Calls } from '../calls/calls.js'
import type { Outgoing } from '../message/outgoing.js'
import type { Session } from './session.js'

/** What can be done about somebody whom an event is about. */
export interface UserAbilities {
  /** Pokes them, in the group where it happened, or in private. Not every implementation can. @throws CallError */
  readonly poke: () => Promise<void>
}

/** What can be done about a message. */
export interface ChatAbilities extends UserAbilities {
  /**
   * Has whoever comes behind a hook or a middleware hear another message; `event` stays as it came.
   *
   * ```ts
   * bot.before('message', ({ heard, rewrite }) => rewrite(heard.text.replace(/^查天气/, '/weather ')))
   * ```
   */
  readonly rewrite: (message: Outgoing) => void
  /** Takes the message back: the bot's own, or another's where it is an administrator. @throws CallError */
  readonly recall: () => Promise<void>
  /**
   * The message that this one quotes, which is asked for once; undefined where it quotes none.
   *
   * ```ts
   * const quoted = await session.quoted()
   * if (quoted) await session.send(quoted.message)
   * ```
   *
   * @throws CallError
   */
  readonly quoted: () => Promise<Result<'get_msg'> | undefined>
  /** The addresses of the images in the message. */
  readonly images: readonly string[]
}

/** What can be done about a request. */
export interface RequestAbilities extends UserAbilities {
  /** Accepts it; `remark` is what a new friend is called. @throws CallError */
  readonly approve: (remark?: string) => Promise<void>
  /** Refuses it; `reason` is told to who wants to join a group. @throws CallError */
  readonly reject: (reason?: string) => Promise<void>
}

/** What the session of an event can do beside what every session can. */
export type Abilities<E> = ([E] extends [{ readonly post_type: 'message' }] ? ChatAbilities : unknown) &
  ([E] extends [{ readonly post_type: 'request' }] ? RequestAbilities : unknown) &
  ([E] extends [{ readonly user_id: number | string }] ? UserAbilities : unknown)

/** A session with all that its event allows. */
export type SessionFor<E extends OneBotEvent, B extends Calls = Calls> = Session<E, B> & Abilities<E>
