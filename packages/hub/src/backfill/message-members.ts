import { type ObjectScan, readString, readText, scanObject, type Wanted } from '@rookery/protocol'
import type { Dialect } from './dialect.js'

const WANTED: Wanted = {
  post_type: {},
  message_type: {},
  notice_type: {},
  sub_type: {},
  self_id: {},
  time: {},
  group_id: {},
  user_id: {},
  target_id: {},
  sender: { user_id: {} },
  message_id: {},
  message_seq: {},
  real_seq: {},
}

/** Members of an event, or of a message of a history, that say what it is and where it belongs. */
export interface MessageMembers {
  readonly scan: ObjectScan
  /** The text of a member, without its quotes; undefined if there is none, or it is no scalar. */
  text(name: string): string | undefined
  /** An id as decimal text; undefined for 0 and anything else. */
  id(name: string): string | undefined
  /** Account that sent it. */
  readonly sender: string | undefined
  /** Unix seconds. */
  readonly time: number | undefined
}

/** Reads the members of an object; undefined if it is none. */
export function messageMembers(bytes: Uint8Array): MessageMembers | undefined {
  const scan = scanObject(bytes, WANTED)
  if (!scan.complete) return undefined
  const text = (name: string): string | undefined => scalarOf(bytes, scan, name)
  const inner = scan.members.findLast(({ name }) => name === 'sender')?.inner
  const time = Number(text('time') ?? Number.NaN)
  return {
    scan,
    text,
    id: (name) => asId(text(name)),
    sender: asId(text('user_id')) ?? asId(inner && scalarOf(bytes, inner, 'user_id')),
    time: Number.isFinite(time) && time > 0 ? time : undefined,
  }
}

/** Identity of a message within its chat. */
export interface MessageKey {
  /** QQ's own sequence in the chat. */
  readonly seq?: number
  /** The implementation's `message_id`. */
  readonly id?: string
}

/**
 * Reads the identity of a message. NapCat repeats the id in `message_seq`, and so may those that nobody knows: it is no
 * sequence then.
 */
export function keyOf(members: MessageMembers, dialect: Dialect): MessageKey {
  const id = members.text('message_id')
  const other = members.text('message_seq')
  const isRepeated = dialect === 'napcat' || (dialect === 'unknown' && other === id)
  const seq = asSeq(members.text('real_seq')) ?? (isRepeated ? undefined : asSeq(other))
  const hasId = id !== undefined && id !== '' && id !== '0'
  return { ...(seq !== undefined && { seq }), ...(hasId && { id }) }
}

function scalarOf(bytes: Uint8Array, { members }: ObjectScan, name: string): string | undefined {
  const found = members.findLast((each) => each.name === name)
  if (!found) return undefined
  const text = readString(bytes, found.valueStart, found.end)
  if (text !== undefined) return text
  return /[{["n]/.test(String.fromCharCode(bytes[found.valueStart] ?? 0))
    ? undefined
    : readText(bytes, found.valueStart, found.end)
}

const asId = (text: string | undefined): string | undefined =>
  text !== undefined && /^[1-9]\d{0,19}$/.test(text) ? text : undefined

function asSeq(text: string | undefined): number | undefined {
  const seq = text !== undefined && /^[1-9]\d*$/.test(text) ? Number(text) : 0
  return Number.isSafeInteger(seq) && seq > 0 ? seq : undefined
}
