import type { Clock } from '@rookery/transport'
import type { Calls } from '../calls/calls.js'
import type { ChatEvent } from '../message/hear.js'
import type { Role } from './subject.js'

/** Lifetime of a cached role, as in NoneBot. */
const FRESH_MS = 120_000
const MAX_KEPT = 10_000

interface Kept {
  readonly until: number
  readonly role: Promise<Role | undefined>
}

/** Cache of group roles that events do not state: each is requested once, and kept for two minutes. */
export class RoleCache {
  readonly #kept = new Map<string, Kept>()

  /** Role of an event's sender in its group. It never rejects: if the request fails, there is no role. */
  roleOf(event: ChatEvent, bot: Calls, clock: Clock): Promise<Role | undefined> {
    if (event.message_type !== 'group') return Promise.resolve(undefined)
    const key = `${event.self_id}/${event.group_id}/${event.user_id}`
    const kept = this.#kept.get(key)
    if (kept && kept.until > clock.now()) return kept.role
    const role = ask(event, bot).catch(() => {
      this.#kept.delete(key)
      return undefined
    })
    if (this.#kept.size >= MAX_KEPT) this.#kept.clear()
    this.#kept.set(key, { until: clock.now() + FRESH_MS, role })
    return role
  }
}

async function ask(
  { group_id, user_id }: ChatEvent & { readonly message_type: 'group' },
  bot: Calls,
): Promise<Role | undefined> {
  const { role } = await bot.get_group_member_info({ group_id, user_id, no_cache: true })
  return asRole(role)
}

/** Parses a role from the wire; undefined for any other value. */
export const asRole = (role: unknown): Role | undefined =>
  role === 'owner' || role === 'admin' || role === 'member' ? role : undefined
