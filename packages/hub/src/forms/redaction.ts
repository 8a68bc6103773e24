import { arrayItems, joinParts, type Reply, readReply, scanObject, type Wanted } from '@rookery/protocol'
import { type Edit, type EventEdit, partsOf } from './event-edit.js'

/** Members that are emptied: all below the name, or those that are named on. */
type Emptied = true | { readonly [name: string]: Emptied }

/** Empties members of events and of replies that show the same: a text becomes `""`, a number 0, so that each keeps its type. */
export interface Redaction extends EventEdit {
  /** The reply to an action with the members of its messages and senders emptied. */
  reply(action: string, reply: Reply): Reply
}

/** Makes a redaction of paths such as `sender.card`. A list on the way stands for each of its items. */
export function redactionOf(paths: readonly string[]): Redaction {
  const emptied = treeOf(paths)
  return {
    key: `redact ${[...new Set(paths)].sort().join()}`,
    wanted: namesOf(emptied),
    editsOf: (bytes, members) =>
      members.flatMap(({ name, valueStart, end }) => emptyAt(bytes, valueStart, end, below(emptied, name))),
    reply: (action, reply) => redactReply(reply, dataOf(action, emptied)),
  }
}

type Tree = { [name: string]: Emptied }

/** Without a prototype, so that `__proto__` is a name as others are. */
const emptyTree = (): Tree => Object.create(null) as Tree

function treeOf(paths: readonly string[]): Emptied {
  const tree = emptyTree()
  // Shorter ones first: what is emptied as a whole needs no more.
  for (const path of [...paths].sort((a, b) => a.length - b.length)) plant(tree, path.split('.'))
  return tree
}

function plant(tree: Tree, [name = '', ...rest]: readonly string[]): void {
  const known = Object.hasOwn(tree, name) ? tree[name] : undefined
  if (known === true) return
  if (rest.length === 0) tree[name] = true
  else {
    const inner = known ?? emptyTree()
    tree[name] = inner
    plant(inner, rest)
  }
}

const below = (emptied: Emptied, name: string): Emptied | undefined =>
  emptied !== true && Object.hasOwn(emptied, name) ? emptied[name] : undefined

const namesOf = (emptied: Emptied): Wanted =>
  emptied === true ? {} : Object.fromEntries(Object.keys(emptied).map((name) => [name, {}]))

const OPEN_BRACKET = 0x5b
const OPEN_BRACE = 0x7b

function emptyAt(
  bytes: Uint8Array,
  start: number,
  end: number,
  emptied: Emptied | undefined,
): readonly Edit[] {
  if (emptied === undefined) return []
  if (emptied === true) return [{ start, end, by: emptyOf(bytes[start] ?? 0) }]
  if (bytes[start] === OPEN_BRACKET)
    return (arrayItems(bytes, start, Number.POSITIVE_INFINITY) ?? []).flatMap((item) =>
      emptyAt(bytes, item.start, item.end, emptied),
    )
  return bytes[start] === OPEN_BRACE ? emptyInside(bytes, start, end, emptied) : []
}

/** Empties every member of that name: which of two counts is for the reader to say. */
function emptyInside(bytes: Uint8Array, start: number, end: number, emptied: Emptied): readonly Edit[] {
  const { members, complete } = scanObject(bytes.subarray(start, end), namesOf(emptied))
  // An object that cannot be read through may hold anything.
  if (!complete) return [{ start, end, by: emptyOf(OPEN_BRACE) }]
  return members.flatMap((each) =>
    emptyAt(bytes, start + each.valueStart, start + each.end, below(emptied, each.name)),
  )
}

const EMPTY: Readonly<Record<string, Uint8Array>> = Object.fromEntries(
  ['""', '[]', '{}', 'null', 'false'].map((text) => [text.charAt(0), Buffer.from(text)]),
)
const FALSE = Buffer.from('false')
const ZERO = Buffer.from('0')

/** The empty value of the type that begins with a byte. */
function emptyOf(first: number): Uint8Array {
  const letter = String.fromCharCode(first)
  return letter === 't' ? FALSE : (EMPTY[letter] ?? ZERO)
}

/** Actions whose result is a message or a list of them, as events are. */
const MESSAGES = new Set(['get_msg'])
const MESSAGE_LISTS = new Set(['get_group_msg_history', 'get_friend_msg_history', 'get_forward_msg'])
/** Actions whose result is what `sender` of an event is, or a list of it. */
const SENDERS = new Set([
  'get_group_member_info',
  'get_group_member_list',
  'get_stranger_info',
  'get_friend_list',
  'get_unidirectional_friend_list',
])

/** Members of the result of an action that are emptied; undefined if there are none. */
function dataOf(action: string, emptied: Emptied): Emptied | undefined {
  if (MESSAGES.has(action)) return emptied
  if (MESSAGE_LISTS.has(action)) return { messages: emptied }
  if (action === 'get_recent_contact') return { lastestMsg: emptied }
  if (action === 'get_friends_with_category') return insideOf('buddyList', below(emptied, 'sender'))
  return SENDERS.has(action) ? below(emptied, 'sender') : undefined
}

const insideOf = (name: string, emptied: Emptied | undefined): Emptied | undefined =>
  emptied && { [name]: emptied }

function redactReply(reply: Reply, emptied: Emptied | undefined): Reply {
  if (emptied === undefined) return reply
  const { bytes, scan } = reply
  const data = scan.members.filter(({ name }) => name === 'data')
  const edits = data.flatMap(({ valueStart, end }) => emptyAt(bytes, valueStart, end, emptied))
  return edits.length === 0 ? reply : (readReply(joinParts(partsOf(bytes, edits))) ?? reply)
}
