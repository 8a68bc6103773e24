import type { GroupMessageEvent, OneBotEvent, PrivateMessageEvent } from '@rookery/protocol'

/** A message that somebody wrote to the bot, or where it could read it. */
export type ChatEvent = PrivateMessageEvent | GroupMessageEvent

/** Whether an event is a message in a group or of a user. */
export const isChatEvent = (event: OneBotEvent): event is ChatEvent =>
  event.post_type === 'message' && (event.message_type === 'private' || event.message_type === 'group')
