import { membersOf } from '../event-members/event-members.js'
import type { JournalEvent } from '../journal/journal.js'

/** What keeps events together: their group, or private chat; their sender; or nothing. */
export type Sticky = 'group' | 'user' | 'none'

/** The key of an event: events of one key go to one member, in order. Undefined where nothing keeps events together. */
export function stickyKey(event: JournalEvent, sticky: Sticky): string | undefined {
  if (sticky === 'none') return undefined
  const { group, user, target } = membersOf(event)
  const person = event.isSelfMessage ? (target ?? user) : user
  const byGroup = group === undefined ? undefined : `group ${group}`
  const byUser = person === undefined ? undefined : `user ${person}`
  const key = sticky === 'group' ? (byGroup ?? byUser) : (byUser ?? byGroup)
  return key ?? `account ${event.id.account}`
}
