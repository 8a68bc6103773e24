import type { OneBotEvent } from '@rookery/protocol'

/** Scope of a context: a user in a chat, a whole group, or a user anywhere. */
export type ContextMode = 'default' | 'group' | 'user'

/**
 * Storage key for the context of an event. The id of NoneBot 1 with the account in front: two accounts in one group do
 * not share contexts.
 *
 * ```ts
 * contextId(event)            // '/bot/10000/group/30001/user/20001'
 * contextId(event, 'group')   // '/bot/10000/group/30001'; in private the user's
 * contextId(event, 'user')    // '/bot/10000/user/20001'; '' without a user
 * ```
 */
export function contextId(event: Partial<OneBotEvent>, mode: ContextMode = 'default'): string {
  const { self_id, group_id, user_id } = event as Readonly<Record<string, unknown>>
  const [bot, group, user] = [part('bot', self_id), part('group', group_id), part('user', user_id)]
  if (mode === 'user') return user === '' ? '' : bot + user
  const place = mode === 'group' ? group || user : group + user
  return place === '' ? '' : bot + place
}

const part = (name: string, id: unknown): string => (id === undefined || id === null ? '' : `/${name}/${id}`)
