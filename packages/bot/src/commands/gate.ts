import type { Clock } from '@rookery/transport'
import type { Calls } from '../calls/calls.js'
import type { IncomingChat } from '../events/incoming.js'
import type { ChatEvent } from '../message/chat-event.js'
import { asRole, RoleCache } from '../permissions/role-cache.js'
import type { Subject } from '../permissions/subject.js'
import type { Session } from '../session/session.js'
import type { Command } from './command.js'
import { Cooldowns } from './cooldowns.js'
import { andThen, type SoonerOrLater } from './sooner-or-later.js'

/** Why a command that is there is not run. */
export type Refusal =
  | { readonly why: 'permission' }
  | { readonly why: 'cooldown'; readonly seconds: number }
  | { readonly why: 'busy' }

/** Decides who may use a command, and whether it is too soon. */
export class Gate {
  readonly cooldowns: Cooldowns
  readonly #superusers: ReadonlySet<string>
  readonly #clock: Clock
  readonly #roles = new RoleCache()

  constructor(superusers: ReadonlySet<string>, clock: Clock) {
    this.#superusers = superusers
    this.#clock = clock
    this.cooldowns = new Cooldowns(clock)
  }

  /** Who may do everything that `superuser` may. */
  get superusers(): ReadonlySet<string> {
    return this.#superusers
  }

  /** Milliseconds since 1970. */
  get now(): number {
    return this.#clock.now()
  }

  /** Why a command is refused, if it is. */
  refusal(
    command: Command,
    incoming: IncomingChat,
    session: Session<ChatEvent>,
  ): SoonerOrLater<Refusal | undefined> {
    return andThen(this.may(command, incoming, session), (may) => {
      if (!may) return { why: 'permission' }
      const seconds = this.cooldowns.secondsLeft(command, incoming)
      return seconds > 0 ? { why: 'cooldown', seconds } : undefined
    })
  }

  /** Whether somebody may use a command. */
  may(
    command: Command,
    incoming: Pick<IncomingChat, 'event'>,
    session: Session<ChatEvent>,
  ): boolean | Promise<boolean> {
    const verdict = command.permission.test(this.subject(incoming, session.bot, session))
    return andThen(verdict, (may) => may === true)
  }

  /** Who asks, as permissions see it. */
  subject({ event }: Pick<IncomingChat, 'event'>, bot?: Calls, session?: Session<ChatEvent>): Subject {
    const clock = this.#clock
    return {
      event,
      isSuperuser: this.#superusers.has(String(event.user_id)),
      toldRole: event.message_type === 'group' ? asRole(event.sender?.role) : undefined,
      now: clock.now(),
      role: () => (bot ? this.#roles.roleOf(event, bot, clock) : Promise.resolve(undefined)),
      session,
    }
  }
}
