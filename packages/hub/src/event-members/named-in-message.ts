import { arrayItems, readString, readText, scanObject, unescapeText } from '@rookery/protocol'

/** Accounts and the message that a message names by its segments. */
export interface NamedInMessage {
  /** Accounts that it mentions, as decimal text. */
  readonly ats: readonly string[]
  /** Id of the message that it answers. */
  readonly replyTo: string | undefined
}

/** Segments that are read; a mention behind so many is not found. */
const MOST_SEGMENTS = 200

const NOTHING: NamedInMessage = { ats: [], replyTo: undefined }

/** Reads what a message names: a string with CQ codes, a list of segments, or one segment, at `start` to `end`. */
export function namedInMessage(bytes: Uint8Array, start: number, end: number): NamedInMessage {
  const text = readString(bytes, start, end)
  if (text !== undefined) return namedInText(text)
  const items = arrayItems(bytes, start, MOST_SEGMENTS) ?? [{ start, end }]
  const ats: string[] = []
  let replyTo: string | undefined
  for (const item of items) {
    const segment = readSegment(bytes.subarray(item.start, item.end))
    if (segment?.type === 'at' && segment.value) ats.push(segment.value)
    if (segment?.type === 'reply') replyTo ??= segment.value
  }
  return items.length === 0 ? NOTHING : { ats, replyTo }
}

const CODE = /\[CQ:(at|reply),([^\]]*)\]/g

function namedInText(text: string): NamedInMessage {
  if (!text.includes('[CQ:')) return NOTHING
  const ats: string[] = []
  let replyTo: string | undefined
  for (const [, type, data = ''] of text.matchAll(CODE)) {
    const value = valueIn(data, type === 'at' ? 'qq' : 'id')
    if (type === 'at' && value) ats.push(value)
    if (type === 'reply') replyTo ??= value
  }
  return { ats, replyTo }
}

function valueIn(data: string, wanted: string): string | undefined {
  const prefix = `${wanted}=`
  const found = data.split(',').find((each) => each.startsWith(prefix))
  return found && unescapeText(found.slice(prefix.length)).trim()
}

function readSegment(
  bytes: Uint8Array,
): { readonly type: string; readonly value: string | undefined } | undefined {
  const scan = scanObject(bytes, { type: {}, data: { qq: {}, id: {} } })
  if (!scan.complete) return undefined
  const type = scan.members.findLast(({ name }) => name === 'type')
  const name = type && readString(bytes, type.valueStart, type.end)
  if (name !== 'at' && name !== 'reply') return undefined
  const data = scan.members.findLast((each) => each.name === 'data')?.inner?.members ?? []
  const value = data.findLast((each) => each.name === (name === 'at' ? 'qq' : 'id'))
  if (!value) return { type: name, value: undefined }
  const text = readString(bytes, value.valueStart, value.end) ?? readText(bytes, value.valueStart, value.end)
  return { type: name, value: text }
}
