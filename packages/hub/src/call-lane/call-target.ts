import {
  arrayItems,
  type Call,
  type Member,
  readString,
  readText,
  scanObject,
  type Wanted,
} from '@rookery/protocol'
import { type NamedInMessage, namedInMessage } from '../event-members/named-in-message.js'

/** Ids that only the account knows that gave them. */
const OWN_IDS = [
  'message_id',
  'message_seq',
  'flag',
  'file_id',
  'folder_id',
  'notice_id',
  'id',
  'busid',
] as const

const PARAMS: Wanted = {
  ...Object.fromEntries(OWN_IDS.map((name) => [name, {}])),
  group_id: {},
  user_id: {},
  message: {},
  messages: {},
}

/** Chat and message that a call names. Ids are decimal text. */
export interface CallTarget extends NamedInMessage {
  readonly group: string | undefined
  readonly user: string | undefined
  /** Its `message_id`. */
  readonly message: string | undefined
  /** Whether it names anything by an id of one account: a message, a request, a file. */
  readonly namesOwn: boolean
}

const NOWHERE: CallTarget = {
  group: undefined,
  user: undefined,
  message: undefined,
  namesOwn: false,
  ats: [],
  replyTo: undefined,
}

/** Reads which chat and message a call names. */
export function targetOf({ bytes }: Call): CallTarget {
  const scan = scanObject(bytes, { params: PARAMS })
  const members = scan.members.findLast(({ name }) => name === 'params')?.inner?.members
  if (!members) return NOWHERE
  const member = (wanted: string): Member | undefined => members.findLast(({ name }) => name === wanted)
  const text = (wanted: string): string | undefined => textOf(bytes, member(wanted))
  const message = member('message')
  const named = message && namedInMessage(bytes, message.valueStart, message.end)
  const nodes = member('messages')
  return {
    ats: named?.ats ?? [],
    replyTo: named?.replyTo,
    group: asId(text('group_id')),
    user: asId(text('user_id')),
    message: text('message_id'),
    namesOwn:
      named?.replyTo !== undefined ||
      (nodes !== undefined && takesById(bytes, nodes)) ||
      OWN_IDS.some((each) => text(each) !== undefined),
  }
}

/** Whether a merged forward takes messages by their ids, as far as it is a list of them. */
function takesById(bytes: Uint8Array, { valueStart, end }: Member): boolean {
  const items = arrayItems(bytes, valueStart, Number.POSITIVE_INFINITY)
  if (!items) return readText(bytes, valueStart, end) !== 'null'
  return items.some((item) => {
    const { members } = scanObject(bytes.subarray(item.start, item.end), { data: { id: {} } })
    return members.some(({ inner }) => inner !== undefined && inner.members.length > 0)
  })
}

/** The text of a string or a number that is not empty. */
function textOf(bytes: Uint8Array, at: Member | undefined): string | undefined {
  if (!at) return undefined
  const text = readString(bytes, at.valueStart, at.end) ?? readText(bytes, at.valueStart, at.end)
  return text === '' || text === 'null' ? undefined : text
}

const asId = (text: string | undefined): string | undefined =>
  text !== undefined && /^[1-9]\d{0,19}$/.test(text) ? text : undefined
