import { groupChatKey, privateChatKey } from '../turn/chats.js'
import type { Done } from '../turn/turn.js'
import type { Message, Request, World } from '../world/world.js'

/** The message that a deed has sent, in whichever way. */
export function saidBy({ result }: Pick<Done, 'result'>): Message | undefined {
  const isMessage = typeof result === 'object' && result !== null && 'message_seq' in result
  return isMessage ? (result as Message) : undefined
}

/** The id of the message that a deed concerns. */
export const messageIdOf = ({ args }: Pick<Done, 'args'>): number | undefined => numberAt(args, 'message_id')

/** The request that a deed answers. */
export function requestOf({ args }: Pick<Done, 'args'>, world: Pick<World, 'requests'>): Request | undefined {
  const { flag } = args as { readonly flag?: unknown }
  return typeof flag === 'string' ? world.requests.get(flag) : undefined
}

/** The key of the chat that a deed belongs to; `undefined` for a deed outside of chats, such as a new nickname. */
export function chatOfDone(done: Done, world: World): string | undefined {
  const message = saidBy(done) ?? world.messages.get(messageIdOf(done) ?? 0)
  if (message) return message.chat
  const asked = requestOf(done, world)
  if (asked?.kind === 'group') return groupChatKey(asked.group_id)
  if (asked) return privateChatKey(done.by, asked.user_id)
  const [group_id, user_id] = [numberAt(done.args, 'group_id'), numberAt(done.args, 'user_id')]
  if (group_id !== undefined) return groupChatKey(group_id)
  return user_id === undefined ? undefined : privateChatKey(done.by, user_id)
}

function numberAt(args: object, name: string): number | undefined {
  const value: unknown = (args as Readonly<Record<string, unknown>>)[name]
  const number = typeof value === 'string' && value !== '' ? Number(value) : value
  return typeof number === 'number' && Number.isSafeInteger(number) ? number : undefined
}
