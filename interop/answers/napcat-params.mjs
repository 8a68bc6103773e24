import { AMR, BOT, FRIEND, GROUP, MEMBER, OTHER_GROUP, PNG } from './stage.mjs'

const text = (content) => [{ type: 'text', data: { text: content } }]
const node = (content) => ({
  type: 'node',
  data: { user_id: FRIEND, nickname: 'Alice', content: text(content) },
})
const inGroup = { group_id: GROUP }
const ofMember = { group_id: GROUP, user_id: MEMBER }
const album = async (qq) => ({ ...inGroup, group_id: String(GROUP), album_id: await qq.album() })

const said = async (qq) => ({
  message_id: (await qq.bot.send_group_msg({ ...inGroup, message: text('晚上好') })).message_id,
})
const file = async (qq) => ({
  ...inGroup,
  file_id: (await qq.bot.upload_group_file({ ...inGroup, file: PNG, name: 'a.png' })).file_id,
})
const folder = async (qq, name) => {
  const made = await qq.bot.create_group_file_folder({ ...inGroup, folder_name: name })
  return { ...inGroup, folder_id: made.groupItem.folderInfo.folderId }
}

/** The name of a file that was sent. */
async function sent(qq, type, source) {
  const { message_id } = await qq.bot.send_group_msg({
    ...inGroup,
    message: [{ type, data: { file: source } }],
  })
  return (await qq.bot.get_msg({ message_id })).message[0].data.file
}

const joining = async (qq) => ({
  flag: await qq.asked({ do: 'request_join', ...inGroup, comment: '爱读书' }),
})

const befriending = async (qq, filtered = false) => ({
  flag: await qq.asked({ do: 'request_friend', user_id: BOT, comment: '你好', filtered }),
})

/** What each method of node-napcat-ts is given, in the order in which they are called: what ends something comes last. */
export const napcatParams = {
  send_private_msg: { user_id: FRIEND, message: text('你好') },
  send_group_msg: { ...inGroup, message: text('你好') },
  send_msg: { ...inGroup, message: text('你好') },
  delete_msg: said,
  get_msg: said,
  get_forward_msg: async (qq) => {
    const { message_id } = await qq.bot.send_group_forward_msg({
      ...inGroup,
      message: [node('一'), node('二')],
    })
    return { message_id: String(message_id) }
  },
  send_like: { user_id: FRIEND, times: 1 },
  set_group_ban: { ...ofMember, duration: 60 },
  get_group_shut_list: inGroup,
  set_group_whole_ban: { ...inGroup, enable: false },
  set_group_admin: { ...ofMember, enable: true },
  set_group_card: { ...ofMember, card: '阿宝' },
  set_group_name: { ...inGroup, group_name: '夜读会' },
  set_group_special_title: { ...ofMember, special_title: '书虫' },
  set_friend_remark: { user_id: FRIEND, remark: '爱丽丝' },
  get_group_system_msg: async (qq) => {
    await joining(qq)
    return {}
  },
  set_group_add_request: joining,
  set_friend_add_request: async (qq) => ({ ...(await befriending(qq)), approve: false }),
  get_login_info: {},
  get_stranger_info: { user_id: FRIEND },
  get_friend_list: {},
  get_group_info: inGroup,
  get_group_list: {},
  get_group_member_info: ofMember,
  get_group_member_list: inGroup,
  get_group_honor_info: { ...inGroup, type: 'all' },
  get_cookies: { domain: 'qun.qq.com' },
  get_csrf_token: {},
  get_credentials: {},
  get_record: async (qq) => ({ file: await sent(qq, 'record', AMR), out_format: 'amr' }),
  get_image: async (qq) => ({ file: await sent(qq, 'image', PNG) }),
  get_file: async (qq) => ({ file: await sent(qq, 'image', PNG) }),
  ocr_image: async (qq) => ({ image: await sent(qq, 'image', PNG) }),
  can_send_image: {},
  can_send_record: {},
  get_status: {},
  get_version_info: {},
  clean_cache: {},
  set_qq_profile: { nickname: '小企鹅', personal_note: '读书中' },
  _get_model_show: { model: 'iPhone' },
  get_unidirectional_friend_list: {},
  mark_msg_as_read: { user_id: FRIEND },
  send_group_forward_msg: { ...inGroup, message: [node('一')] },
  send_private_forward_msg: { user_id: FRIEND, message: [node('一')] },
  send_forward_msg: { ...inGroup, message: [node('一')] },
  get_group_msg_history: { ...inGroup, count: 5 },
  get_friend_msg_history: { user_id: FRIEND, count: 5 },
  set_essence_msg: said,
  get_essence_msg_list: inGroup,
  delete_essence_msg: async (qq) => {
    const message = await said(qq)
    await qq.bot.set_essence_msg(message)
    return message
  },
  get_group_at_all_remain: inGroup,
  set_group_portrait: { ...inGroup, file: PNG },
  _send_group_notice: { ...inGroup, content: '今晚八点' },
  _get_group_notice: inGroup,
  _del_group_notice: async (qq) => ({
    ...inGroup,
    notice_id: (await qq.bot._get_group_notice(inGroup))[0].notice_id,
  }),
  upload_group_file: { ...inGroup, file: PNG, name: 'a.png' },
  delete_group_file: file,
  create_group_file_folder: { ...inGroup, folder_name: '书单' },
  delete_group_folder: (qq) => folder(qq, '旧书单'),
  get_group_file_system_info: inGroup,
  get_group_root_files: inGroup,
  get_group_files_by_folder: (qq) => folder(qq, '图'),
  get_group_file_url: file,
  move_group_file: async (qq) => ({
    ...(await file(qq)),
    current_parent_directory: '/',
    target_parent_directory: (await folder(qq, '画')).folder_id,
  }),
  rename_group_file: async (qq) => ({
    ...(await file(qq)),
    current_parent_directory: '/',
    new_name: 'b.png',
  }),
  trans_group_file: file,
  upload_private_file: { user_id: FRIEND, file: PNG, name: 'a.png' },
  get_private_file_url: async (qq) => ({
    file_id: (await qq.bot.upload_private_file({ user_id: FRIEND, file: PNG, name: 'a.png' })).file_id,
  }),
  download_file: { base64: PNG.slice('base64://'.length) },
  '.handle_quick_operation': async (qq) => {
    await qq.sandbox.act(FRIEND, { do: 'say', ...inGroup, message: '/天气' })
    return { context: await qq.lastMessage(), operation: { reply: text('晴') } }
  },
  set_diy_online_status: { face_id: 1, face_type: 1, wording: '在读书' },
  ArkSharePeer: { user_id: String(FRIEND) },
  ArkShareGroup: { group_id: String(GROUP) },
  get_robot_uin_range: {},
  set_online_status: { status: 10, ext_status: 0, battery_status: 0 },
  get_friends_with_category: {},
  set_qq_avatar: { file: PNG },
  forward_friend_single_msg: async (qq) => ({ ...(await said(qq)), user_id: FRIEND }),
  forward_group_single_msg: async (qq) => ({ ...(await said(qq)), group_id: OTHER_GROUP }),
  translate_en2zh: { words: ['rook'] },
  set_msg_emoji_like: async (qq) => ({ ...(await said(qq)), emoji_id: '76' }),
  fetch_emoji_like: async (qq) => ({ ...(await said(qq)), emojiId: '76', emojiType: '1' }),
  mark_private_msg_as_read: { user_id: FRIEND },
  mark_group_msg_as_read: inGroup,
  create_collection: { rawData: 'a', brief: 'a' },
  get_collection_list: { category: 0 },
  set_self_longnick: { longNick: '在读书' },
  get_recent_contact: {},
  _mark_all_as_read: {},
  get_profile_like: {},
  fetch_custom_face: {},
  set_input_status: { user_id: String(FRIEND), event_type: 1 },
  get_group_info_ex: inGroup,
  get_group_detail_info: inGroup,
  get_group_ignore_add_request: inGroup,
  friend_poke: { user_id: FRIEND },
  group_poke: ofMember,
  send_poke: ofMember,
  nc_get_packet_status: {},
  nc_get_user_status: { user_id: FRIEND },
  nc_get_rkey: {},
  get_group_ignored_notifies: {},
  set_group_sign: inGroup,
  send_packet: { cmd: 'a', data: '' },
  get_mini_app_ark: {
    type: 'bili',
    title: 'a',
    desc: 'b',
    picUrl: 'https://example.org/a.png',
    jumpUrl: 'https://example.org/',
  },
  get_ai_record: { ...inGroup, character: 'rookery-voice-1', text: '晚上好' },
  get_ai_characters: inGroup,
  send_group_ai_record: { ...inGroup, character: 'rookery-voice-1', text: '晚上好' },
  get_clientkey: {},
  set_group_robot_add_option: { group_id: String(GROUP) },
  set_group_add_option: { group_id: String(GROUP), add_type: 1 },
  set_group_search: { group_id: String(GROUP) },
  get_doubt_friends_add_request: {},
  set_doubt_friends_add_request: (qq) => befriending(qq, true),
  get_rkey: {},
  get_rkey_server: {},
  set_group_remark: { group_id: String(GROUP), remark: '书' },
  click_inline_keyboard_button: { ...inGroup, bot_appid: '1' },
  set_group_todo: async (qq) => ({
    group_id: String(GROUP),
    message_id: String((await said(qq)).message_id),
  }),
  get_qun_album_list: { group_id: String(GROUP) },
  upload_image_to_qun_album: async (qq) => ({ ...(await album(qq)), album_name: '春游', file: PNG }),
  get_group_album_media_list: album,
  do_group_album_comment: async (qq) => ({ ...(await album(qq)), lloc: 'a', content: '好看' }),
  set_group_album_media_like: async (qq) => ({ ...(await album(qq)), lloc: 'a', id: 'a' }),
  del_group_album_media: async (qq) => ({ ...(await album(qq)), lloc: 'a' }),
  set_group_kick: ofMember,
  set_group_kick_members: { group_id: String(GROUP), user_id: [FRIEND] },
  delete_friend: { user_id: FRIEND },
  set_group_leave: { group_id: OTHER_GROUP },
  bot_exit: {},
}
