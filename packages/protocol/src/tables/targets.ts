import type { ActionName } from './action-types.js'

/**
 * How the params of an action name the chat that it acts on. `none`: it acts on no chat. `group`: by `group_id`. `user`: a
 * private chat, by `user_id`. `either`: the group if there is one, else the private chat. `typed`: as `message_type` says,
 * else whatever is named. `any`: whatever is named. `guild`: a channel of a guild. `ids`: only by ids of what was in a chat.
 */
export type TargetChat = 'none' | 'group' | 'user' | 'either' | 'typed' | 'any' | 'guild' | 'ids'

/** Kinds of ids that name something of a chat, but not the chat. */
export type TargetIdKind = 'message' | 'flag' | 'file' | 'forward'

/** The part of a reply that tells of chats which the params did not name. */
export interface TargetReply {
  /**
   * What is listed: a group or a private chat by the id in `by`, contacts of NapCat, events, or `event`: the data is one
   * event itself.
   */
  readonly of: 'groups' | 'users' | 'contacts' | 'events' | 'event'
  /** Member of an item that holds its id. */
  readonly by?: string
  /** Members of the data that are such lists. Default: the data is the list. */
  readonly members?: readonly string[]
  /** Member of each item of the list that is the list proper. */
  readonly inside?: string
}

/** Row of the table of targets. */
export interface TargetRow {
  readonly chat: TargetChat
  /** Params that name a person, where they are others than `user_id`. */
  readonly user?: readonly string[]
  /** Params with ids of each kind. */
  readonly ids?: Readonly<Partial<Record<TargetIdKind, readonly string[]>>>
  readonly reply?: TargetReply
}

const NONE: TargetRow = { chat: 'none' }
const GROUP: TargetRow = { chat: 'group' }
const USER: TargetRow = { chat: 'user' }
const GUILD: TargetRow = { chat: 'guild' }
const ANY: TargetRow = { chat: 'any' }
const MESSAGE: TargetRow = { chat: 'ids', ids: { message: ['message_id'] } }
const FLAG: TargetRow = { chat: 'ids', ids: { flag: ['flag'] } }
const FILE: TargetRow = { chat: 'ids', ids: { file: ['file', 'file_id'] } }
const PICTURE: TargetRow = { chat: 'ids', ids: { file: ['image'] } }
const REQUESTS: TargetReply = {
  of: 'groups',
  by: 'group_id',
  members: ['invited_requests', 'InvitedRequest', 'join_requests'],
}
const listing = (of: TargetReply['of'], by: string): TargetRow => ({ chat: 'none', reply: { of, by } })

/** Says that nothing here can tell what an action acts on. */
const UNKNOWN = 'unknown'

/**
 * What each action acts on. `unknown` is what an action acts on that reaches all chats, or things of which no id tells the
 * chat. Profiles of people (`get_stranger_info`) are no chats.
 */
export const actionTargets = {
  send_msg: { chat: 'typed' },
  send_private_msg: USER,
  send_group_msg: GROUP,
  delete_msg: MESSAGE,
  get_msg: { ...MESSAGE, reply: { of: 'event' } },
  get_group_msg_history: GROUP,
  get_friend_msg_history: USER,
  get_recent_contact: { chat: 'none', reply: { of: 'contacts' } },
  // NapCat sends to the user_id where there is one, whichever of the two is called.
  forward_friend_single_msg: { chat: 'any', ids: { message: ['message_id'] } },
  forward_group_single_msg: { chat: 'any', ids: { message: ['message_id'] } },
  mark_msg_as_read: { chat: 'any', ids: { message: ['message_id'] } },
  mark_group_msg_as_read: { chat: 'any', ids: { message: ['message_id'] } },
  mark_private_msg_as_read: { chat: 'any', ids: { message: ['message_id'] } },
  _mark_all_as_read: UNKNOWN,
  click_inline_keyboard_button: GROUP,

  get_forward_msg: { chat: 'ids', ids: { forward: ['id', 'message_id'] } },
  send_forward_msg: { chat: 'typed' },
  send_group_forward_msg: GROUP,
  send_private_forward_msg: USER,

  set_msg_emoji_like: MESSAGE,
  unset_msg_emoji_like: MESSAGE,
  set_group_reaction: { chat: 'group', ids: { message: ['message_id'] } },
  get_emoji_likes: { chat: 'any', ids: { message: ['message_id'] } },
  fetch_emoji_like: MESSAGE,
  '.join_friend_emoji_chain': { chat: 'user', ids: { message: ['message_id'] } },
  '.join_group_emoji_chain': { chat: 'group', ids: { message: ['message_id'] } },
  send_poke: { chat: 'either' },
  friend_poke: ANY,
  group_poke: GROUP,

  get_friend_list: listing('users', 'user_id'),
  get_friends_with_category: {
    chat: 'none',
    reply: { of: 'users', by: 'user_id', inside: 'buddyList' },
  },
  get_stranger_info: NONE,
  send_like: USER,
  get_profile_like: NONE,
  get_profile_like_me: NONE,
  get_profile_like_count: NONE,
  delete_friend: { chat: 'user', user: ['user_id', 'friend_id', 'id'] },
  set_friend_remark: USER,
  set_friend_category: USER,
  get_unidirectional_friend_list: listing('users', 'user_id'),
  delete_unidirectional_friend: USER,
  nc_get_user_status: NONE,
  set_input_status: USER,
  get_qq_avatar: NONE,

  set_friend_add_request: FLAG,
  set_group_add_request: FLAG,
  get_group_system_msg: { chat: 'none', reply: REQUESTS },
  get_group_requests: { chat: 'none', reply: { of: 'events' } },
  get_group_ignore_add_request: listing('groups', 'group_id'),
  get_group_ignored_notifies: { chat: 'none', reply: REQUESTS },
  get_doubt_friends_add_request: listing('users', 'uin'),
  set_doubt_friends_add_request: FLAG,

  get_group_info: GROUP,
  get_group_list: listing('groups', 'group_id'),
  get_group_info_ex: GROUP,
  get_group_detail_info: GROUP,
  set_group_name: GROUP,
  set_group_portrait: GROUP,
  set_group_remark: GROUP,
  set_group_leave: GROUP,
  set_group_anonymous: GROUP,
  set_group_add_option: GROUP,
  set_group_robot_add_option: GROUP,
  set_group_search: GROUP,
  set_group_msg_mask: GROUP,
  set_group_member_invite_policy: GROUP,
  set_group_member_permissions: GROUP,
  set_group_new_member_history_visibility: GROUP,
  set_group_bot_status: GROUP,
  send_group_bot_callback: GROUP,
  get_group_at_all_remain: GROUP,
  send_group_sign: GROUP,
  set_group_sign: GROUP,
  get_group_signed_list: GROUP,

  get_group_member_info: GROUP,
  get_group_member_list: GROUP,
  get_group_honor_info: GROUP,
  get_group_shut_list: GROUP,
  set_group_kick: GROUP,
  set_group_kick_members: GROUP,
  batch_delete_group_member: GROUP,
  set_group_ban: GROUP,
  set_group_anonymous_ban: GROUP,
  set_group_whole_ban: GROUP,
  set_group_admin: GROUP,
  set_group_card: GROUP,
  set_group_special_title: GROUP,

  _get_group_notice: GROUP,
  _send_group_notice: GROUP,
  _del_group_notice: GROUP,
  _delete_group_notice: GROUP,
  get_essence_msg_list: GROUP,
  set_essence_msg: MESSAGE,
  delete_essence_msg: { chat: 'any', ids: { message: ['message_id'] } },
  set_group_todo: { chat: 'group', ids: { message: ['message_id'] } },
  complete_group_todo: { chat: 'group', ids: { message: ['message_id'] } },
  cancel_group_todo: { chat: 'group', ids: { message: ['message_id'] } },

  get_group_root_files: GROUP,
  get_group_files_by_folder: GROUP,
  get_group_file_system_info: GROUP,
  get_group_file_url: GROUP,
  upload_group_file: GROUP,
  move_group_file: GROUP,
  rename_group_file: GROUP,
  delete_group_file: GROUP,
  set_group_file_forever: GROUP,
  trans_group_file: GROUP,
  create_group_file_folder: GROUP,
  rename_group_file_folder: GROUP,
  delete_group_folder: GROUP,
  delete_group_file_folder: GROUP,

  get_group_album_list: GROUP,
  get_qun_album_list: GROUP,
  create_group_album: GROUP,
  delete_group_album: GROUP,
  get_group_album_media_list: GROUP,
  upload_group_album: GROUP,
  upload_image_to_qun_album: GROUP,
  del_group_album_media: GROUP,
  do_group_album_comment: GROUP,
  set_group_album_media_like: GROUP,
  cancel_group_album_media_like: GROUP,

  get_file: FILE,
  get_image: FILE,
  get_record: FILE,
  can_send_image: NONE,
  can_send_record: NONE,
  upload_private_file: USER,
  get_private_file_url: { chat: 'any', ids: { file: ['file_id'] } },
  download_file: NONE,
  upload_image: NONE,
  fetch_ptt_text: MESSAGE,
  voice_msg_to_text: MESSAGE,
  ocr_image: PICTURE,
  '.ocr_image': PICTURE,
  scan_qrcode: FILE,

  upload_file_stream: NONE,
  download_file_stream: FILE,
  download_file_image_stream: FILE,
  download_file_record_stream: FILE,
  clean_stream_temp_file: UNKNOWN,
  test_download_stream: NONE,

  send_online_file: USER,
  send_online_folder: USER,
  get_online_file_msg: USER,
  receive_online_file: USER,
  refuse_online_file: USER,
  cancel_online_file: USER,
  send_flash_msg: ANY,
  create_flash_task: NONE,
  upload_flash_file: NONE,
  reshare_flash_file: UNKNOWN,
  download_flash_file: UNKNOWN,
  download_fileset: UNKNOWN,
  get_flash_file_info: UNKNOWN,
  get_flash_file_list: UNKNOWN,
  get_flash_file_url: UNKNOWN,
  get_flash_file_download_urls: UNKNOWN,
  get_fileset_id: UNKNOWN,
  get_fileset_info: UNKNOWN,
  get_share_link: UNKNOWN,

  fetch_custom_face: NONE,
  fetch_custom_face_detail: NONE,
  add_custom_face: NONE,
  set_custom_face_desc: NONE,
  delete_custom_face: NONE,
  get_recommend_face: NONE,
  fetch_mface_key: NONE,

  send_ark_share: ANY,
  ArkSharePeer: ANY,
  send_group_ark_share: GROUP,
  ArkShareGroup: GROUP,
  get_mini_app_ark: NONE,
  get_music_ark: NONE,
  get_ai_characters: GROUP,
  get_ai_record: GROUP,
  send_group_ai_record: GROUP,

  get_guild_service_profile: NONE,
  get_guild_list: GUILD,
  get_guild_meta_by_guest: GUILD,
  get_guild_channel_list: GUILD,
  get_guild_member_list: GUILD,
  get_guild_member_profile: GUILD,
  send_guild_channel_msg: GUILD,
  get_guild_msg: GUILD,
  get_topic_channel_feeds: GUILD,
  get_guild_roles: GUILD,
  create_guild_role: GUILD,
  update_guild_role: GUILD,
  delete_guild_role: GUILD,
  set_guild_member_role: GUILD,

  get_login_info: NONE,
  set_qq_profile: NONE,
  set_qq_avatar: NONE,
  set_self_longnick: NONE,
  set_online_status: NONE,
  set_diy_online_status: NONE,
  _get_model_show: NONE,
  _set_model_show: NONE,
  _get_vip_info: NONE,
  qidian_get_account_info: NONE,
  get_cookies: NONE,
  get_csrf_token: NONE,
  get_credentials: NONE,
  get_clientkey: NONE,
  get_rkey: NONE,
  nc_get_rkey: NONE,
  get_rkey_server: NONE,
  get_collection_list: UNKNOWN,
  create_collection: NONE,
  send_qzone_msg: UNKNOWN,
  delete_qzone_msg: UNKNOWN,

  get_status: NONE,
  get_version_info: NONE,
  get_supported_actions: NONE,
  set_restart: NONE,
  bot_exit: NONE,
  clean_cache: NONE,
  get_config: NONE,
  set_config: NONE,
  reload_event_filter: UNKNOWN,
  get_event: UNKNOWN,
  get_updates: UNKNOWN,
  // Judged as the calls that it becomes.
  '.handle_quick_operation': NONE,
  check_url_safely: NONE,
  '.get_word_slices': NONE,
  translate_en2zh: NONE,
  get_robot_uin_range: NONE,
  nc_get_packet_status: NONE,
  send_packet: UNKNOWN,
  '.send_packet': UNKNOWN,
  send_pb: UNKNOWN,
  llonebot_debug: UNKNOWN,

  set_client_name: NONE,
  send_broadcast_data: NONE,
  send_broadcast_data_callback: NONE,
  ack_events: NONE,
  get_events: NONE,
  get_ws_port: NONE,
  get_queue_status: { chat: 'either' },
  get_online_clients: NONE,
} as const satisfies Readonly<Record<ActionName, TargetRow | 'unknown'>>

const rows: ReadonlyMap<string, TargetRow | 'unknown'> = new Map(Object.entries(actionTargets))

/** What an action acts on, by its name without suffix; undefined if nothing here can tell. */
export function targetsOf(action: string): TargetRow | undefined {
  const row = rows.get(action)
  return row === 'unknown' ? undefined : row
}
