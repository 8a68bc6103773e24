import { parseExact, type TargetRow, targetsOf } from '@rookery/protocol'
import { readId } from './chat-rule.js'
import type { Chat } from './event-chat.js'
import { idText, type NamedId } from './known-ids.js'
import { countMembers, isFields, NO_ID, plainKey, walkParams } from './params-walk.js'

/** What a call acts on. */
export interface CallTargets extends Chat {
  readonly ids: readonly NamedId[]
}

/** The reason why it cannot be told what a call acts on. */
export interface Untold {
  readonly why: string
}

type Fields = Readonly<Record<string, unknown>>

/** Values that hold a file themselves, and name none. */
const OWN_FILE = /^(?:https?|base64|data):/i

/** What an action acts on that is allowed though the table does not know it: as far as its params say. */
const AS_NAMED: TargetRow = { chat: 'any' }

/**
 * Tells what a call acts on, by its params: their value, and the JSON text that it was read from. `isNamed`: the config
 * allows the action by its name, so that the table need not know it.
 */
export function targetsOfCall(
  action: string,
  { value, json }: { readonly value: unknown; readonly json: string },
  isNamed: boolean,
): CallTargets | Untold {
  const row = targetsOf(action) ?? (isNamed ? AS_NAMED : undefined)
  if (!row) return { why: `nothing tells which chat ${action} acts on; actions: must allow it by its name` }
  const params = isFields(value) ? value : {}
  const named = walkParams(params)
  const texts = writtenIn(params)
  const written = walkParams(texts.map(({ value: each }) => each))
  if (countMembers(json) > named.keys || texts.reduce((sum, each) => sum + each.members, 0) > written.keys)
    return { why: 'params repeat a key, and readers differ in which they take' }
  const people = peopleIn(params, row)
  const ids = idsIn(params, row)
  const lacking = row === AS_NAMED ? undefined : lackingIn(row, params, people.length + ids.length)
  if (lacking !== undefined) return { why: lacking }
  return {
    groups: [...named.groups, ...written.groups],
    users: isOfGroup(row, params) ? [] : people,
    isGuild: row.chat === 'guild',
    ids: [...ids.filter(({ isOwn }) => !isOwn), ...named.ids, ...written.ids],
  }
}

/** A JSON text in the params, and the number of members that are written in it. */
interface Written {
  readonly value: unknown
  readonly members: number
}

/** Messages that are given as JSON texts: some implementations read them as the value. */
function writtenIn({ message, messages }: Fields): readonly Written[] {
  return [message, messages].flatMap((each) => {
    if (typeof each !== 'string' || !/^\s*[[{]/.test(each)) return []
    try {
      return [{ value: parseExact(each.trim()), members: countMembers(each) }]
    } catch {
      return []
    }
  })
}

/** Whether a person in the params is a member of the group, and no private chat. */
function isOfGroup({ chat }: TargetRow, { group_id, message_type }: Fields): boolean {
  if (chat === 'group') return true
  if (readId(group_id) === undefined) return false
  return chat === 'either' || (chat === 'typed' && message_type === 'group')
}

const ofPeople: readonly TargetRow['chat'][] = ['user', 'either', 'typed', 'any']

function peopleIn(params: Fields, { chat, user = ['user_id'] }: TargetRow): readonly string[] {
  if (!ofPeople.includes(chat)) return []
  return valuesOf(params, user).flatMap((each) => readId(each) ?? [])
}

/** The ids in the params; those of `isOwn` hold what they name themselves. */
function idsIn(params: Fields, { ids = {} }: TargetRow): readonly (NamedId & { readonly isOwn: boolean })[] {
  return Object.entries(ids).flatMap(([name, keys]) => {
    const kind = name as NamedId['kind']
    const given = valuesOf(params, keys).filter((each) => each !== undefined && each !== null && each !== '')
    return given.map((each) => {
      const id = idText(each) ?? NO_ID
      return { kind, id, isOwn: kind === 'file' && OWN_FILE.test(id) }
    })
  })
}

/** The values of params, in whatever spelling of their names a reader may take them. */
function valuesOf(params: Fields, names: readonly string[]): readonly unknown[] {
  const wanted = new Set(names.map(plainKey))
  return Object.keys(params).flatMap((key) => (wanted.has(plainKey(key)) ? [params[key]] : []))
}

/** What params lack that are to name a chat; an implementation might choose another one instead. */
function lackingIn(
  { chat, user = ['user_id'], ids = {} }: TargetRow,
  params: Fields,
  named: number,
): string | undefined {
  const hasGroup = readId(params.group_id) !== undefined
  const keys = Object.values(ids).flat()
  if (chat === 'group') return hasGroup ? undefined : 'it names no group_id'
  if (chat === 'user')
    return user.some((key) => readId(params[key]) !== undefined) ? undefined : 'it names no user_id'
  if (chat === 'none' || chat === 'guild') return undefined
  if (hasGroup && chat !== 'ids') return undefined
  const all = chat === 'ids' ? keys : ['group_id', ...user, ...keys]
  return named > 0 ? undefined : `it names no ${all.join(', ')}`
}
