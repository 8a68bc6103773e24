import type { ActionName } from '@rookery/protocol'
import { picture } from './picture.fixture.js'
import type { ActionCase, Given } from './run-case.fixture.js'

const said: Given = { by: 20002, deed: { do: 'say', group_id: 30001, message: '哈哈' } }

const hearingCases = (action: ActionName): readonly ActionCase[] => [
  { action, name: 'hears nothing', given: [said], params: { message_id: 1 }, data: { text: '' } },
  {
    action,
    name: 'refuses a message that is not there',
    params: { message_id: 77 },
    refusal: 'no_such_message',
  },
]

const cardCases = (action: ActionName): readonly ActionCase[] => [
  {
    action,
    name: 'makes a card of a group',
    params: { group_id: '30001' },
    data: { errCode: 0, errMsg: '' },
  },
  { action, name: 'makes a card of a user', params: { user_id: '20001' }, data: { errCode: 0 } },
  { action, name: 'needs one of them', params: {}, refusal: 'bad_params' },
  {
    action,
    name: 'refuses for a group that is not there',
    params: { group_id: '39999' },
    refusal: 'no_such_group',
  },
  { action, name: 'refuses for nobody', params: { user_id: '29999' }, refusal: 'no_such_user' },
]

const groupCardCases = (action: ActionName): readonly ActionCase[] => [
  { action, name: 'makes a card', params: { group_id: '30001' } },
  { action, name: 'refuses for no group', params: { group_id: '39999' }, refusal: 'no_such_group' },
]

/** Actions that answer the same to everybody. */
const quiet: readonly (readonly [ActionName, object, unknown])[] = [
  ['translate_en2zh', { words: ['rook'] }, { words: ['rook'] }],
  ['.get_word_slices', { content: 'a b' }, { slices: ['a', 'b'] }],
  ['get_recommend_face', { word: '哈' }, { url: [] }],
  ['set_diy_online_status', { face_id: 1 }, ''],
  ['get_clientkey', {}, { clientkey: keyOf(10000) }],
  ['nc_get_rkey', {}, [{ type: 10 }, { type: 20 }]],
  ['get_rkey_server', {}, { name: 'rookery-sandbox' }],
  ['get_collection_list', { category: '0' }, { collectionSearchList: { collectionItemList: [] } }],
  ['create_collection', { rawData: 'a', brief: 'a' }, { result: 0 }],
  ['bot_exit', {}, null],
  ['nc_get_packet_status', {}, null],
  ['send_packet', { cmd: 'a', data: '' }, ''],
  ['get_config', {}, {}],
  ['set_config', {}, null],
  ['get_event', {}, []],
  ['reload_event_filter', { file: 'a' }, null],
  [
    'get_mini_app_ark',
    { title: 'a', desc: 'b', picUrl: 'c', jumpUrl: 'd' },
    { data: { meta: { detail_1: { title: 'a' } } } },
  ],
]

function keyOf(id: number): string {
  return id.toString(16).padStart(32, '0')
}

export const plausibleAnswersCases: readonly ActionCase[] = [
  ...quiet.map(
    ([action, params, data]): ActionCase => ({ action, name: 'answers as on a quiet day', params, data }),
  ),
  ...hearingCases('fetch_ptt_text'),
  ...hearingCases('voice_msg_to_text'),
  ...cardCases('ArkSharePeer'),
  ...cardCases('send_ark_share'),
  ...groupCardCases('ArkShareGroup'),
  ...groupCardCases('send_group_ark_share'),
  {
    action: 'scan_qrcode',
    name: 'finds no code',
    media: [picture],
    params: { file: picture.file },
    data: [],
  },
  {
    action: 'scan_qrcode',
    name: 'refuses a picture that is not there',
    params: { file: 'none.png' },
    refusal: 'no_such_file',
  },
  {
    action: 'click_inline_keyboard_button',
    name: 'clicks',
    params: { group_id: '30001', bot_appid: '1' },
    data: { result: 0, status: 0 },
  },
  {
    action: 'click_inline_keyboard_button',
    name: 'refuses for a group that is not there',
    params: { group_id: '39999', bot_appid: '1' },
    refusal: 'no_such_group',
  },
  {
    action: 'nc_get_user_status',
    name: 'finds people online',
    params: { user_id: '20001' },
    data: { status: 10, ext_status: 0 },
  },
  {
    action: 'nc_get_user_status',
    name: 'finds an account offline that is',
    given: [{ self_id: 10001, online: false }],
    params: { user_id: '10001' },
    data: { status: 20 },
    events: [],
  },
  {
    action: 'nc_get_user_status',
    name: 'refuses for nobody',
    params: { user_id: '29999' },
    refusal: 'no_such_user',
  },
  {
    action: 'get_qq_avatar',
    name: 'gives none where there is none',
    params: { user_id: 20001 },
    data: { url: '' },
  },
  {
    action: 'get_qq_avatar',
    name: 'gives that of a group',
    media: [picture],
    given: [{ by: 20001, deed: { do: 'set_portrait', group_id: 30001, file: picture.file } }],
    params: { group_id: 30001 },
    data: { url: `/${picture.file}` },
  },
  {
    action: 'get_qq_avatar',
    name: 'refuses for nobody',
    params: { user_id: 29999 },
    refusal: 'no_such_user',
  },
  {
    action: 'get_qq_avatar',
    name: 'refuses for no group',
    params: { group_id: 39999 },
    refusal: 'no_such_group',
  },
  {
    action: 'set_friend_category',
    name: 'changes nothing that anybody sees',
    params: { user_id: 20001, category_id: 1 },
    data: null,
  },
  {
    action: 'set_friend_category',
    name: 'refuses for a stranger',
    params: { user_id: 20003, category_id: 1 },
    refusal: 'not_friend',
  },
  {
    action: 'set_self_longnick',
    name: 'sets the signature',
    params: { longNick: '在读书' },
    data: { result: 0 },
  },
  {
    action: 'get_recent_contact',
    name: 'gives the last message of each chat, the newest first',
    given: [said, { by: 20001, deed: { do: 'say', user_id: 10000, message: '在吗' } }],
    params: {},
    data: [
      { peerUin: '20001', chatType: 1, peerName: 'Alice', lastestMsg: { raw_message: '在吗' } },
      { peerUin: '30001', chatType: 2, sendNickName: 'Bob', peerName: '读书会', msgId: '1' },
    ],
  },
  {
    action: 'get_profile_like_me',
    name: 'tells who liked the account',
    given: [{ by: 20001, deed: { do: 'like', user_id: 10000, times: 3 } }],
    data: { users: [{ nick: 'Alice', count: 3 }], nextStart: -1 },
  },
  {
    action: 'get_profile_like_count',
    name: 'counts',
    given: [{ by: 20001, deed: { do: 'like', user_id: 20002, times: 3 } }],
    params: { user_id: 20002 },
    data: { count: 3 },
  },
  {
    action: 'get_profile_like_count',
    name: 'refuses for nobody',
    params: { user_id: 29999 },
    refusal: 'no_such_user',
  },
]
