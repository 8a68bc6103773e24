import type { Turn } from '../turn/turn.js'
import { answer_request } from './answer-request.js'
import { essence } from './essence.js'
import { forward } from './forward.js'
import { befriend, delete_friend, request_friend, set_remark } from './friends.js'
import { delete_file, move_file, rename_file } from './group-files.js'
import { create_folder, delete_folder, rename_folder } from './group-folders.js'
import { delete_notice, publish_notice } from './group-notices.js'
import { mute_all, rename_group, set_group_remark, set_portrait, setAnonymous } from './group-settings.js'
import { honor, lucky_king } from './honor.js'
import { invite } from './invite.js'
import { join } from './join.js'
import { kick } from './kick.js'
import { dismiss, leave } from './leave.js'
import { like } from './like.js'
import { set_admin, set_card, set_title } from './member-settings.js'
import { mute } from './mute.js'
import { mute_anonymous } from './mute-anonymous.js'
import { poke } from './poke.js'
import { set_avatar, set_profile } from './profile.js'
import { react } from './react.js'
import { recall } from './recall.js'
import { request_join } from './request-join.js'
import { say } from './say.js'
import { sign } from './sign.js'
import { speak } from './speak.js'
import { type } from './type.js'
import { upload } from './upload.js'

/**
 * Deeds of accounts and of people alike. Each checks the actor's rights, changes the world and notifies the accounts
 * that see it.
 */
export const deeds = {
  say,
  forward,
  recall,
  react,
  essence,
  poke,
  type,
  mute_anonymous,
  speak,
  mute,
  mute_all,
  kick,
  leave,
  dismiss,
  join,
  request_join,
  invite,
  answer_request,
  set_admin,
  set_card,
  set_title,
  anonymous: setAnonymous,
  rename_group,
  set_portrait,
  set_group_remark,
  publish_notice,
  delete_notice,
  sign,
  honor,
  lucky_king,
  upload,
  delete_file,
  move_file,
  rename_file,
  create_folder,
  delete_folder,
  rename_folder,
  request_friend,
  befriend,
  delete_friend,
  set_remark,
  like,
  set_profile,
  set_avatar,
} as const satisfies Readonly<Record<string, (turn: Turn, by: number, args: never) => unknown>>

/** Name of a deed, such as `say` or `kick`. */
export type DeedName = keyof typeof deeds

/** Args of a deed. */
export type DeedArgs<N extends DeedName> = Parameters<(typeof deeds)[N]>[2]

/** Result of a deed. */
export type DeedResult<N extends DeedName> = ReturnType<(typeof deeds)[N]>

/** A deed as data: `{ do: 'mute', group_id: 30001, user_id: 20001, duration: 60 }`. */
export type Deed = { readonly [N in DeedName]: { readonly do: N } & DeedArgs<N> }[DeedName]
