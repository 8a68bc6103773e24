import { parseCq } from '@rookery/protocol'
import { readId } from './chat-rule.js'
import { idText, type NamedId } from './known-ids.js'

/** What params name at any depth. */
export interface Named {
  readonly groups: Set<string>
  readonly ids: NamedId[]
  /** Number of keys of all objects. */
  keys: number
}

type Fields = Readonly<Record<string, unknown>>

/** Segments that show something of another chat, by the kind of id that they hold. */
const POINTING: Readonly<Record<string, NamedId['kind']>> = {
  reply: 'message',
  node: 'message',
  forward: 'forward',
  longmsg: 'forward',
}

const GROUP_ID_LETTERS = 'groupid'.length

/** An id that nobody knows. */
export const NO_ID = '\u0000'

/** Walks params as far down as they go: groups are named in nodes of forwards, and other chats by segments of messages. */
export function walkParams(params: unknown): Named {
  const named: Named = { groups: new Set(), ids: [], keys: 0 }
  // A stack of its own: params may be nested as deeply as the parser reads.
  const waiting: unknown[] = [params]
  while (waiting.length > 0) {
    const value = waiting.pop()
    if (typeof value === 'string') readCodes(value, named)
    else if (Array.isArray(value)) for (const each of value) waiting.push(each)
    else if (isFields(value)) readFields(value, named, waiting)
  }
  return named
}

function readFields(fields: Fields, named: Named, waiting: unknown[]): void {
  for (const key of Object.keys(fields)) {
    named.keys++
    const value = fields[key]
    if (isGroupId(key)) addGroup(value, named)
    waiting.push(value)
  }
  if (typeof fields.type === 'string') readSegment(fields.type, fields.data, named)
}

const isGroupId = (key: string): boolean =>
  key === 'group_id' || (key.length >= GROUP_ID_LETTERS && plainKey(key) === 'groupid')

function addGroup(value: unknown, { groups }: Named): void {
  const id = readId(value)
  if (id !== undefined) groups.add(id)
}

function readSegment(type: string, data: unknown, { ids }: Named): void {
  const name = type.toLowerCase()
  const kind = Object.hasOwn(POINTING, name) ? POINTING[name] : undefined
  if (!kind || !isFields(data)) return
  for (const key of Object.keys(data)) {
    if (key.toLowerCase() !== 'id' || data[key] === null || data[key] === '') continue
    ids.push({ kind, id: idText(data[key]) ?? NO_ID })
  }
}

function readCodes(text: string, named: Named): void {
  if (!text.includes('[CQ:')) return
  for (const { type, data } of parseCq(text)) readSegment(type, data, named)
}

/** A key as readers may take it who ignore case and underscores. */
export const plainKey = (key: string): string => key.toLowerCase().replace(/[^a-z]/g, '')

export const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The number of members of all objects of a JSON text. It is larger than the number of keys if one is repeated. */
export function countMembers(json: string): number {
  let count = 0
  for (let at = 0; at < json.length; at++) {
    const code = json.charCodeAt(at)
    if (code === COLON) count++
    else if (code === QUOTE) at = closingQuote(json, at)
  }
  return count
}

const COLON = 0x3a
const QUOTE = 0x22
const BACKSLASH = 0x5c

function closingQuote(json: string, opening: number): number {
  for (let quote = json.indexOf('"', opening + 1); quote >= 0; quote = json.indexOf('"', quote + 1)) {
    let slash = quote - 1
    while (json.charCodeAt(slash) === BACKSLASH) slash--
    if ((quote - slash) % 2 === 1) return quote
  }
  return json.length
}
