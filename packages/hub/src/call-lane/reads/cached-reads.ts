/** Subject of an answer, by which a change finds it. */
export type Subject = 'account' | 'groups' | 'group' | 'member' | 'friends' | 'user'

/** Row of the table of reads whose answers are kept for some seconds. */
export interface CachedRead {
  /** Milliseconds for which an answer is given again, unless a change ends that. */
  readonly keepMs: number
  readonly shows: Subject
}

/**
 * Reads whose answers are kept. A row needs two things: many applications ask for it, and events or calls of the hub tell of
 * its changes. The time covers what nobody tells of, such as a card that was changed on a phone where the implementation sends
 * no event. What reads messages, files or keys is never kept.
 */
export const cachedReads: Readonly<Record<string, CachedRead>> = {
  // Long, and asked for by every application that checks who may command it.
  get_group_member_list: { keepMs: 10_000, shows: 'group' },
  // Asked for at each command. Holds the time of the member's last message, so that each of their messages ends it.
  get_group_member_info: { keepMs: 5_000, shows: 'member' },
  get_group_info: { keepMs: 10_000, shows: 'group' },
  get_group_list: { keepMs: 10_000, shows: 'groups' },
  get_friend_list: { keepMs: 10_000, shows: 'friends' },
  get_friends_with_category: { keepMs: 10_000, shows: 'friends' },
  // Names of others change without an event.
  get_stranger_info: { keepMs: 5_000, shows: 'user' },
  // Asked for by every application that connects; a lost connection ends it.
  get_login_info: { keepMs: 30_000, shows: 'account' },
  get_version_info: { keepMs: 60_000, shows: 'account' },
  can_send_image: { keepMs: 60_000, shows: 'account' },
  can_send_record: { keepMs: 60_000, shows: 'account' },
}

/** The row of an action; undefined if its answers are not kept. */
export const cachedRead = (action: string): CachedRead | undefined =>
  Object.hasOwn(cachedReads, action) ? cachedReads[action] : undefined

/** Ids that an answer or a change is about, as decimal text. */
export interface Ids {
  readonly group?: string | undefined
  readonly user?: string | undefined
}

/** Tags of an answer: a change of one of them ends it. Undefined where the ids that it is about are not known. */
export function tagsOf(subject: Subject, { group, user }: Ids): readonly string[] | undefined {
  if (subject === 'account') return []
  if (subject === 'groups' || subject === 'friends') return [subject]
  if (subject === 'user') return user === undefined ? undefined : [userTag(user)]
  if (group === undefined) return undefined
  if (subject === 'group') return [groupTag(group)]
  return user === undefined ? undefined : [groupTag(group), memberTag(group, user)]
}

/** Tag of whatever shows a group or its members. */
export const groupTag = (group: string): string => `group ${group}`

/** Tag of what shows one member of a group. */
export const memberTag = (group: string, user: string): string => `member ${group} ${user}`

/** Tag of what shows one user. */
export const userTag = (user: string): string => `user ${user}`
