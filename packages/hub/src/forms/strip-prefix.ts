import { arrayItems, type Member, readString, scanObject, unescapeText } from '@rookery/protocol'
import type { EventFilter } from '../filter/event-filter.js'
import { type Judgeable, judgedEvent } from '../scope/judged-event.js'
import type { Edit, EventEdit } from './event-edit.js'

/** Cuts the prefix that let a message pass a filter from its `raw_message`, and from the beginning of its `message`. */
export function stripPrefix({ key, prefixOf }: EventFilter): EventEdit {
  return {
    key: `strip ${key}`,
    wanted: { raw_message: {}, message: {} },
    editsOf(bytes, members, received: Judgeable) {
      const prefix = prefixOf?.(judgedEvent(received))
      return prefix ? members.flatMap((each) => cutMember(bytes, each, prefix)) : []
    },
  }
}

const QUOTE = 0x22
const OPEN_BRACKET = 0x5b
const OPEN_BRACE = 0x7b
const NOTHING = new Uint8Array()

function cutMember(bytes: Uint8Array, { valueStart, end }: Member, prefix: string): readonly Edit[] {
  if (bytes[valueStart] === QUOTE) return cutString(bytes, valueStart, end, prefix)
  if (bytes[valueStart] === OPEN_BRACE) return cutSegment(bytes, valueStart, end, prefix)
  return bytes[valueStart] === OPEN_BRACKET ? cutFirst(bytes, valueStart, prefix) : []
}

function cutFirst(bytes: Uint8Array, start: number, prefix: string): readonly Edit[] {
  const [first, second] = arrayItems(bytes, start, 2) ?? []
  if (!first) return []
  const edits = cutSegment(bytes, first.start, first.end, prefix)
  // A text segment without a text is left out, unless nothing else is there.
  const isEmptied = second && edits.some(({ isWhole }) => isWhole)
  return isEmptied ? [{ start: first.start, end: second.start, by: NOTHING }] : edits
}

/** A cut of a string; `isWhole` if nothing is left of it. */
interface Cut extends Edit {
  readonly isWhole: boolean
}

/** The text of a segment has no entities, as that of a message string has. */
function cutSegment(bytes: Uint8Array, start: number, end: number, prefix: string): readonly Cut[] {
  const { members } = scanObject(bytes.subarray(start, end), { type: {}, data: { text: {} } })
  const type = members.findLast(({ name }) => name === 'type')
  const data = members.findLast(({ name }) => name === 'data')
  const text = data?.inner?.members.findLast(({ name }) => name === 'text')
  if (!type || !text || readString(bytes, start + type.valueStart, start + type.end) !== 'text') return []
  return cutString(bytes, start + text.valueStart, start + text.end, unescapeText(prefix))
}

function cutString(bytes: Uint8Array, start: number, end: number, prefix: string): readonly Cut[] {
  if (bytes[start] !== QUOTE) return []
  const plain = Buffer.from(JSON.stringify(prefix).slice(1, -1))
  const rest = start + 1 + plain.length
  if (rest < end && plain.equals(bytes.subarray(start + 1, rest)))
    return [{ start: start + 1, end: rest, by: NOTHING, isWhole: rest === end - 1 }]
  return cutEscaped(bytes, start, end, prefix)
}

/** Cuts a prefix that is spelled with other escapes. */
function cutEscaped(bytes: Uint8Array, start: number, end: number, prefix: string): readonly Cut[] {
  const text = readString(bytes, start, end)
  if (!text?.startsWith(prefix)) return []
  const rest = text.slice(prefix.length)
  return [{ start, end, by: Buffer.from(JSON.stringify(rest)), isWhole: rest === '' }]
}
