import { nearestOf } from '@rookery/protocol'
import type { World } from '../world/world.js'
import { type ChatRef, keyOfChat } from './chat-ref.js'
import { Unreadable } from './transcript-error.js'
import { quote, readTranscriptWord, type TranscriptWord, writeWord } from './words.js'

/** The id that a bare number means; a quoted number is a name. */
const numberOf = ({ text, isQuoted }: TranscriptWord): number | undefined =>
  !isQuoted && /^\d{1,15}$/.test(text) ? Number(text) : undefined

/** Ids by name. Worlds share unchanged parts, so one index serves every world with the same people. */
type Index = ReadonlyMap<string, readonly number[]>

const indexes = new WeakMap<object, Index>()

function indexOf<T>(of: ReadonlyNamed<T>, named: (each: T) => readonly [name: string, id: number]): Index {
  const known = indexes.get(of)
  if (known) return known
  const index = new Map<string, number[]>()
  for (const each of of.values()) {
    const [name, id] = named(each)
    if (name === '') continue
    const ids = index.get(name)
    if (ids) ids.push(id)
    else index.set(name, [id])
  }
  indexes.set(of, index)
  return index
}

interface ReadonlyNamed<T> {
  values(): Iterable<T>
}

const nicknames = ({ users }: World): Index =>
  indexOf(users, ({ nickname, user_id }) => [nickname, user_id] as const)

const groupNames = ({ groups }: World): Index =>
  indexOf(groups, ({ group_name, group_id }) => [group_name, group_id] as const)

/** The users that a name may mean: members of the group by card and nickname first, otherwise anybody. */
function usersNamed(world: World, text: string, chat: ChatRef | undefined): readonly number[] {
  const everybody = nicknames(world).get(text) ?? []
  const members = chat?.is === 'group' ? world.groups.get(chat.group_id)?.members : undefined
  if (!members) return everybody
  const byCard = indexOf(members, ({ card, user_id }) => [card, user_id] as const).get(text) ?? []
  const ids = [...new Set([...byCard, ...everybody.filter((user_id) => members.has(user_id))])]
  return ids.length > 0 ? ids : everybody
}

/**
 * The user that a name means in a chat; `undefined` if there is none. @throws Unreadable when several have that name.
 */
export function findUser(world: World, word: TranscriptWord, chat?: ChatRef): number | undefined {
  return numberOf(word) ?? only(usersNamed(world, word.text, chat), word.text)
}

/** @throws Unreadable when no user, or more than one, has that name. */
export function userNamed(world: World, word: TranscriptWord, chat?: ChatRef): number {
  return findUser(world, word, chat) ?? unknown('nobody called', word, nicknames(world).keys())
}

/** @throws Unreadable when several groups have that name. */
export function findGroup(world: World, word: TranscriptWord): number | undefined {
  const number = numberOf(word)
  if (number !== undefined && world.groups.has(number)) return number
  return only(groupNames(world).get(word.text) ?? [], word.text)
}

function only(ids: readonly number[], text: string): number | undefined {
  if (ids.length > 1) {
    throw new Unreadable(`${quote(text)}, which is the name of ${ids.join(' and ')}`, 'one of these numbers')
  }
  return ids[0]
}

function unknown(what: string, { text }: TranscriptWord, names: Iterable<string>): never {
  const near = nearestOf(text, [...names].slice(0, MAX_COMPARED), 5)
  throw new Unreadable(`${what} ${quote(text)}`, `a number, or a name: ${near.join(', ')}`)
}

const MAX_COMPARED = 10_000

/** A word that identifies a user in a chat: card, nickname or number. */
export function nameUser(world: World, user_id: number, chat?: ChatRef): string {
  const card = chat?.is === 'group' ? world.groups.get(chat.group_id)?.members.get(user_id)?.card : undefined
  for (const name of [card, world.users.get(user_id)?.nickname]) {
    const ids = name ? usersNamed(world, name, chat) : []
    if (name && ids.length === 1 && ids[0] === user_id) return writeWord(name)
  }
  return String(user_id)
}

/** The chat that a header names. `bot` is the account whose private chats are named by the other user alone. */
export function chatNamed(world: World, names: readonly TranscriptWord[], bot: number | undefined): ChatRef {
  const [first, second] = names
  if (first && second) return { is: 'private', one: userNamed(world, first), other: userNamed(world, second) }
  return findChat(world, first ?? { text: '', isQuoted: true }, bot) ?? noChat(world, first)
}

/** The chat that a name means; `undefined` if neither a group nor a user has that name. @throws Unreadable */
export function findChat(world: World, word: TranscriptWord, bot: number | undefined): ChatRef | undefined {
  const group_id = findGroup(world, word)
  const other = findUser(world, word)
  const user_id = other !== undefined && world.users.has(other) ? other : undefined
  if (group_id !== undefined && user_id !== undefined && group_id !== user_id) {
    throw new Unreadable(
      `${quote(word.text)}, which is the name of a group and of a user`,
      `their numbers: ${group_id}, ${user_id}`,
    )
  }
  if (group_id !== undefined) return { is: 'group', group_id }
  if (user_id === undefined) return undefined
  if (bot === undefined) {
    throw new Unreadable(`a private chat with one name, ${quote(word.text)}`, 'both names: [Alice & Bob]')
  }
  return { is: 'private', one: user_id, other: bot }
}

function noChat(world: World, word: TranscriptWord = { text: '', isQuoted: true }): never {
  return unknown('no group and nobody called', word, [
    ...groupNames(world).keys(),
    ...nicknames(world).keys(),
  ])
}

/** Formats the header of a chat, which `chatNamed` can read. */
export function nameChat(world: World, chat: ChatRef, bot: number | undefined): string {
  const names =
    chat.is === 'group'
      ? [writeWord(world.groups.get(chat.group_id)?.group_name ?? ''), String(chat.group_id)]
      : [nameUser(world, chat.one === bot ? chat.other : chat.one)]
  const sure = names.find((name) => means(world, name, chat, bot))
  if (sure !== undefined) return `[${sure}]`
  return chat.is === 'group'
    ? `[${chat.group_id}]`
    : `[${nameUser(world, chat.one)} & ${nameUser(world, chat.other)}]`
}

function means(world: World, name: string, chat: ChatRef, bot: number | undefined): boolean {
  try {
    const found = findChat(world, readTranscriptWord(name), bot)
    return found !== undefined && keyOfChat(found) === keyOfChat(chat)
  } catch {
    return false
  }
}
