import { lastMember, type Member, type ObjectScan, readString, readText } from '../json/scan-object.js'
import type { Call } from './call-frame.js'

/** Chat that the params of a call name; ids are decimal text. */
export interface CallChat {
  readonly groupId: string | undefined
  readonly userId: string | undefined
  /** `private` or `group`, where the params say so. */
  readonly messageType: string | undefined
}

/** Longest JSON text of an id or a type of message. */
const LONGEST_BYTES = 64

const NOTHING: CallChat = { groupId: undefined, userId: undefined, messageType: undefined }

/** The chat that a call names, from the places that were found when it was read. Of a repeated key the last value counts. */
export function chatOfCall({ bytes, scan }: Call): CallChat {
  const params = lastMember(scan, 'params')?.inner
  if (!params) return NOTHING
  return {
    groupId: idIn(bytes, params, 'group_id'),
    userId: idIn(bytes, params, 'user_id'),
    messageType: textIn(bytes, params, 'message_type'),
  }
}

function textIn(bytes: Uint8Array, scan: ObjectScan, name: string): string | undefined {
  const found = lastMember(scan, name)
  return found && found.end - found.valueStart <= LONGEST_BYTES ? textOf(bytes, found) : undefined
}

const textOf = (bytes: Uint8Array, { valueStart, end }: Member): string =>
  readString(bytes, valueStart, end) ?? readText(bytes, valueStart, end)

/** An id in one spelling: implementations take `30001`, `"30001"` and `30001.0` as the same number. */
function idIn(bytes: Uint8Array, scan: ObjectScan, name: string): string | undefined {
  const text = textIn(bytes, scan, name)?.trim()
  if (text === undefined || text === '') return undefined
  if (/^[1-9]\d*$/.test(text)) return text
  const number = Number(text)
  if (!Number.isFinite(number)) return undefined
  return number === 0 ? undefined : String(number)
}
