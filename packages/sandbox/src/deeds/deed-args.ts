import { optional } from '@rookery/schema'
import type { Fields } from '../fields/check-fields.js'
import {
  booleanField,
  emojiField,
  idField,
  literalField,
  messageField,
  numberField,
  textField,
} from '../fields/field-schemas.js'
import type { DeedArgs, DeedName } from './deeds.js'

const group = { group_id: idField }
const user = { user_id: idField }
const member = { ...group, ...user }
const place = { group_id: optional(idField), user_id: optional(idField) }
const enable = optional(booleanField)
const file_id = textField
const folder_id = textField

/** Arg types of every deed, for untyped callers: the page, scenario files, tests without types. */
export const deedArgs: { readonly [N in DeedName]: Fields<DeedArgs<N>> } = {
  say: {
    ...place,
    message: messageField,
    auto_escape: optional(booleanField),
    anonymous: optional(booleanField),
  },
  forward: { ...place, message_id: idField },
  recall: { message_id: idField },
  react: { message_id: idField, emoji_id: emojiField, set: optional(booleanField) },
  essence: { message_id: idField, set: optional(booleanField) },
  poke: { group_id: optional(idField), ...user },
  type: { ...user, event_type: optional(numberField) },
  mute_anonymous: { ...group, flag: textField, duration: numberField },
  speak: { ...group, character: textField, text: textField },
  mute: { ...member, duration: numberField },
  mute_all: { ...group, enable },
  kick: { ...member, reject_add_request: optional(booleanField) },
  leave: group,
  dismiss: group,
  join: group,
  request_join: { ...group, comment: optional(textField), filtered: optional(booleanField) },
  invite: member,
  answer_request: {
    flag: textField,
    approve: optional(booleanField),
    reason: optional(textField),
    remark: optional(textField),
  },
  set_admin: { ...member, enable },
  set_card: { ...member, card: textField },
  set_title: { ...member, title: textField },
  anonymous: { ...group, enable },
  rename_group: { ...group, group_name: textField },
  set_portrait: { ...group, file: textField },
  set_group_remark: { ...group, remark: textField },
  publish_notice: { ...group, content: textField, image: optional(textField) },
  delete_notice: { ...group, notice_id: textField },
  sign: group,
  honor: {
    ...group,
    honor_type: literalField('talkative', 'performer', 'legend', 'strong_newbie', 'emotion'),
  },
  lucky_king: member,
  upload: { ...place, file: textField, name: optional(textField), folder_id: optional(folder_id) },
  delete_file: { ...group, file_id },
  move_file: { ...group, file_id, folder_id: optional(folder_id) },
  rename_file: { ...group, file_id, name: textField },
  create_folder: { ...group, name: textField },
  delete_folder: { ...group, folder_id },
  rename_folder: { ...group, folder_id, name: textField },
  request_friend: { ...user, comment: optional(textField), filtered: optional(booleanField) },
  befriend: user,
  delete_friend: user,
  set_remark: { ...user, remark: textField },
  like: { ...user, times: optional(numberField) },
  set_profile: {
    nickname: optional(textField),
    sex: optional(literalField('male', 'female', 'unknown')),
    longNick: optional(textField),
  },
  set_avatar: { file: textField },
}
