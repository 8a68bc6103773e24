import { optional } from '@rookery/schema'
import type { Fields } from '../fields/check-fields.js'
import { amount, boolean, emoji, id, literals, message, text } from '../fields/field-schemas.js'
import type { DeedArgs, DeedName } from './deeds.js'

const group = { group_id: id }
const user = { user_id: id }
const member = { ...group, ...user }
const place = { group_id: optional(id), user_id: optional(id) }
const enable = optional(boolean)
const file_id = text
const folder_id = text

/** Arg types of every deed, for untyped callers: the page, scenario files, tests without types. */
export const deedArgs: { readonly [N in DeedName]: Fields<DeedArgs<N>> } = {
  say: { ...place, message, auto_escape: optional(boolean), anonymous: optional(boolean) },
  forward: { ...place, message_id: id },
  recall: { message_id: id },
  react: { message_id: id, emoji_id: emoji, set: optional(boolean) },
  essence: { message_id: id, set: optional(boolean) },
  poke: { group_id: optional(id), ...user },
  type: { ...user, event_type: optional(amount) },
  mute_anonymous: { ...group, flag: text, duration: amount },
  speak: { ...group, character: text, text },
  mute: { ...member, duration: amount },
  mute_all: { ...group, enable },
  kick: { ...member, reject_add_request: optional(boolean) },
  leave: group,
  dismiss: group,
  join: group,
  request_join: { ...group, comment: optional(text), filtered: optional(boolean) },
  invite: member,
  answer_request: { flag: text, approve: optional(boolean), reason: optional(text), remark: optional(text) },
  set_admin: { ...member, enable },
  set_card: { ...member, card: text },
  set_title: { ...member, title: text },
  anonymous: { ...group, enable },
  rename_group: { ...group, group_name: text },
  set_portrait: { ...group, file: text },
  set_group_remark: { ...group, remark: text },
  publish_notice: { ...group, content: text, image: optional(text) },
  delete_notice: { ...group, notice_id: text },
  sign: group,
  honor: {
    ...group,
    honor_type: literals('talkative', 'performer', 'legend', 'strong_newbie', 'emotion'),
  },
  lucky_king: member,
  upload: { ...place, file: text, name: optional(text), folder_id: optional(folder_id) },
  delete_file: { ...group, file_id },
  move_file: { ...group, file_id, folder_id: optional(folder_id) },
  rename_file: { ...group, file_id, name: text },
  create_folder: { ...group, name: text },
  delete_folder: { ...group, folder_id },
  rename_folder: { ...group, folder_id, name: text },
  request_friend: { ...user, comment: optional(text), filtered: optional(boolean) },
  befriend: user,
  delete_friend: user,
  set_remark: { ...user, remark: text },
  like: { ...user, times: optional(amount) },
  set_profile: {
    nickname: optional(text),
    sex: optional(literals('male', 'female', 'unknown')),
    longNick: optional(text),
  },
  set_avatar: { file: text },
}
