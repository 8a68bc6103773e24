import type { Clock } from '@rookery/transport'
import { conversationKey, type Incoming, type IncomingChat } from '../events/incoming.js'
import type { ChatEvent } from '../message/hear.js'
import { asRole, RoleCache } from '../permissions/role-cache.js'
import type { Subject } from '../permissions/subject.js'
import type { Session } from '../session/session.js'
import type { Command } from './command.js'
import type { Cooldown } from './command-options.js'

/** A value, or the promise of one. */
export type SoonerOrLater<T> = T | Promise<T>

/** Goes on at once where nothing must be waited for: most messages then cost no promise on their way. */
export const andThen = <T, R>(
  value: SoonerOrLater<T>,
  next: (value: T) => SoonerOrLater<R>,
): SoonerOrLater<R> => (value instanceof Promise ? value.then(next) : next(value))

/** The reason why a command that is there is not run. */
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
    const verdict = command.permission.test(this.subject(incoming, session))
    return andThen(verdict, (may) => may === true)
  }

  /** The asker, as permissions see it. Most ask for nothing but the event, so that the rest is looked up when it is. */
  subject({ event }: Pick<IncomingChat, 'event'>, session?: Session<ChatEvent>): Subject {
    const [clock, roles] = [this.#clock, this.#roles]
    return {
      event,
      isSuperuser: this.#superusers.has(String(event.user_id)),
      get toldRole() {
        return event.message_type === 'group' ? asRole(event.sender?.role) : undefined
      },
      get now() {
        return clock.now()
      },
      role: () => (session ? roles.roleOf(event, session.bot, clock) : Promise.resolve(undefined)),
      session,
    }
  }
}

interface Cooled {
  readonly name: string
  readonly options: { readonly cooldown?: Cooldown }
}

/** Below this, nothing is swept out. */
const MANY = 10_000

/** Commands that were used, and until when their users cannot use them again. */
class Cooldowns {
  readonly #clock: Clock
  readonly #until = new Map<string, number>()
  #sweepAt = MANY

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** Seconds until a command may be used again, as whole ones; 0 where it may be. */
  secondsLeft(command: Cooled, incoming: Incoming): number {
    const key = keyOf(command, incoming)
    const until = key === undefined ? undefined : this.#until.get(key)
    return until === undefined ? 0 : Math.max(0, Math.ceil((until - this.#clock.now()) / 1000))
  }

  /** A command is used now. */
  begin(command: Cooled, incoming: Incoming): void {
    const key = keyOf(command, incoming)
    if (key === undefined) return
    const now = this.#clock.now()
    this.#until.set(key, now + (command.options.cooldown?.seconds ?? 0) * 1000)
    if (this.#until.size > this.#sweepAt) this.#sweep(now)
  }

  #sweep(now: number): void {
    for (const [key, until] of this.#until) if (until <= now) this.#until.delete(key)
    this.#sweepAt = Math.max(MANY, this.#until.size * 2)
  }
}

function keyOf({ name, options: { cooldown } }: Cooled, incoming: Incoming): string | undefined {
  if (!cooldown) return undefined
  const { of = 'user' } = cooldown
  return `${name} ${of === 'everybody' ? incoming.account.self_id : conversationKey(incoming, of)}`
}
