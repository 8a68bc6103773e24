import { type Call, readString, readText, scanObject } from '@rookery/protocol'
import { targetOf } from './call-target.js'
import { QUICK_OPERATION } from './quick-operation.js'

/** Message that a call answers: by its id, or as the last one of somebody in a group. Ids are decimal text. */
export type AnsweredMessage =
  | { readonly messageId: string }
  | { readonly group: string; readonly users: readonly string[] }

const SENDS: ReadonlySet<string> = new Set([
  'send_msg',
  'send_group_msg',
  'send_private_msg',
  'send_forward_msg',
  'send_group_forward_msg',
  'send_private_forward_msg',
])

/** Reads which message a call answers; undefined if it answers none. */
export function answeredMessage(call: Call): AnsweredMessage | undefined {
  if (call.action === QUICK_OPERATION) return quickAnswer(call)
  if (!SENDS.has(call.action)) return undefined
  const { replyTo, group, ats } = targetOf(call)
  if (replyTo !== undefined) return { messageId: replyTo }
  return group !== undefined && ats.length > 0 ? { group, users: ats } : undefined
}

/** The message of a quick operation that has a reply. */
function quickAnswer({ bytes }: Call): AnsweredMessage | undefined {
  const wanted = { params: { context: { message_id: {} }, operation: { reply: {} } } }
  const params = scanObject(bytes, wanted).members.findLast(({ name }) => name === 'params')?.inner?.members
  const inner = (name: string) => params?.findLast((each) => each.name === name)?.inner?.members.at(-1)
  const id = inner('context')
  const reply = inner('operation')
  if (!id || !reply || isNothing(readText(bytes, reply.valueStart, reply.end))) return undefined
  const messageId = readString(bytes, id.valueStart, id.end) ?? readText(bytes, id.valueStart, id.end)
  return { messageId }
}

const isNothing = (json: string): boolean => json === 'null' || json === '""' || json === 'false'
