import type { Failing, Script, Scripts } from '../script.js'
import { FIRST, type Stage } from '../stage.js'
import {
  BOB,
  GROUP,
  groupFile,
  groupFolder,
  HUMBLE,
  NO_GROUP,
  outside,
  PNG,
  saidInGroup,
} from './materials.js'

/** Actions that NapCat, LLBot or Lagrange alone have. */

const option = (rest: object = {}): Script => ({
  params: { ...GROUP, ...rest },
  fails: [...outside(rest), [{ ...HUMBLE, ...rest }, /10000/]],
})

const todo: Script = {
  params: async (stage) => ({ ...GROUP, message_id: String(await saidInGroup(stage)) }),
  fails: [[{ ...GROUP, message_id: '77' }, /77/], ...outside({ message_seq: '1' })],
}

const kicking = (key: string): Script => ({
  params: { ...GROUP, [key]: ['20001', '20002'] },
  both: ['notice.group_decrease.kick', 'notice.group_decrease.kick'],
  fails: [[{ ...GROUP, [key]: ['20003'] }, /20003/], ...outside({ [key]: ['20002'] })],
})

const album = async (stage: Stage) => {
  const { album_id } = await stage.sandboxAlbum()
  return { ...GROUP, album_id }
}

const noAlbum = (rest: object = {}): readonly Failing[] => [
  [{ ...GROUP, album_id: 'none', ...rest }, /none/],
  ...outside({ album_id: 'none', ...rest }),
]

const onAlbum = (rest: object = {}): Script => ({
  params: async (stage) => ({ ...(await album(stage)), ...rest }),
  fails: noAlbum(rest),
})

const flash: Script = {
  params: async (stage) => {
    const { file_set_id } = await stage.does(FIRST, 'upload_flash_file', { paths: [PNG] })
    return { file_set_id }
  },
  fails: [[{ file_set_id: 'none' }, /none/]],
}

const hearing: Script = {
  params: async (stage) => ({ message_id: await saidInGroup(stage) }),
  fails: [[{ message_id: 77 }, /77/]],
}

const sharing: Script = {
  params: { group_id: '30001' },
  fails: [
    [{ group_id: '39999' }, /39999/],
    [{ user_id: '29999' }, /29999/],
  ],
}

const groupSharing: Script = { params: { group_id: '30001' }, fails: [[{ group_id: '39999' }, /39999/]] }

const keptFile: Script = {
  params: async (stage) => ({ ...GROUP, file_id: await groupFile(stage) }),
  fails: [[{ ...GROUP, file_id: 'none' }, /none/]],
}

const mini = {
  title: '读书会',
  desc: '今晚八点',
  picUrl: 'https://example.org/a.png',
  jumpUrl: 'https://example.org/',
}

export const extensions: Scripts = {
  set_group_add_option: option({ add_type: 1 }),
  set_group_robot_add_option: option(),
  set_group_search: option(),
  set_group_member_invite_policy: option({ policy: 'disabled' }),
  set_group_member_permissions: option(),
  set_group_new_member_history_visibility: option({ visible: true }),
  set_group_msg_mask: { params: { ...GROUP, mask: 1 }, fails: outside({ mask: 1 }) },
  set_group_todo: todo,
  complete_group_todo: todo,
  cancel_group_todo: todo,
  set_group_sign: { params: GROUP, fails: outside() },
  set_group_kick_members: kicking('user_id'),
  batch_delete_group_member: kicking('user_ids'),
  get_group_info_ex: { params: GROUP, fails: outside() },
  get_group_detail_info: { params: GROUP, fails: outside() },
  get_group_ignored_notifies: {},
  get_group_album_list: { params: GROUP, fails: outside() },
  get_qun_album_list: { params: GROUP, fails: outside() },
  create_group_album: { params: { ...GROUP, name: '春游', desc: '四月' }, fails: outside({ name: '春游' }) },
  delete_group_album: onAlbum(),
  get_group_album_media_list: onAlbum(),
  upload_group_album: onAlbum({ files: [PNG] }),
  upload_image_to_qun_album: onAlbum({ album_name: '春游', file: PNG }),
  del_group_album_media: onAlbum({ lloc: 'a' }),
  do_group_album_comment: onAlbum({ lloc: 'a', content: '好看' }),
  set_group_album_media_like: onAlbum({ batch_id: 'a' }),
  cancel_group_album_media_like: onAlbum({ batch_id: 'a' }),
  upload_flash_file: {
    params: { title: '照片', paths: [PNG] },
    fails: [[{ paths: ['none.png'] }, /none\.png/]],
  },
  reshare_flash_file: flash,
  download_flash_file: flash,
  get_flash_file_info: flash,
  get_flash_file_download_urls: flash,
  fetch_ptt_text: hearing,
  voice_msg_to_text: hearing,
  scan_qrcode: { params: { file: PNG }, fails: [[{ file: 'none.png' }, /none\.png/]] },
  ArkSharePeer: sharing,
  send_ark_share: sharing,
  ArkShareGroup: groupSharing,
  send_group_ark_share: groupSharing,
  get_mini_app_ark: { params: mini },
  click_inline_keyboard_button: {
    params: { group_id: '30001', bot_appid: '1' },
    fails: [[{ ...NO_GROUP, bot_appid: '1' }, /39999/]],
  },
  translate_en2zh: { params: { words: ['rook'] } },
  '.get_word_slices': { params: { content: '今晚 八点' } },
  get_recommend_face: { params: { word: '哈' } },
  nc_get_user_status: { params: { user_id: '20001' }, fails: [[{ user_id: '29999' }, /29999/]] },
  get_qq_avatar: {
    params: { user_id: 20001 },
    fails: [
      [{ user_id: 29999 }, /29999/],
      [NO_GROUP, /39999/],
    ],
  },
  set_friend_category: {
    params: { user_id: 20001, category_id: 1 },
    fails: [[{ user_id: 20003, category_id: 1 }, /20003/]],
  },
  set_self_longnick: { params: { longNick: '在读书' } },
  set_diy_online_status: { params: { face_id: 1 } },
  get_clientkey: {},
  nc_get_rkey: {},
  get_rkey_server: {},
  get_collection_list: { params: { category: '0' } },
  create_collection: { params: { rawData: 'a', brief: 'a' } },
  bot_exit: {},
  nc_get_packet_status: {},
  send_packet: { params: { cmd: 'a', data: '' } },
  get_config: {},
  set_config: {},
  get_event: {},
  reload_event_filter: { params: { file: 'filter.json' } },
  get_recent_contact: {
    params: async (stage) => {
      await saidInGroup(stage)
      return { count: 5 }
    },
  },
  get_profile_like_me: {},
  get_profile_like_count: { params: { user_id: BOB.user_id }, fails: [[{ user_id: 29999 }, /29999/]] },
  _delete_group_notice: {
    params: async (stage) => {
      await stage.does(FIRST, '_send_group_notice', { ...GROUP, content: '今晚八点' })
      const [notice] = Object.values(await stage.does(FIRST, '_get_group_notice', GROUP))
      return { ...GROUP, notice_id: Object(notice).notice_id }
    },
    fails: [[{ ...GROUP, notice_id: 'none' }, /none/]],
  },
  set_group_file_forever: keptFile,
  trans_group_file: keptFile,
  delete_group_file_folder: {
    params: async (stage) => ({ ...GROUP, folder_id: await groupFolder(stage) }),
    fails: [[{ ...GROUP, folder_id: 'none' }, /none/]],
  },
}
