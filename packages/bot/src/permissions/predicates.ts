import type { IdInput } from '@rookery/protocol'
import { checkOptions } from '../checks/check-options.js'
import { id, listOf, options } from '../checks/option-kind.js'
import { BotUsageError } from '../errors.js'
import { Permission } from './permission.js'
import { idSet, type Role, type Subject } from './subject.js'

/** Permission that is decided without asking anything. */
const known = (name: string, test: (subject: Subject) => boolean): Permission =>
  new Permission({ name, test, guess: test })

/** Every user. */
export const everybody: Permission = known('everybody', () => true)

/** Users listed in the bot's option `superusers`. */
export const superuser: Permission = known('superuser', ({ isSuperuser }) => isSuperuser)

/** Administrators of the group, and its owner. */
export const groupAdmin: Permission = ofRoles('groupAdmin', ['admin', 'owner'])

/** The owner of the group. */
export const groupOwner: Permission = ofRoles('groupOwner', ['owner'])

/** Anybody in any group. */
export const groupChat: Permission = known('groupChat', ({ event }) => event.message_type === 'group')

/** Anybody in private, friend or not. */
export const privateChat: Permission = known('privateChat', ({ event }) => event.message_type === 'private')

/** Friends of the bot, in private. */
export const friend: Permission = known(
  'friend',
  ({ event }) => event.message_type === 'private' && event.sub_type === 'friend',
)

/** Anonymous members of a group. */
export const anonymous: Permission = known(
  'anonymous',
  ({ event }) =>
    event.message_type === 'group' && (event.sub_type === 'anonymous' || Boolean(event.anonymous)),
)

/** Anybody in certain groups. */
export function inGroup(...group_ids: readonly IdInput[]): Permission {
  const ids = idSet(group_ids)
  return known(
    `inGroup(${[...ids].join(', ')})`,
    ({ event }) => event.message_type === 'group' && ids.has(String(event.group_id)),
  )
}

/** Certain users, wherever they write. */
export function fromUser(...user_ids: readonly IdInput[]): Permission {
  const ids = idSet(user_ids)
  return known(`fromUser(${[...ids].join(', ')})`, ({ event }) => ids.has(String(event.user_id)))
}

const listOptions = options<Lists>({
  users: listOf('a list of QQ numbers', id),
  groups: listOf('a list of group numbers', id),
})

interface Lists {
  readonly users?: readonly IdInput[]
  readonly groups?: readonly IdInput[]
}

/** Certain users anywhere, and anybody in certain groups. Its opposite is `allowList({ … }).not()`. */
export function allowList(lists: Lists): Permission {
  checkOptions('allowList', lists ?? null, listOptions)
  return fromUser(...(lists.users ?? [])).or(inGroup(...(lists.groups ?? [])))
}

/**
 * Anybody from one time of day until just before another, by the machine's clock; the range may cross midnight.
 *
 * ```ts
 * timeRange('22:00', '06:00')
 * ```
 *
 * @throws BotUsageError for what is no time
 */
export function timeRange(from: string, until: string): Permission {
  const [start, end] = [minutesOf(from), minutesOf(until)]
  return known(`timeRange(${from}, ${until})`, ({ now }) => {
    const date = new Date(now)
    const at = date.getHours() * 60 + date.getMinutes()
    return start <= end ? start <= at && at < end : start <= at || at < end
  })
}

function minutesOf(time: string): number {
  const [, hours, minutes] = /^(\d{1,2}):(\d{2})$/.exec(time) ?? []
  const total = Number(hours) * 60 + Number(minutes)
  if (total >= 0 && total <= 24 * 60 && Number(minutes) < 60) return total
  throw new BotUsageError('bad_time', `"${time}" is no time of the day; expected HH:MM, as in 22:30`)
}

function ofRoles(name: string, roles: readonly Role[]): Permission {
  const includes = (role: Role | undefined): boolean | undefined => role && roles.includes(role)
  return new Permission({
    name,
    test(subject) {
      if (subject.event.message_type !== 'group') return false
      return subject.toldRole === undefined ? subject.role().then(includes) : includes(subject.toldRole)
    },
    guess({ event, toldRole }) {
      if (event.message_type !== 'group') return false
      return includes(toldRole)
    },
  })
}
