import { createHash } from 'node:crypto'
import { type Message, parseCq } from '@rookery/protocol'
import { compareOrder, type EventOrder } from '../history/index.js'
import type { EventScope } from '../scope/event-scope.js'
import type { JudgedEvent } from '../scope/judged-event.js'
import type { ChatRule } from './chat-rule.js'
import { type Chat, chatOfEvent } from './event-chat.js'
import { idText, KnownIds, type NamedId } from './known-ids.js'
import { isFields } from './params-walk.js'

/** Largest event that is searched for ids of files and forwards. */
const MOST_SEARCHED_BYTES = 64 * 1024
const LONGEST_KEY = 200
/** Accounts of which the newest noted event is remembered. */
const MOST_ACCOUNTS = 1_000
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

/** Reasons beside its chats for which a client is not sent an event. */
export interface Hiding {
  /** Filter of its events. */
  readonly filter?: EventScope | undefined
  /** False if it is not sent what the account itself says. Default true. */
  readonly selfMessages?: boolean | undefined
}

/**
 * The events that a client is sent whose entry restricts it to groups or private chats. It also knows the ids that came with
 * them: its clients may act on what they name. So those that are sent other events have another one.
 */
export class RightsScope implements EventScope {
  readonly key: string
  readonly known = new KnownIds()
  readonly #groups: ChatRule | undefined
  readonly #users: ChatRule | undefined
  readonly #hiding: Hiding
  /** The newest event of each account whose ids were noted. */
  readonly #noted = new Map<string, EventOrder>()

  constructor(groups: ChatRule | undefined, users: ChatRule | undefined, hiding: Hiding = {}) {
    this.key = scopeKey(groups, users, hiding)
    this.#groups = groups
    this.#users = users
    this.#hiding = hiding
  }

  sees(event: JudgedEvent): boolean {
    if (this.forbidden(chatOfEvent(event))) {
      const isOlder = this.#isOlder(event)
      for (const each of ownIds(event)) this.known.forget(event.account, each, isOlder)
      return false
    }
    const { filter, selfMessages = true } = this.#hiding
    if (!selfMessages && event.isSelfMessage) return false
    if (filter && !filter.sees(event)) return false
    this.#note(event)
    return true
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
    const isOlder = this.#isOlder(event)
    if (!isOlder) this.#noteOrder(event)
    for (const each of ownIds(event)) this.known.note(account, each, isOlder)
    if (payload.length > MOST_SEARCHED_BYTES) return
    for (const each of idsIn(event).slice(0, MOST_IDS)) this.known.note(account, each, isOlder)
  }

  /** Whether a newer event of the account was noted before: it comes from the log, or is judged for another view. */
  #isOlder({ account, id }: JudgedEvent): boolean {
    const newest = this.#noted.get(account)
    return newest !== undefined && compareOrder(id, newest) < 0
  }

  #noteOrder({ account, id }: JudgedEvent): void {
    if (this.#noted.size >= MOST_ACCOUNTS && !this.#noted.has(account)) this.#noted.clear()
    this.#noted.set(account, id)
  }
}

/** Identity of the verdicts of two rules, and of what else hides events; of long ones it is a digest. */
export function scopeKey(
  groups: ChatRule | undefined,
  users: ChatRule | undefined,
  { filter, selfMessages = true }: Hiding = {},
): string {
  const chats = `groups ${groups?.key ?? '*'} users ${users?.key ?? '*'}`
  const key = `${chats}${filter ? ` in ${filter.key}` : ''}${selfMessages ? '' : ' without message_sent'}`
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
