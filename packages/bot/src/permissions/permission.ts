import { shown } from '../checks/shown.js'
import { BotUsageError } from '../errors.js'
import type { ChatEvent } from '../message/hear.js'
import type { Session } from '../session/session.js'
import type { Subject } from './subject.js'

/** Result of a check; undefined if it cannot be determined, which denies, and so does its negation. */
type Known = boolean | undefined
type Decision = Known | Promise<Known>

/** Decision rule of a permission. */
export interface Rule {
  /** Its name in explanations. */
  readonly name: string
  /** Decides, asking whatever it must. */
  readonly test: (subject: Subject) => Decision
  /** Decides without asking anything; undefined if that is not enough. */
  readonly guess: (subject: Subject) => Known
}

/**
 * Permission to use something. Permissions can be combined.
 *
 * ```ts
 * bot.command('ban <who:user>', { permission: superuser.or(groupAdmin).and(inGroup(30001)) }, …)
 * ```
 */
export class Permission {
  readonly name: string
  readonly #rule: Rule

  constructor(rule: Rule) {
    this.name = rule.name
    this.#rule = rule
  }

  /** Whether the subject may; undefined, which denies, if that cannot be determined. */
  test(subject: Subject): Decision {
    return this.#rule.test(subject)
  }

  /** Whether the subject may, as far as can be determined without asking or running an author's code. */
  guess(subject: Subject): Known {
    return this.#rule.guess(subject)
  }

  /** Permission of those who have this one or the other. */
  or(other: PermissionLike): Permission {
    return joined(this, permissionOf(other), 'or')
  }

  /** Permission of those who have both. */
  and(other: PermissionLike): Permission {
    return joined(this, permissionOf(other), 'and')
  }

  /** Permission of everybody else. */
  not(): Permission {
    return new Permission({
      name: `not(${this.name})`,
      test: (subject) => then(this.test(subject), opposite),
      guess: (subject) => opposite(this.guess(subject)),
    })
  }
}

/** A permission, a function that decides, or a list of which all must agree. */
export type PermissionLike = Permission | PermissionCheck | readonly PermissionLike[]

/** Decides for a session; anything but `true` denies. */
export type PermissionCheck = (session: Session<ChatEvent>) => boolean | Promise<boolean>

/**
 * A permission of your own.
 *
 * ```ts
 * const member = permission(async ({ event }) => await store.has(event.user_id), 'a paying member')
 * ```
 */
export function permission(check: PermissionCheck, name = check.name || 'a check of your own'): Permission {
  return new Permission({
    name,
    test: ({ session }) => session !== undefined && then(check(session), (may) => may === true),
    guess: () => undefined,
  })
}

/** Converts a permission, a function or a list into a permission. @throws BotUsageError `bad_permission` */
export function permissionOf(like: PermissionLike): Permission {
  if (like instanceof Permission) return like
  if (typeof like === 'function') return permission(like)
  if (!Array.isArray(like)) {
    const allowed = 'expected a permission such as superuser, a function that decides, or a list of these'
    throw new BotUsageError('bad_permission', `${allowed}; found ${shown(like)}`)
  }
  const all = (like as readonly PermissionLike[]).map(permissionOf)
  return all.length === 0 ? ANYBODY : all.reduce((one, other) => one.and(other))
}

const ANYBODY = new Permission({ name: 'everybody', test: () => true, guess: () => true })

/**
 * Combines two permissions. The first decides alone where the second cannot change the result: `true` for or, `false`
 * for and.
 */
function joined(one: Permission, other: Permission, by: 'or' | 'and'): Permission {
  const decisive = by === 'or'
  return new Permission({
    name: by === 'or' ? `(${one.name} or ${other.name})` : `${one.name} and ${other.name}`,
    test: (subject) =>
      then(one.test(subject), (may) =>
        may === decisive ? decisive : then(other.test(subject), (too) => both(may, too, decisive)),
      ),
    guess: (subject) => both(one.guess(subject), other.guess(subject), decisive),
  })
}

function both(one: Known, other: Known, decisive: boolean): Known {
  if (one === decisive || other === decisive) return decisive
  return one === undefined || other === undefined ? undefined : !decisive
}

const opposite = (may: Known): Known => (may === undefined ? undefined : !may)

/** Continues synchronously unless the decision is a promise: most permissions cost none. */
const then = (decision: Decision, next: (may: Known) => Decision): Decision =>
  decision instanceof Promise ? decision.then(next) : next(decision)
