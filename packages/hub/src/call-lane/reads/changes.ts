import { type Call, callParams, type EventFrame, readText, scanObject } from '@rookery/protocol'
import { QUICK_OPERATION } from '../quick-operation.js'
import { groupTag, type Ids, memberTag, userTag } from './cached-reads.js'

/** Tags of the answers that a call or an event ends; `all` stands for those of the whole account. */
export type Change = readonly string[] | 'all'

const NOTHING: Change = []

/** Calls that change nothing of what is kept, though they are no reads. What is not known may change anything. */
const CHANGES_NOTHING: ReadonlySet<string> = new Set([
  ...['send_msg', 'send_private_msg', 'send_group_msg', 'delete_msg', 'send_guild_channel_msg'],
  ...['send_forward_msg', 'send_group_forward_msg', 'send_private_forward_msg'],
  ...['forward_friend_single_msg', 'forward_group_single_msg', 'click_inline_keyboard_button'],
  ...['mark_msg_as_read', 'mark_group_msg_as_read', 'mark_private_msg_as_read', '_mark_all_as_read'],
  ...['set_msg_emoji_like', 'unset_msg_emoji_like', 'set_group_reaction', 'set_input_status'],
  ...['send_poke', 'friend_poke', 'group_poke', 'send_like', 'send_group_sign', 'set_group_sign'],
  ...['set_essence_msg', 'delete_essence_msg', '_send_group_notice', '_del_group_notice'],
  ...['_delete_group_notice', 'set_group_todo', 'complete_group_todo', 'cancel_group_todo'],
  ...['upload_group_file', 'upload_private_file', 'upload_image', 'upload_file_stream', 'move_group_file'],
  ...['rename_group_file', 'delete_group_file', 'create_group_file_folder', 'delete_group_folder'],
  ...['download_file', 'download_file_stream', 'download_file_image_stream', 'download_file_record_stream'],
  ...['fetch_ptt_text', 'voice_msg_to_text', 'scan_qrcode', 'send_group_ai_record', 'send_group_ark_share'],
])

/** Members of a quick operation that do no more than send or recall. */
const ONLY_SENDS: ReadonlySet<string> = new Set(['reply', 'auto_escape', 'at_sender', 'delete'])

/** Changes of friends that name the friend. */
const OF_FRIENDS: ReadonlySet<string> = new Set(['delete_friend', 'set_friend_remark', 'set_friend_category'])

/** The change by a call that is no read; undefined if it changes nothing that is ever kept. */
export function changeByCall(call: Call): Change | undefined {
  if (CHANGES_NOTHING.has(call.action)) return undefined
  if (call.action === QUICK_OPERATION) return onlySends(call) ? undefined : 'all'
  const params = paramsOf(call)
  if (!params) return 'all'
  const group = idOf(params.group_id)
  const user = idOf(params.user_id)
  if (OF_FRIENDS.has(call.action)) return user === undefined ? 'all' : ['friends', userTag(user)]
  const isOfGroup = call.action.startsWith('set_group_') || call.action === 'batch_delete_group_member'
  return isOfGroup && group !== undefined ? ['groups', groupTag(group)] : 'all'
}

function paramsOf(call: Call): Readonly<Record<string, unknown>> | undefined {
  try {
    return callParams(call)
  } catch {
    return undefined
  }
}

const OPERATION = { params: { operation: {} } }

/** Reads the operation alone: the event beside it may be large. */
function onlySends({ bytes }: Call): boolean {
  const params = scanObject(bytes, OPERATION).members.findLast(({ name }) => name === 'params')
  const found = params?.inner?.members.at(-1)
  if (!found) return false
  const operation: unknown = parsed(readText(bytes, found.valueStart, found.end))
  return (
    typeof operation === 'object' &&
    operation !== null &&
    Object.keys(operation).every((each) => ONLY_SENDS.has(each))
  )
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Notices that change nothing of what is kept; those of `notify` by their `sub_type`. */
const TELLS_OF_NO_CHANGE: ReadonlySet<string> = new Set([
  ...['group_recall', 'friend_recall', 'group_upload', 'offline_file', 'essence', 'group_msg_emoji_like'],
  ...['reaction', 'client_status', 'online_file_send', 'online_file_receive', 'flash_file'],
  ...['message_reactions_updated', 'guild_channel_recall', 'channel_updated', 'channel_created'],
  ...['channel_destroyed', 'poke', 'poke_recall', 'lucky_king', 'honor', 'input_status', 'profile_like'],
  ...['gray_tip'],
])

const WANTED = { notice_type: {}, sub_type: {}, group_id: {}, user_id: {} }

/** The change that an event tells of. */
export function changeByEvent({ postType, bytes }: EventFrame): Change {
  if (postType === 'meta_event' || postType === 'request') return NOTHING
  const member = membersOf(bytes)
  const ids = { group: idOf(member('group_id')), user: idOf(member('user_id')) }
  if (postType !== 'notice') return changeByMessage(ids)
  const type = member('notice_type')
  const kind = type === 'notify' ? member('sub_type') : type
  if (kind === undefined) return 'all'
  if (TELLS_OF_NO_CHANGE.has(kind)) return NOTHING
  if (ids.group !== undefined) return ['groups', groupTag(ids.group)]
  return kind === 'friend_add' && ids.user !== undefined ? ['friends', userTag(ids.user)] : 'all'
}

/** A message shows the newest name and card of its sender, and is their last one. */
function changeByMessage({ group, user }: Ids): Change {
  if (user === undefined) return NOTHING
  return group === undefined ? [userTag(user)] : [memberTag(group, user), userTag(user)]
}

/** Reads the wanted members of an event as text; of a repeated key the last value counts. */
function membersOf(bytes: Uint8Array): (name: keyof typeof WANTED) => string | undefined {
  const { members } = scanObject(bytes, WANTED)
  return (name) => {
    const found = members.findLast((each) => each.name === name)
    return found && readText(bytes, found.valueStart, found.end).replace(/^"(.*)"$/, '$1')
  }
}

/** An id as decimal text; undefined for anything else. */
export function idOf(value: unknown): string | undefined {
  const text = typeof value === 'number' || typeof value === 'string' ? String(value) : ''
  return /^[1-9]\d{0,19}$/.test(text) ? text : undefined
}
