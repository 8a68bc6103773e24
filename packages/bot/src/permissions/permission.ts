import type { ChatEvent } from '../events/chat-event.js'
import type { Session } from '../session/session.js'
import type { Subject } from './subject.js'

type Verdict = boolean | Promise<boolean>

/** How a permission decides. */
export interface Rule {
  /** Its name in explanations. */
  readonly name: string
  /** Decides, asking whatever it must. */
  readonly test: (subject: Subject) => Verdict
  /** What can be told without asking anything; undefined where that is not enough. */
  readonly guess: (subject: Subject) => boolean | undefined
}

/**
 * Who may use something. Permissions are put together of others.
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

  /** Whether the subject may. */
  test(subject: Subject): Verdict {
    return this.#rule.test(subject)
  }

  /** Whether the subject may, as far as can be told without asking anybody or running an author's code. */
  guess(subject: Subject): boolean | undefined {
    return this.#rule.guess(subject)
  }

  /** Who has this one or the other. */
  or(other: PermissionLike): Permission {
    return joined(this, permissionOf(other), 'or')
  }

  /** Who has both. */
  and(other: PermissionLike): Permission {
    return joined(this, permissionOf(other), 'and')
  }

  /** Everybody else. */
  not(): Permission {
    return new Permission({
      name: `not(${this.name})`,
      test: (subject) => then(this.test(subject), (may) => !may),
      guess: (subject) => {
        const may = this.guess(subject)
        return may === undefined ? undefined : !may
      },
    })
  }
}

/** A permission, a function that decides, or a list of which all must agree. */
export type PermissionLike = Permission | PermissionCheck | readonly PermissionLike[]

/** Decides for a session; whatever is not `true` is no. */
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

/** Whatever stands for a permission, as one. */
export function permissionOf(like: PermissionLike): Permission {
  if (like instanceof Permission) return like
  if (typeof like === 'function') return permission(like)
  const all = (like as readonly PermissionLike[]).map(permissionOf)
  return all.length === 0 ? ANYBODY : all.reduce((one, other) => one.and(other))
}

const ANYBODY = new Permission({ name: 'everybody', test: () => true, guess: () => true })

/** One decides alone where the other cannot change it any more: `true` for or, `false` for and. */
function joined(one: Permission, other: Permission, by: 'or' | 'and'): Permission {
  const decisive = by === 'or'
  return new Permission({
    name: by === 'or' ? `(${one.name} or ${other.name})` : `${one.name} and ${other.name}`,
    test: (subject) => then(one.test(subject), (may) => (may === decisive ? decisive : other.test(subject))),
    guess: (subject) => {
      const guesses = [one.guess(subject), other.guess(subject)]
      if (guesses.includes(decisive)) return decisive
      return guesses.includes(undefined) ? undefined : !decisive
    },
  })
}

/** Goes on at once where nothing must be waited for: most permissions cost no promise. */
const then = (verdict: Verdict, next: (may: boolean) => Verdict): Verdict =>
  verdict instanceof Promise ? verdict.then(next) : next(verdict)
