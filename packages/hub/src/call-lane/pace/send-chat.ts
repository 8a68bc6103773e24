import { type Call, chatOfCall, isSend, isSendToPerson } from '@rookery/protocol'

/**
 * The chat that a call sends to, as a key: `g` or `u` and a number, or empty for a send that names no chat, which only the
 * account's own limit concerns. Undefined for a call that sends nothing.
 */
export function sendChat(call: Call): string | undefined {
  const { action } = call
  return isSend(action) ? chatKey(action, chatOfCall(call)) : undefined
}

/** Actions that `message_type` turns from a group to a person. */
const EITHER: ReadonlySet<string> = new Set(['send_msg', 'send_forward_msg'])

/** The key of the chat that the params of a sending action name. */
export function chatKey(
  action: string,
  {
    groupId,
    userId,
    messageType,
  }: { groupId?: string | undefined; userId?: string | undefined; messageType?: string | undefined },
): string {
  const isPrivate = isSendToPerson(action) || (messageType === 'private' && EITHER.has(action))
  if (groupId !== undefined && !(isPrivate && userId !== undefined)) return `g${groupId}`
  return userId === undefined ? '' : `u${userId}`
}
