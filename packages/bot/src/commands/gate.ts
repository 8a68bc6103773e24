import type { Clock } from '@rookery/transport'
import { conversationKey, type Incoming, type IncomingChat } from '../events/incoming.js'
import type { ChatEvent } from '../message/hear.js'
import { asRole, RoleCache } from '../permissions/role-cache.js'
import type { Subject } from '../permissions/subject.js'
import type { Session } from '../session/session.js'
import type { Command } from './command.js'
import type { Cooldown } from './command-options.js'

/** A value, or the promise of one. */
export type MaybePromise<T> = T | Promise<T>

/** Continues synchronously unless the value is a promise: most messages then cost no promise. */
export const mapMaybe = <T, R>(
  value: MaybePromise<T>,
  next: (value: T) => MaybePromise<R>,
): MaybePromise<R> => (value instanceof Promise ? value.then(next) : next(value))

/** Reason why an available command does not run. */
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

  /** Users with the permission `superuser`. */
  get superusers(): ReadonlySet<string> {
    return this.#superusers
  }

  /** Gives the time, in milliseconds since 1970. */
  readonly now = (): number => this.#clock.now()

  /** Returns the reason why a command is refused; undefined if it is not. */
  refusal(
    command: Command,
    incoming: IncomingChat,
    session: Session<ChatEvent>,
  ): MaybePromise<Refusal | undefined> {
    return mapMaybe(this.may(command, incoming, session), (may) => {
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
    if (!command.permission) return true
    const verdict = command.permission.test(this.subject(incoming, session))
    return mapMaybe(verdict, (may) => may === true)
  }

  /**
   * Whether somebody may use a command, as far as can be determined without asking or running an author's code;
   * undefined if that is not enough.
   */
  guess({ permission }: Command, incoming: Pick<IncomingChat, 'event'>): boolean | undefined {
    return permission ? permission.guess(this.subject(incoming)) : true
  }

  /** Subject of a permission check. Most checks read only the event, so the rest is looked up on demand. */
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

/** Number of entries below which expired ones are not removed. */
const MANY = 10_000

/** Cooldowns in progress: until when users may not use a command again. */
class Cooldowns {
  readonly #clock: Clock
  readonly #until = new Map<string, number>()
  #sweepAt = MANY

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** Whole seconds until a command may be used again; 0 if it may be used now. */
  secondsLeft(command: Cooled, incoming: Incoming): number {
    const key = keyOf(command, incoming)
    const until = key === undefined ? undefined : this.#until.get(key)
    return until === undefined ? 0 : Math.max(0, Math.ceil((until - this.#clock.now()) / 1000))
  }

  /** Starts the cooldown of a command. */
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
