import { arrayItems, joinParts, type Reply, readReply, scanObject, type Wanted } from '@rookery/protocol'
import { type Edit, type EventEdit, partsOf } from './event-edit.js'
import {
  below,
  dataTree,
  type Emptied,
  HOLDING_SEGMENTS,
  messageTrees,
  REDACTED_REPLIES,
  treeOf,
} from './redacted-members.js'

/** Empties members of events and of replies that show the same: a text becomes `""`, a number 0, so that each keeps its type. */
export interface Redaction extends EventEdit {
  /** The reply to an action with the members of its messages and people emptied. */
  reply(action: string, reply: Reply): Reply
}

/** Makes a redaction of paths such as `sender.card`. A list on the way stands for each of its items. */
export function redactionOf(paths: readonly string[]): Redaction {
  const own = treeOf(paths)
  const trees = messageTrees(own)
  const emptied = trees.message
  const ofReplies = new Map(REDACTED_REPLIES.map((action) => [action, dataTree(action, trees)]))
  return {
    key: `redact ${[...new Set(paths)].sort().join()}`,
    wanted: namesOf(emptied),
    editsOf: (bytes, members) =>
      members
        .filter(
          ({ name, valueStart, end }) =>
            Object.hasOwn(own, name) || !HOLDING_SEGMENTS.has(name) || holdsMessages(bytes, valueStart, end),
        )
        .flatMap(({ name, valueStart: start, end }) => emptyAt(bytes, { start, end }, below(emptied, name))),
    reply: (action, reply) => redactReply(reply, ofReplies.get(action)),
  }
}

const namesOf = (emptied: Emptied): Wanted =>
  typeof emptied === 'object' ? Object.fromEntries(Object.keys(emptied).map((name) => [name, {}])) : {}

const CONTENT = Buffer.from('"content"')

/** Whether a list of segments may hold messages. It is looked for, since most hold none, and may be large. */
const holdsMessages = (bytes: Uint8Array, start: number, end: number): boolean =>
  Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).includes(CONTENT)

const OPEN_BRACKET = 0x5b
const OPEN_BRACE = 0x7b

/** Levels of lists and objects that are looked into, some six forwards in one another; what lies deeper is emptied. */
const MOST_LEVELS = 32

interface Range {
  readonly start: number
  readonly end: number
}

function emptyAt(
  bytes: Uint8Array,
  { start, end }: Range,
  emptied: Emptied | undefined,
  levels = MOST_LEVELS,
): readonly Edit[] {
  if (emptied === undefined) return []
  const first = bytes[start] ?? 0
  if (typeof emptied !== 'object') return [{ start, end, by: emptyOf(first) }]
  if (first !== OPEN_BRACKET && first !== OPEN_BRACE) return []
  if (levels === 0) return [{ start, end, by: emptyOf(first) }]
  if (first === OPEN_BRACE) return emptyInside(bytes, { start, end }, emptied, levels - 1)
  return (arrayItems(bytes, start, Number.POSITIVE_INFINITY) ?? []).flatMap((item) =>
    emptyAt(bytes, item, emptied, levels - 1),
  )
}

/** Empties every member of that name: which of two counts is for the reader to say. */
function emptyInside(
  bytes: Uint8Array,
  { start, end }: Range,
  emptied: Emptied,
  levels: number,
): readonly Edit[] {
  const { members, complete } = scanObject(bytes.subarray(start, end), namesOf(emptied))
  // An object that cannot be read through may hold anything.
  if (!complete) return [{ start, end, by: emptyOf(OPEN_BRACE) }]
  const isNode = members.some(({ name }) => name === 'content')
  return members.flatMap(({ name, valueStart, end: valueEnd }) => {
    const inner = below(emptied, name)
    if (inner === 'in a node' && !isNode) return []
    return emptyAt(bytes, { start: start + valueStart, end: start + valueEnd }, inner, levels)
  })
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

function redactReply(reply: Reply, emptied: Emptied | undefined): Reply {
  if (emptied === undefined) return reply
  const { bytes, scan } = reply
  const data = scan.members.filter(({ name }) => name === 'data')
  const edits = data.flatMap(({ valueStart: start, end }) => emptyAt(bytes, { start, end }, emptied))
  return edits.length === 0 ? reply : (readReply(joinParts(partsOf(bytes, edits))) ?? reply)
}
