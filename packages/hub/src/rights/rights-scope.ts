import { createHash } from 'node:crypto'
import { type Message, parseCq } from '@rookery/protocol'
import type { EventScope } from '../scope/event-scope.js'
import type { JudgedEvent } from '../scope/judged-event.js'
import type { ChatRule } from './chat-rule.js'
import { type Chat, chatOfEvent } from './event-chat.js'
import { idText, KnownIds, type NamedId } from './known-ids.js'
import { isFields } from './params-walk.js'

/** Largest event that is searched for ids of files and forwards. */
const MOST_SEARCHED_BYTES = 64 * 1024
const LONGEST_KEY = 200
/** Ids that one event adds at most. */
const MOST_IDS = 64

/** Segments that hold an id of something of the chat, and the members that hold it. */
const HOLDING: Readonly<Record<string, readonly [kind: NamedId['kind'], members: readonly string[]]>> = {
  forward: ['forward', ['id']],
  longmsg: ['forward', ['id']],
  // What is quoted was said in the same chat.
  reply: ['message', ['id']],
  image: ['file', ['file', 'file_id']],
  record: ['file', ['file', 'file_id']],
  video: ['file', ['file', 'file_id']],
  // Its name is what the sender chose.
  file: ['file', ['file_id']],
}

/** A chat that a client may not use. */
export type Forbidden =
  | { readonly kind: 'groups'; readonly what: string }
  | { readonly kind: 'users'; readonly what: string }

/**
 * The events of the groups and private chats that a client may see. It also knows the ids that came with them: its clients
 * may act on what they name.
 */
export class RightsScope implements EventScope {
  readonly key: string
  readonly known: KnownIds
  readonly #groups: ChatRule | undefined
  readonly #users: ChatRule | undefined

  constructor(groups: ChatRule | undefined, users: ChatRule | undefined, known = new KnownIds()) {
    this.key = scopeKey(groups, users)
    this.#groups = groups
    this.#users = users
    this.known = known
  }

  sees(event: JudgedEvent): boolean {
    const isSeen = this.forbidden(chatOfEvent(event)) === undefined
    if (isSeen) this.#note(event)
    else for (const each of ownIds(event)) this.known.forget(event.account, each)
    return isSeen
  }

  /** The first chat that is forbidden, if there is one. */
  forbidden({ groups, users, isGuild = false }: Chat): Forbidden | undefined {
    if (isGuild && this.#groups?.isOpen === false) return { kind: 'groups', what: 'channels of guilds' }
    const group = groups.find((each) => this.#groups?.allows(each) === false)
    if (group !== undefined) return { kind: 'groups', what: `group ${group}` }
    const user = users.find((each) => this.#users?.allows(each) === false)
    return user === undefined ? undefined : { kind: 'users', what: `private chat ${user}` }
  }

  #note(event: JudgedEvent): void {
    const { account, payload } = event
    for (const each of ownIds(event)) this.known.note(account, each)
    if (payload.length > MOST_SEARCHED_BYTES) return
    for (const each of idsIn(event).slice(0, MOST_IDS)) this.known.note(account, each)
  }
}

/** Identity of the verdicts of two rules; of long lists it is a digest. */
export function scopeKey(groups: ChatRule | undefined, users: ChatRule | undefined): string {
  const key = `groups ${groups?.key ?? '*'} users ${users?.key ?? '*'}`
  return key.length <= LONGEST_KEY ? key : createHash('sha256').update(key).digest('base64url')
}

/** The ids of an event itself. */
function ownIds(event: JudgedEvent): readonly NamedId[] {
  const message = idText(event.member('message_id'))
  const flag = idText(event.member('flag'))
  return [
    ...(message === undefined ? [] : [{ kind: 'message', id: message } as const]),
    ...(flag === undefined ? [] : [{ kind: 'flag', id: flag } as const]),
  ]
}

/** The ids of files and forwards in an event. */
function idsIn(event: JudgedEvent): readonly NamedId[] {
  const ids: NamedId[] = []
  const message = event.member('message')
  const segments = typeof message === 'string' ? parseCq(message) : message
  if (Array.isArray(segments)) for (const each of segments as Message) addSegment(each, ids)
  const file = event.member('file')
  if (isFields(file)) addIds('file', [file.id], ids)
  return ids
}

function addSegment(segment: unknown, ids: NamedId[]): void {
  if (!isFields(segment) || typeof segment.type !== 'string' || !isFields(segment.data)) return
  const { data } = segment
  const [kind, members] = (Object.hasOwn(HOLDING, segment.type) && HOLDING[segment.type]) || []
  if (kind && members)
    addIds(
      kind,
      members.map((name) => data[name]),
      ids,
    )
}

function addIds(kind: NamedId['kind'], values: readonly unknown[], ids: NamedId[]): void {
  for (const value of values) {
    const id = idText(value)
    if (id !== undefined) ids.push({ kind, id })
  }
}
