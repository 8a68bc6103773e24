import type { OneBotEvent, Result } from '@rookery/protocol'
import type { Calls } from '../calls/calls.js'
import type { Outgoing } from '../message/outgoing.js'
import type { Session } from './session.js'

/** Abilities for an event that is about a user. */
export interface UserAbilities {
  /** Pokes them, in the group where it happened, or in private. Not every implementation can. @throws CallError */
  readonly poke: () => Promise<void>
}

/** Abilities for a message. */
export interface ChatAbilities extends UserAbilities {
  /**
   * Replaces the message for everything that runs after a hook or a middleware; `event` stays as received.
   *
   * ```ts
   * bot.before('message', ({ heard, rewrite }) => rewrite(heard.text.replace(/^查天气/, '/weather ')))
   * ```
   */
  readonly rewrite: (message: Outgoing) => void
  /** Takes the message back: the bot's own, or another's where it is an administrator. @throws CallError */
  readonly recall: () => Promise<void>
  /**
   * The quoted message, requested once; undefined if there is none.
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

/** Abilities for a request. */
export interface RequestAbilities extends UserAbilities {
  /** Accepts it; `remark` is the name for a new friend. @throws CallError */
  readonly approve: (remark?: string) => Promise<void>
  /** Refuses it; `reason` is shown to a user who wants to join a group. @throws CallError */
  readonly reject: (reason?: string) => Promise<void>
}

/** Abilities of a session that depend on its event. */
export type Abilities<E> = ([E] extends [{ readonly post_type: 'message' }] ? ChatAbilities : unknown) &
  ([E] extends [{ readonly post_type: 'request' }] ? RequestAbilities : unknown) &
  ([E] extends [{ readonly user_id: number | string }] ? UserAbilities : unknown)

/** A session with all that its event allows. */
export type SessionFor<E extends OneBotEvent, B extends Calls = Calls> = Session<E, B> & Abilities<E>
