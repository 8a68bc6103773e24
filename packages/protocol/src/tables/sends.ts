import type { ActionName } from './action-types.js'

/**
 * Actions by which an account appears before others: messages, forwards, pokes, likes, files, posts. QQ watches how fast
 * they come, and limits accounts that send too much.
 */
const sending: ReadonlySet<string> = new Set([
  '.join_friend_emoji_chain',
  '.join_group_emoji_chain',
  '_send_group_notice',
  'do_group_album_comment',
  'forward_friend_single_msg',
  'forward_group_single_msg',
  'friend_poke',
  'group_poke',
  'reshare_flash_file',
  'send_flash_msg',
  'send_forward_msg',
  'send_group_ai_record',
  'send_group_forward_msg',
  'send_group_msg',
  'send_group_sign',
  'send_guild_channel_msg',
  'send_like',
  'send_msg',
  'send_online_file',
  'send_online_folder',
  'send_poke',
  'send_private_forward_msg',
  'send_private_msg',
  'send_qzone_msg',
  'set_group_sign',
  'upload_group_album',
  'upload_group_file',
  'upload_image_to_qun_album',
  'upload_private_file',
] satisfies (ActionName | `.join_${string}`)[])

/** Sending actions whose receiver is a person, though the params may name a group, too. */
const toPersons: ReadonlySet<string> = new Set([
  '.join_friend_emoji_chain',
  'forward_friend_single_msg',
  'friend_poke',
  'send_private_forward_msg',
  'send_private_msg',
  'upload_private_file',
] satisfies (ActionName | `.join_${string}`)[])

/** Whether an action, named without suffix, sends something that others see. */
export const isSend = (action: string): boolean => sending.has(action)

/** Whether an action sends to a person, whatever group its params name. */
export const isSendToPerson = (action: string): boolean => toPersons.has(action)
