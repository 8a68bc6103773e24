import type { Clock } from '@rookery/transport'
import type { Calls } from '../calls/calls.js'
import type { ChatEvent } from '../message/hear.js'
import type { Role } from './subject.js'

/** As long as NoneBot remembers it. */
const FRESH_MS = 120_000
const MAX_KEPT = 10_000

interface Kept {
  readonly until: number
  readonly role: Promise<Role | undefined>
}

/** What members are in their groups, where events do not say: asked for once, and remembered for two minutes. */
export class RoleCache {
  readonly #kept = new Map<string, Kept>()

  /** What the sender of an event is in its group. It never rejects: who cannot be asked about has no role. */
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

/** A role as the wire has it; whatever else stands there is none. */
export const asRole = (role: unknown): Role | undefined =>
  role === 'owner' || role === 'admin' || role === 'member' ? role : undefined
