import { Map as newMap, type Map as PersistentMap } from 'immutable'
import { emptyWorld, type Group, type GroupNotice, type Member, type World } from '../world/world.js'
import { essenceOf, viewChat, viewFile, viewFolder, viewMember, viewMessage, viewUser } from './page-views.js'
import type { MembersPatch, PageGroup, PageMember, PageMessage, Patch, WorldPatch } from './world-view.js'

/** Most new messages of a chat in one patch; beyond it, an open chat requests its history. */
const MOST_NEW_MESSAGES = 200

/**
 * The difference of two worlds. Unchanged parts are the same object, so only changed ones are compared. Of older
 * messages, only those in `touched` are.
 */
export function worldPatch(before: World, after: World, touched: Iterable<number> = []): WorldPatch {
  const messages = [...changedMessages(before, after, touched), ...newMessages(before, after)]
  return { ...listsPatch(before, after), ...(messages.length > 0 ? { messages } : {}) }
}

/** The whole world as a patch, without its messages. */
export const worldSnapshot = (world: World): WorldPatch => listsPatch(emptyWorld(), world)

function listsPatch(before: World, after: World): WorldPatch {
  return {
    media_url: after.mediaUrl,
    ...named('users', patchOf(before.users, after.users, viewUser)),
    ...named(
      'accounts',
      patchOf(before.accounts, after.accounts, (account) => account),
    ),
    ...named(
      'friends',
      patchOf(before.friends, after.friends, (own, user_id) => ({ user_id, friends: [...own.keys()] })),
    ),
    ...named(
      'groups',
      patchOf(before.groups, after.groups, (group, id) => viewGroup(before.groups.get(id), group)),
    ),
    ...named(
      'requests',
      patchOf(before.requests, after.requests, (request) => request),
    ),
    ...named(
      'chats',
      patchOf(before.chats, after.chats, ({ key }) => viewChat(after, key)),
    ),
  }
}

const named = <N extends keyof WorldPatch>(name: N, patch: WorldPatch[N]): Pick<WorldPatch, N> | object =>
  patch === undefined ? {} : { [name]: patch }

/** Added, changed and removed entries; `view` returns undefined for an entry without a visible change. */
function patchOf<K extends number | string, T, V>(
  before: PersistentMap<K, T>,
  after: PersistentMap<K, T>,
  view: (value: T, key: K) => V | undefined,
): Patch<V, K> | undefined {
  if (before === after) return undefined
  const set: V[] = []
  for (const [key, value] of after) {
    const shown = before.get(key) === value ? undefined : view(value, key)
    if (shown !== undefined) set.push(shown)
  }
  const gone = [...before.keys()].filter((key) => !after.has(key))
  return set.length + gone.length > 0 ? { set, gone } : undefined
}

/** A changed group, if the change is visible: every message changes its group. */
function viewGroup(before: Group | undefined, after: Group): PageGroup | undefined {
  const members = membersPatch(before?.members ?? newMap<number, Member>(), after.members)
  if (before && !members && sameGroup(before, after)) return undefined
  const { group_id, group_name, whole_ban } = after
  const none: MembersPatch = { set: [], plain: [], gone: [] }
  return {
    group_id,
    group_name,
    whole_ban,
    essence: essenceOf(after),
    members: members ?? none,
    ...holdings(before, after),
  }
}

/** The files and notices of a group, each only if changed: there may be many. */
const holdings = (before: Group | undefined, { files, folders, notices }: Group): Partial<PageGroup> => ({
  ...(before?.files === files ? {} : { files: [...files.values()].map(viewFile) }),
  ...(before?.folders === folders ? {} : { folders: [...folders.values()].map(viewFolder) }),
  ...(before?.notices === notices ? {} : { notices: byTime([...notices.values()]) }),
})

const byTime = (notices: readonly GroupNotice[]): readonly GroupNotice[] =>
  notices.toSorted((a, b) => a.publish_time - b.publish_time)

function membersPatch(before: Group['members'], after: Group['members']): MembersPatch | undefined {
  const patch = patchOf(before, after, (member) => {
    const [was, is] = [before.get(member.user_id), viewMember(member)]
    return was && sameFields(viewMember(was), is) ? undefined : is
  })
  if (!patch) return undefined
  const plain = patch.set.filter(isPlain).map(({ user_id }) => user_id)
  return { set: patch.set.filter((member) => !isPlain(member)), plain, gone: patch.gone }
}

const isPlain = ({ role, card, title, muted_until }: PageMember): boolean =>
  role === 'member' && card === '' && title === '' && muted_until === 0

const sameGroup = (one: Group, other: Group): boolean => SHOWN.every((field) => one[field] === other[field])

const SHOWN = ['group_name', 'whole_ban', 'essence', 'files', 'folders', 'notices'] as const

const sameFields = (one: PageMember, other: PageMember): boolean =>
  (Object.keys(one) as (keyof PageMember)[]).every((field) => one[field] === other[field])

function changedMessages(before: World, after: World, touched: Iterable<number>): PageMessage[] {
  return [...new Set(touched)].flatMap((id) => {
    const [was, is] = [before.messages.get(id), after.messages.get(id)]
    return was && is && was !== is ? [viewMessage(is)] : []
  })
}

function newMessages(before: World, after: World): PageMessage[] {
  if (before.chats === after.chats) return []
  return [...after.chats.values()].flatMap((chat) => {
    if (before.chats.get(chat.key) === chat) return []
    const ids = chat.messageIds.takeLast(MOST_NEW_MESSAGES).filter((id) => id > before.lastMessageId)
    return ids.toArray().flatMap((id) => {
      const message = after.messages.get(id)
      return message ? [viewMessage(message)] : []
    })
  })
}
