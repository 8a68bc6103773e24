import {
  arrayItems,
  failedReply,
  type ObjectScan,
  okReplyOf,
  type Parts,
  parseExact,
  type Reply,
  readText,
  scanObject,
  type TargetReply,
} from '@rookery/protocol'
import { ODD_ID, readId } from './chat-rule.js'
import { type Chat, chatOfEvent } from './event-chat.js'
import { isFields } from './params-walk.js'

type Fields = Readonly<Record<string, unknown>>

/** Decides whether a client may see a chat. */
export type Sees = (chat: Chat) => boolean

/** Chat types of NapCat: private, group, and temporary. */
const [PRIVATE, GROUP, TEMPORARY] = [1, 2, 100]

/** The range of a value in the bytes of a reply. */
interface Range {
  readonly start: number
  readonly end: number
}

/**
 * Leaves out of a reply what tells of chats that the client may not see. Everything else keeps its bytes. A reply of another
 * form than the table says shows nothing.
 */
export function filterReply(reply: Reply, told: TargetReply, account: string, sees: Sees): Reply {
  const data = memberOfReply(reply, 'data')
  const { bytes } = reply
  if (!data || isNull(bytes, data)) return reply
  if (valueOfReply(reply, 'retcode') !== 0) return withoutData(reply)
  if (told.of === 'event') {
    const value = valueAt(bytes, data)
    return isFields(value) && sees(chatOfItem(value, told, account)) ? reply : forbidden()
  }
  const isSeen = (item: Fields): boolean => sees(chatOfItem(item, told, account))
  if (told.members) return okReplyOf(listsIn(bytes, data, told.members, isSeen))
  if (told.inside === undefined) return okReplyOf(listAt(bytes, data, isSeen))
  return okReplyOf(nestedAt(bytes, data, told.inside, isSeen))
}

const forbidden = (): Reply => failedReply(1403, 'this client may not see the chat that this is from')

function memberOfReply({ scan }: Reply, wanted: string): Range | undefined {
  const found = scan.members.findLast(({ name }) => name === wanted)
  return found && { start: found.valueStart, end: found.end }
}

function valueOfReply(reply: Reply, name: string): unknown {
  const found = memberOfReply(reply, name)
  return found && valueAt(reply.bytes, found)
}

/** A failed reply without its data. */
function withoutData(reply: Reply): Reply {
  const retcode = valueOfReply(reply, 'retcode')
  return failedReply(
    typeof retcode === 'number' ? retcode : 1500,
    'it failed; what came with it is not shown',
  )
}

const isNull = (bytes: Uint8Array, { start, end }: Range): boolean =>
  end - start === 4 && bytes[start] === NULL_BYTE

const NULL_BYTE = 0x6e

/** The items of a list that may be seen, as a list. */
function listAt(bytes: Uint8Array, { start, end }: Range, isSeen: (item: Fields) => boolean): Parts {
  const parts: Uint8Array[] = []
  for (const item of itemsAt(bytes, { start, end })) {
    const value = valueAt(bytes, item)
    if (!isFields(value) || !isSeen(value)) continue
    parts.push(parts.length === 0 ? OPEN : COMMA, bytes.subarray(item.start, item.end))
  }
  return parts.length === 0 ? [EMPTY] : [...parts, CLOSE]
}

/** An object with these members alone, each a list. */
function listsIn(
  bytes: Uint8Array,
  range: Range,
  names: readonly string[],
  isSeen: (item: Fields) => boolean,
): Parts {
  const parts: Uint8Array[] = []
  for (const name of names) {
    const found = memberOf(bytes, range, name)
    if (!found) continue
    parts.push(Buffer.from(`${parts.length === 0 ? '{' : ','}${JSON.stringify(name)}:`))
    parts.push(...listAt(bytes, found, isSeen))
  }
  return parts.length === 0 ? [Buffer.from('{}')] : [...parts, Buffer.from('}')]
}

/** A list whose items hold the list proper, which is filtered. */
function nestedAt(bytes: Uint8Array, range: Range, inside: string, isSeen: (item: Fields) => boolean): Parts {
  const parts: Uint8Array[] = []
  for (const item of itemsAt(bytes, range)) {
    const list = memberOf(bytes, item, inside)
    if (!list) continue
    parts.push(parts.length === 0 ? OPEN : COMMA, bytes.subarray(item.start, list.start))
    parts.push(...listAt(bytes, list, isSeen), bytes.subarray(list.end, item.end))
  }
  return parts.length === 0 ? [EMPTY] : [...parts, CLOSE]
}

/** The last member of an object with that name, which is the one that counts; one that is repeated is none. */
function memberOf(bytes: Uint8Array, { start, end }: Range, name: string): Range | undefined {
  const { members }: ObjectScan = scanObject(bytes.subarray(start, end), { [name]: {} })
  const [found] = members
  return found && members.length === 1
    ? { start: start + found.valueStart, end: start + found.end }
    : undefined
}

const itemsAt = (bytes: Uint8Array, { start }: Range): readonly Range[] =>
  arrayItems(bytes, start, Number.POSITIVE_INFINITY) ?? []

/** The chat that an item of a list tells of. */
function chatOfItem(item: Fields, { of, by = '' }: TargetReply, account: string): Chat {
  if (of === 'groups') return { groups: [readId(item[by]) ?? ODD_ID], users: [] }
  if (of === 'users') return { groups: [], users: [readId(item[by]) ?? ODD_ID] }
  if (of === 'contacts') return chatOfContact(item)
  return chatOfEvent({ account, member: (name) => (Object.hasOwn(item, name) ? item[name] : undefined) })
}

function chatOfContact({ chatType, peerUin }: Fields): Chat {
  const peer = readId(peerUin) ?? ODD_ID
  if (chatType === GROUP) return { groups: [peer], users: [] }
  if (chatType === PRIVATE) return { groups: [], users: [peer] }
  // The group of a temporary chat is not told.
  return { groups: [ODD_ID], users: chatType === TEMPORARY ? [peer] : [ODD_ID] }
}

/** The value of a JSON text; undefined for what is none. */
function valueAt(bytes: Uint8Array, { start, end }: Range): unknown {
  try {
    return parseExact(readText(bytes, start, end))
  } catch {
    return undefined
  }
}

const OPEN = Buffer.from('[')
const COMMA = Buffer.from(',')
const CLOSE = Buffer.from(']')
const EMPTY = Buffer.from('[]')

/** The ids that a reply to something sent gives to it: of the message, and of a merged forward. */
export function sentIds(
  reply: Reply,
): readonly { readonly kind: 'message' | 'forward'; readonly id: unknown }[] {
  const value = valueOfReply(reply, 'data')
  if (typeof value === 'string') return [{ kind: 'forward', id: value }]
  if (!isFields(value)) return []
  return [
    { kind: 'message', id: value.message_id },
    { kind: 'forward', id: value.forward_id },
    { kind: 'forward', id: value.res_id },
  ]
}
