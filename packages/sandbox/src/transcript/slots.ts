import type { World } from '../world/world.js'
import type { ChatRef } from './chat-ref.js'
import { excerptOf, findMessage } from './message-names.js'
import { nameUser, userNamed } from './names.js'
import { Unreadable } from './transcript-error.js'
import { quote, type TranscriptWord } from './words.js'

/** Context in which an arg is written and read. */
export interface SlotScope {
  readonly world: World
  readonly chat: ChatRef | undefined
  readonly lastMessageId: number
}

/** Writes an arg as a word, and reads it back. */
interface Slot {
  write(value: unknown, scope: SlotScope): string
  read(word: TranscriptWord, scope: SlotScope): unknown
}

/** A text, quoted or bare: a card may be `2026`. */
const plain: Slot = {
  write: (value) => quote(String(value)),
  read: ({ text }) => text,
}

/** A number; also an emoji of QQ, which may be a text. */
const amount: Slot = {
  write: (value) => (typeof value === 'number' ? String(value) : quote(String(value))),
  read: ({ text, isQuoted }) => (!isQuoted && /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text),
}

const user: Slot = {
  write: (value, { world, chat }) => nameUser(world, Number(value), chat),
  read: (word, { world, chat }) => userNamed(world, word, chat),
}

const message: Slot = {
  write(value, { world, chat, lastMessageId }) {
    const said = world.messages.get(Number(value))
    const excerpt = said ? excerptOf(said.message) : ''
    const found = chat && excerpt !== '' ? findMessage(world, chat, excerpt, lastMessageId) : undefined
    return found === Number(value) ? quote(excerpt) : String(value)
  },
  read({ text, isQuoted }, { world, chat, lastMessageId }) {
    if (!isQuoted && /^-?\d+$/.test(text)) return Number(text)
    const found = chat && findMessage(world, chat, text, lastMessageId)
    if (found !== undefined) return found
    throw new Unreadable(
      `no message ${quote(text)} in this chat`,
      'the text of one in quotes, or its message_id',
    )
  },
}

/** A request, by its requester: the newest one of that user. */
const request: Slot = {
  write(value, { world, chat }) {
    const user_id = world.requests.get(String(value))?.user_id
    const isMeant = user_id !== undefined && newestRequest(world, user_id) === value
    return isMeant ? nameUser(world, user_id, chat) : quote(`flag:${value}`)
  },
  read(word, { world, chat }) {
    if (word.isQuoted && word.text.startsWith('flag:')) return word.text.slice('flag:'.length)
    const flag = newestRequest(world, userNamed(world, word, chat))
    if (flag !== undefined) return flag
    throw new Unreadable(`no request of ${quote(word.text)}`, 'a user who has made a request')
  },
}

const newestRequest = ({ requests }: World, user_id: number): string | undefined =>
  [...requests.values()]
    .filter((each) => each.user_id === user_id)
    .reduce(
      (newest, each) => (newest && newest.time > each.time ? newest : each),
      undefined as undefined | { readonly flag: string; readonly time: number },
    )?.flag

/** A thing of a group with a random id, which people know by name. */
const inGroup = (namesOf: (group: GroupThings) => Iterable<readonly [id: string, name: string]>): Slot => ({
  write(value, scope) {
    const things = [...thingsOf(scope, namesOf)]
    const name = things.find(([id]) => id === value)?.[1]
    const isSure = name !== undefined && things.filter((each) => each[1] === name).length === 1
    return quote(isSure ? name : `id:${value}`)
  },
  read({ text }, scope) {
    if (text.startsWith('id:')) return text.slice('id:'.length)
    const found = [...thingsOf(scope, namesOf)].filter(([, name]) => name === text)
    if (found[0] && found.length === 1) return found[0][0]
    throw new Unreadable(
      `${found.length === 0 ? 'nothing' : 'more than one thing'} called ${quote(text)}`,
      'the name of one in this group, or "id:…"',
    )
  },
})

type GroupThings = NonNullable<ReturnType<World['groups']['get']>>

const thingsOf = (
  { world, chat }: SlotScope,
  namesOf: (group: GroupThings) => Iterable<readonly [string, string]>,
): Iterable<readonly [string, string]> => {
  const group = chat?.is === 'group' ? world.groups.get(chat.group_id) : undefined
  return group ? namesOf(group) : []
}

const slots: Readonly<Record<string, Slot>> = {
  by: user,
  user_id: user,
  target_id: user,
  message_id: message,
  duration: amount,
  times: amount,
  emoji_id: amount,
  flag: request,
  file_id: inGroup(({ files }) => [...files.values()].map(({ file_id, name }) => [file_id, name] as const)),
  folder_id: inGroup(({ folders }) =>
    [...folders.values()].map(({ folder_id, name }) => [folder_id, name] as const),
  ),
  notice_id: inGroup(({ notices }) =>
    [...notices.values()].map(({ notice_id, content }) => [notice_id, content] as const),
  ),
}

/** The slot for an arg of that name. */
export const slotFor = (key: string): Slot => (Object.hasOwn(slots, key) ? slots[key] : undefined) ?? plain
